"""The arithmetic of time: local days, the course's beginning, and its stops.

Days fall at the same local hour in the unit's zone, whatever daylight saving
does to the length of the day. Everything that leaves here is in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from stegvis.program.kinds import STOPPED_PHASES, Phase
from stegvis.program.standing import PHASES, Standing

DAY_BEGINS = time(6, 0)

Span = tuple[datetime, datetime | None]


@lru_cache(maxsize=4096)
def local_day(day: date, zone: str) -> datetime:
    """When a day begins in a zone, as UTC. A pure function, remembered."""
    return datetime.combine(day, DAY_BEGINS, ZoneInfo(zone)).astimezone(UTC)


def moved_out(spans: Iterable[Span], moment: datetime | None) -> datetime | None:
    """The moment, or the end of the spans it falls strictly inside; None when they have no end."""
    for begins, ends in spans:
        if moment is None:
            return None
        if begins < moment and (ends is None or moment < ends):
            moment = ends
    return moment


@dataclass(frozen=True, slots=True)
class Moments:
    """The times of one course."""

    now: datetime
    epoch: int
    start_on: date | None
    zone: str
    begins_at: datetime | None
    stops: tuple[Span, ...]
    phase: Phase
    maintained_at: datetime | None

    @property
    def is_stopped(self) -> bool:
        """Whether nothing opens any more."""
        return self.phase in STOPPED_PHASES

    @property
    def has_begun(self) -> bool:
        """Whether the start date has come."""
        return self.begins_at is not None and self.begins_at <= self.now

    def day_after_start(self, days: int) -> datetime | None:
        """The n-th day after the start date, never before the course began."""
        if self.start_on is None or self.begins_at is None:
            return None
        return max(local_day(self.start_on + timedelta(days=days), self.zone), self.begins_at)

    def day_after(self, moment: datetime, days: int) -> datetime:
        """The n-th day after the local day of a moment, never before that moment."""
        day = moment.astimezone(ZoneInfo(self.zone)).date() + timedelta(days=days)
        return max(local_day(day, self.zone), moment)


def moments_of(standing: Standing, now: datetime) -> Moments:
    """Read the times out of the standing."""
    start = standing.start
    entries = standing.entries(PHASES)
    phase = Phase(entries[-1].value) if entries else Phase.ACTIVE
    maintained = [entry.at for entry in entries if entry.value == Phase.MAINTENANCE]
    start_on = date.fromisoformat(start.value["start_on"]) if start else None
    zone = start.value["tz"] if start else "UTC"
    begins_at = from_day(start_on, zone, start.at) if start and start_on else None
    if phase not in STOPPED_PHASES and (begins_at is None or now < begins_at):
        phase = Phase.UPCOMING
    return Moments(
        now=now,
        epoch=standing.epoch,
        start_on=start_on,
        zone=zone,
        begins_at=begins_at,
        stops=_stops((entry.at, Phase(entry.value)) for entry in entries),
        phase=phase,
        maintained_at=min(maintained) if maintained else None,
    )


def from_day(day: date, zone: str, said_at: datetime) -> datetime:
    """When something asked for "from this day" begins: at once when the day has come, also before dawn;
    otherwise in the morning."""
    has_come = said_at.astimezone(ZoneInfo(zone)).date() >= day
    return said_at if has_come else local_day(day, zone)


def _stops(phases: Iterable[tuple[datetime, Phase]]) -> tuple[Span, ...]:
    """The times during which nothing opens."""
    stops: list[Span] = []
    stopped_at: datetime | None = None
    for at, phase in phases:
        if phase in STOPPED_PHASES:
            stopped_at = stopped_at or at
        elif stopped_at is not None:
            stops.append((stopped_at, at))
            stopped_at = None
    if stopped_at is not None:
        stops.append((stopped_at, None))
    return tuple(stops)
