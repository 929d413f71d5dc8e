"""A walk's plan in words: what is open now, the days of this week and the next, and what has no day yet.

What is behind is left out: a plan that lists what was missed is read as blame.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.course import planned
from stegvis.course.planned import Coming, ComingKind
from stegvis.program.kinds import MeasurementWhen, Phase
from stegvis.program.unfold import ModuleState, Occasion, OccasionState, Openness, Reason
from stegvis.web.moments import weekday
from stegvis.web.resident.walks import Walk

# How far a plan reaches. What comes later than that is worked out when it is nearer.
REACHES = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the plan, ready to print. `at` is when it comes; None for what is open or has no time yet."""

    title: str
    text: str
    href: str = ""
    program: str = ""
    spoken: str = ""
    at: datetime | None = None
    on: date = date.min
    ref: str = ""
    measurement: str = ""


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
class Ahead:
    """The whole plan of one walk, or of several together."""

    now: tuple[Row, ...]
    parts: tuple[Part, ...]
    someday: tuple[Row, ...]
    paused: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say of any time."""
        return not (self.now or self.parts or self.someday)

    @property
    def has_days(self) -> bool:
        """Whether anything has a day, so that a calendar could hold it."""
        return bool(self.parts)


def coming_of(walk: Walk) -> list[Coming]:
    """What lies ahead of a walk and concerns its resident."""
    if walk.state.is_stopped:
        return []
    found = planned.coming(walk.plan, walk.standing, walk.now, walk.now + REACHES)
    return [each for each in found if each.kind not in {ComingKind.DUE, ComingKind.REMINDER}]


def ahead_of(walks: Iterable[Walk]) -> Ahead:
    """The plans of some walks as one. With several, each row says which program it belongs to."""
    walks = [walk for walk in walks if not walk.state.is_stopped]
    named = len(walks) > 1
    now: list[Row] = []
    dated: list[Row] = []
    someday: list[Row] = []
    paused: list[str] = []
    for walk in walks:
        title = walk.title if named else ""
        now += [replace(row, program=title) for row in _open_now(walk)]
        dated += [replace(_coming(walk, each), program=title) for each in coming_of(walk)]
        someday += [replace(row, program=title) for row in _someday(walk)]
        paused += [paused_words(walk)] if walk.state.phase is Phase.PAUSED else []
    today = max((_today(walk) for walk in walks), default=date.min)
    return Ahead(tuple(now), tuple(_parts(dated, today)), tuple(someday), tuple(paused))


def dated_of(walk: Walk) -> list[Row]:
    """The things that there is something to do with, each with its day: what a calendar holds."""
    told = {ComingKind.MODULE, ComingKind.OCCASION, ComingKind.START}
    return [_coming(walk, each) for each in coming_of(walk) if each.kind in told]


def nearest(walk: Walk) -> Row | None:
    """The next thing with a day, out of what the page has worked out already."""
    if walk.state.is_stopped:
        return None
    states = walk.state.modules.values(), walk.state.occasions
    found = [Coming(each.opens_at, ComingKind.MODULE, each.id) for each in states[0] if each.opens_at]
    found += [
        Coming(each.opens_at, ComingKind.OCCASION, each.key)
        for each in states[1]
        if each.state is OccasionState.UPCOMING and each.opens_at
    ]
    first = min((each for each in found if each.at > walk.now), key=attrgetter("at"), default=None)
    return _coming(walk, first) if first else None


def nearest_words(walks: Iterable[Walk]) -> str:
    """ "Nästa: Modul 3, torsdag 26 november", over some walks; empty where nothing has a day."""
    found = [(row, _today(walk)) for walk in walks if (row := nearest(walk))]
    if not found:
        return ""
    row, today = min(found, key=lambda pair: _in_time(pair[0]))
    return _("Nästa: %(what)s, %(day)s") % {"what": row.title, "day": weekday(row.on, today)}


def has_plan(walk: Walk) -> bool:
    """Whether anything of the program happens at a time, so that there is a plan to show."""
    if walk.state.is_stopped:
        return False
    return walk.state.phase is Phase.PAUSED or nearest(walk) is not None or bool(_someday(walk))


def paused_words(walk: Walk) -> str:
    """Until when, as far as anybody has said."""
    until = planned.paused_until(walk.standing, walk.now)
    if until is None:
        return _("Uppehåll tills vidare")
    return _("Uppehåll till %(day)s") % {"day": weekday(until, _today(walk))}


def _today(walk: Walk) -> date:
    return planned.today(walk.standing, walk.now)


def _local(walk: Walk, at: datetime) -> date:
    return at.astimezone(planned.zone_of(walk.standing)).date()


def _open_now(walk: Walk) -> list[Row]:
    """What can be done today: the questions first, then the modules that are begun or not."""
    if walk.state.phase is Phase.UPCOMING:
        return []
    gate = walk.state.gate
    asked = [each for each in walk.state.occasions if each.is_answerable]
    asked.sort(key=lambda each: (gate is None or each.key != gate.key, each.opens_at or walk.now))
    rows = [_asked(walk, each) for each in asked]
    for number, module in enumerate(walk.document.modules, 1):
        state = walk.state.modules[module.id]
        if state.state is Openness.OPEN:
            rows.append(_module_now(walk, number, module.id, state))
    return rows


def _asked(walk: Walk, occasion: Occasion) -> Row:
    address = reverse("resident:questionnaire", args=[walk.pk, occasion.key])
    text = _("Det går bra att svara nu.")
    if occasion.state is not OccasionState.LATE and occasion.due_at:
        text = _gladly(walk, occasion.due_at)
    return Row(walk.occasion_title(occasion), text, address if walk.verdict else "", spoken=walk.spoken)


def _gladly(walk: Walk, due_at: datetime) -> str:
    if _local(walk, due_at) <= _today(walk):
        return _("Svara gärna i dag.")
    return _("Svara gärna före %(day)s.") % {"day": weekday(_local(walk, due_at), _today(walk))}


def _module_now(walk: Walk, number: int, module: str, state: ModuleState) -> Row:
    done, total = state.progress
    words = ngettext("%(done)d av %(total)d steg klart", "%(done)d av %(total)d steg klara", total)
    words = words % {"done": done, "total": total} if done else _("Redo att börja på")
    if not done and (walk.state.gate or state.waits_for):
        words = _("När du har svarat på frågorna")
    return Row(_numbered(walk, number, module), words, reverse("resident:program", args=[walk.pk]), spoken=walk.spoken)


def _numbered(walk: Walk, number: int, module: str) -> str:
    return _("Modul %(number)s: %(title)s") % {"number": number, "title": walk.text(f"{module}.title")}


def _number(walk: Walk, module: str | None) -> int:
    return next((n for n, each in enumerate(walk.document.modules, 1) if each.id == module), 0)


def _coming(walk: Walk, each: Coming) -> Row:
    title, text, measurement = _words(walk, each)
    return Row(
        title,
        text,
        spoken=walk.spoken,
        at=each.at,
        on=_local(walk, each.at),
        ref=f"{walk.pk}/{each.kind}/{each.ref}",
        measurement=measurement,
    )


def _words(walk: Walk, each: Coming) -> tuple[str, str, str]:
    """Title, sentence, and what makes several of the same kind one series."""
    if each.kind is ComingKind.MODULE:
        return _numbered(walk, _number(walk, each.ref), each.ref), _("Öppnas"), ""
    if each.kind is ComingKind.OCCASION and (occasion := walk.state.occasion(each.ref)):
        text = _("Frågor att svara på.")
        if occasion.due_at:
            text = _("Frågor att svara på, gärna före %(day)s.") % {
                "day": weekday(_local(walk, occasion.due_at), _today(walk))
            }
        return walk.occasion_title(occasion), text, f"{walk.pk}/{occasion.measurement_id}"
    if each.kind is ComingKind.PHASE:
        return _phase(each)
    if each.kind is ComingKind.PAUSE:
        return _("Uppehåll"), _("Inget nytt öppnas, och du behöver inte göra något."), ""
    if each.kind is ComingKind.RESUME:
        return _("Programmet fortsätter"), _("Uppehållet är slut."), ""
    return _("Programmet börjar"), _("Från den dagen kan du börja."), ""


def _phase(each: Coming) -> tuple[str, str, str]:
    if each.payload.get("phase") == Phase.MAINTENANCE:
        return _("Den aktiva delen är slut"), _("Innehållet finns kvar, och du kan fortsätta öva."), ""
    return _("Programmet avslutas"), _("Det du har haft öppet kan du läsa också efteråt."), ""


def _someday(walk: Walk) -> list[Row]:
    """What comes when something else has happened: no day, but a reason."""
    rows = []
    for number, module in enumerate(walk.document.modules, 1):
        state = walk.state.modules[module.id]
        if state.state is Openness.CLOSED and state.opens_at is None:
            rows.append(Row(_numbered(walk, number, module.id), _waits(state, number), spoken=walk.spoken))
    for each in walk.state.occasions:
        if each.state is OccasionState.UPCOMING and each.opens_at is None:
            row = Row(walk.occasion_title(each), _asked_when(walk, each), spoken=walk.spoken)
            rows += [] if row in rows else [row]
    return rows


def _waits(state: ModuleState, number: int) -> str:
    if state.reason is Reason.WAITS_FOR_PREVIOUS and number > 1:
        return _("När du är klar med modul %(number)s") % {"number": number - 1}
    if state.reason in {Reason.WAITS_FOR_STAFF, Reason.CLOSED_BY_STAFF}:
        return _("När din behandlare öppnar den")
    return _("När det som ska göras innan är gjort")


def _asked_when(walk: Walk, occasion: Occasion) -> str:
    measurement = walk.plan.measurement(occasion.measurement_id)
    number = _number(walk, measurement.module) if measurement else 0
    if number and measurement and measurement.when is MeasurementWhen.AFTER_MODULE_DONE:
        return _("När du är klar med modul %(number)s") % {"number": number}
    if number:
        return _("När modul %(number)s öppnas") % {"number": number}
    return _("När du har gått igenom programmet")


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


def _in_time(row: Row) -> tuple[date, str, str]:
    return row.on, row.at.isoformat() if row.at else "", row.title
