"""Who is there on a day, and which days ahead lack somebody (safety rule 3). Pure.

A day that the unit is open needs two different people by the roster who may handle flags and are not away: one who
sees a flag, and one who sees it otherwise.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stegvis.care.hours import Hours

# Somebody who replaces somebody who replaces somebody: further than this nobody can be meant.
LONGEST_CHAIN = 5


@dataclass(frozen=True, slots=True)
class Duty:
    """A line of the roster: who, with which deputy, from when until when (both days included) and on which weekdays."""

    person: str
    deputy: str
    first: date
    last: date | None
    weekdays: frozenset[int]

    def holds_on(self, day: date) -> bool:
        """Whether the line speaks of a day."""
        return self.first <= day and (self.last is None or day <= self.last) and day.weekday() in self.weekdays


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is not there, both days included, and perhaps who stands in."""

    person: str
    first: date
    last: date
    replaced_by: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it is so on a day."""
        return self.first <= day <= self.last


class Lack(StrEnum):
    """Why a day is not covered."""

    NO_HOURS = "no_hours"
    NOBODY_PLANNED = "nobody_planned"
    NOBODY_THERE = "nobody_there"
    NO_SECOND = "no_second"


@dataclass(frozen=True, slots=True)
class Gap:
    """A day that is not covered."""

    day: date
    why: Lack


@dataclass(frozen=True, slots=True)
class Watch:
    """Those who are there on a day, those first who are planned and then their deputies. No one twice."""

    people: tuple[str, ...]
    deputies: tuple[str, ...]
    planned: bool

    @property
    def all(self) -> tuple[str, ...]:
        """Everybody who is there."""
        return self.people + self.deputies


@dataclass(frozen=True)
class Roster:
    """The lines, the absences, and who may handle flags on a day (treating role and commission)."""

    duties: Sequence[Duty]
    aways: Sequence[Away]
    handlers: Callable[[date], Collection[str]]

    def is_away(self, person: str, day: date) -> bool:
        """Whether somebody is away, whoever stands in."""
        return any(away.person == person and away.holds_on(day) for away in self.aways)

    def is_there(self, person: str, day: date) -> bool:
        """Whether somebody may handle flags on a day and is not away."""
        return bool(person) and person in self.handlers(day) and not self.is_away(person, day)

    def stands_for(self, person: str, day: date) -> str:
        """Who is there in somebody's place: the person, who replaces them, or nobody (an empty string)."""
        for _step in range(LONGEST_CHAIN):
            if self.is_there(person, day):
                return person
            person = next((away.replaced_by for away in self.aways if away.person == person and away.holds_on(day)), "")
            if not person:
                return ""
        return ""

    def watch(self, day: date) -> Watch:
        """Who is there on a day."""
        lines = [duty for duty in self.duties if duty.holds_on(day)]
        people = _once(self.stands_for(duty.person, day) for duty in lines)
        deputies = _once(self.stands_for(duty.deputy, day) for duty in lines)
        return Watch(people, tuple(each for each in deputies if each not in people), bool(lines))

    def owner(self, therapist: str, day: date) -> str:
        """Who has a new flag: the therapist, who stands in, the therapist's deputy, or who is on duty.

        An empty string when the roster knows nobody: then it is the resident administrators'.
        """
        if stands := self.stands_for(therapist, day):
            return stands
        own = [duty.deputy for duty in self.duties if duty.person == therapist and duty.holds_on(day)]
        found = [*(self.stands_for(each, day) for each in own), *self.watch(day).all]
        return next((each for each in found if each), "")


def gap_on(hours: Hours, roster: Roster, day: date) -> Gap | None:
    """Why a day is not covered; None when it is, or when the unit is closed."""
    if not hours.is_open_on(day):
        return None
    watch = roster.watch(day)
    if len(watch.all) >= 2:
        return None
    if watch.all:
        return Gap(day, Lack.NO_SECOND)
    return Gap(day, Lack.NOBODY_THERE if watch.planned else Lack.NOBODY_PLANNED)


def gaps(hours: Hours, roster: Roster, first: date, days: int) -> tuple[Gap, ...]:
    """The days from the first on that are not covered. A unit that never opens has nobody."""
    if not hours.ever_opens:
        return (Gap(first, Lack.NO_HOURS),)
    found = (gap_on(hours, roster, first + timedelta(days=number)) for number in range(days))
    return tuple(gap for gap in found if gap)


def nobody_days(hours: Hours, roster: Roster, first: date, days: int) -> tuple[date, ...]:
    """Open days on which nobody at all is there: no promise may lean on them."""
    ahead = (first + timedelta(days=number) for number in range(days))
    return tuple(day for day in ahead if hours.is_open_on(day) and not roster.watch(day).all)


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in found if each))
