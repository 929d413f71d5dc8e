"""The arithmetic of time: local days, the course's beginning, its stops and its pauses.

Days fall at the same local hour in the unit's zone, whatever daylight saving
does to the length of the day. Everything that leaves here is in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from stegvis.program.kinds import STOPPED_PHASES, Phase
from stegvis.program.standing import PHASES, Entry, Standing
from stegvis.program.unfold.pauses import Pause, Span, date_of, days_left, moved_out, pauses_of, wall

DAY_BEGINS = time(6, 0)


def local_day(day: date, zone: str) -> datetime:
    """When a day begins in a zone, as UTC."""
    return wall(day, DAY_BEGINS, zone)


@dataclass(frozen=True, slots=True)
class Moments:
    """The times of one course. ``start_day`` is the day that days are counted from; ``breaks`` are the stops and
    the pauses, during which nothing comes by itself."""

    now: datetime
    epoch: int
    start_day: date | None
    zone: str
    tz: tzinfo
    begins_at: datetime | None
    stops: tuple[Span, ...]
    pauses: tuple[Pause, ...]
    breaks: tuple[Span, ...]
    maintenance: tuple[Span, ...]
    phase: Phase
    phases: tuple[Entry, ...]
    seed: str

    @property
    def is_stopped(self) -> bool:
        """Whether nothing opens any more."""
        return self.phase in STOPPED_PHASES

    @property
    def is_held(self) -> bool:
        """Whether it is paused and nobody has said until when."""
        last = self.pauses[-1] if self.pauses else None
        return self.phase is Phase.PAUSED and last is not None and last.ends is None and last.begins <= self.now

    @property
    def has_begun(self) -> bool:
        """Whether the start date has come."""
        return self.begins_at is not None and self.begins_at <= self.now

    @property
    def maintained_at(self) -> datetime | None:
        """When maintenance first began."""
        return self.maintenance[0][0] if self.maintenance else None

    def come(self, day: date, clock: time, since: datetime) -> datetime | None:
        """When a day comes that was counted at a time: each pause after that time moves it by its days.

        None while a pause has no end. What would fall inside a pause comes when it goes on, at the earliest.
        """
        at = wall(day, clock, self.zone)
        for pause in self.pauses:
            if pause.ends is not None and pause.ends <= since:
                continue
            if at <= max(pause.begins, since):
                break
            if pause.ends is None:
                return None
            day += timedelta(days=days_left(pause, since, self.zone))
            at = max(wall(day, clock, self.zone), pause.ends)
        return at

    def day_after_start(self, days: int, clock: time = DAY_BEGINS) -> datetime | None:
        """The n-th day after the start date, never before the course began."""
        begins_at = self.begins_at
        if self.start_day is None or begins_at is None:
            return None
        day = self.start_day + timedelta(days=days)
        at = self.come(day, clock, begins_at) if self.pauses else wall(day, clock, self.zone)
        return None if at is None else max(at, begins_at)

    def day_after(self, moment: datetime, days: int, clock: time = DAY_BEGINS) -> datetime | None:
        """The n-th day after the local day of a moment, never before that moment."""
        day = moment.astimezone(self.tz).date() + timedelta(days=days)
        at = self.come(day, clock, moment) if self.pauses else wall(day, clock, self.zone)
        return None if at is None else max(at, moment)

    def real_day_after(self, moment: datetime, days: int) -> datetime:
        """The same with every day counted, also those of a pause."""
        return max(local_day(date_of(moment, self.zone) + timedelta(days=days), self.zone), moment)


def moments_of(standing: Standing, now: datetime) -> Moments:
    """Read the times out of the standing."""
    start = standing.start
    entries = standing.entries(PHASES)
    phase = Phase(entries[-1].value) if entries else Phase.ACTIVE
    zone = start.value["tz"] if start else "UTC"
    pauses = pauses_of(standing, zone)
    stops = _spans(entries, STOPPED_PHASES) if entries else ()
    start_day, begins_at = _beginning(start, zone, pauses) if start else (None, None)
    if phase not in STOPPED_PHASES:
        if begins_at is None or now < begins_at:
            phase = Phase.UPCOMING
        elif any(pause.begins <= now and (pause.ends is None or now < pause.ends) for pause in pauses):
            phase = Phase.PAUSED
    return Moments(
        now=now,
        epoch=standing.epoch,
        start_day=start_day,
        zone=zone,
        tz=ZoneInfo(zone),
        begins_at=begins_at,
        stops=stops,
        pauses=pauses,
        breaks=tuple(sorted([*stops, *((p.begins, p.ends) for p in pauses)], key=_begins)) if pauses else stops,
        maintenance=_spans(entries, {Phase.MAINTENANCE}) if entries else (),
        phase=phase,
        phases=entries,
        seed=standing.seed,
    )


def _begins(span: Span) -> datetime:
    return span[0]


def sorted_spans(*spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans of several kinds in the order in which they begin."""
    return tuple(sorted((span for each in spans for span in each), key=_begins))


def _beginning(start: Entry, zone: str, pauses: Iterable[Pause]) -> tuple[date, datetime | None]:
    """The day counted from, and when the course begins: inside a pause, on the day that it goes on."""
    day = date.fromisoformat(start.value["start_on"])
    begins_at = from_day(day, zone, start.at)
    for pause in pauses:
        if moved_out([(pause.begins, pause.ends)], begins_at) == begins_at:
            continue
        if pause.ends is None:
            return day, None
        day = date_of(pause.ends, zone)
        begins_at = max(local_day(day, zone), pause.ends)
    return day, begins_at


def from_day(day: date, zone: str, said_at: datetime) -> datetime:
    """When something asked for "from this day" begins: at once when the day has come, also before dawn;
    otherwise in the morning."""
    return said_at if date_of(said_at, zone) >= day else local_day(day, zone)


def _spans(entries: Iterable[Entry], wanted: Iterable[Phase]) -> tuple[Span, ...]:
    """The times during which the course was in one of these phases."""
    spans: list[Span] = []
    begun: datetime | None = None
    for entry in entries:
        if Phase(entry.value) in wanted:
            begun = begun or entry.at
        elif begun is not None:
            spans.append((begun, entry.at))
            begun = None
    if begun is not None:
        spans.append((begun, None))
    return tuple(spans)
