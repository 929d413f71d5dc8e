"""Dates that may be a year or a month: partial dates are dates of their own.

Two of them are compared only as far as both say something: 2020 is before
2021-03, but whether 2020 comes before 2020-05 nobody can know (FHIR R4, date).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2})")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


@dataclass(frozen=True)
class PartialDate:
    """A year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @property
    def whole(self) -> bool:
        """Whether it names a day."""
        return self.day is not None

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def compared(self, other: PartialDate) -> int | None:
        """-1, 0 or 1, or None where what is said does not settle it."""
        if self.last < other.first:
            return -1
        if self.first > other.last:
            return 1
        return 0 if self == other else None

    def isoformat(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def read_date(value: object) -> PartialDate | None:
    """2026, 2026-03 or 2026-03-21, or nothing."""
    found = _PARTIAL.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        read = PartialDate(year or 0, month, day)
        _ = read.first
    except ValueError:
        return None
    return read


def read_time(value: object) -> time | None:
    """07:05, or nothing."""
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def read_moment(value: object) -> datetime | None:
    """2026-03-21T07:05 by the clock on the wall, or nothing."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
