"""What somebody may count: a provider, one of its units, or one program there. Never across a provider's border."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareUnit
from stegvis.care.aggregates.coarse import coarse
from stegvis.care.kinds import OBJECTION_STANDS, OBJECTS_TO_COUNTING
from stegvis.care.models import Enrolment, Objection
from stegvis.catalogue.models import Program
from stegvis.catalogue.policies import may_count
from stegvis.course.kinds import Phase, WorldKind

REASON = "statistics: counts, small ones not told apart"
_STAFF = frozenset({HatKind.COMMISSION, HatKind.POST, HatKind.PUBLISHER, HatKind.EMPLOYEE})


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, by the first day of the first and of the one after the last; None is without end."""

    first: date | None = None
    until: date | None = None

    def within(self, field: str, zone: ZoneInfo) -> Q:
        """The moments of `field` that fall in the period where clocks show the zone's time."""
        found = Q()
        if self.first is not None:
            found &= Q(**{f"{field}__gte": _midnight(self.first, zone)})
        if self.until is not None:
            found &= Q(**{f"{field}__lt": _midnight(self.until, zone)})
        return found

    def months(self, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
        """When each month of the period begins and ends there; none where the period has no beginning or no end."""
        found: list[tuple[datetime, datetime]] = []
        if self.first is None or self.until is None:
            return found
        day = self.first
        while day < self.until:
            after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
            found.append((_midnight(day, zone), _midnight(after, zone)))
            day = after
        return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


@dataclass(frozen=True)
class Scope:
    """What is counted. Made by the functions below, which ask whether the actor may."""

    provider_id: UUID
    unit_id: UUID | None = None
    program_id: UUID | None = None

    @cached_property
    def units(self) -> dict[UUID, tuple[str, str]]:
        """Name and time zone of every unit that is counted, closed ones too. One query."""
        rows = CareUnit.objects.filter(provider_id=self.provider_id, training=False)
        if self.unit_id is not None:
            rows = rows.filter(pk=self.unit_id)
        return {pk: (name, zone) for pk, name, zone in rows.order_by("name").values_list("pk", "name", "timezone")}

    def by_zone(self) -> Iterator[tuple[ZoneInfo, QuerySet[Enrolment]]]:
        """Real enrolments that were no wrong starts (safety rule 8), for each time zone: there is nearly always one.

        Whoever has objected to being counted is left out, from when it was noted (GDPR 18 and 21).
        """
        rows = self._everybody().exclude(course__person__in=objectors(self.provider_id))
        zones = sorted({zone for _name, zone in self.units.values()})
        for zone in zones:
            if self.unit_id is not None:
                yield ZoneInfo(zone), rows.filter(unit_id=self.unit_id)
            elif len(zones) == 1:
                yield ZoneInfo(zone), rows
            else:
                yield ZoneInfo(zone), rows.filter(unit__timezone=zone)

    def left_out(self) -> int:
        """How many residents are left out since they have objected, told as every count is. One query."""
        rows = self._everybody().filter(course__person__in=objectors(self.provider_id))
        if self.unit_id is not None:
            rows = rows.filter(unit_id=self.unit_id)
        return coarse(rows.aggregate(n=Count("course__person", distinct=True))["n"])

    def _everybody(self) -> QuerySet[Enrolment]:
        rows = Enrolment.objects.without_asking_who_because(REASON).filter(provider_id=self.provider_id)
        rows = rows.filter(course__world__kind=WorldKind.REAL).exclude(course__phase=Phase.WRONG_START)
        return rows if self.program_id is None else rows.filter(course__version__program_id=self.program_id)


def objectors(provider_id: UUID) -> QuerySet[Objection, UUID]:
    """The persons who are in no count of a provider's: one of the objections that keep out of counts stands."""
    rows = Objection.objects.filter(provider_id=provider_id, kind__in=OBJECTS_TO_COUNTING, state__in=OBJECTION_STANDS)
    return rows.values_list("person", flat=True)


def of_provider(actor: Actor) -> Scope | None:
    """Every unit of the coordinator's provider."""
    if actor.hat.kind is not HatKind.POST or not actor.can("provider:counts"):
        return None
    return Scope(UUID(actor.hat.provider_id))


def of_unit(actor: Actor) -> Scope | None:
    """The unit of whoever counts there."""
    if actor.hat.kind is not HatKind.COMMISSION or actor.unit is None or not actor.can("unit:counts"):
        return None
    return Scope(UUID(actor.hat.provider_id), unit_id=actor.unit)


def of_program(actor: Actor, program: Program) -> Scope | None:
    """One program at the actor's own provider, for those who answer for it."""
    if actor.hat.kind not in _STAFF or not actor.hat.provider_id or not may_count(actor, program):
        return None
    return Scope(UUID(actor.hat.provider_id), program_id=program.pk)
