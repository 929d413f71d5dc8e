"""Answering a questionnaire: saved as you go, sent once, corrected without losing the first."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from stegvis.course import actions, queries
from stegvis.course.kinds import ResponseState
from stegvis.course.policies import may_walk
from stegvis.lib.errors import Cannot
from stegvis.questionnaires import engine
from stegvis.questionnaires.answer_rows import differing
from stegvis.questionnaires.engine import Problem, ProblemCode
from stegvis.questionnaires.form import Page, begin_at, called_for, numbers, place_id
from stegvis.web.shell import actor_on
from stegvis.web.walking.asked import Asked, asked_at
from stegvis.web.walking.forms import is_autosave, revision_of, typed_fields
from stegvis.web.walking.frames import show
from stegvis.web.walking.halted import halted
from stegvis.web.walking.marked import marked_at
from stegvis.web.walking.next_up import next_up
from stegvis.web.walking.outcome import outcomes_of
from stegvis.web.walking.posted import PAGE, REVIEW, Post, address_of, page_of, read, rows_asked_for
from stegvis.web.walking.review import look_through, missing, on_page, sees_more
from stegvis.web.walking.walks import Walk

STEPS = frozenset({"next", "skip", "back", "send"})


def questionnaire(request: HttpRequest, walk: Walk, occasion: str) -> HttpResponse:
    """The form with what is saved so far; a post saves or sends."""
    asked = asked_at(walk, occasion, posted=request.method == "POST")
    if request.method == "POST":
        return _receive(request, asked)
    if asked.sent:
        return redirect(walk.url("thanks", occasion))
    if asked.stop:
        return halted(request, walk, asked.stop, asked.title)
    if asked.closed:
        return show(request, walk, "not_open", {"asked": asked}, here="program", status=409)
    if asked.gate:
        messages.info(request, _("Svara på de här frågorna först. Sedan kommer du vidare."))
        return redirect(walk.url("questionnaire", asked.gate))
    if asked.one_by_one:
        return _one_of_many(request, asked)
    return _form(request, asked, rows=rows_asked_for(request, asked.definition))


def _form(request: HttpRequest, asked: Asked, status: int = 200, **changed: Any) -> HttpResponse:
    context = {"q": asked.form(**changed), "asked": asked}
    return show(request, asked.walk, "questionnaire", context, here="program", status=status)


def _one_of_many(request: HttpRequest, asked: Asked) -> HttpResponse:
    """One question, or all answers to look through before they are sent."""
    where = request.GET.get(PAGE, "")
    page = page_of(asked, where)
    if page is None and where != REVIEW:
        number = begin_at(asked.definition, asked.answers)
        page = asked.pages[number - 1] if number else None
    if page is None:
        return _review(request, asked)
    return _form(request, asked, page=page, rows=rows_asked_for(request, asked.definition), back=_back(asked, page))


def _review(
    request: HttpRequest, asked: Asked, problems: Iterable[Problem] = (), revision: int | None = None
) -> HttpResponse:
    review = look_through(asked, tuple(problems), request.path, revision)
    context = {"asked": asked, "review": review, "danger": asked.danger_html(asked.answers)}
    return show(request, asked.walk, "review", context, here="program", status=422 if problems else 200)


def _back(asked: Asked, page: Page) -> str:
    """The page before, as the answers have it; empty on the first."""
    before = [each.number for each in called_for(asked.definition, asked.answers) if each.number < page.number]
    return str(before[-1]) if before else ""


def _receive(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Save or send what was posted. Every way out of here has kept it or shows it."""
    post = read(request, asked)
    received, revision, actor = post.received, revision_of(request), actor_on(request)
    answers, problems = received.answers, received.problems
    news = sees_more(asked, post)
    sends = post.do == "send" and not post.script and not problems and not news
    if sends:
        problems = tuple(missing(asked, answers))
    try:
        if sends and not problems:
            # What is not asked any longer is kept in a draft, and is no part of what is sent.
            sent = engine.clean(asked.definition, answers)
            saved = actions.submit(asked.walk.course, asked.occasion, sent, revision, answers, by=actor)
        else:
            saved = actions.save_draft(asked.walk.course, asked.occasion, answers, revision, by=actor)
    except Cannot as error:
        return _not_kept(request, asked, answers, error)
    if post.script:
        return JsonResponse({"revision": saved.response.revision, "danger": asked.danger_html(answers)})
    if saved.stop:
        danger = asked.danger_html(answers)
        return halted(request, asked.walk, saved.stop, asked.title, kept=True, danger=danger, status=409)
    if saved.sent:
        asked.walk.company.told(asked.walk)
        return redirect(asked.walk.url("thanks", asked.occasion))
    return _after_saving(request, replace(asked, row=saved.response), post, (*problems, *saved.problems), news)


