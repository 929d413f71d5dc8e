"""What lies ahead of a walk, and what a change would move: read by every view of time, written by none.

A change is tried on a copy of the standing with the fact added, through the same unfolding that will run when it
is recorded, so that what is shown before is what happens after.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from stegvis.program.facts import Fact, FactKind
from stegvis.program.plan import Plan
from stegvis.program.standing import PAUSES, Standing, fold
from stegvis.program.unfold import Ahead, AheadKind, OccasionState, ahead, unfold


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that a change would give another time. None: it has no known time."""

    kind: AheadKind
    ref: str
    was: datetime | None
    becomes: datetime | None


def coming(plan: Plan, standing: Standing, now: datetime, until: datetime) -> tuple[Ahead, ...]:
    """What has a known time from `now` until `until`, in order. Pure."""
    return ahead(plan, standing, now, until) or _until_then(plan, standing, now, until)


def _until_then(plan: Plan, standing: Standing, now: datetime, until: datetime) -> tuple[Ahead, ...]:
    state = unfold(plan, standing, now, to_show=True)
    found = [Ahead(m.opens_at, AheadKind.MODULE, m.id, {}) for m in state.modules.values() if m.opens_at]
    for each in state.occasions:
        if each.state is OccasionState.UPCOMING and each.opens_at:
            found.append(Ahead(each.opens_at, AheadKind.OCCASION_OPEN, each.key, {}))
        if each.state in {OccasionState.UPCOMING, OccasionState.OPEN} and each.due_at:
            found.append(Ahead(each.due_at, AheadKind.OCCASION_DUE, each.key, {}))
    kept = (each for each in found if now < each.at <= until)
    return tuple(sorted(kept, key=lambda each: (each.at, each.kind, each.ref)))


def zone_of(standing: Standing) -> ZoneInfo:
    """The zone that the walk's days fall in."""
    start = standing.start
    return ZoneInfo(start.value["tz"] if start else "UTC")


def today(standing: Standing, now: datetime) -> date:
    """The local day of the walk."""
    return now.astimezone(zone_of(standing)).date()


def starts_on(standing: Standing) -> date | None:
    """The start date that counts."""
    start = standing.start
    return date.fromisoformat(start.value["start_on"]) if start else None


def tried(standing: Standing, kind: FactKind, payload: Mapping[str, Any], now: datetime) -> Standing:
    """The standing as it would be with one more fact. Nothing is recorded."""
    fact = Fact(standing.seq + 1, kind, "", payload, occurred_at=now, recorded_at=now)
    return fold(standing, fact)


def moves(plan: Plan, before: Standing, after: Standing, now: datetime, until: datetime) -> tuple[Move, ...]:
    """What has another time in `after` than in `before`, in the order in which it would have come. Pure."""
    was, becomes = _opening(plan, before, now, until), _opening(plan, after, now, until)
    known = dict.fromkeys([*was, *becomes])
    return tuple(Move(*name, was.get(name), becomes.get(name)) for name in known if was.get(name) != becomes.get(name))


def _opening(plan: Plan, standing: Standing, now: datetime, until: datetime) -> dict[tuple[AheadKind, str], datetime]:
    named = (AheadKind.MODULE, AheadKind.OCCASION_OPEN, AheadKind.PHASE)
    return {(each.kind, each.ref): each.at for each in coming(plan, standing, now, until) if each.kind in named}


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause as it was said: from a day, until the day on which it goes on; None until somebody says so."""

    begins: date
    until: date | None
    seq: int


def pauses(standing: Standing) -> tuple[Pause, ...]:
    """Every pause of this epoch, in order of when they begin. Resuming ends the one that runs on that day."""
    zone = zone_of(standing)
    found: list[Pause] = []
    for entry in standing.entries(PAUSES):
        if entry.value:
            until = entry.value.get("until")
            begins = date.fromisoformat(entry.value["from"])
            found.append(Pause(begins, date.fromisoformat(until) if until else None, entry.seq))
            continue
        on = entry.at.astimezone(zone).date()
        found = [replace(each, until=on) if _runs(each, on) else each for each in found]
    return tuple(sorted(found, key=lambda each: each.begins))


def pause_on(standing: Standing, day: date) -> Pause | None:
    """The pause that a day lies in."""
    return next((each for each in pauses(standing) if _runs(each, day)), None)


def paused_until(standing: Standing, now: datetime) -> date | None:
    """The day on which the pause that runs now ends, where somebody has said."""
    found = pause_on(standing, today(standing, now))
    return found.until if found else None


def _runs(pause: Pause, day: date) -> bool:
    return pause.begins <= day and (pause.until is None or day < pause.until)
