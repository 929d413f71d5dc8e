"""The questions: an outline of all of them, and the form of the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.questionnaires import editing
from stegvis.questionnaires.draft_words import hanger_words
from stegvis.questionnaires.editing import Doc, Spot, Tab, spot_of, text, walk
from stegvis.web.studio.questionnaires import kinds
from stegvis.web.studio.questionnaires.asking import address, draft_or_404, page_context, revision_of, save, todos
from stegvis.web.studio.questionnaires.fields import Field, Todo
from stegvis.web.studio.questionnaires.item_form import sections
from stegvis.web.studio.questionnaires.item_reading import Change, item_change, new_link

LONGEST_ROW = 90


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One line of the outline."""

    link_id: str
    number: int
    words: str
    kind: str
    depth: int
    current: bool
    conditional: bool
    danger: bool
    left: bool


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, key: str) -> HttpResponse:
    """Read, or one operation on the draft."""
    if request.method == "POST":
        return _do(request, key)
    draft = draft_or_404(request, key)
    doc = draft.doc
    context = page_context(draft, doc, "studio:questionnaire", request)
    spots = list(walk(doc))
    asked = request.GET.get("fraga", "")
    current = next((spot for spot in spots if spot.link_id == asked), spots[0] if spots else None)
    context |= {
        "outline": _outline(doc, spots, current, {f.place for f in context["left"] if f.tab is Tab.QUESTIONS}),
        "kinds": kinds.choices(kinds.KINDS),
        "total": len(spots),
        "after": current.link_id if current else "",
    }
    if current is not None:
        context |= _open(doc, key, current, context["left"])
    return render(request, "studio/questionnaires/questions.html", context)


def _outline(doc: Doc, spots: list[Spot], current: Spot | None, left: set[str]) -> list[OutlineRow]:
    dangerous = {rule.get("link_id") for rule in doc.get("dangers") or []}
    open_id = current.link_id if current else ""
    return [
        OutlineRow(
            link_id=spot.link_id,
            number=spot.number,
            words=_short(text(doc, f"item:{spot.link_id}:text")),
            kind=str(spot.item.get("type")),
            depth=min(spot.depth, 4),
            current=spot.link_id == open_id,
            conditional=bool(spot.item.get("conditions")),
            danger=spot.link_id in dangerous,
            left=spot.link_id in left,
        )
        for spot in spots
    ]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_ROW else f"{words[:LONGEST_ROW].rsplit(' ', 1)[0]} …"


def _open(doc: Doc, key: str, spot: Spot, left: list[Any]) -> dict[str, Any]:
    """Everything about the question whose form is shown."""
    here = todos(key, left, Tab.QUESTIONS, spot.link_id)
    above = spot.siblings[spot.index - 1] if spot.index else None
    in_matrix = spot.parent is not None and spot.parent.get("type") == "matrix"
    kind = str(spot.item.get("type"))
    return {
        "spot": spot,
        "kind_words": _("Rad i rutnät") if in_matrix else kinds.KIND_WORDS.get(kind, kind),
        "sections": sections(doc, spot, Todo.of(here)),
        "todos": here,
        "first": spot.index == 0,
        "last": spot.index == len(spot.siblings) - 1,
        "can_in": above is not None and above.get("type") == "group" and not in_matrix,
        "can_out": spot.parent is not None and not in_matrix,
        "matrix": kind == "matrix",
        "matrix_rows": [
            text(doc, f"item:{row['link_id']}:text") or _("(utan text)") for row in spot.item.get("items") or []
        ],
    }


# --- Operations ---------------------------------------------------------------------------------


def _do(request: HttpRequest, key: str) -> HttpResponse:
    posted = request.POST
    what, _colon, argument = posted.get("do", "save").partition(":")
    link_id = posted.get("item", "")[:LONGEST_ROW]
    goes_to = {"link": link_id}
    full = "set.form" in posted
    if what == "remove" and "sure" not in posted:
        asked = _asks_first(request, key, link_id)
        if asked is not None:
            return asked

    def change(doc: Doc) -> Doc:
        made = _row_change(request, what, argument, link_id)(doc) if full else doc
        if full and (wanted := new_link(posted, made, link_id)) != link_id:
            made = editing.rename_item(made, link_id, wanted)
            goes_to["link"] = wanted
        return _operate(request, what, made, goes_to)

    return save(
        request,
        key,
        change,
        back=lambda: address(Tab.QUESTIONS, key, goes_to["link"]),
        now_there=lambda doc: _fields_of(doc, link_id),
        said=lambda doc: _short(text(doc, f"item:{link_id}:text")),
    )


