"""Who may choose, prove and remove. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.verdict import Verdict
from stegvis.notifications.models import Address, NoticeChoice, StaffChannel


def may_choose(actor: Actor, choice: NoticeChoice) -> Verdict:
    """Only the resident, about themselves. Staff can neither see nor change it (safety rule 13)."""
    if not actor.is_resident or str(choice.pk) != actor.person_id:
        return Verdict.not_found()
    return Verdict.yes() if actor.can("own:work") else Verdict.no(_("Du kan inte ändra här just nu."))


def may_prove(actor: Actor, address: Address) -> Verdict:
    """The resident, their own address."""
    if not actor.is_resident or str(address.person_id) != actor.person_id:
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
