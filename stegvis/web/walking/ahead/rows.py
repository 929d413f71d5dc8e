"""A walk's plan in its order: what is open now, the days of this week and the next, and what has no day yet.

What is behind is left out: a plan that lists what was missed is read as blame.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.course import planned
from stegvis.program.kinds import Phase
from stegvis.program.unfold import Ahead, AheadKind, OccasionState
from stegvis.web.moments import weekday
from stegvis.web.walking.ahead.words import Row, is_surprise, open_now, row_of, someday, today_of
from stegvis.web.walking.walks import Walk

# How far a plan reaches. What comes later than that is worked out when it is nearer.
REACHES = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what comes then."""

    on: date
    said: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """This week, next week, or later."""

    key: str
    title: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole plan of one walk, or of several together."""

    now: tuple[Row, ...]
    parts: tuple[Part, ...]
    someday: tuple[Row, ...]
    paused: tuple[str, ...] = ()
    holds: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say of any time."""
        return not (self.now or self.parts or self.someday)

    @property
    def has_days(self) -> bool:
        """Whether there is anything to do on a day, so that a calendar would hold it; a pause is nothing to do."""
        return self.holds


def coming_of(walk: Walk) -> list[Ahead]:
    """What lies ahead of a walk and concerns its resident."""
    if walk.state.is_stopped:
        return []
    found = planned.coming(walk.plan, walk.standing, walk.now, walk.now + REACHES)
    return [
        each
        for each in found
        if each.kind not in {AheadKind.OCCASION_DUE, AheadKind.REMINDER}
        and not (each.kind is AheadKind.OCCASION_OPEN and is_surprise(walk, each.payload["measurement"]))
    ]


def ahead_of(walks: Iterable[Walk]) -> View:
    """The plans of some walks as one. With several, each row says which program it belongs to."""
    walks = [walk for walk in walks if not walk.state.is_stopped]
    named = len(walks) > 1
    now: list[Row] = []
    dated: list[Row] = []
    sometime: list[Row] = []
    paused: list[str] = []
    for walk in walks:
        title = walk.title if named else ""
        now += [replace(row, program=title) for row in open_now(walk)]
        dated += [replace(row_of(walk, each), program=title) for each in coming_of(walk)]
        sometime += [replace(row, program=title) for row in someday(walk)]
        paused += [paused_words(walk)] if walk.state.phase is Phase.PAUSED else []
    today = max((today_of(walk) for walk in walks), default=date.min)
    holds = any(dated_of(walk) for walk in walks)
    return View(tuple(now), tuple(_parts(dated, today)), tuple(sometime), tuple(paused), holds)


def dated_of(walk: Walk) -> list[Row]:
    """The things that there is something to do with, each with its day: what a calendar holds."""
    told = {AheadKind.MODULE, AheadKind.OCCASION_OPEN, AheadKind.START}
    return [row_of(walk, each) for each in coming_of(walk) if each.kind in told]


def nearest(walk: Walk) -> Row | None:
    """The next thing with a day, out of what the page has worked out already."""
    if walk.state.is_stopped:
        return None
    states = walk.state.modules.values(), walk.state.occasions
    found = [Ahead(each.opens_at, AheadKind.MODULE, each.id, {}) for each in states[0] if each.opens_at]
    found += [
        Ahead(each.opens_at, AheadKind.OCCASION_OPEN, each.key, {})
        for each in states[1]
        if each.state is OccasionState.UPCOMING and each.opens_at and not is_surprise(walk, each.measurement_id)
    ]
    first = min((each for each in found if each.at > walk.now), key=attrgetter("at"), default=None)
    return row_of(walk, first) if first else None


def nearest_words(walks: Iterable[Walk]) -> str:
    """ "Nästa: Modul 3, torsdag 26 november", over some walks; empty where nothing has a day."""
    found = [(row, today_of(walk)) for walk in walks if (row := nearest(walk))]
    if not found:
        return ""
    row, today = min(found, key=lambda pair: _in_time(pair[0]))
    return _("Nästa: %(what)s, %(day)s") % {"what": row.title, "day": weekday(row.on, today)}


def has_plan(walk: Walk) -> bool:
    """Whether anything of the program happens at a time, so that there is a plan to show."""
    if walk.state.is_stopped:
        return False
    return walk.state.phase is Phase.PAUSED or nearest(walk) is not None or bool(someday(walk))


def paused_words(walk: Walk) -> str:
    """Until when, as far as anybody has said."""
    until = planned.paused_until(walk.standing, walk.now)
    if until is None:
        return _("Uppehåll tills vidare")
    return _("Uppehåll till %(day)s") % {"day": weekday(until, today_of(walk))}


def _parts(rows: list[Row], today: date) -> Iterable[Part]:
    """This week, the next, and what comes after: there the same questionnaire again and again is one row."""
    rows = sorted(rows, key=_in_time)
    monday = today - timedelta(days=today.weekday())
    weeks = (
        ("vecka", _("Den här veckan"), date.min, monday + timedelta(days=7)),
        ("nasta", _("Nästa vecka"), monday + timedelta(days=7), monday + timedelta(days=14)),
        ("sedan", _("Längre fram"), monday + timedelta(days=14), date.max),
    )
    for key, title, first, end in weeks:
        inside = [row for row in rows if first <= row.on < end]
        if key == "sedan":
            inside = _gathered(inside, today)
        days = tuple(Day(on, weekday(on, today), tuple(group)) for on, group in groupby(inside, key=attrgetter("on")))
        if days:
            yield Part(key, title, days)


def _gathered(rows: list[Row], today: date) -> list[Row]:
    """The first of each series, and how many come after it."""
    kept: dict[str, list[Row]] = {}
    for row in rows:
        kept.setdefault(row.measurement or row.ref, []).append(row)
    found = []
    for series in kept.values():
        first, more = series[0], len(series) - 1
        if more:
            words = ngettext(
                "Sedan %(n)d gång till, %(day)s.", "Sedan %(n)d gånger till, sista gången %(day)s.", more
            ) % {"n": more, "day": weekday(series[-1].on, today)}
            first = replace(first, text=f"{first.text} {words}")
        found.append(first)
    return sorted(found, key=_in_time)


def _in_time(row: Row) -> tuple[date, str, bool, str]:
    return row.on, row.at.isoformat() if row.at else "", not row.first, row.title
