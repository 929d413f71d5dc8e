"""Where somebody must step in: names of units and counts, no patient."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.care.cover import Lack
from stegvis.care.kinds import FlagKind, FlagState, StepKind
from stegvis.care.models import Flag
from stegvis.care.unit_time import unit_times
from stegvis.catalogue.models import Distribution


def unwatched_units(actor: Actor, at: datetime) -> list[str]:
    """Units of the provider with a priority flag that nobody sees or has taken (safety rule 2): names, no more.

    Nobody who sees: no handlers, no opening hours; or everybody was told up to the provider, and none has taken it.
    The coordinator is the provider's contact: not told of whom or what, only where somebody must step in.
    """
    if not actor.can("region:read"):
        return []
    units = {unit.pk: unit for unit in access.units_of_provider(actor)}
    rows = Flag.objects.without_asking_who_because("which units have flags that nobody is left to see")
    waiting = rows.filter(priority=True, enrolment__provider_id=UUID(actor.hat.provider_id))
    standing = waiting.exclude(state=FlagState.HANDLED)
    flagged = dict(standing.order_by().values_list("enrolment__unit_id", "enrolment__unit__name").distinct())
    up_to_us = set(
        standing.filter(state=FlagState.OPEN, steps__kind=StepKind.PROVIDER).values_list(
            "enrolment__unit_id", flat=True
        )
    )
    # A flag in a unit that is closed for good stands here too: nobody there will ever see it.
    times = unit_times([units[pk] for pk in flagged if pk in units], at)
    unseen = {pk for pk in flagged if pk not in times or not times[pk].anybody(at)}
    return sorted((name for pk, name in flagged.items() if pk in unseen | up_to_us), key=str.casefold)


def uncovered_units(actor: Actor, at: datetime) -> list[tuple[str, int]]:
    """Units of the provider where days ahead lack somebody: name, and how many days (0: no opening hours at all).

    Only units that have been given a program; no patient is counted.
    """
    units = access.units_of_provider(actor)
    placed = Distribution.objects.filter(unit__in=[unit.pk for unit in units], withdrawn_at__isnull=True)
    given = set(placed.values_list("unit_id", flat=True))
    found = []
    for time in unit_times([unit for unit in units if unit.pk in given], at).values():
        gaps = time.gaps(time.hours.local_day(at))
        if gaps:
            found.append((time.unit.name, 0 if gaps[0].why is Lack.NO_HOURS else len(gaps)))
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """When a dangerous answer was told and must be taken: times, and nothing of what."""

    raised_at: datetime
    deadline_at: datetime | None
    priority: bool


def dangers_waiting(course_id: UUID) -> list[Waiting]:
    """What a resident has answered that is told and that nobody has taken yet. One query."""
    rows = Flag.objects.without_asking_who_because("the resident is told when their own answer is read")
    waiting = rows.filter(enrolment__course_id=course_id, kind=FlagKind.DANGER, state=FlagState.OPEN)
    return [Waiting(*row) for row in waiting.values_list("raised_at", "deadline_at", "priority")]


def assessed_since(course_id: UUID, at: datetime) -> bool:
    """Whether a dangerous answer was seen to lately: the same again may stand with the own therapist first."""
    rows = Flag.objects.without_asking_who_because("the resident is told when their own answer is read")
    done = rows.filter(enrolment__course_id=course_id, kind=FlagKind.DANGER, state=FlagState.HANDLED)
    return bool(done.filter(handled_at__gte=at).exists())
