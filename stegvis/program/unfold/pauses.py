"""Pauses as spans of time: read out of the standing, laid together, with the days that do not count.

A pause begins when it was said, or at midnight of its first day; it ends at midnight of the day on which it goes on,
or when somebody resumes it. What came before its beginning stays; what comes after moves by its local days.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from stegvis.program.standing import PAUSES, Entry, Standing

Span = tuple[datetime, datetime | None]
_MIDNIGHT = time(0, 0)


class Pause(NamedTuple):
    """A time that does not count. ``days`` are its local days; ``seq`` the fact that it is named by."""

    begins: datetime
    ends: datetime | None
    days: int
    seq: int


@lru_cache(maxsize=16384)
def wall(day: date, clock: time, zone: str) -> datetime:
    """When the clock on the wall of a zone says so, as UTC. A pure function, remembered."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def date_of(moment: datetime, zone: str) -> date:
    """The local day of a moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def moved_out(spans: Iterable[Span], moment: datetime | None) -> datetime | None:
    """The moment, or the end of the spans it falls strictly inside; None when they have no end."""
    for begins, ends in spans:
        if moment is None:
            return None
        if begins < moment and (ends is None or moment < ends):
            moment = ends
    return moment


def is_inside(spans: Iterable[Span], moment: datetime) -> bool:
    """Whether the moment falls strictly inside one of the spans."""
    return any(begins < moment and (ends is None or moment < ends) for begins, ends in spans)


def pauses_of(standing: Standing, zone: str) -> tuple[Pause, ...]:
    """This epoch's pauses, in time, none touching another."""
    entries = standing.entries(PAUSES)
    return _laid_together(_said(entries, zone), zone) if entries else ()


def _said(entries: Iterable[Entry], zone: str) -> list[Pause]:
    """Each pause as it was said, and as it was resumed or taken back."""
    said: list[Pause] = []
    for entry in entries:
        if "from" in entry.value:
            said.append(_one(entry, zone))
        else:
            said = _resumed(said, entry.at, entry.value.get("of"))
    return [pause for pause in said if pause.ends is None or pause.begins < pause.ends]


def _one(entry: Entry, zone: str) -> Pause:
    first, until = date.fromisoformat(entry.value["from"]), entry.value["until"]
    begins = entry.at if date_of(entry.at, zone) >= first else wall(first, _MIDNIGHT, zone)
    ends = wall(date.fromisoformat(until), _MIDNIGHT, zone) if until else None
    return Pause(begins, ends, 0, entry.seq)


def _resumed(said: list[Pause], at: datetime, seq: int | None) -> list[Pause]:
    """What runs ends; a pause that is named ends whether it runs or lies ahead, and then never comes."""
    found = []
    for pause in said:
        runs = pause.begins <= at and (pause.ends is None or at < pause.ends)
        if seq == pause.seq and at < pause.begins:
            continue
        found.append(pause._replace(ends=at) if runs and seq in (None, pause.seq) else pause)
    return found


def _laid_together(said: list[Pause], zone: str) -> tuple[Pause, ...]:
    found: list[Pause] = []
    for pause in sorted(said, key=lambda each: (each.begins, each.seq)):
        last = found[-1] if found else None
        if last is None or (last.ends is not None and last.ends < pause.begins):
            found.append(pause)
        elif last.ends is not None and (pause.ends is None or pause.ends > last.ends):
            found[-1] = last._replace(ends=pause.ends)
    return tuple(each._replace(days=_days(each, each.begins, zone)) for each in found)


def _days(pause: Pause, begins: datetime, zone: str) -> int:
    return (date_of(pause.ends, zone) - date_of(begins, zone)).days if pause.ends else 0


def days_left(pause: Pause, since: datetime, zone: str) -> int:
    """The days that do not count, of a pause that something was counted from inside."""
    return pause.days if since <= pause.begins else _days(pause, since, zone)
