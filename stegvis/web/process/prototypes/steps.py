"""The steps of a prototype with what was said at each block: on the resident's own page, and to read when it is closed."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.rendering import find_step, inert_diary, inert_exercise, inert_questionnaire, render_blocks
from stegvis.governance.prototypes import policies, queries
from stegvis.program.document import Document
from stegvis.web.process.prototypes.visit import Visit


def step(visit: Visit, step: str) -> HttpResponse:
    """Any step, whether it is open in the own walk or not: to read, with what was said there."""
    document, language = visit.document, visit.language
    found = find_step(document, step)
    if found is None:
        raise Http404
    module = next(each for each in document.modules if found in each.steps)
    order = [each.id for part in document.modules for each in part.steps]
    at = order.index(step)
    context: dict[str, Any] = {
        "step": step,
        "title": document.text(found.key("title"), language),
        "module_title": document.text(module.key("title"), language),
        "number": module.steps.index(found) + 1,
        "total": len(module.steps),
        "body": read_only(visit, step),
        "previous_url": visit.url(f"steg/{order[at - 1]}/") if at else visit.url("prova/"),
        "next_url": visit.url(f"steg/{order[at + 1]}/") if at + 1 < len(order) else "",
        "live_url": live_url(visit, step),
        "page": about(visit, step, visit.url(f"steg/{step}/")),
    }
    return visit.show("step", resident=True, here="", **context)


def live_url(visit: Visit, step: str) -> str:
    """The step in the own walk; empty where none goes on."""
    tryout = visit.tryout
    if tryout is None or tryout.course_id is None or not visit.round.is_open:
        return ""
    return visit.url(f"som-invanare/min/{tryout.course_id}/steg/{step}/")


def about(visit: Visit, node: str, here: str) -> str:
    """Where one says something about a place, and comes back here."""
    return visit.url(f"synpunkter/ny/?plats={node}&tillbaka={here}")


def read_only(visit: Visit, step: str, *, pinned: bool = True) -> SafeString:
    """The step with fields that cannot be filled in, and its pins."""
    document, language = visit.document, visit.language
    blocks = render_blocks(
        document,
        step,
        language=language,
        media_url=visit.media_url,
        exercise_slot=lambda block: inert_exercise(document, block, language),
        questionnaire_slot=lambda block: inert_questionnaire(document, block, language),
        diary_slot=lambda block: inert_diary(document, block, language),
    )
    return with_pins(visit, document, step, blocks, visit.url(f"steg/{step}/"), pinned=pinned)


def live(visit: Visit, here: str) -> Callable[..., SafeString]:
    """How the resident's own page draws a step in the walk: the same, with pins beside each block."""

    def draw(document_hash: str, step_id: str, *, language: str, media_prefix: str, **slots: Any) -> SafeString:
        document = open_document(document_hash)
        blocks = render_blocks(document, step_id, language=language, media_url=visit.media_url, **slots)
        return with_pins(visit, document, step_id, blocks, here)

    return draw


def with_pins(
    visit: Visit,
    document: Document,
    step: str,
    blocks: list[tuple[str, SafeString]],
    here: str,
    *,
    pinned: bool = True,
) -> SafeString:
    """Each block with its number of pins and the way to say something; last the step as a whole."""
    pins = queries.pins(visit.actor, visit.round)
    inside = {node.id: parent for node, parent in document.nodes()}
    places = [
        {
            "id": node,
            "html": html,
            "pins": [each for each in pins if node in (each.pin.node, inside.get(each.pin.node))],
            "url": about(visit, node, here),
        }
        for node, html in blocks
    ]
    whole = {
        "id": step,
        "pins": [each for each in pins if each.pin.node == step],
        "url": about(visit, step, here),
    }
    context: dict[str, Any] = {
        "places": places,
        "whole": whole,
        "spoken": visit.language if document.texts.get(visit.language) else document.language,
        "open": bool(policies.may_take_part(visit.actor, visit.round)) and pinned,
        "visit": visit,
    }
    return SafeString(render_to_string("process/prototypes/_pinned.html", context))
