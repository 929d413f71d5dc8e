"""Changing hours, roster and absences: one form a page, and a question before something ends."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import holidays
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access.doors import needs
from stegvis.care import actions, rosters
from stegvis.care.rosters import Planned
from stegvis.course import worlds
from stegvis.web.clinician.roster import words
from stegvis.web.clinician.roster.forms import AbsenceForm, DayForm, HoursForm, ShiftForm
from stegvis.web.clinician.trying import tried
from stegvis.web.moments import weekday
from stegvis.web.shell import actor_on

FORM = ["GET", "HEAD", "POST"]


def _planned(request: HttpRequest) -> Planned:
    found = rosters.planned(actor_on(request), worlds.now_for(actor_on(request)))
    if found is None:
        raise Http404
    return found


def _people(plan: Planned) -> dict[str, str]:
    """Those who have a treating role now or from some day on."""
    names = plan.time.handling.names
    grants = plan.time.handling.grants
    return {
        key: names[key] for key in names if any(last is None or last >= plan.today for _f, last in grants.get(key, ()))
    }


def _form_page(request: HttpRequest, plan: Planned, form: Any, title: str, lead: str = "", **more: Any) -> HttpResponse:
    context = {"unit": plan.unit, "form": form, "title": title, "lead": lead, **more}
    return render(request, "clinician/roster_form.html", context, status=422 if form.is_bound else 200)


def _saved(request: HttpRequest, form: Any, act: Callable[[], Any], done: str) -> HttpResponse | None:
    """The way back when it went well; None when the form says why not."""
    if not form.is_valid():
        return None
    try:
        act()
    except actions.CannotPlan as error:
        form.add_error(None, error.sentence)
        return None
    messages.success(request, done)
    return redirect("clinician:roster")


@needs("roster:edit")
@require_http_methods(FORM)
def add_line(request: HttpRequest) -> HttpResponse:
    """A new line of the roster."""
    plan, actor = _planned(request), actor_on(request)
    form = ShiftForm(request.POST if request.method == "POST" else None, people=_people(plan), today=plan.today)
    act = lambda: actions.add_shift(plan.unit, form.line, by=actor)  # noqa: E731 - read after the form is valid
    done = _saved(request, form, act, _("Bemanningen är ändrad.")) if form.is_bound else None
    return done or _form_page(request, plan, form, _("Lägg till i bemanningen"))


@needs("roster:edit")
@require_http_methods(FORM)
def change_line(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a line of the roster."""
    plan, actor = _planned(request), actor_on(request)
    row = rosters.shift(actor, pk)
    if row is None:
        raise Http404
    # Who stands on the line stays to be chosen, also when the role has ended.
    people = {**_people(plan), **{str(each.pk): str(each) for each in (row.person, row.deputy) if each}}
    form = ShiftForm(request.POST if request.method == "POST" else None, people=people, today=plan.today, shift=row)
    act = lambda: actions.change_shift(row, form.line, by=actor)  # noqa: E731
    done = _saved(request, form, act, _("Bemanningen är ändrad.")) if form.is_bound else None
    return done or _form_page(request, plan, form, _("Ändra i bemanningen"))


