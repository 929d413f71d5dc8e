"""A start that is undone while the resident types (safety rules 8 and 15; docs/adr/0007).

The program is hidden at once, and no page shows it. What was on its way is shown once, so that it can be copied: the
resident's own words, none of the program's. A dangerous answer brings help all the same, and is told.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from stegvis.access.doors import Refused
from stegvis.care import schedule as flags
from stegvis.course import actions, queries
from stegvis.program.keys import step_occasion_key
from stegvis.questionnaires.answering import read_post
from stegvis.questionnaires.engine import Definition, ItemType, item_at, link_of, own_words
from stegvis.web.resident.walks import walk_of
from stegvis.web.shell import actor_on
from stegvis.web.walking.asked import Asked
from stegvis.web.walking.forms import NOT_TYPED, is_autosave
from stegvis.web.walking.walks import Walk

View = Callable[..., HttpResponse]
WRITTEN_OUT = {ItemType.STRING, ItemType.TEXT}
OF_QUESTIONNAIRES = "q."


def shows_what_was_typed(view: View) -> View:
    """Around a view that receives what a resident typed: an undone start answers with the words, not with 404."""

    @wraps(view)
    def around(request: HttpRequest, pk: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except (Http404, Refused) as error:
            if request.method != "POST" or (isinstance(error, Refused) and error.verdict.found):
                raise
            course = queries.undone(actor_on(request), pk)
            if course is None:
                raise
            return _page(request, walk_of(actor_on(request), course), str(kwargs.get("occasion", "")))

    return around


def _page(request: HttpRequest, walk: Walk, occasion: str) -> HttpResponse:
    danger = _danger(request, walk, occasion)
    if is_autosave(request):
        return JsonResponse({"danger": danger}, status=410)
    words = list(dict.fromkeys(_words(request, walk)))
    return render(request, "resident/undone.html", {"words": words, "danger": danger}, status=410)


def _words(request: HttpRequest, walk: Walk) -> Iterator[str]:
    """What was written by hand, in the order of the form. Chosen answers are the program's words."""
    for name, values in request.POST.lists():
        if name not in NOT_TYPED and not name.startswith(OF_QUESTIONNAIRES):
            yield from (str(value) for value in values if str(value).strip())
    for digest in walk.document.questionnaires:
        definition = walk.definition(digest)
        for key, value in read_post(definition, request.POST).answers.items():
            if link_of(key) not in definition.by_hand:
                continue
            written_out = item_at(definition, key).type in WRITTEN_OUT
            for each in value if isinstance(value, list) else [value]:
                own = each if written_out else own_words(each) if isinstance(each, str) else None
                if isinstance(own, str) and own.strip():
                    yield own


def _danger(request: HttpRequest, walk: Walk, occasion: str) -> str:
    """The help that the answers call for. They were given, so they are told (safety rules 1 and 2)."""
    definition = _definition(walk, occasion)
    if definition is None:
        return ""
    answers = read_post(definition, request.POST).answers
    danger = Asked(walk, occasion, definition, None).danger_html(answers)
    if danger:
        actions.note_dangers(walk.course, occasion, definition, answers, by=actor_on(request))
        flags.raise_flags(now=walk.course.now(), course_id=walk.pk)
    return danger


def _definition(walk: Walk, occasion: str) -> Definition | None:
    """What was asked there, also now that nothing of the program is open."""
    measured = walk.plan.measurement(occasion.split(".", maxsplit=1)[0])
    if measured is not None:
        return walk.definition(measured.questionnaire)
    inside = (pair for asked in walk.plan.step_questionnaires.values() for pair in asked)
    found = next(
        (digest for block, digest in inside if step_occasion_key(block, walk.standing.epoch) == occasion), None
    )
    return walk.definition(found) if found else None
