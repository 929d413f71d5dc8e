"""Items: added, moved, put into groups, copied and removed. Each gives a changed copy of the draft."""

from __future__ import annotations

from copy import deepcopy

from stegvis.questionnaires.editing.hanging import let_go, renamed
from stegvis.questionnaires.editing.kinds import HOLDS_ITEMS
from stegvis.questionnaires.editing.paper import (
    Doc,
    Raw,
    Spot,
    below,
    free,
    fresh,
    link_ids,
    move_texts,
    put_text,
    slug,
    spot_of,
    text,
    walk,
)
from stegvis.questionnaires.engine.parsing.items import DEEPEST, MOST_ITEMS

_STEM = {"group": "grupp", "matrix": "rutnat", "display": "text"}
_READY: dict[str, Raw] = {
    "scale": {"minimum": 0, "maximum": 10},
    "slider": {"minimum": 0, "maximum": 100},
}


class CannotEdit(ValueError):
    """The change does not fit the draft. `code` says why; the sentence is made above."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _need(doc: Doc, link_id: str) -> Spot:
    spot = spot_of(doc, link_id)
    if spot is None:
        raise CannotEdit("gone")
    return spot


def add_item(doc: Doc, kind: str, words: str = "", after: str = "") -> tuple[Doc, str]:
    """A new item after another (inside it, if that is a group without anything yet), else last. And its link id."""
    made = fresh(doc)
    taken = link_ids(made)
    if len(taken) >= MOST_ITEMS:
        raise CannotEdit("too_many")
    link_id = free(slug(words), taken, _STEM.get(kind, "fraga"))
    item: Raw = {"link_id": link_id, "type": kind, **deepcopy(_READY.get(kind, {}))}
    _put_after(made, item, after)
    put_text(made, f"item:{link_id}:text", words)
    if kind == "matrix":
        row = free("", [*taken, link_id], f"{link_id}-rad")
        item["items"] = [{"link_id": row, "type": "choice", "options": []}]
    return made, link_id


def _put_after(doc: Doc, item: Raw, after: str) -> None:
    spot = spot_of(doc, after) if after else None
    if spot is None:
        doc.setdefault("items", []).append(item)
    elif spot.item.get("type") == "group" and not spot.item.get("items"):
        spot.item["items"] = [item]
    elif spot.parent is not None and spot.parent.get("type") == "matrix":
        _put_after(doc, item, str(spot.parent["link_id"]))
    else:
        spot.siblings.insert(spot.index + 1, item)


def add_row(doc: Doc, matrix: str, words: str = "") -> tuple[Doc, str]:
    """One more row of a matrix, with the same answers as the others."""
    made = fresh(doc)
    spot = _need(made, matrix)
    rows = spot.item.setdefault("items", [])
    link_id = free(slug(words), link_ids(made), f"{matrix}-rad")
    options = deepcopy(rows[0].get("options") or []) if rows else []
    row: Raw = {"link_id": link_id, "type": "choice", "options": options}
    if rows and rows[0].get("required"):
        row["required"] = True
    for language in made.get("texts") or {}:
        for option in options:
            said = text(made, f"item:{rows[0]['link_id']}:option:{option['code']}", language)
            put_text(made, f"item:{link_id}:option:{option['code']}", said, language)
    put_text(made, f"item:{link_id}:text", words)
    rows.append(row)
    return made, link_id


def move_by(doc: Doc, link_id: str, steps: int) -> Doc:
    """Up (negative) or down among those beside it. At the end it stays."""
    made = fresh(doc)
    spot = _need(made, link_id)
    place = max(0, min(len(spot.siblings) - 1, spot.index + steps))
    spot.siblings.insert(place, spot.siblings.pop(spot.index))
    return made


def move_next_to(doc: Doc, link_id: str, other: str, *, before: bool = False, inside: bool = False) -> Doc:
    """Beside another item, wherever that stands; with `inside`, first in that group."""
    made = fresh(doc)
    spot = _need(made, link_id)
    if other in {str(item.get("link_id")) for item in below(spot.item)}:
        raise CannotEdit("into_itself")
    target = _need(made, other)
    _refuse_misplaced(spot, target.item if inside else target.parent)
    item = spot.siblings.pop(spot.index)
    target = _need(made, other)
    if inside:
        target.item.setdefault("items", []).insert(0, item)
    else:
        target.siblings.insert(target.index + (0 if before else 1), item)
    _tidy_group(spot.parent)
    _refuse_too_deep(made)
    return made


def move_to(doc: Doc, link_id: str, number: int) -> Doc:
    """To the place with that number from the top, beside whatever stands there now."""
    spots = list(walk(doc))
    if not spots:
        raise CannotEdit("gone")
    here = _need(doc, link_id)
    target = spots[max(1, min(len(spots), number)) - 1]
    if target.link_id == link_id:
        return fresh(doc)
    return move_next_to(doc, link_id, target.link_id, before=target.number < here.number)


def move_in(doc: Doc, link_id: str) -> Doc:
    """Last in the group that stands just above it."""
    made = fresh(doc)
    spot = _need(made, link_id)
    above = spot.siblings[spot.index - 1] if spot.index else None
    if above is None or above.get("type") != "group":
        raise CannotEdit("no_group_above")
    _refuse_misplaced(spot, above)
    above.setdefault("items", []).append(spot.siblings.pop(spot.index))
    _refuse_too_deep(made)
    return made


def move_out(doc: Doc, link_id: str) -> Doc:
    """Out of its group, to just after it."""
    made = fresh(doc)
    spot = _need(made, link_id)
    if spot.parent is None:
        raise CannotEdit("no_group_around")
    _refuse_misplaced(spot, None)
    around = _need(made, str(spot.parent["link_id"]))
    around.siblings.insert(around.index + 1, spot.siblings.pop(spot.index))
    _tidy_group(spot.parent)
    return made


def _refuse_misplaced(spot: Spot, into: Raw | None) -> None:
    """The rows of a matrix stay in it, and nothing else goes in."""
    inside = spot.parent if spot.parent is not None and spot.parent.get("type") == "matrix" else None
    if inside is not None and into is not inside:
        raise CannotEdit("row_of_matrix")
    if into is not None and into.get("type") not in HOLDS_ITEMS and not into.get("items"):
        raise CannotEdit("not_a_group")
    if into is not None and into.get("type") == "matrix" and inside is None:
        raise CannotEdit("row_of_matrix")


def _tidy_group(parent: Raw | None) -> None:
    if parent is not None and not parent.get("items"):
        parent.pop("items", None)


def _refuse_too_deep(doc: Doc) -> None:
    if any(spot.depth >= DEEPEST for spot in walk(doc)):
        raise CannotEdit("too_deep")


def remove_item(doc: Doc, link_id: str) -> Doc:
    """Away with it, all it holds, and every rule that speaks of it. `hanging_on` tells which beforehand."""
    made = fresh(doc)
    spot = _need(made, link_id)
    gone = [str(item.get("link_id")) for item in below(spot.item)]
    spot.siblings.pop(spot.index)
    _tidy_group(spot.parent)
    let_go(made, gone)
    return made


def copy_item(doc: Doc, link_id: str) -> tuple[Doc, str]:
    """The same once more just after it, with new link ids; conditions inside the copy follow the copy."""
    made = fresh(doc)
    spot = _need(made, link_id)
    twin = deepcopy(spot.item)
    taken = link_ids(made)
    names: dict[str, str] = {}
    for item in below(twin):
        old = str(item["link_id"])
        names[old] = free(slug(f"{old}-kopia", 60), [*taken, *names.values()], "kopia")
    for item in below(twin):
        item["link_id"] = names[str(item["link_id"])]
    renamed(made, names, twin)
    if len(taken) + len(names) > MOST_ITEMS:
        raise CannotEdit("too_many")
    texts = {
        key: f"item:{names[old]}:{key[len(f'item:{old}:') :]}"
        for old in names
        for texts in (made.get("texts") or {}).values()
        for key in texts
        if key.startswith(f"item:{old}:")
    }
    move_texts(made, texts, keep=True)
    spot.siblings.insert(spot.index + 1, twin)
    return made, names[link_id]