@needs("roster:edit")
@require_http_methods(FORM)
def remove_line(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a line, after a question."""
    row = rosters.shift(actor_on(request), pk)
    if row is None:
        raise Http404
    if request.method == "POST":
        tried(request, lambda: actions.remove_shift(row, by=actor_on(request)), _("Raden är borttagen."))
        return redirect("clinician:roster")
    consequences = [
        _("Raden slutar gälla från och med i dag."),
        _("Saknas någon en dag står det på bemanningssidan, och program med farliga frågor kan inte startas."),
    ]
    return _confirm(
        request, _("Ta bort %(name)s ur bemanningen?") % {"name": row.person}, consequences, _("Ta bort raden")
    )


@needs("roster:edit")
@require_http_methods(FORM)
def add_absence(request: HttpRequest) -> HttpResponse:
    """Somebody is not there."""
    plan, actor = _planned(request), actor_on(request)
    form = AbsenceForm(request.POST if request.method == "POST" else None, people=_people(plan), today=plan.today)

    def act() -> None:
        read = form.cleaned_data
        days = read["from_day"], read["until_day"]
        actions.add_absence(plan.unit, read["person"], *days, read["replaced_by"], by=actor)

    done = _saved(request, form, act, _("Frånvaron är inlagd.")) if form.is_bound else None
    lead = _("Skriv bara när, aldrig varför. Kollegor ser vem som är borta och vem som ersätter.")
    return done or _form_page(request, plan, form, _("Lägg in frånvaro"), lead)


@needs("roster:edit")
@require_http_methods(FORM)
def remove_absence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody is there after all."""
    row = rosters.absence(actor_on(request), pk)
    if row is None:
        raise Http404
    if request.method == "POST":
        tried(request, lambda: actions.remove_absence(row, by=actor_on(request)), _("Frånvaron är borttagen."))
        return redirect("clinician:roster")
    when = words.days_said(row.from_day, row.until_day)
    title = _("Ta bort frånvaron för %(name)s?") % {"name": row.person}
    consequences = [_("%(name)s räknas som på plats %(when)s.") % {"name": row.person, "when": when}]
    return _confirm(request, title, consequences, _("Ta bort frånvaron"))


@needs("roster:edit")
@require_http_methods(FORM)
def hours(request: HttpRequest) -> HttpResponse:
    """Opening hours by weekday."""
    plan, actor = _planned(request), actor_on(request)
    form = HoursForm(request.POST if request.method == "POST" else None, week=plan.week)
    act = lambda: actions.set_hours(plan.unit, form.week, by=actor)  # noqa: E731
    done = _saved(request, form, act, _("Öppettiderna är ändrade.")) if form.is_bound else None
    lead = _("Skriv tiderna så här: 8–12, 13–16.30. Lämna tomt de dagar ni har stängt.")
    return done or _form_page(
        request,
        plan,
        form,
        _("Öppettider"),
        lead,
        short=True,
        note=_("Tiderna räknas i %(zone)s.") % {"zone": plan.unit.timezone},
    )


@needs("roster:edit")
@require_http_methods(FORM)
def days(request: HttpRequest) -> HttpResponse:
    """The planner: public holidays that are suggested, and days of one's own."""
    plan, actor = _planned(request), actor_on(request)
    form = DayForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        read = form.cleaned_data
        actions.set_day(plan.unit, read["day"], read["reason"], read["spans"], by=actor)

    done = _saved(request, form, act, _("Dagen är ändrad.")) if form.is_bound else None
    if done:
        return redirect("clinician:roster_days")
    context = {
        "unit": plan.unit,
        "form": form,
        "years": [(year, _suggested(plan, year)) for year in (plan.today.year, plan.today.year + 1)],
        "known": [
            {
                "iso": row.day.isoformat(),
                "day": weekday(row.day, plan.today),
                "reason": row.reason,
                "hours": words.hours_said(row.spans),
                "open": reverse("clinician:roster_open_day", args=[row.day.isoformat()]),
            }
            for row in plan.closed
        ],
    }
    return render(request, "clinician/roster_days.html", context, status=422 if form.is_bound else 200)


@needs("roster:edit")
@require_POST
def close_days(request: HttpRequest) -> HttpResponse:
    """Close the chosen public holidays. Only what the calendar suggests: nothing is closed silently."""
    plan = _planned(request)
    offered = {
        day: name for year in (plan.today.year, plan.today.year + 1) for day, _said, name in _suggested(plan, year)
    }
    chosen = [(day, offered[day]) for each in request.POST.getlist("day") if (day := _day(each)) in offered]
    if not chosen:
        messages.error(request, _("Välj minst en dag."))
        return redirect("clinician:roster_days")
    made = ngettext("%(n)d dag är stängd.", "%(n)d dagar är stängda.", len(chosen)) % {"n": len(chosen)}
    tried(request, lambda: actions.close_days(plan.unit, chosen, by=actor_on(request)), made)
    return redirect("clinician:roster_days")


@needs("roster:edit")
@require_POST
def open_day(request: HttpRequest, day: str) -> HttpResponse:
    """The day is as usual again."""
    plan, wanted = _planned(request), _day(day)
    if wanted is None or rosters.closed_day(actor_on(request), wanted) is None:
        raise Http404
    tried(request, lambda: actions.open_day(plan.unit, wanted, by=actor_on(request)), _("Dagen är som vanligt igen."))
    return redirect("clinician:roster_days")


def _suggested(plan: Planned, year: int) -> list[tuple[date, str, str]]:
    """Public holidays, and the eves that are kept as such, on days that the unit is open: day, in words, name."""
    found = holidays.country_holidays("SE", years=year, language="sv", categories=("public", "de_facto"))
    rows = sorted((day, name) for day, name in found.items() if day >= plan.today and plan.time.hours.is_open_on(day))
    return [(day, weekday(day, plan.today), name) for day, name in rows]


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _confirm(request: HttpRequest, title: str, consequences: list[str], label: str) -> HttpResponse:
    context = {
        "title": title,
        "consequences": consequences,
        "confirm_label": label,
        "cancel_url": reverse("clinician:roster"),
        "tone": "danger",
        "action": request.path,
    }
    return render(request, "clinician/confirm.html", context)
