"""What a resident registers, for staff to read: on the first page in short, and each diary as a whole. Nothing is changed here."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import registered
from stegvis.course import diaries
from stegvis.program.kinds import DiaryPer
from stegvis.program.plan import PlanDiary
from stegvis.questionnaires.answer_rows import AnswersView
from stegvis.ui.charts.daily import DrawnDaily
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.diaries import Diary, Line, Shown, day_of, entry_answers, shown


@dataclass(frozen=True)
class Glance:
    """A diary on the first page: the newest entry, the graph that says most, and the way to the rest."""

    title: str
    latest: Line
    chart: DrawnDaily | None
    href: str


def glances(case: Case) -> list[Glance]:
    """The diaries that have entries. One query, and one for each of them."""
    if not case.plan.diaries:
        return []
    last_days, found = registered.days(case.row), []
    for plan in case.plan.diaries.values():
        last = last_days.get(plan.id)
        if last is None:
            continue
        asked = _shown(case)
        # A diary that was left stands as it was when it was left.
        if last < asked.since:
            asked = _shown(case, until=last.isoformat())
        diary = _diary(case, plan, asked, (asked.since, asked.until))
        found.append(Glance(diary.title, diary.lines[0], diary.headline_chart(), _address(case, plan)))
    return found


@needs("enrolment:read")
@require_safe
@about_one("diary:read")
def diary(request: HttpRequest, case: Case, diary: str) -> HttpResponse:
    """A month, four weeks in graphs and as a table, and what the resident has taken away."""
    plan = _plan(case, diary)
    asked = _shown(case, request.GET.get("manad", ""), request.GET.get("till", ""))
    found = _diary(case, plan, asked, asked.reach)
    on = day_of(request.GET.get("dag", ""))
    context = {
        "diary": found,
        "day": {"on": on, "lines": found.on_day(on)} if on and not found.per_day else None,
        "removed": [_version(case, row) for row in registered.removed(case.row, plan.id)],
    }
    return show(request, case, "diary", context, here="patient")


@needs("enrolment:read")
@require_safe
@about_one("diary:read")
def entry(request: HttpRequest, case: Case, diary: str, entry: UUID) -> HttpResponse:
    """One entry with all that it was, also one that is taken away."""
    plan = _plan(case, diary)
    versions = registered.entry(case.row, plan.id, entry)
    if not versions:
        raise Http404
    context = {
        "title": case.definition(plan.questionnaire).title(case.language),
        "newest": _version(case, versions[0]),
        "earlier": [_version(case, row) for row in versions[1:]],
        "back": _address(case, plan),
    }
    return show(request, case, "diary_entry", context, here="patient")


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as it was at one time."""

    row: Any
    answers: AnswersView
    href: str


def _version(case: Case, row: Any) -> Version:
    definition = case.definition(row.definition.digest)
    href = reverse("clinician:diary_entry", args=[case.pk, row.block, row.entry])
    return Version(row, entry_answers(definition, row.answers, case.language, marks=True), href)


def _plan(case: Case, diary_id: str) -> PlanDiary:
    found = case.plan.diaries.get(diary_id)
    if found is None:
        raise Http404
    return found


def _shown(case: Case, month: str = "", until: str = "") -> Shown:
    return shown(*diaries.days_of(case.row.course), month, until)


def _address(case: Case, plan: PlanDiary) -> str:
    return reverse("clinician:diary", args=[case.pk, plan.id])


def _diary(case: Case, plan: PlanDiary, asked: Shown, reach: tuple[date, date]) -> Diary:
    here = _address(case, plan)
    return Diary(
        plan.id,
        case.definition(plan.questionnaire),
        case.language,
        asked,
        registered.entries(case.row, plan.id, *reach),
        entry_url=lambda row: reverse("clinician:diary_entry", args=[case.pk, plan.id, row.entry]),
        day_url=lambda on: f"{here}?dag={on.isoformat()}&manad={on:%Y-%m}#dag",
        per_day=plan.per is DiaryPer.DAY,
    )
