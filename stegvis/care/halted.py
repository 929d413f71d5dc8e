"""Whom a stop concerns, by name, for the unit that treats them. The provider's counts stand in `aggregates`."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.care.models import Enrolment
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.models import Stop
from stegvis.course import walk
from stegvis.course.kinds import ENDED


def concerned(actor: Actor, stop: Stop) -> list[Enrolment]:
    """The unit's residents whom a stop reaches, by name: of its version, and of others that ask or show the same.

    One query. `stop` knows its version.
    """
    if actor.hat.kind is not HatKind.COMMISSION or not actor.can("caseload:read"):
        return []
    running = _running(actor, [stop.version.program_id]).select_related("patient", "course", "therapist")
    rows = running.order_by("patient__family_name", "patient__given_name", "pk")
    return [row for row in rows if walk.is_reached(row.course, stop)]


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
    rows = _running(actor, {stop.version.program_id for stop in stops}).select_related("course__version")
    numbers: Counter[UUID] = Counter()
    for row in rows:
        version = row.course.version
        mine = [stop for stop in stops if version and stop.version.program_id == version.program_id]
        numbers.update(stop.pk for stop in mine if walk.is_reached(row.course, stop))
    return [HaltedHere(stop, numbers[stop.pk]) for stop in stops if numbers[stop.pk]]


def _running(actor: Actor, programs: Collection[UUID]) -> QuerySet[Enrolment]:
    rows: QuerySet[Enrolment] = Enrolment.objects.visible_to(actor).filter(course__version__program_id__in=programs)
    return rows.exclude(course__phase__in=ENDED)
