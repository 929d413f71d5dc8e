"""Answering a questionnaire: saved as you go, sent once, corrected without losing the first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.care import schedule as flags
from stegvis.course import actions, queries
from stegvis.course.kinds import ResponseState
from stegvis.course.policies import may_walk
from stegvis.lib.errors import Cannot
from stegvis.questionnaires.answering import read_post
from stegvis.web.resident.asked import Asked, asked_at
from stegvis.web.resident.forms import is_autosave, revision_of, typed_fields
from stegvis.web.resident.frames import show
from stegvis.web.resident.next_up import next_up
from stegvis.web.resident.outcome import outcomes_of
from stegvis.web.resident.walks import walk_or_404
from stegvis.web.shell import actor_on


@needs("own:read")
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, pk: UUID, occasion: str) -> HttpResponse:
    """The form with what is saved so far; a post saves or sends."""
    walk = walk_or_404(request, pk)
    asked = asked_at(walk, occasion, posted=request.method == "POST")
    if request.method == "POST":
        return _receive(request, asked)
    if asked.sent:
        return redirect("resident:thanks", pk, occasion)
    if asked.closed:
        return show(request, walk, "not_open", {"asked": asked}, here="program", status=409)
    if asked.gate:
        return redirect("resident:questionnaire", pk, asked.gate)
    return _form(request, asked)


def _form(request: HttpRequest, asked: Asked, status: int = 200, **changed: Any) -> HttpResponse:
    context = {"q": asked.form(**changed), "asked": asked}
    return show(request, asked.walk, "questionnaire", context, here="program", status=status)


def _receive(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Save or send what was posted. Every way out of here has kept it or shows it."""
    received = read_post(asked.definition, request.POST)
    walk, revision, actor = asked.walk, revision_of(request), actor_on(request)
    sends = request.POST.get("do") == "send" and not is_autosave(request) and not received.problems
    act = actions.submit if sends else actions.save_draft
    try:
        saved = act(walk.course, asked.occasion, received.answers, revision, by=actor)
    except Cannot as error:
        return _not_kept(request, asked, received.answers, error)
    if is_autosave(request):
        return JsonResponse({"revision": saved.response.revision, "danger": asked.danger_html(received.answers)})
    if saved.sent:
        flags.raise_flags(now=walk.course.now(), course_id=walk.pk)
        return redirect("resident:thanks", walk.pk, asked.occasion)
    problems = (*received.problems, *saved.problems)
    if problems:
        return _form(request, asked, 422, answers=received.answers, problems=problems, revision=saved.response.revision)
    messages.success(request, _("Sparat. Du kan fortsätta när du vill."))
    return redirect("resident:questionnaire", walk.pk, asked.occasion)


def _not_kept(request: HttpRequest, asked: Asked, answers: Any, error: Cannot) -> HttpResponse:
    """What was typed is shown. A dangerous answer was given even so: help at once, and it is told."""
    danger = _told(request, asked, answers)
    if is_autosave(request):
        return JsonResponse({"danger": danger}, status=409)
    if isinstance(error, actions.StaleSave):
        return _choose(request, asked, error, danger)
    context = {"sentence": error.sentence, "answers": asked.read_out(answers), "danger": danger}
    return show(request, asked.walk, "not_saved", context, here="program", status=409)


def _told(request: HttpRequest, asked: Asked, answers: Any) -> str:
    """The crisis help that the answers call for; when they do, they are noted as given."""
    danger = asked.danger_html(answers)
    if danger:
        actions.note_dangers(asked.walk.course, asked.occasion, asked.definition, answers, by=actor_on(request))
    return danger


def _choose(request: HttpRequest, asked: Asked, error: Any, danger: str) -> HttpResponse:
    """Both versions side by side; the resident decides which to keep."""
    context = {
        "danger": danger,
        "asked": asked,
        "saved": asked.read_out(error.saved),
        "typed": asked.read_out(error.typed),
        "fields": typed_fields(request, revision=error.revision),
        "action": request.path,
        "back": request.path,
    }
    return show(request, asked.walk, "choose_answers", context, here="program", status=409)


@needs("own:read")
@require_safe
def thanks(request: HttpRequest, pk: UUID, occasion: str) -> HttpResponse:
    """Thank you; crisis help first when an answer calls for it; then what the program shows of the result."""
    walk = walk_or_404(request, pk)
    row = queries.response(walk.actor, walk.course, occasion)
    if row is None or row.state != ResponseState.SENT:
        return redirect("resident:questionnaire", pk, occasion)
    asked = asked_at(walk, occasion)
    context = {
        "asked": asked,
        "danger": asked.danger_html(row.answers),
        "outcome": outcomes_of(walk, asked.definition.key),
        "answers": asked.read_out(row.answers),
        "next": next_up(walk),
    }
    return show(request, walk, "thanks", context, here="program")


@needs("own:work")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: UUID, occasion: str) -> HttpResponse:
    """Correct answers that were sent. The first are kept."""
    walk = walk_or_404(request, pk)
    asked = asked_at(walk, occasion)
    if not asked.sent:
        raise Http404
    if request.method == "POST":
        return _receive_correction(request, asked)
    if not may_walk(walk.actor, walk.course):
        return show(request, walk, "not_open", {"asked": asked}, here="program", status=409)
    return _form(request, asked, correcting=True)


def _receive_correction(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Nothing is corrected before it is sent: the script only asks whether help is called for."""
    walk, received = asked.walk, read_post(asked.definition, request.POST)
    if is_autosave(request):
        return JsonResponse({"revision": revision_of(request), "danger": _told(request, asked, received.answers)})
    problems = received.problems
    if not problems:
        try:
            saved = actions.amend(walk.course, asked.occasion, received.answers, by=actor_on(request))
        except Cannot as error:
            return _not_kept(request, asked, received.answers, error)
        if not saved.problems:
            flags.raise_flags(now=walk.course.now(), course_id=walk.pk)
            messages.success(request, _("Rättat. Det du svarade först finns också kvar."))
            return redirect("resident:thanks", walk.pk, asked.occasion)
        problems = saved.problems
    _told(request, asked, received.answers)
    return _form(request, asked, 422, answers=received.answers, problems=problems, correcting=True)
