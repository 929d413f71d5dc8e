"""Reading back our own extensions: what a file that was exported from here says besides FHIR."""

from __future__ import annotations

from typing import Any

from stegvis.questionnaires.engine.definition import ItemType
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.codec import CannotDecode, decode
from stegvis.questionnaires.fhir.drafts import Draft, Whole
from stegvis.questionnaires.fhir.source import Node
from stegvis.questionnaires.fhir.texts import LANGUAGE

_FIELDS = {
    "plausible_low", "plausible_high", "partial", "calculated", "initial", "minimum", "maximum", "step", "decimals",
    "unit", "min_length", "max_length", "earliest_on", "latest_on", "earliest_at", "latest_at", "pattern",
    "behaviour", "codes", "hidden", "least_rows", "most_rows", "required",
}  # fmt: skip
_ALIKE = {"integer": ("integer", "scale", "slider"), "group": ("group", "matrix"), "slider": ("scale", "slider")}


def read_own_fields(draft: Draft) -> None:
    """Fields of the item that FHIR has no word for."""
    for node in draft.node.each("extension"):
        url = node.value.get("url") if isinstance(node.value, dict) else None
        if not isinstance(url, str) or not url.startswith(names.OWN_ITEM):
            continue
        name = url.removeprefix(names.OWN_ITEM).replace("-", "_")
        value = _decoded(node)
        if name == "type" and value in _ALIKE.get(draft.doc["type"], ()):
            draft.doc["type"] = str(ItemType(str(value)))
            node.tick()
        elif url == names.OWN_ITEMS_ONCE and value is True:
            node.tick()
        elif name in _FIELDS and value is not None:
            draft.doc[name] = value
            node.tick()
        else:
            node.refuse("own-extension", detail=url)


def _decoded(node: Node) -> Any:
    try:
        return decode(node.value)
    except CannotDecode:
        return None


def read_own_whole(whole: Whole, document: dict[str, Any]) -> None:
    """Scores, danger rules, worked examples, licence, layout and the texts that have no place of their own."""
    lists: dict[str, str] = {names.OWN_SCORE: "scores", names.OWN_DANGER: "dangers", names.OWN_EXAMPLE: "examples"}
    for node in whole.root.each("extension"):
        url = node.value.get("url") if isinstance(node.value, dict) else None
        if not isinstance(url, str) or not url.startswith(names.OWN):
            continue
        value = _decoded(node)
        if url in lists and isinstance(value, dict):
            (whole.scores if url == names.OWN_SCORE else document.setdefault(lists[url], [])).append(value)
        elif url == names.OWN_LICENCE and isinstance(value, dict):
            document["licence"] = value
        elif url == names.OWN_LAYOUT and isinstance(value, str):
            document["layout"] = value
        elif url != names.OWN_TEXT or not _text(whole, value):
            node.refuse("own-extension", detail=url)
            continue
        node.tick()


def _text(whole: Whole, value: object) -> bool:
    if not isinstance(value, dict) or set(value) != {"key", "language", "text"}:
        return False
    if not all(isinstance(part, str) for part in value.values()) or not LANGUAGE.fullmatch(value["language"]):
        return False
    whole.say(value["key"], value["text"], value["language"])
    return True
