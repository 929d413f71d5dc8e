"""Exercises that were sent in, and what staff write back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.care import actions, policies, queries
from stegvis.care.persons.queries import exercises_sent_for
from stegvis.care.queries import Exercise
from stegvis.program.document import ExerciseBlock
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.moments import said
from stegvis.web.shell import actor_on

MOST_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One exercise as it was sent in, ready to print."""

    block: str
    title: str
    where: str
    instruction: str
    sent: str
    sent_for: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text: str
    feedback: bool
    comments: tuple[tuple[str, str, str], ...]


@needs("enrolment:read")
@require_safe
@about_one("exercise:read")
def exercises(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything sent in, newest first."""
    return _page(request, case)


@needs("exercise:comment")
@require_POST
@about_one("exercise:read")
def comment(request: HttpRequest, case: Case, block: str) -> HttpResponse:
    """Send a comment. What was typed comes back when it cannot be sent."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if len(text) > MOST_CHARACTERS:
        return _page(request, case, block, text, _("Kommentaren är för lång. Korta den."), status=422)
    try:
        actions.comment(case.row, block, text, by=actor_on(request))
    except Refused as refused:
        if not refused.verdict.found:
            raise
        return _page(request, case, block, text, refused.sentence, status=422)
    except actions.CannotComment as error:
        return _page(request, case, block, text, error.sentence, status=422)
    messages.success(request, _("Kommentaren är skickad till invånaren."))
    return redirect(f"{reverse('clinician:exercises', args=[case.pk])}#ovning-{block}")


def _page(
    request: HttpRequest, case: Case, block: str = "", text: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    acted = exercises_sent_for(case.row)
    context = {
        "sheets": [_sheet(case, each, acted) for each in queries.exercises(case.row)],
        "may_comment": policies.may_comment(case.actor, case.row),
        "flags": queries.flags(case.actor, case.row),
        "wrong": {"block": block, "text": text, "error": error},
    }
    return show(request, case, "exercises", context, here="exercises", status=status)


def _sheet(case: Case, exercise: Exercise, acted: dict[str, str]) -> Sheet:
    answer = exercise.answer
    block, where = _place(case, answer.block)
    columns = tuple(case.text(block.key(name)) for name in block.column_fields) if block else ()
    content: Any = answer.content
    rows = content if isinstance(content, list) else []
    return Sheet(
        block=answer.block,
        title=case.text(f"{answer.block}.title") or _("Övning"),
        where=where,
        instruction=case.text(f"{answer.block}.instruction"),
        sent=said(answer.sent_at, case.now),
        sent_for=acted.get(answer.block, ""),
        columns=columns,
        rows=tuple(tuple(map(str, row)) if isinstance(row, list) else (str(row),) for row in rows if row),
        text="" if isinstance(content, list) else str(content or ""),
        feedback=block.feedback if block else True,
        comments=tuple((str(each.author), said(each.sent_at, case.now), each.text) for each in exercise.feedback),
    )


def _place(case: Case, block_id: str) -> tuple[ExerciseBlock | None, str]:
    """The block in the document, and the module and step that it stands in."""
    for number, module in enumerate(case.document.modules, 1):
        for step in module.steps:
            for block in step.blocks:
                if block.id == block_id and isinstance(block, ExerciseBlock):
                    words = {"number": number, "step": case.text(step.key("title"))}
                    return block, _("Modul %(number)s, %(step)s") % words
    return None, ""
