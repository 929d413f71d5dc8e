"""The first contact with somebody who has not logged in yet: who may make it, and what the letter says of the start."""

from django.utils.translation import gettext_lazy as _

from stegvis.access import settings
from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareUnit
from stegvis.access.settings import Key
from stegvis.access.verdict import Verdict
from stegvis.care.models import Enrolment
from stegvis.course.kinds import ENDED
from stegvis.notifications import channels
from stegvis.notifications.first_contact import StartSms, start_sms
from stegvis.notifications.kinds import ChannelKind


def is_guarded(enrolment: Enrolment) -> bool:
    """Whether the identity is protected, by the registry's word or the provider's own. No query on a row that was read."""
    return bool(enrolment.patient.protected or enrolment.course.person.protected)


def _reaches(enrolment: Enrolment) -> Verdict:
    """Nothing with a name leaves about a protected identity, and nothing at all about somebody who has died."""
    if enrolment.course.person.deceased_at is not None:
        return Verdict.no(_("Personregistret säger att invånaren har avlidit. Inget skickas."))
    if is_guarded(enrolment):
        return Verdict.no(_("Uppgifterna är skyddade. Inget skickas ut: berätta för invånaren vid ett besök."))
    return Verdict.yes()


def may_contact(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Those who start programs on the unit, until the resident has been in it. Pure.

    Afterwards the resident chooses how to be reached, and staff cannot (safety rule 13).
    """
    if actor.hat.kind is not HatKind.COMMISSION or actor.hat.unit_id != str(enrolment.unit_id):
        return Verdict.not_found()
    if not actor.can("enrolment:start"):
        return Verdict.no(_("Du har ingen roll som får starta program."))
    if enrolment.course.phase in ENDED:
        return Verdict.no(_("Programmet är avslutat."))
    if enrolment.course.last_active_at is not None:
        return Verdict.no(_("Invånaren har varit inne i programmet och väljer själv sina aviseringar."))
    return _reaches(enrolment)


def may_print(enrolment: Enrolment) -> Verdict:
    """A letter is about a program that is there, or will be. Pure; opening the record is judged before."""
    if enrolment.course.phase in ENDED:
        return Verdict.no(_("Programmet är avslutat. Därför skrivs inget startbrev ut."))
    return _reaches(enrolment)


def sends_sms(wanted: bool, possible: bool) -> Verdict:
    """Whether a start SMS is sent from here: the unit, or its region, wants it, and the installation has a way. Pure."""
    if not wanted:
        return Verdict.no(_("Start-SMS är avstängt i inställningarna. Skicka eller lämna startbrevet."))
    return (
        Verdict.yes() if possible else Verdict.no(_("Sms kan inte skickas härifrån. Skicka eller lämna startbrevet."))
    )


def unit_sends(unit: CareUnit) -> Verdict:
    """The same for a unit as it is set now. One query at most."""
    if unit.training:
        return Verdict.no(_("Det här är övning. Inget skickas ut."))
    wanted = settings.value(Key.START_SMS, unit=unit)
    return sends_sms(wanted, channels.channel(ChannelKind.SMS) is not None)


def sms_of(enrolment: Enrolment) -> StartSms | None:
    """How the start SMS of an opened enrolment stands. One query."""
    return start_sms(enrolment.pk)
