"""The roster by week: who is there each day, what lacks, and everything that it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import policies, rosters
from stegvis.care.cover import Gap, Lack, gap_on
from stegvis.care.rosters import Planned
from stegvis.course import worlds
from stegvis.web.clinician.roster import words
from stegvis.web.moments import weekday
from stegvis.web.shell import actor_on

WEEKS = 2
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Day:
    """One row of the week."""

    name: str
    hours: str
    reason: str
    people: str
    deputies: str
    lack: str
    is_open: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class Week:
    """Seven rows under a heading."""

    title: str
    days: Sequence[Day]


@needs("roster:read")
@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """Two weeks from the one that is asked for, the lines and absences behind them, hours and closed days."""
    actor = actor_on(request)
    now = worlds.now_for(actor)
    plan = rosters.planned(actor, now)
    if plan is None:
        raise Http404
    monday = _monday(request.GET.get("fran", ""), plan.today)
    this_monday = plan.today - timedelta(days=plan.today.weekday())
    context = {
        "unit": plan.unit,
        "may_plan": policies.may_plan(actor, plan.unit),
        "cover": lacking(plan),
        "weeks": [_week(plan, monday + timedelta(weeks=number)) for number in range(WEEKS)],
        "before": f"?fran={monday - timedelta(weeks=WEEKS)}" if monday > this_monday else "",
        "after": f"?fran={monday + timedelta(weeks=WEEKS)}"
        if monday + timedelta(weeks=WEEKS) < plan.today + FARTHEST
        else "",
        "lines": [_line(plan, row) for row in plan.shifts],
        "absences": [_absence(plan, row) for row in plan.absences],
        "hours": words.week_said(plan.week),
        "has_hours": plan.time.hours.ever_opens,
        "closed": [_closed(row, plan.today) for row in plan.closed[:8]],
        "more_closed": max(0, len(plan.closed) - 8),
        "channels": rosters.told_where(plan),
        "may_set_channels": actor.can("settings:unit"),
    }
    return render(request, "clinician/roster.html", context)


def lacking(plan: Planned, most: int = 5) -> dict[str, Any]:
    """The days ahead that lack somebody, in words; empty when every day is covered."""
    gaps = plan.time.gaps(plan.today)
    if not gaps:
        return {}
    if gaps[0].why is Lack.NO_HOURS:
        return {"no_hours": True, "days": [], "more": 0, "within": plan.cover_days}
    return {
        "no_hours": False,
        "days": [gap_said(gap, plan.today) for gap in gaps[:most]],
        "more": max(0, len(gaps) - most),
        "within": plan.cover_days,
    }


def gap_said(gap: Gap, today: date) -> str:
    """ "torsdag 26 november: ingen ersättare"."""
    return _("%(day)s: %(why)s") % {"day": weekday(gap.day, today), "why": words.lack_said(gap.why)}


def _monday(typed: str, today: date) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = today
    day = min(max(day, today), today + FARTHEST)
    return day - timedelta(days=day.weekday())


def _week(plan: Planned, monday: date) -> Week:
    year, number = monday.isocalendar()[:2]
    title = _("Vecka %(number)d") % {"number": number}
    if year != plan.today.year:
        title = f"{title}, {year}"
    return Week(title, [_day(plan, monday + timedelta(days=n)) for n in range(7)])


def _day(plan: Planned, day: date) -> Day:
    time = plan.time
    watch, is_open = time.roster.watch(day), time.hours.is_open_on(day)
    reason = next((row.reason for row in plan.closed if row.day == day), "")
    gap = gap_on(time.hours, time.roster, day) if day >= plan.today else None
    names = time.handling.names
    return Day(
        name=date_format(day, "l j F").lower(),
        hours=words.hours_said(time.hours.spans_on(day)),
        reason=reason,
        people=_named(names, watch.people) if is_open else "",
        deputies=_named(names, watch.deputies) if is_open else "",
        lack=words.lack_said(gap.why) if gap else "",
        is_open=is_open,
        is_today=day == plan.today,
    )


def _named(names: dict[str, str], found: Sequence[str]) -> str:
    return ", ".join(names[each] for each in found if each in names)


def _line(plan: Planned, row: Any) -> dict[str, Any]:
    handlers = plan.time.roster.handlers(max(plan.today, row.from_day))
    without = [str(each) for each in (row.person, row.deputy) if each and str(each.pk) not in handlers]
    return {
        "person": str(row.person),
        "deputy": str(row.deputy) if row.deputy else "",
        "weekdays": words.weekdays_said(row.weekdays),
        "when": words.days_said(row.from_day, row.until_day),
        "without": ", ".join(without),
        "edit": reverse("clinician:roster_line", args=[row.pk]),
        "remove": reverse("clinician:roster_line_remove", args=[row.pk]),
    }


def _absence(plan: Planned, row: Any) -> dict[str, Any]:
    return {
        "person": str(row.person),
        "when": words.days_said(row.from_day, row.until_day),
        "replaced_by": str(row.replaced_by) if row.replaced_by else "",
        "now": row.from_day <= plan.today,
        "remove": reverse("clinician:roster_absence_remove", args=[row.pk]),
    }


def _closed(row: Any, today: date) -> tuple[str, str]:
    said = (
        row.reason if row.is_closed else " · ".join(each for each in (row.reason, words.hours_said(row.spans)) if each)
    )
    return weekday(row.day, today), said or _("stängt")
