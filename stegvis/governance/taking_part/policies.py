"""Who may change who takes part."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.governance.models import ContactPerson, CouncilSeat, Deputy, Initiative
from stegvis.governance.policies import may_as, may_configure
from stegvis.governance.taking_part.kinds import SEATS, Seat


def may_fill(seat: Seat) -> Callable[[Actor, Any], Verdict]:
    """The policy of changing one seat of an initiative."""
    return may_as(*SEATS[seat].by)


def may_fill_any(actor: Actor, initiative: Initiative) -> Verdict:
    """Whoever may change some seat; which, the action asks again."""
    verdicts = [may_fill(seat)(actor, initiative) for seat in Seat]
    return next((verdict for verdict in verdicts if verdict), verdicts[0])


def may_end_contact(actor: Actor, row: ContactPerson) -> Verdict:
    """The coordinator."""
    return may_configure(actor, row.administration.provider)


def may_end_seat(actor: Actor, row: CouncilSeat) -> Verdict:
    """The coordinator."""
    return may_configure(actor, row.provider)


def may_set_deputies(actor: Actor, provider: CareProvider) -> Verdict:
    """Each for themselves; the action asks more of those who set one for somebody else."""
    own = actor.can("process:read") and actor.hat.provider_id == str(provider.pk)
    return Verdict.yes() if own else Verdict.not_found()


def may_set_for_others(actor: Actor) -> Verdict:
    """The coordinator, for somebody who fell ill."""
    if actor.hat.kind is HatKind.POST and actor.can("process:configure"):
        return Verdict.yes()
    return Verdict.no(_("Du kan bara välja ersättare för dig själv."))


def may_end_deputy(actor: Actor, row: Deputy) -> Verdict:
    """The one who is away, the deputy, and the coordinator."""
    if not may_set_deputies(actor, row.provider):
        return Verdict.not_found()
    mine = actor.account_id in {str(row.account_id), str(row.deputy_id)}
    if not mine and not may_set_for_others(actor):
        return Verdict.not_found()
    return Verdict.no(_("Det är redan avslutat.")) if row.ended_at else Verdict.yes()
