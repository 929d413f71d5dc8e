"""Trying a draft as the one who answers: the real form, with score, bands and dangers beside it. Nothing is stored.

One question at a time, the answers of the other pages travel in the form itself, signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.questionnaires import editing, engine
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.questionnaires.answering import read_post, with_row, without_row
from stegvis.questionnaires.engine import Definition, Problem, ProblemCode, link_of
from stegvis.questionnaires.engine.definition import Layout
from stegvis.questionnaires.form import Page, build_form, called_for, pages_of
from stegvis.web.studio.questionnaires.asking import draft_or_404, page_context
from stegvis.web.studio.questionnaires.outcome import results_of

LIVE = "X-Live"
ALL = "alla"
_SALT = "stegvis.studio.try"


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
    step = _step(request, definition)
    context["results"] = results_of(definition, step.answers)
    if LIVE in request.headers:
        return render(request, "studio/questionnaires/_results.html", context)
    language = request.GET.get("sprak", "")
    language = language if language in definition.texts else ""
    address = reverse("studio:questionnaire_try", args=[key])
    together = request.GET.get("visa") == ALL
    context |= {
        "q": build_form(
            definition,
            step.answers,
            step.problems,
            preview=True,
            rows=step.rows,
            page=step.page,
            language=language,
        ),
        "action": f"{address}{_query(sprak=language, visa=ALL if together else '')}",
        "again": address,
        "one_by_one": definition.layout is Layout.ONE_BY_ONE,
        "together": together,
        "step": step,
        "other_view": f"{address}{_query(sprak=language, visa='' if together else ALL)}",
        "other_language": f"{address}{_query(sprak='' if language else context['language'], visa=ALL if together else '')}",
        "translated": bool(language),
    }
    if step.ended:
        context["answers"] = build_answers(definition, step.answers, language=language, marks=False)
    return render(request, "studio/questionnaires/try.html", context)


def _query(**wanted: str) -> str:
    given = {name: value for name, value in wanted.items() if value}
    return f"?{urlencode(given)}" if given else ""


@dataclass(frozen=True)
class _Step:
    """Where somebody who tries has come. `page` is None where all stands together, or all is answered (`ended`)."""

    answers: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    rows: Mapping[str, int] | None = None
    page: Page | None = None
    ended: bool = False
    may_skip: bool = False
    may_go_back: bool = False
    carried: str = ""


def _step(request: HttpRequest, definition: Definition) -> _Step:
    one_at_a_time = definition.layout is Layout.ONE_BY_ONE and request.GET.get("visa") != ALL
    if one_at_a_time and (pages := pages_of(definition)):
        return _one_of_many(request, definition, pages)
    if request.method != "POST":
        return _Step(engine.initial(definition))
    received = read_post(definition, request.POST)
    answers, rows = rows_after(request.POST.get("do", ""), received.answers, received.rows)
    wrong = () if rows != received.rows else (*received.problems, *engine.validate(definition, answers, completed=True))
    return _Step(answers, tuple(wrong), rows)


def _one_of_many(request: HttpRequest, definition: Definition, pages: tuple[Page, ...]) -> _Step:
    posted = request.POST
    page = next((each for each in pages if str(each.number) == posted.get("fraga")), None)
    carried = _carried(posted.get("buret", "")) if request.method == "POST" else None
    if carried is None:
        begun = engine.initial(definition)
        called = called_for(definition, begun)
        return _at(definition, begun, called[0] if called else None)
    if page is None:
        # From the end: back to the last question, or there still.
        last = called_for(definition, carried)[-1:] if posted.get("do") == "back" else ()
        return _at(definition, carried, last[0] if last else None)
    received = read_post(definition, posted, carried, only=page.link_ids)
    do = posted.get("do", "")
    answers, rows = rows_after(do, received.answers, received.rows)
    if rows != received.rows:
        return _at(definition, answers, page, rows=rows)
    wrong = (*received.problems, *engine.validate(definition, answers, completed=True))
    here = tuple(problem for problem in wrong if link_of(problem.key) in page.link_ids)
    if do == "skip":
        here = tuple(problem for problem in here if problem.code is not ProblemCode.REQUIRED)
    called = called_for(definition, answers)
    if do == "back":
        before = [each for each in called if each.number < page.number]
        return _at(definition, answers, before[-1] if before else page)
    if here or do not in ("next", "skip"):
        return _at(definition, answers, page, here, rows)
    after = [each for each in called if each.number > page.number]
    return _at(definition, answers, after[0] if after else None)


def _at(
    definition: Definition,
    answers: dict[str, Any],
    page: Page | None,
    problems: tuple[Problem, ...] = (),
    rows: Mapping[str, int] | None = None,
) -> _Step:
    called = called_for(definition, answers)
    return _Step(
        answers,
        problems,
        rows,
        page,
        ended=page is None,
        may_skip=bool(problems) and all(problem.code is ProblemCode.REQUIRED for problem in problems),
        may_go_back=bool(called) if page is None else any(each.number < page.number for each in called),
        carried=signing.dumps(answers, salt=_SALT, compress=True),
    )


def _carried(given: str) -> dict[str, Any] | None:
    """What the form brought from other pages; None for what is not ours."""
    try:
        found: dict[str, Any] = signing.loads(given, salt=_SALT)
    except signing.BadSignature:
        return None
    return found


def rows_after(
    do: str, answers: dict[str, object], rows: Mapping[str, int]
) -> tuple[dict[str, object], Mapping[str, int]]:
    """The answers and the number of rows once `do` has been done; the same where it says nothing of rows."""
    verb, _colon, place = do.partition(":")
    group, _hash, number = place.rpartition("#")
    if verb == "add" and place in rows:
        return answers, with_row(rows, place)
    if verb == "remove" and group in rows and number.isascii() and number.isdigit() and len(number) < 4:
        return without_row(answers, group, int(number)), {**rows, group: max(rows[group] - 1, 0)}
    return answers, rows
