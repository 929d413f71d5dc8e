"""A unit's opening hours: when it is open, when it closes, and when so much open time has passed. Pure.

Hours are minutes of the unit's own local day, 0 to 1440. A week has seven days of spans; single days may be closed or
have other hours. Answers are in UTC. What never comes is None: the caller treats it as nobody being there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

# Start and end in minutes of the local day.
Span = tuple[int, int]
Spans = tuple[Span, ...]
Interval = tuple[datetime, datetime]

DAY = 24 * 60
# How far ahead an opening is looked for: a unit that does not open within it never opens.
HORIZON = 400
# A gap no longer than this is a break in the day's work, not its end.
LONGEST_BREAK = timedelta(hours=2)
NO_WEEK: tuple[Spans, ...] = ((),) * 7


class CannotReadSpans(ValueError):
    """A time that is no time of day, or an end before its beginning."""


def tidy(spans: Iterable[Span]) -> Spans:
    """In order, with those that meet or overlap as one. Raises CannotReadSpans."""
    found: list[Span] = []
    for begins, ends in sorted(spans):
        if not 0 <= begins < ends <= DAY:
            raise CannotReadSpans(f"{begins}-{ends}")
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((begins, ends))
    return tuple(found)


@dataclass(frozen=True)
class Hours:
    """Opening hours by weekday (Monday first), days with hours of their own, and the zone they are meant in."""

    zone: ZoneInfo
    week: tuple[Spans, ...] = NO_WEEK
    days: Mapping[date, Spans] = field(default_factory=dict)

    @cached_property
    def ever_opens(self) -> bool:
        """Whether there is any open time at all in what is known."""
        return any(self.week) or any(self.days.values())

    def spans_on(self, day: date) -> Spans:
        """The local hours of a day; empty when it is closed."""
        own = self.days.get(day)
        return self.week[day.weekday()] if own is None else own

    def is_open_on(self, day: date) -> bool:
        """Whether the unit opens at all on a day."""
        return bool(self.spans_on(day))

    def without(self, days: Iterable[date]) -> "Hours":
        """The same, closed on some more days: those on which nobody is there."""
        return replace(self, days={**self.days, **dict.fromkeys(days, ())})

    def local_day(self, at: datetime) -> date:
        """The unit's day at a moment."""
        return at.astimezone(self.zone).date()

    def intervals(self, day: date) -> list[Interval]:
        """A day's open time in UTC. On the two nights when clocks are moved, as the clock on the wall says."""
        found = []
        for begins, ends in self.spans_on(day):
            start, end = self._moment(day, begins, fold=0), self._moment(day, ends, fold=1)
            if start < end:
                found.append((start, end))
        return found

    def is_open(self, at: datetime) -> bool:
        """Whether the unit is open at a moment."""
        return any(start <= at < end for start, end in self.intervals(self.local_day(at)))

    def next_open(self, at: datetime) -> datetime | None:
        """The moment itself when open, else when it opens next. None when it never does."""
        return next((max(start, at) for start, _end in self._ahead(at)), None)

    def closes_at(self, at: datetime) -> datetime | None:
        """When the work ends that goes on at a moment or comes next: a lunch break ends no day.

        Open time that goes on over midnight goes on. None when it never opens, or never closes.
        """
        closes: datetime | None = None
        for start, end in self._ahead(at):
            if closes is not None and start - closes > LONGEST_BREAK:
                return closes
            closes = end
        # With days left and no gap between them, it never closes.
        return closes if closes and closes < at + timedelta(days=HORIZON - 2) else None

    def add_open_time(self, at: datetime, amount: timedelta) -> datetime | None:
        """The moment when so much open time has passed. None when that never happens."""
        left = amount
        for start, end in self._ahead(at):
            begins = max(start, at)
            if end - begins >= left:
                return begins + left
            left -= end - begins
        return None

    def open_time(self, start: datetime, end: datetime) -> timedelta:
        """How much open time lies between two moments."""
        total = timedelta()
        for begins, ends in self._ahead(start):
            if begins >= end:
                break
            total += min(ends, end) - max(begins, start)
        return total

    def _ahead(self, at: datetime) -> Iterator[Interval]:
        """Open time that has not passed, in order."""
        if not self.ever_opens:
            return
        first = self.local_day(at)
        for number in range(HORIZON):
            for start, end in self.intervals(first + timedelta(days=number)):
                if end > at:
                    yield start, end

    def _moment(self, day: date, minute: int, *, fold: int) -> datetime:
        if minute == DAY:
            day, minute = day + timedelta(days=1), 0
        local = datetime.combine(day, time(minute // 60, minute % 60), self.zone)
        # Midnight is both an end and a beginning, and has to be one moment.
        return local.replace(fold=fold if minute else 0).astimezone(UTC)
