"""One resident's time as a drawing: modules, measurements, reminders and flags on the same days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.care.queries import Flag
from stegvis.course import planned
from stegvis.program.unfold import Ahead, AheadKind, Occasion, OccasionState, Openness
from stegvis.ui.charts import Lane, Meanwhile, PlanAxis, PlanBar, PlanMark, Timeline
from stegvis.web.clinician.case import Case
from stegvis.web.clinician.planning.told import day_in_words, day_of, done_at, numbered, today_of

# Days around what there is, so that nothing stands on the edge; and the least that is drawn ahead.
AROUND, LEAST = timedelta(days=3), timedelta(days=21)
MARKS = {
    OccasionState.ANSWERED: "done",
    OccasionState.OPEN: "open",
    OccasionState.LATE: "open",
    OccasionState.CLOSED: "missed",
    OccasionState.UPCOMING: "coming",
}


def axis_of(case: Case, ahead: Iterable[Ahead], flags: Iterable[Flag]) -> PlanAxis:
    """Everything that has a day."""
    ahead = tuple(ahead)
    lanes = [*_modules(case), *_measurements(case), *_more(case, ahead, flags)]
    days = [mark.on for lane in lanes for mark in lane.marks] + [bar.first for lane in lanes for bar in lane.bars]
    today = today_of(case)
    pauses = planned.spans(case.standing)
    days += [day for pause in pauses for day in pause if day]
    first = min([*days, planned.starts_on(case.standing) or today]) - AROUND
    last = max([*(day + AROUND for day in days), today + LEAST])
    name = _("Planen för %(name)s") % {"name": case.name}
    return PlanAxis(name, _words(case, ahead), tuple(lanes), first, last, today, pauses)


def _words(case: Case, ahead: tuple[Ahead, ...]) -> str:
    opened = sum(state.opened_at is not None for state in case.state.modules.values())
    words = _("%(opened)s av %(all)s moduler har öppnats.") % {"opened": opened, "all": len(case.state.modules)}
    answered = sum(each.answered_at is not None for each in case.state.occasions)
    missed = sum(each.state is OccasionState.CLOSED for each in case.state.occasions)
    if answered:
        words += " " + ngettext("%(n)d mätning är besvarad.", "%(n)d mätningar är besvarade.", answered) % {
            "n": answered
        }
    if missed:
        words += " " + ngettext("%(n)d blev inte besvarad.", "%(n)d blev inte besvarade.", missed) % {"n": missed}
    first = next((each for each in ahead if each.kind not in {AheadKind.REMINDER, AheadKind.OCCASION_DUE}), None)
    if first:
        words += " " + _("Nästa sak kommer %(day)s.") % {"day": day_in_words(case, day_of(case, first.at))}
    return words


def _modules(case: Case) -> Iterable[Lane]:
    today = today_of(case)
    for number, module in enumerate(case.document.modules, 1):
        state = case.state.modules[module.id]
        if state.state is Openness.HIDDEN:
            continue
        bars: tuple[PlanBar, ...] = ()
        if state.opened_at:
            opened = day_of(case, state.opened_at)
            done = done_at(case, module.id) if state.state is Openness.DONE else None
            end = day_of(case, done) if done else today
            bars = (PlanBar(opened, max(end, opened), "done" if done else "open"),)
        marks = (PlanMark(day_of(case, state.opens_at), "coming"),) if state.opens_at else ()
        yield Lane(f"{number}. {case.text(module.key('title'))}", marks, bars)


def _measurements(case: Case) -> Iterable[Lane]:
    found: dict[str, list[PlanMark]] = {}
    titles: dict[str, str] = {}
    for each in case.state.occasions:
        if day := _day(case, each):
            found.setdefault(each.measurement_id, []).append(PlanMark(day, MARKS[each.state]))  # type: ignore[arg-type]
            titles.setdefault(each.measurement_id, case.occasion_title(each))
    for key, marks in found.items():
        yield Lane(titles[key], tuple(marks))


def _day(case: Case, occasion: Occasion) -> date | None:
    at = occasion.answered_at or occasion.opens_at
    return day_of(case, at) if at else None


def _more(case: Case, ahead: tuple[Ahead, ...], flags: Iterable[Flag]) -> Iterable[Lane]:
    told = tuple(PlanMark(day_of(case, each.at), "told") for each in ahead if each.kind is AheadKind.REMINDER)
    if told:
        yield Lane(_("Påminnelser"), told)
    raised = tuple(PlanMark(day_of(case, flag.raised_at), "flag") for flag in flags)
    if raised:
        yield Lane(_("Flaggor"), raised)


def with_meanwhile(case: Case, timeline: Timeline | None, entered: Iterable[Meanwhile] = ()) -> Timeline | None:
    """Results in time, with the modules that opened, what staff have entered, and the pauses on the same days."""
    if timeline is None:
        return None
    found = []
    for number, module in enumerate(case.document.modules, 1):
        if at := case.state.modules[module.id].opened_at:
            words = _("%(module)s öppnades") % {"module": numbered(case, module.id)}
            found.append(Meanwhile(day_of(case, at), words, _("M%(number)s") % {"number": number}))
    found += entered
    return replace(timeline, marks=tuple(found), pauses=planned.spans(case.standing))
