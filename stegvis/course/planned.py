"""What lies ahead of a walk, and what a change would move: read by every view of time, written by none.

A change is tried on a copy of the standing with the fact added, through the same unfolding that will run when it
is recorded, so that what is shown before is what happens after.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from stegvis.program.facts import Fact, FactKind
from stegvis.program.plan import Plan
from stegvis.program.standing import PAUSES, Standing, fold
from stegvis.program.unfold import Ahead, AheadKind, ahead


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that a change would give another time. None: it has no known time."""

    kind: AheadKind
    ref: str
    was: datetime | None
    becomes: datetime | None
    payload: Mapping[str, Any] = field(default_factory=dict)


def coming(plan: Plan, standing: Standing, now: datetime, until: datetime) -> tuple[Ahead, ...]:
    """What has a known time from `now` until `until`, in order. Pure."""
    return ahead(plan, standing, now, until)


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
    """What has another time in `after` than in `before`, in the order in which it would have come. Pure.

    By when an answer is wanted is a move of its own only where what is asked does not move itself.
    """
    was, becomes = _opening(plan, before, now, until), _opening(plan, after, now, until)
    found = []
    for name in dict.fromkeys([*was, *becomes]):
        old, new = was.get(name), becomes.get(name)
        if (old.at if old else None) != (new.at if new else None):
            payload = old.payload if old else new.payload if new else {}
            found.append(Move(*name, old.at if old else None, new.at if new else None, payload))
    asked = {move.ref for move in found if move.kind is AheadKind.OCCASION_OPEN}
    return tuple(move for move in found if move.kind is not AheadKind.OCCASION_DUE or move.ref not in asked)


def _opening(plan: Plan, standing: Standing, now: datetime, until: datetime) -> dict[tuple[AheadKind, str], Ahead]:
    named = (
        AheadKind.START,
        AheadKind.MODULE,
        AheadKind.OCCASION_OPEN,
        AheadKind.OCCASION_DUE,
        AheadKind.PHASE,
    )
    return {(each.kind, each.ref): each for each in coming(plan, standing, now, until) if each.kind in named}


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause as it was said: from a day, until the day on which it goes on; None until somebody says so."""

    begins: date
    until: date | None
    seq: int


def pauses(standing: Standing) -> tuple[Pause, ...]:
    """Every pause of this epoch that came about or will, in order of when they begin.

    Resuming ends the one that runs on that day; it may also name one ahead, which then never comes.
    """
    zone = zone_of(standing)
    found: list[Pause] = []
    for entry in standing.entries(PAUSES):
        if "from" in entry.value:
            until = entry.value["until"]
            begins = date.fromisoformat(entry.value["from"])
            found.append(Pause(begins, date.fromisoformat(until) if until else None, entry.seq))
            continue
        on, of = entry.at.astimezone(zone).date(), entry.value.get("of")
        found = [replace(each, until=on) if _ends(each, on, of) else each for each in found]
    kept = (each for each in found if each.until is None or each.until > each.begins)
    return tuple(sorted(kept, key=lambda each: each.begins))


def _ends(pause: Pause, on: date, of: int | None) -> bool:
    """Whether resuming on a day is about this pause. One ahead then ends before it begins: it never was."""
    return pause.seq == of and (pause.until is None or on < pause.until) if of else _runs(pause, on)


def spans(standing: Standing) -> tuple[tuple[date, date | None], ...]:
    """The pauses laid together, for those who look: one that was changed while it ran is one."""
    found: list[tuple[date, date | None]] = []
    for each in pauses(standing):
        begins, until = found[-1] if found else (each.begins, date.min)
        if found and until is not None and until >= each.begins:
            found[-1] = (begins, each.until)
        else:
            found.append((each.begins, each.until))
    return tuple(found)


def pause_on(standing: Standing, day: date) -> Pause | None:
    """The pause that a day lies in."""
    return next((each for each in pauses(standing) if _runs(each, day)), None)


def paused_until(standing: Standing, now: datetime) -> date | None:
    """The day on which the pause that runs now ends, where somebody has said."""
    found = pause_on(standing, today(standing, now))
    return found.until if found else None


def _runs(pause: Pause, day: date) -> bool:
    return pause.begins <= day and (pause.until is None or day < pause.until)


class Fit(StrEnum):
    """Whether a pause can be said, and if not, why."""

    YES = "yes"
    SAME = "same"
    PAST = "past"
    EMPTY = "empty"
    BEFORE_START = "before_start"
    MEETS = "meets"


def fits(standing: Standing, begins: date, until: date | None, now: datetime, *, besides: int = 0) -> Fit:
    """Whether a pause holds together with what has been said before; `besides` is the one that it would replace."""
    starts, known = starts_on(standing), [each for each in pauses(standing) if each.seq != besides]
    if any((each.begins, each.until) == (begins, until) for each in known):
        return Fit.SAME
    if begins < today(standing, now):
        return Fit.PAST
    if until is not None and until <= begins:
        return Fit.EMPTY
    if starts is None or begins < starts:
        return Fit.BEFORE_START
    meets = any(
        (until is None or each.begins < until) and (each.until is None or begins < each.until) for each in known
    )
    return Fit.MEETS if meets else Fit.YES


def pause_payload(begins: date, until: date | None) -> dict[str, Any]:
    """A pause as its fact says it."""
    return {"from": begins.isoformat(), "until": until.isoformat() if until else None}


def start_moved(standing: Standing, start_on: date) -> dict[str, Any]:
    """The start that counts, on another day: what it drew by chance and which time it is stay."""
    return {**standing.start.value, "start_on": start_on.isoformat()} if standing.start else {}
