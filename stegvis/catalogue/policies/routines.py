"""Who may write and establish a unit's routine. The program's own belongs to those who make the program."""

from stegvis.access.actor import Actor
from stegvis.access.models import CareUnit
from stegvis.access.verdict import Verdict
from stegvis.catalogue.policies.checklists import may_read_checklists, may_tick


def may_read_routines(actor: Actor, unit: CareUnit) -> Verdict:
    """Staff on the unit with a role there: they work by it."""
    return may_read_checklists(actor, unit)


def may_write_routines(actor: Actor, unit: CareUnit) -> Verdict:
    """Resident administrators and access administrators of the unit: they stand for its routines."""
    return may_tick(actor, unit)
