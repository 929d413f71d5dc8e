"""One resident's time in words: what comes, what waits for something else, and what has been."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from stegvis.care.kinds import FlagKind
from stegvis.care.queries import Flag
from stegvis.course import planned
from stegvis.course.kinds import Phase
from stegvis.program.standing import PHASES
from stegvis.program.unfold import Ahead, AheadKind, Occasion, OccasionState, Openness, Reason
from stegvis.web.clinician.case import Case
from stegvis.web.clinician.measuring import when_it_comes
from stegvis.web.clinician.outline import modules_of
from stegvis.web.moments import said_day, weekday

# How far ahead staff look. A year holds every program that has been planned so far.
REACHES = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on a day, ready to print."""

    on: date
    when: str
    what: str
    state: str
    tone: str = "neutral"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing without a day, and what it waits for."""

    what: str
    why: str


def today_of(case: Case) -> date:
    """The walk's own day."""
    return planned.today(case.standing, case.now)


def day_of(case: Case, at: datetime) -> date:
    """On which of the walk's days something falls."""
    return at.astimezone(planned.zone_of(case.standing)).date()


def day_in_words(case: Case, day: date) -> str:
    """A day ahead as people say it."""
    return weekday(day, today_of(case))


def number_of(case: Case, module: str | None) -> int:
    """Which module it is, from one; nought for none."""
    return next((n for n, each in enumerate(case.document.modules, 1) if each.id == module), 0)


def numbered(case: Case, module: str) -> str:
    """A module by number and title."""
    return _("Modul %(number)s: %(title)s") % {
        "number": number_of(case, module),
        "title": case.text(f"{module}.title"),
    }


def ahead_of(case: Case) -> tuple[Ahead, ...]:
    """What has a known time and has not come."""
    if case.state.is_stopped:
        return ()
    return planned.coming(case.plan, case.standing, case.now, case.now + REACHES)


def coming(case: Case, found: Iterable[Ahead]) -> list[Line]:
    """What comes, in order. When an answer is wanted stands beside what is asked, or by itself for what is open."""
    lines = []
    for each in found:
        occasion = case.state.occasion(each.ref) if each.kind in OF_OCCASIONS else None
        if each.kind is AheadKind.OCCASION_DUE and (occasion is None or not occasion.is_answerable):
            continue
        day = day_of(case, each.at)
        what, state, note = words_of(case, each, occasion)
        lines.append(Line(day, day_in_words(case, day).capitalize(), what, state, _TONES.get(each.kind, "info"), note))
    return lines


OF_OCCASIONS = frozenset({AheadKind.OCCASION_OPEN, AheadKind.OCCASION_DUE})
_TONES = {AheadKind.PAUSE_BEGINS: "warning", AheadKind.PAUSE_ENDS: "warning", AheadKind.REMINDER: "neutral"}


def words_of(case: Case, each: Ahead, occasion: Occasion | None) -> tuple[str, str, str]:
    """What it is, what happens with it, and what is worth knowing besides."""
    if occasion is not None:
        title = case.occasion_title(occasion)
        if each.kind is AheadKind.OCCASION_DUE:
            return title, _("Svar ska ha kommit"), ""
        due = occasion.due_at
        note = _("svar väntas före %(day)s") % {"day": day_in_words(case, day_of(case, due))} if due else ""
        return title, _("Öppnas"), note
    if each.kind is AheadKind.MODULE:
        return numbered(case, each.ref), _("Öppnas"), ""
    if each.kind is AheadKind.PHASE:
        phase = Phase(each.payload.get("phase", Phase.MAINTENANCE))
        return _("Hela programmet"), str(phase.label), _("av sig själv")
    if each.kind is AheadKind.REMINDER:
        return _("Påminnelse till invånaren"), _("Skickas"), _("bara om den behövs då")
    return _PLAIN[each.kind]()


_PLAIN = {
    AheadKind.START: lambda: (_("Hela programmet"), _("Börjar"), ""),
    AheadKind.PAUSE_BEGINS: lambda: (_("Hela programmet"), _("Uppehåll börjar"), ""),
    AheadKind.PAUSE_ENDS: lambda: (_("Hela programmet"), _("Uppehåll slutar"), ""),
}


def waiting(case: Case) -> list[Waiting]:
    """What has no day yet, and why."""
    if case.state.is_stopped:
        return []
    states = case.state.modules
    found = [
        Waiting(f"{line.number}. {line.title}", line.why)
        for line in modules_of(case)
        if states[line.id].state is Openness.CLOSED and states[line.id].opens_at is None
    ]
    asked = (each for each in case.state.occasions if each.state is OccasionState.UPCOMING and each.opens_at is None)
    found += [Waiting(case.occasion_title(each), when_it_comes(case, each)) for each in asked]
    return list(dict.fromkeys(found))


def been(case: Case, flags: Iterable[Flag]) -> list[Line]:
    """What has been, newest first."""
    found = [*_modules(case), *_occasions(case), *_phases(case), *_paused(case)]
    found += [
        _line(case, f.raised_at, str(FlagKind(f.kind).label), _("Flagga"), "danger" if f.priority else "warning")
        for f in flags
    ]
    return sorted(found, key=lambda line: line.on, reverse=True)


def _line(case: Case, at: datetime, what: str, state: str, tone: str, note: str = "") -> Line:
    day = day_of(case, at)
    return Line(day, said_day(day, today_of(case)), what, state, tone, note)


def _modules(case: Case) -> Iterator[Line]:
    for module in case.document.modules:
        state = case.state.modules[module.id]
        if state.opened_at:
            by_itself = state.reason is Reason.OPENED_AUTOMATICALLY
            note = _("av sig själv") if by_itself else _("av personal")
            yield _line(case, state.opened_at, numbered(case, module.id), _("Öppnades"), "info", note)
        if state.state is Openness.DONE and (done := done_at(case, module.id)):
            yield _line(case, done, numbered(case, module.id), _("Klar"), "success")


def done_at(case: Case, module: str) -> datetime | None:
    """When the last step of a module was done."""
    done, found = case.standing.done_steps(), case.plan.module(module)
    times = [done[step] for step in found.steps if step in done] if found else []
    return max(times, default=None)


def _occasions(case: Case) -> Iterator[Line]:
    for each in case.state.occasions:
        title = case.occasion_title(each)
        if each.answered_at:
            yield _line(case, each.answered_at, title, _("Besvarat"), "success")
        elif each.opens_at and each.opens_at <= case.now:
            missed = each.state is OccasionState.CLOSED
            late = each.state is OccasionState.LATE
            state = _("Inte besvarat") if missed else _("Försenat") if late else _("Att besvara")
            yield _line(case, each.opens_at, title, state, "neutral" if missed else "warning" if late else "info")


def _phases(case: Case) -> Iterator[Line]:
    for entry in case.standing.entries(PHASES):
        yield _line(case, entry.at, _("Hela programmet"), str(Phase(entry.value).label), "info")


def _paused(case: Case) -> Iterator[Line]:
    today, whole = today_of(case), _("Hela programmet")
    for begins, until in planned.spans(case.standing):
        if begins <= today:
            yield Line(begins, said_day(begins, today), whole, _("Uppehåll började"), "warning")
        if until and until <= today:
            yield Line(until, said_day(until, today), whole, _("Uppehåll slutade"), "warning")
