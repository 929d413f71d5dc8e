"""One resident's first page for staff: flags, results, the program, measurements; and the acts on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.care import actions, queries
from stegvis.care.kinds import FlagState
from stegvis.care.unreached import unreached
from stegvis.catalogue.queries import routines
from stegvis.course.kinds import ENDED
from stegvis.lib.clock import local_day
from stegvis.web.clinician import measuring
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.diary import glances
from stegvis.web.clinician.flag_words import all_told
from stegvis.web.clinician.forms import OccasionForm
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.outline import modules_of
from stegvis.web.clinician.phases import choices_of
from stegvis.web.clinician.planning.page import nearest, paused_of
from stegvis.web.clinician.trying import tried
from stegvis.web.shell import actor_on


@needs("enrolment:read")
@require_safe
@about_one("enrolment:read")
def patient(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything about one run, the most pressing first."""
    return overview(request, case, _occasion_form(case))


def overview(request: HttpRequest, case: Case, form: OccasionForm, status: int = 200) -> HttpResponse:
    """The page, also when a form on it comes back."""
    found = sorted(queries.flags(case.actor, case.row), key=lambda flag: not flag.priority)
    told, series = all_told(case, found), queries.results(case.row)
    charts, modules = measuring.charts_of(series, case), modules_of(case)
    version = case.row.course.version
    context = {
        "routine": routines.holding_routine(case.actor, version.program_id) if version else None,
        "flags": found,
        "standing": [each for each in told if each.flag.state != FlagState.HANDLED],
        "handled": [each for each in told if each.flag.state == FlagState.HANDLED],
        # Scores with bands say where somebody stands; the rest are there for who asks.
        "not_right": measuring.not_right_of(case),
        "charts": [chart for chart in charts if chart.bands] or charts,
        "more_charts": [chart for chart in charts if not chart.bands] if any(c.bands for c in charts) else [],
        "answered": measuring.answered_of(case, series),
        "waiting": measuring.waiting_of(case),
        "diaries": glances(case),
        "modules": modules,
        "next_module": next((each for each in modules if not each.is_open and not each.hidden), None),
        "occasion_form": form,
        "ways": choices_of(case),
        "ahead": nearest(case),
        "paused": paused_of(case),
        "others": queries.running_elsewhere(case.actor, case.row),
        "unreached": case.row.course.phase not in ENDED and bool(unreached(case.actor, [case.pk])),
    }
    return show(request, case, "patient", context, here="patient", status=status)


def _occasion_form(case: Case, data: object = None) -> OccasionForm:
    return OccasionForm(data, measurements=measuring.choices_of(case), today=local_day(case.now))


@needs("enrolment:steer")
@require_POST
@about_one("enrolment:read")
def add_occasion(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask for one more measurement."""
    form = _occasion_form(case, request.POST)
    if not form.is_valid():
        return overview(request, case, form, status=422)
    read = form.cleaned_data
    tried(
        request,
        lambda: actions.add_occasion(case.row, read["measurement"], read["on"], by=actor_on(request)),
        _("Mätningen är tillagd."),
    )
    return redirect(_place(case, "matningar"))


@needs("enrolment:steer")
@require_POST
@about_one("enrolment:read")
def open_module(request: HttpRequest, case: Case, module: str) -> HttpResponse:
    """Open a module for this resident."""
    act, title = actions.open_module, case.text(f"{module}.title")
    done = _("%(title)s är öppen för invånaren.") % {"title": title}
    tried(request, lambda: act(case.row, module, by=actor_on(request)), done)
    return redirect(_place(case, "program"))


@needs("enrolment:steer")
@require_POST
@about_one("enrolment:read")
def close_module(request: HttpRequest, case: Case, module: str) -> HttpResponse:
    """Close a module again."""
    act, title = actions.close_module, case.text(f"{module}.title")
    done = _("%(title)s är stängd. Det som är gjort finns kvar.") % {"title": title}
    tried(request, lambda: act(case.row, module, by=actor_on(request)), done)
    return redirect(_place(case, "program"))


@needs("enrolment:steer")
@require_POST
@about_one("enrolment:read")
def hide_section(request: HttpRequest, case: Case, section: str) -> HttpResponse:
    """Hide a section for this resident."""
    act, done = actions.hide_section, _("Avsnittet är dolt för invånaren.")
    tried(request, lambda: act(case.row, section, by=actor_on(request)), done)
    return redirect(_place(case, "program"))


@needs("enrolment:steer")
@require_POST
@about_one("enrolment:read")
def show_section(request: HttpRequest, case: Case, section: str) -> HttpResponse:
    """Show a hidden section again."""
    act, done = actions.show_section, _("Avsnittet visas för invånaren igen.")
    tried(request, lambda: act(case.row, section, by=actor_on(request)), done)
    return redirect(_place(case, "program"))


def _place(case: Case, part: str) -> str:
    return f"{reverse('clinician:patient', args=[case.pk])}#{part}"
