"""Who may choose, prove and remove. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.verdict import Verdict
from stegvis.notifications.models import Address, LetterChoice, NoticeChoice, StaffChannel


def may_choose(actor: Actor, choice: NoticeChoice) -> Verdict:
    """Only the resident, about themselves. Staff can neither see nor change it (safety rule 13)."""
    if not actor.is_oneself or str(choice.pk) != actor.person_id:
        return Verdict.not_found()
    return Verdict.yes() if actor.can("own:work") else Verdict.no(_("Du kan inte ändra här just nu."))


def may_prove(actor: Actor, address: Address) -> Verdict:
    """The resident, their own address."""
    if not actor.is_oneself or str(address.person_id) != actor.person_id:
        return Verdict.not_found()
    return Verdict.yes() if actor.can("own:work") else Verdict.no(_("Du kan inte ändra här just nu."))


def may_look_after(actor: Actor, channel: StaffChannel) -> Verdict:
    """Those who administer the unit, for the channels of their unit; coordinators, for their provider's contact."""
    if channel.unit_id is not None:
        own = actor.hat.kind is HatKind.COMMISSION and actor.hat.unit_id == str(channel.unit_id)
        permission = "settings:unit"
    else:
        own = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(channel.provider_id)
        permission = "settings:provider"
    if not own:
        return Verdict.not_found()
    if not actor.can(permission):
        return Verdict.no(_("Du får inte ändra personalens kanaler."))
    return Verdict.no(_("Kanalen är redan borttagen.")) if channel.removed_at else Verdict.yes()


def may_choose_letters(actor: Actor, choice: LetterChoice) -> Verdict:
    """Each member of staff who takes part in the process, about their own letters."""
    own = actor.can("process:read") and str(choice.account_id) == actor.account_id
    return Verdict.yes() if own else Verdict.not_found()


def may_turn_letters_off(actor: Actor) -> Verdict:
    """Those with a hat that is used daily: they see their tasks anyhow."""
    if actor.hat.kind in {HatKind.EMPLOYEE, HatKind.NOBODY}:
        return Verdict.no(_("Du som sällan loggar in får alltid brev om det du ska göra."))
    return Verdict.yes()
