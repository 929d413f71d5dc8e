"""Who may tick a unit's checklist, and what is missing in it."""

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, CareUnit
from stegvis.access.verdict import Verdict
from stegvis.catalogue.models import StartTick


def may_read_checklists(actor: Actor, unit: CareUnit) -> Verdict:
    """Staff on the unit with a role there."""
    here = actor.hat.kind is HatKind.COMMISSION and actor.hat.unit_id == str(unit.pk)
    return Verdict.yes() if here and actor.can("checklist:read") else Verdict.not_found()


def may_tick(actor: Actor, unit: CareUnit) -> Verdict:
    """Resident administrators and access administrators of the unit: they stand for its routines."""
    verdict = may_read_checklists(actor, unit)
    if verdict and not actor.can("checklist:tick"):
        return Verdict.not_found()
    return verdict


def may_take_back(actor: Actor, tick: StartTick) -> Verdict:
    """Whoever may tick."""
    return may_tick(actor, tick.checklist.unit)


def may_change_start_template(actor: Actor, provider: CareProvider) -> Verdict:
    """Whoever distributes the provider's programs says what its units do before they start them."""
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(provider.pk)
    return Verdict.yes() if here and actor.can("version:distribute") else Verdict.not_found()
