"""The reading door of hours, roster and absences: actor first. No patient is seen from here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.models import CareUnit
from stegvis.access.settings import Key
from stegvis.access.verdict import Verdict
from stegvis.care.hours import NO_WEEK, Spans
from stegvis.care.models import Absence, ClosedDay, Shift, UnitHours
from stegvis.care.models.duty import read_spans
from stegvis.care.policies import covered, may_plan, may_read_roster
from stegvis.care.unit_time import UnitTime, unit_time, unit_times
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.models import ProgramVersion
from stegvis.lib import switches
from stegvis.notifications import queries as outside
from stegvis.notifications.kinds import StaffRole


@dataclass(frozen=True)
class Planned:
    """Everything about a unit's time that a page shows."""

    unit: CareUnit
    time: UnitTime
    week: tuple[Spans, ...]
    closed: list[ClosedDay]
    shifts: list[Shift]
    absences: list[Absence]
    # The unit's own day.
    today: date

    @property
    def cover_days(self) -> int:
        """How many days ahead must be covered."""
        return int(self.time.settings[Key.COVER_DAYS])


def planned(actor: Actor, now: datetime) -> Planned | None:
    """The actor's own unit's hours, roster and absences. What has passed is left out. None without the permission."""
    unit = access.unit_of(actor)
    if unit is None or not may_read_roster(actor, unit):
        return None
    time = unit_time(unit, now)
    today = time.hours.local_day(now)
    row = UnitHours.objects.filter(unit=unit).first()
    people = ("person", "deputy")
    shifts = Shift.objects.filter(unit=unit).exclude(until_day__lt=today).select_related(*people)
    absences = Absence.objects.filter(unit=unit, until_day__gte=today).select_related("person", "replaced_by")
    return Planned(
        unit,
        time,
        tuple(read_spans(day) for day in row.week) if row and row.week else NO_WEEK,
        list(ClosedDay.objects.filter(unit=unit, day__gte=today).order_by("day")),
        list(shifts.order_by("from_day", "person__last_name", "id")),
        list(absences.order_by("from_day", "person__last_name", "id")),
        today,
    )


def shift(actor: Actor, pk: UUID) -> Shift | None:
    """One line of the roster of the actor's unit."""
    if not actor.can("roster:read"):
        return None
    return Shift.objects.filter(unit_id=actor.unit, pk=pk).select_related("unit__provider", "person", "deputy").first()


def absence(actor: Actor, pk: UUID) -> Absence | None:
    """One absence on the actor's unit."""
    if not actor.can("roster:read"):
        return None
    rows = Absence.objects.filter(unit_id=actor.unit, pk=pk)
    return rows.select_related("unit__provider", "person", "replaced_by").first()


def closed_day(actor: Actor, day: date) -> ClosedDay | None:
    """A day of the actor's unit that has hours of its own."""
    return ClosedDay.objects.filter(unit_id=actor.unit, day=day).first() if actor.can("roster:read") else None


def may_ask_dangerous(version: ProgramVersion) -> bool:
    """Whether a program has a question whose answer may be dangerous."""
    document = open_document(version.document_id)
    return any(definition.get("dangers") for definition in document.questionnaires.values())


def brings_danger(old: ProgramVersion, new: ProgramVersion) -> bool:
    """Whether a newer version asks what may be dangerous, and the one before did not. Not where nobody is told."""
    return switches.alerts() and may_ask_dangerous(new) and not may_ask_dangerous(old)


def may_move(actor: Actor, unit: CareUnit, old: ProgramVersion, new: ProgramVersion, now: datetime) -> Verdict:
    """Whether a unit's residents may go over to a newer version: to danger rules only with cover, as at a start."""
    verdict = covered_now(actor, unit, now) if brings_danger(old, new) else Verdict.yes()
    if verdict:
        return verdict
    said = _("I den nya versionen finns frågor där ett svar kan vara farligt. Ingen flyttas förrän någon ser svaren.")
    return Verdict.no(f"{said} {verdict.text}")


def uncovered(units: Iterable[CareUnit], now: datetime) -> list[CareUnit]:
    """Those where a day ahead lacks somebody: there nobody starts, or is moved to, what may ask something dangerous."""
    real = [unit for unit in units if not unit.training]
    times = unit_times(real, now)
    return [unit for unit in real if times[unit.pk].gaps(times[unit.pk].hours.local_day(now))]


def asks_dangerous(plan: Planned) -> bool:
    """Whether the unit may start anything that asks such questions: then days without cover stop it."""
    return any(may_ask_dangerous(each) for each in catalogue.startable(plan.unit.pk))


def covered_now(actor: Actor, unit: CareUnit, now: datetime) -> Verdict:
    """Whether every day ahead that the unit is open has somebody and one more (safety rule 3), in words for the actor."""
    if unit.training:
        return Verdict.yes()
    time = unit_time(unit, now)
    today = time.hours.local_day(now)
    gaps = time.gaps(today)
    mine = bool(may_plan(actor, unit))
    names = sorted(access.administrators_of(unit.pk, today).values()) if gaps and not mine else []
    return covered(gaps, int(time.settings[Key.COVER_DAYS]), mine=mine, administrators=names)


@dataclass(frozen=True, slots=True)
class Told:
    """Where staff are told: whether the unit has a channel in use, the named managers, and whether the provider has one."""

    unit: bool
    managers: tuple[str, ...]
    provider: bool


def told_where(plan: Planned) -> Told:
    """Channels of the unit and of its provider that are in use: names, never addresses. One query."""
    found = outside.names_in_use(plan.unit)
    return Told(
        unit=StaffRole.UNIT in found,
        managers=tuple(found.get(StaffRole.MANAGER, ())),
        provider=StaffRole.PROVIDER in found,
    )