def _after_saving(
    request: HttpRequest, asked: Asked, post: Post, problems: tuple[Problem, ...], news: str
) -> HttpResponse:
    """Saved and not sent: the same page with what is wrong or new, the next one, or the one asked for."""
    rows = post.received.rows
    if post.jump:
        place = place_id(numbers(asked.definition), post.jump)
        return redirect(address_of(request.path, page=post.page.number if post.page else "", rows=rows, jump=place))
    if asked.one_by_one and post.do in STEPS:
        return _after_a_page(request, asked, post, problems, news)
    if problems or news:
        return _form(request, asked, 422 if problems else 200, problems=problems, rows=rows, news=news)
    messages.success(request, _("Sparat. Du kan fortsätta när du vill."))
    return redirect(address_of(request.path, page=post.page.number if post.page else "", rows=rows))


def _after_a_page(
    request: HttpRequest, asked: Asked, post: Post, problems: tuple[Problem, ...], news: str
) -> HttpResponse:
    page = post.page
    if page is None:
        return _review(request, asked, problems, asked.row.revision if asked.row else 0)
    if post.do == "back":
        return redirect(address_of(request.path, page=before) if (before := _back(asked, page)) else asked.back)
    # What nobody has seen yet is not missing: a follow-up question is shown before it is asked for.
    problems = on_page(asked, page, problems, skips=post.do == "skip" or bool(news))
    if problems or news:
        skippable = all(problem.code is ProblemCode.REQUIRED for problem in problems)
        more = {"page": page, "rows": post.received.rows, "news": news, "back": _back(asked, page)}
        status = 422 if problems else 200
        return _form(request, asked, status, problems=problems, may_skip=bool(problems) and skippable, **more)
    after = [each.number for each in called_for(asked.definition, asked.answers) if each.number > page.number]
    return redirect(address_of(request.path, page=after[0] if after else REVIEW))


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
    """The crisis help that the answers call for; when they do, they are noted as given, but by who may only read."""
    danger = asked.danger_html(answers)
    if danger and actor_on(request).can("own:work"):
        actions.note_dangers(asked.walk.course, asked.occasion, asked.definition, answers, by=actor_on(request))
    return danger


def _choose(request: HttpRequest, asked: Asked, error: Any, danger: str) -> HttpResponse:
    """Both versions side by side; the resident decides which to keep."""
    saved, typed = differing(asked.read_out(error.saved), asked.read_out(error.typed))
    context = {
        "danger": danger,
        "asked": asked,
        "saved": saved,
        "typed": typed,
        "fields": typed_fields(request, revision=error.revision),
        "action": request.path,
        "back": request.path,
    }
    return show(request, asked.walk, "choose_answers", context, here="program", status=409)


def thanks(request: HttpRequest, walk: Walk, occasion: str) -> HttpResponse:
    """Thank you; crisis help first when an answer calls for it; then what the program shows of the result."""
    row = queries.response(walk.actor, walk.course, occasion)
    if row is None or row.state != ResponseState.SENT:
        return redirect(walk.url("questionnaire", occasion))
    asked = asked_at(walk, occasion)
    entered, marked = queries.entered(walk.actor, walk.course, occasion), marked_at(asked, row)
    begun = queries.put_aside(walk.actor, walk.course, occasion) if entered or row.amends_id else None
    context = {
        "asked": asked,
        "entered": entered,
        "put_aside": asked.read_out(begun) if begun else None,
        "danger": asked.danger_html(row.answers),
        "outcome": outcomes_of(walk, asked.definition.key),
        "answers": marked.read,
        "marked": marked,
        "dissent": walk.company.dissent(walk, occasion),
        "next": next_up(walk),
    }
    return show(request, walk, "thanks", context, here="program")


def correct(request: HttpRequest, walk: Walk, occasion: str) -> HttpResponse:
    """Correct answers that were sent. The first are kept."""
    asked = asked_at(walk, occasion)
    if not asked.sent:
        raise Http404
    if request.method == "POST":
        return _receive_correction(request, asked)
    if not may_walk(walk.actor, walk.course):
        return show(request, walk, "not_open", {"asked": asked}, here="program", status=409)
    if asked.stop:
        return halted(request, walk, asked.stop, asked.title)
    return _form(request, asked, correcting=True)


def _receive_correction(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Nothing is corrected before it is sent: the script only asks whether help is called for."""
    post = read(request, asked)
    walk, received = asked.walk, post.received
    if post.script:
        return JsonResponse({"revision": revision_of(request), "danger": _told(request, asked, received.answers)})
    if post.do == "show":
        return _form(request, asked, answers=received.answers, rows=received.rows, correcting=True)
    problems, answers = received.problems, engine.clean(asked.definition, received.answers)
    if not problems and not post.jump:
        try:
            saved = actions.amend(walk.course, asked.occasion, answers, received.answers, by=actor_on(request))
        except Cannot as error:
            return _not_kept(request, asked, received.answers, error)
        if not saved.problems:
            walk.company.told(walk)
            messages.success(request, _("Rättat. Det du svarade först finns också kvar."))
            return redirect(walk.url("thanks", asked.occasion))
        problems = saved.problems
    _told(request, asked, received.answers)
    changed = {"answers": received.answers, "problems": problems, "rows": received.rows}
    return _form(request, asked, 200 if post.jump else 422, correcting=True, **changed)
