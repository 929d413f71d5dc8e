"""Pausing, resuming and moving the start: what it moves is shown first, and done when it has been seen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.access.verdict import Verdict
from stegvis.care.actions import pausing
from stegvis.care.pauses import may_move_start, may_pause
from stegvis.course import planned
from stegvis.program.facts import FactKind
from stegvis.program.standing import Standing
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.planning.effect import Effect, effect_of
from stegvis.web.clinician.planning.forms import PauseForm, StartDayForm
from stegvis.web.clinician.planning.told import today_of
from stegvis.web.clinician.trying import tried
from stegvis.web.shell import actor_on

SHOW_AND_DO = ["GET", "HEAD", "POST"]
SEEN = "sett"


@dataclass(frozen=True, slots=True)
class Question:
    """A page that asks: its words, its form, what would be true after, and what is then done."""

    title: str
    label: str
    done: str
    form: forms.Form | None
    after: Callable[[], Standing]
    act: Callable[[], Any]
    consequences: tuple[str, ...]
    verdict: Verdict


def _asked(request: HttpRequest, case: Case, question: Question) -> HttpResponse:
    """Show the form; then what it would move; then do it. What was seen is what is done: other days are shown anew."""
    form, posted = question.form, request.method == "POST"
    valid = form is None or (posted and form.is_valid())
    now_asked = "" if form is None or not valid else "/".join(str(value) for value in form.cleaned_data.values())
    seen = posted and valid and request.POST.get(SEEN) == f"ja {now_asked}"
    if seen:
        tried(request, question.act, question.done)
        return redirect("clinician:plan", case.pk)
    effect: Effect | None = None
    if valid and (posted or form is None):
        effect = effect_of(case, question.after())
    context = {
        "question": question,
        "form": form,
        "effect": effect,
        "seen": f"ja {now_asked}",
        "back": reverse("clinician:plan", args=[case.pk]),
        "action": request.path,
    }
    return show(request, case, "pause", context, here="plan", status=200 if valid or not posted else 422)


@needs("enrolment:steer")
@require_http_methods(SHOW_AND_DO)
@about_one("plan:read")
def pause(request: HttpRequest, case: Case) -> HttpResponse:
    """Pause now, or plan a pause."""
    form = PauseForm(_data(request), standing=case.standing, now=case.now)
    question = Question(
        title=_("Lägg in ett uppehåll"),
        label=_("Lägg in uppehållet"),
        done=_("Uppehållet är inlagt."),
        form=form,
        after=lambda: _with(case, FactKind.PAUSED, planned.pause_payload(*form.days)),
        act=lambda: pausing.pause(case.row, *form.days, by=actor_on(request)),
        consequences=_in_a_pause(),
        verdict=may_pause(case.actor, case.row),
    )
    return _asked(request, case, question)


@needs("enrolment:steer")
@require_http_methods(SHOW_AND_DO)
@about_one("plan:read")
def change_pause(request: HttpRequest, case: Case, seq: int) -> HttpResponse:
    """Other days for a pause that runs or comes."""
    found = _pause_or_404(case, seq)
    form = PauseForm(_data(request), standing=case.standing, now=case.now, found=found)

    def after() -> Standing:
        gone = _with(case, FactKind.RESUMED, {"of": seq})
        begins, until = form.days
        return planned.tried(gone, FactKind.PAUSED, planned.pause_payload(form.from_today(begins), until), case.now)

    question = Question(
        title=_("Ändra uppehållet"),
        label=_("Ändra uppehållet"),
        done=_("Uppehållet är ändrat."),
        form=form,
        after=after,
        act=lambda: pausing.change_pause(case.row, seq, *form.days, by=actor_on(request)),
        consequences=_in_a_pause(),
        verdict=may_pause(case.actor, case.row),
    )
    return _asked(request, case, question)


@needs("enrolment:steer")
@require_http_methods(SHOW_AND_DO)
@about_one("plan:read")
def cancel_pause(request: HttpRequest, case: Case, seq: int) -> HttpResponse:
    """Take away a pause that has not begun."""
    _pause_or_404(case, seq)
    question = Question(
        title=_("Ta bort uppehållet?"),
        label=_("Ja, ta bort"),
        done=_("Uppehållet är borttaget."),
        form=None,
        after=lambda: _with(case, FactKind.RESUMED, {"of": seq}),
        act=lambda: pausing.cancel_pause(case.row, seq, by=actor_on(request)),
        consequences=(_("Programmet går vidare som om uppehållet aldrig hade lagts in."),),
        verdict=may_pause(case.actor, case.row),
    )
    return _asked(request, case, question)


@needs("enrolment:steer")
@require_http_methods(SHOW_AND_DO)
@about_one("plan:read")
def resume(request: HttpRequest, case: Case) -> HttpResponse:
    """Go on from today."""
    question = Question(
        title=_("Ska programmet fortsätta nu?"),
        label=_("Ja, fortsätt nu"),
        done=_("Programmet fortsätter."),
        form=None,
        after=lambda: _with(case, FactKind.RESUMED, {}),
        act=lambda: pausing.resume(case.row, by=actor_on(request)),
        consequences=(
            _("Det som väntade öppnas igen i sin ordning."),
            _("Invånaren ser att programmet fortsätter."),
        ),
        verdict=may_pause(case.actor, case.row),
    )
    return _asked(request, case, question)


@needs("enrolment:steer")
@require_http_methods(SHOW_AND_DO)
@about_one("plan:read")
def move_start(request: HttpRequest, case: Case) -> HttpResponse:
    """Another start date for a program that has not begun."""
    starts = planned.starts_on(case.standing)
    form = StartDayForm(_data(request), today=today_of(case), starts=starts)
    question = Question(
        title=_("Flytta startdatumet"),
        label=_("Flytta starten"),
        done=_("Startdatumet är flyttat."),
        form=form,
        after=lambda: _with(case, FactKind.STARTED, planned.start_moved(case.standing, form.day)),
        act=lambda: pausing.move_start(case.row, form.day, by=actor_on(request)),
        consequences=(
            _("Invånaren ser det nya datumet när hen loggar in."),
            _("Har du skickat ett startbrev står det gamla datumet i det."),
        ),
        verdict=may_move_start(case.actor, case.row),
    )
    return _asked(request, case, question)


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _with(case: Case, kind: FactKind, payload: dict[str, Any]) -> Standing:
    return planned.tried(case.standing, kind, payload, case.now)


def _pause_or_404(case: Case, seq: int) -> planned.Pause:
    today = today_of(case)
    for each in planned.pauses(case.standing):
        if each.seq == seq and (each.until is None or each.until > today):
            return each
    raise Http404


def _in_a_pause() -> tuple[str, ...]:
    return (
        _("Inget nytt öppnas, inget blir försenat och inga påminnelser skickas under uppehållet."),
        _("Farliga svar blir flaggor som vanligt. Ni behöver bevaka dem också under uppehållet."),
        _("Invånaren kan läsa och skriva. Ingen återkoppling är utlovad under uppehållet, och det står så."),
        _("Invånaren ser uppehållet på sin första sida och i sin plan."),
    )
