"""Trying a draft as the one who answers: the real form, with score, bands and dangers beside it. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.questionnaires import editing, engine
from stegvis.questionnaires.answering import Received, read_post, with_row, without_row
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
    rows: Mapping[str, int] = {}
    counted = False
    if request.method == "POST":
        received = read_post(definition, request.POST)
        answers, rows = _rows(request.POST.get("do", ""), received)
        counted = rows == received.rows
        if counted:
            problems = [*received.problems, *engine.validate(definition, answers, completed=True)]
    context["results"] = results_of(definition, answers)
    if LIVE in request.headers:
        return render(request, "studio/questionnaires/_results.html", context)
    language = request.GET.get("sprak", "")
    context |= {
        "q": build_form(
            definition,
            answers,
            problems,
            preview=True,
            rows=rows,
            language=language if language in definition.texts else "",
        ),
        "action": reverse("studio:questionnaire_try", args=[key]),
        "counted": counted,
    }
    return render(request, "studio/questionnaires/try.html", context)


def _rows(do: str, received: Received) -> tuple[dict[str, object], Mapping[str, int]]:
    """One row more or less of a repeating group, where that button was pressed."""
    verb, _colon, place = do.partition(":")
    group, _hash, number = place.rpartition("#")
    if verb == "add" and place in received.rows:
        return received.answers, with_row(received.rows, place)
    if verb == "remove" and group in received.rows and number.isascii() and number.isdigit() and len(number) < 4:
        left = {**received.rows, group: max(received.rows[group] - 1, 0)}
        return without_row(received.answers, group, int(number)), left
    return received.answers, received.rows