def _row_change(request: HttpRequest, what: str, argument: str, link_id: str) -> Change:
    number = int(argument) if argument.isascii() and argument.isdigit() and len(argument) < 5 else -1
    prefix, _dot, way = what.partition(".")
    if prefix in ("opt", "cond") and way in ("remove", "up", "down") and number >= 0:
        return item_change(request.POST, link_id, (prefix, number), {"remove": 0, "up": 1, "down": -1}[way])
    return item_change(request.POST, link_id)


def _operate(request: HttpRequest, what: str, doc: Doc, goes_to: dict[str, str]) -> Doc:
    """What the button said, besides saving the form it stands in. Remembers which question to open afterwards."""
    posted, link_id = request.POST, goes_to["link"]
    if what == "add":
        kind = posted.get("kind", "")
        kind = kind if kind in kinds.KIND_WORDS else "choice"
        words = " ".join(posted.get("words", "").split())[:2000]
        made, goes_to["link"] = editing.add_item(doc, kind, words, posted.get("after", ""))
        return made
    if what == "copy":
        made, goes_to["link"] = editing.copy_item(doc, link_id)
        return made
    if what == "remove":
        goes_to["link"] = _beside(doc, link_id)
        return editing.remove_item(doc, link_id)
    if what == "row":
        made, goes_to["link"] = editing.add_row(doc, link_id)
        return made
    if what == "number":
        typed = posted.get("number", "")
        return (
            editing.move_to(doc, link_id, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else doc
        )
    if what == "place":
        where = posted.get("where", "")
        return editing.move_next_to(
            doc, link_id, posted.get("other", ""), before=where == "before", inside=where == "inside"
        )
    moves: dict[str, Callable[[Doc, str], Doc]] = {
        "up": lambda d, i: editing.move_by(d, i, -1),
        "down": lambda d, i: editing.move_by(d, i, 1),
        "in": editing.move_in,
        "out": editing.move_out,
    }
    return moves[what](doc, link_id) if what in moves else doc


def _beside(doc: Doc, link_id: str) -> str:
    """The question to open when this one is gone."""
    spot = spot_of(doc, link_id)
    if spot is None:
        return ""
    beside = [*spot.siblings[spot.index + 1 : spot.index + 2], *spot.siblings[max(0, spot.index - 1) : spot.index]]
    return str(beside[0].get("link_id")) if beside else str((spot.parent or {}).get("link_id", ""))


def _fields_of(doc: Doc, link_id: str) -> list[Field]:
    spot = spot_of(doc, link_id)
    if spot is None:
        return []
    return [field for section in sections(doc, spot, Todo()) for field in section.all_fields()]


def _asks_first(request: HttpRequest, key: str, link_id: str) -> HttpResponse | None:
    """A question that others hang on, or that holds others, is not removed without a word."""
    draft = draft_or_404(request, key)
    doc = draft.doc
    spot = spot_of(doc, link_id)
    hangers = editing.hanging_on(doc, link_id)
    inside = len(spot.item.get("items") or []) if spot else 0
    if spot is None or not (hangers or inside):
        return None
    context = {
        "title": _("Ta bort ”%(name)s”?") % {"name": text(doc, f"item:{link_id}:text") or link_id},
        "inside": [
            text(doc, f"item:{item['link_id']}:text") or item["link_id"] for item in spot.item.get("items") or []
        ],
        "hangers": [hanger_words(hanger) for hanger in hangers],
        "fields": {"do": "remove", "item": link_id, "sure": "1", "revision": revision_of(request)},
        "back": address(Tab.QUESTIONS, key, link_id),
        "action": address(Tab.QUESTIONS, key),
    }
    return render(request, "studio/questionnaires/remove.html", context)
