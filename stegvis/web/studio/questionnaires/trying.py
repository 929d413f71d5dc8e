"""Trying a draft as the one who answers: the real form, with score, bands and dangers beside it. Nothing is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.questionnaires import editing, engine
from stegvis.questionnaires.answering import read_post
from stegvis.questionnaires.form import build_form
from stegvis.web.studio.questionnaires.asking import draft_or_404, page_context
from stegvis.web.studio.questionnaires.outcome import results_of

LIVE = "X-Live"


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def trying(request: HttpRequest, key: str) -> HttpResponse:
    """A POST counts what was answered and forgets it; asked live, it answers with the results alone."""
    draft = draft_or_404(request, key)
    doc = draft.doc
    definition = editing.presentable(doc)
    context = {} if LIVE in request.headers else page_context(draft, doc, "studio:questionnaire_try", request)
    if definition is None:
        return render(request, "studio/questionnaires/try.html", {**context, "q": None})
    answers, problems = engine.initial(definition), []
    if request.method == "POST":
        received = read_post(definition, request.POST)
        answers = received.answers
        problems = [*received.problems, *engine.validate(definition, answers, completed=True)]
    context["results"] = results_of(definition, answers)
    if LIVE in request.headers:
        return render(request, "studio/questionnaires/_results.html", context)
    language = request.GET.get("sprak", "")
    context |= {
        "q": build_form(
            definition, answers, problems, preview=True, language=language if language in definition.texts else ""
        ),
        "action": reverse("studio:questionnaire_try", args=[key]),
        "counted": request.method == "POST",
    }
    return render(request, "studio/questionnaires/try.html", context)
