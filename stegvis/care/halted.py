"""Whom a stop concerns, by name, for the unit that treats them. The provider's counts stand in `aggregates`."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.care.models import Enrolment
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.models import Stop
from stegvis.course.kinds import ENDED


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
