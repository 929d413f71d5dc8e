"""A unit as time sees it: its hours, its roster and its limits, read once and then asked many things.

What is read says nothing of residents. Closed days and absences that have long passed are left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from stegvis.access import queries as access
from stegvis.access import settings
from stegvis.access.doors import Kept
from stegvis.access.models import CareUnit
from stegvis.access.settings import Key
from stegvis.care.cover import Gap, Roster, gaps, nobody_days
from stegvis.care.hours import Hours
from stegvis.care.ladder import Ladder
from stegvis.care.models.duty import Absence, ClosedDay, Shift, UnitHours, hours_from

# How far ahead promises look at who is there: nobody plans a roster much farther.
SEEN_AHEAD = 60
# Closed days that have just passed: what was due while nobody worked is counted as it would have been then.
SEEN_BACK = timedelta(days=14)

_HOURS = Kept(lambda unit: UnitHours.objects.filter(unit_id=unit).values_list("week"))
_CLOSED = Kept(lambda unit, first: ClosedDay.objects.filter(unit_id=unit, day__gte=first))
_SHIFTS = Kept(lambda unit: Shift.objects.filter(unit_id=unit).order_by("from_day", "id"))
_ABSENCES = Kept(lambda unit, first: Absence.objects.filter(unit_id=unit, until_day__gte=first).order_by("from_day"))


@dataclass(frozen=True)
class UnitTime:
    """The unit's hours, roster and settings."""

    unit: CareUnit
    hours: Hours
    roster: Roster
    handling: access.Handling
    settings: settings.Values

    @cached_property
    def urgent_wait(self) -> timedelta:
        """How much open time a priority flag may wait."""
        return timedelta(minutes=self.settings[Key.FLAG_DEADLINE_MINUTES])

    @cached_property
    def ordinary_wait(self) -> timedelta:
        """How much open time any other flag may wait."""
        return timedelta(hours=self.settings[Key.FLAG_ORDINARY_DEADLINE_HOURS])

    def anybody(self, at: datetime) -> bool:
        """Whether there is anybody left who can see a flag: handlers, now or when the unit opens, in a unit that opens."""
        opens = self.hours.next_open(at)
        return opens is not None and bool(self.roster.handlers(self.hours.local_day(opens)))

    def ladder(self, at: datetime, *, priority: bool) -> Ladder:
        """Who is told after whom, as things stand at a moment."""
        return Ladder(self.hours, self.anybody(at), self.urgent_wait if priority else self.ordinary_wait)

    def gaps(self, today: date, days: int | None = None) -> tuple[Gap, ...]:
        """Days ahead that lack somebody, today included: as many as the unit must have covered."""
        return gaps(self.hours, self.roster, today, int(self.settings[Key.COVER_DAYS]) if days is None else days)

    def watched_hours(self, at: datetime) -> Hours:
        """Open hours when somebody is there by the roster."""
        return self.hours.without(nobody_days(self.hours, self.roster, self.hours.local_day(at), SEEN_AHEAD))

    def seen_by(self, at: datetime, *, priority: bool) -> datetime | None:
        """When what comes at a moment has been seen at the latest. None when nobody can promise that.

        Counted where somebody is there by the roster, so it is never sooner than the deadline that staff have.
        """
        if not self.anybody(at):
            return None
        found = self.watched_hours(at).add_open_time(at, self.urgent_wait if priority else self.ordinary_wait)
        known_until = self.hours.local_day(at) + timedelta(days=SEEN_AHEAD)
        return found if found and self.hours.local_day(found) < known_until else None

    def on_duty(self, person: str, start: datetime, end: datetime) -> bool:
        """Whether somebody is there at some open time between two moments."""
        day, last = self.hours.local_day(start), self.hours.local_day(end)
        days = [day + timedelta(days=n) for n in range((last - day).days + 1)]
        away = [each for each in days if not self.roster.is_there(person, each)]
        return self.hours.without(away).open_time(start, end) > timedelta()


def unit_time(unit: CareUnit, at: datetime) -> UnitTime:
    """What is true of a unit from a moment on. Seven small queries, none for settings already read."""
    first = at.date() - SEEN_BACK
    week = _HOURS.first(unit=unit.pk)
    return _made(
        unit,
        week[0] if week else None,
        _CLOSED.rows(unit=unit.pk, first=first),
        _SHIFTS.rows(unit=unit.pk),
        _ABSENCES.rows(unit=unit.pk, first=first),
        access.handling(unit.pk),
        settings.values(unit=unit),
    )


def unit_times(units: Iterable[CareUnit], at: datetime) -> dict[UUID, UnitTime]:
    """The same for many units. Seven queries, whatever their number."""
    wanted = {unit.pk: unit for unit in units}
    first = at.date() - SEEN_BACK
    weeks = dict(UnitHours.objects.filter(unit__in=wanted).values_list("unit_id", "week"))
    closed = _by_unit(ClosedDay.objects.filter(unit__in=wanted, day__gte=first))
    shifts = _by_unit(Shift.objects.filter(unit__in=wanted).order_by("from_day", "id"))
    absences = _by_unit(Absence.objects.filter(unit__in=wanted, until_day__gte=first).order_by("from_day"))
    handlings, held = access.handlings(wanted), settings.for_units(wanted.values())
    return {
        pk: _made(unit, weeks.get(pk), closed[pk], shifts[pk], absences[pk], handlings[pk], held[pk])
        for pk, unit in wanted.items()
    }


def _by_unit(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row)
    return found


def _made(
    unit: CareUnit,
    week: Any,
    closed: Iterable[ClosedDay],
    shifts: Iterable[Shift],
    absences: Iterable[Absence],
    handling: access.Handling,
    held: settings.Values,
) -> UnitTime:
    duties, aways = tuple(row.duty for row in shifts), tuple(row.away for row in absences)
    roster = Roster(duties, aways, lru_cache(maxsize=512)(handling.on))
    return UnitTime(unit, hours_from(unit, week, closed), roster, handling, held)


class UnitTimes:
    """Units read once for many flags: what the worker's rounds hold."""

    def __init__(self) -> None:
        self._known: dict[UUID, UnitTime] = {}

    def of(self, unit: CareUnit, at: datetime) -> UnitTime:
        """The unit's time, read the first time it is asked for."""
        if unit.pk not in self._known:
            self._known[unit.pk] = unit_time(unit, at)
        return self._known[unit.pk]
