"""Counts only: no ids, no names, and no number small enough to point at somebody."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.care.kinds import FlagState
from stegvis.care.models import Enrolment, Flag
from stegvis.course.kinds import Phase, WorldKind

SMALLEST = 5
REASON = "counts of a unit, small ones suppressed"
PHASES = (Phase.UPCOMING, Phase.ACTIVE, Phase.MAINTENANCE, Phase.CLOSED, Phase.LEFT)


@dataclass(frozen=True, slots=True)
class Cell:
    """A count under its heading; None when it is too small to show."""

    label: str
    number: int | None


@dataclass(frozen=True, slots=True)
class ProgramCount:
    """One program on the unit: a cell per phase of PHASES, and all together."""

    title: str
    cells: tuple[Cell, ...]
    total: int | None


def by_program(actor: Actor) -> list[ProgramCount]:
    """The actor's unit, by program and phase. Wrong starts and other worlds are left out. One query."""
    if actor.hat.kind is not HatKind.COMMISSION or not actor.can("unit:counts"):
        return []
    rows = Enrolment.objects.without_asking_who_because(REASON).filter(unit_id=actor.unit)
    real = rows.filter(course__world__kind=WorldKind.REAL).exclude(course__phase=Phase.WRONG_START)
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for row in real.values("course__version__program__title", "course__phase").annotate(n=Count("pk")).order_by():
        counted[row["course__version__program__title"] or ""][row["course__phase"]] = row["n"]
    return [_program(title, counted[title]) for title in sorted(counted)]


def _program(title: str, numbers: Mapping[str, int]) -> ProgramCount:
    cells = tuple(Cell(str(phase.label), shown(numbers.get(phase, 0))) for phase in PHASES)
    hidden = [numbers[phase] for phase in PHASES if shown(numbers.get(phase, 0)) is None]
    # With one cell hidden, or little in all of them together, the total would give it away.
    safe = not hidden or (len(hidden) > 1 and sum(hidden) >= SMALLEST)
    return ProgramCount(title, cells, shown(sum(numbers.values())) if safe else None)


def shown(number: int) -> int | None:
    """The number, unless it is between nought and the smallest that may be shown."""
    return number if number == 0 or number >= SMALLEST else None


def unwatched_units(actor: Actor, on: date) -> list[str]:
    """Units of the provider with a priority flag and nobody left who sees it (safety rule 2): names, no more.

    The coordinator is the provider's contact: not told of whom or what, only where somebody must step in.
    """
    units = {unit.pk: unit.name for unit in access.units_of_provider(actor)}
    rows = Flag.objects.without_asking_who_because("which units have flags that nobody is left to see")
    waiting = rows.filter(priority=True, enrolment__unit_id__in=units).exclude(state=FlagState.HANDLED)
    flagged = set(waiting.values_list("enrolment__unit_id", flat=True))
    return [name for pk, name in units.items() if pk in flagged and not access.handlers_of(pk, on)]
