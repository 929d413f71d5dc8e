"""Whom a stop concerns: by name for the unit that treats them, as counts for the provider."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.care.aggregates import shown
from stegvis.care.models import Enrolment
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.models import Stop
from stegvis.course.kinds import ENDED, WorldKind

REASON = "counts of those whom a stop concerns, small ones suppressed"


def concerned(actor: Actor, stop: Stop) -> list[Enrolment]:
    """The unit's residents who walk the stopped version, by name. One query."""
    if actor.hat.kind is not HatKind.COMMISSION or not actor.can("caseload:read"):
        return []
    rows = Enrolment.objects.visible_to(actor).filter(course__version_id=stop.version_id)
    running = rows.exclude(course__phase__in=ENDED).select_related("patient", "course", "therapist")
    return list(running.order_by("patient__family_name", "patient__given_name", "pk"))


@dataclass(frozen=True, slots=True)
class HaltedHere:
    """A stop that concerns the unit, and how many of its residents."""

    stop: Stop
    residents: int


def halted_here(actor: Actor) -> list[HaltedHere]:
    """Stops in force that concern anybody on the actor's unit. Two queries, one where nothing is stopped."""
    if actor.hat.kind is not HatKind.COMMISSION or not actor.can("caseload:read"):
        return []
    stops = catalogue.stops_in_force(UUID(actor.hat.provider_id))
    if not stops:
        return []
    rows = Enrolment.objects.visible_to(actor).filter(course__version_id__in={stop.version_id for stop in stops})
    numbers = Counter(rows.exclude(course__phase__in=ENDED).values_list("course__version_id", flat=True))
    return [HaltedHere(stop, numbers[stop.version_id]) for stop in stops if numbers[stop.version_id]]


@dataclass(frozen=True, slots=True)
class UnitConcerned:
    """A unit where somebody walks the version: how many, None when they are too few to say."""

    unit: str
    number: int | None


def units_concerned(actor: Actor, version_id: UUID) -> list[UnitConcerned]:
    """The provider's units where the version runs: the list that follows a stop. One query."""
    if not actor.can("version:stop"):
        return []
    rows = Enrolment.objects.without_asking_who_because(REASON).filter(
        provider_id=UUID(actor.hat.provider_id), course__version_id=version_id, course__world__kind=WorldKind.REAL
    )
    counted = Counter(rows.exclude(course__phase__in=ENDED).values_list("unit__name", flat=True))
    return [UnitConcerned(name, shown(number)) for name, number in sorted(counted.items())]
