"""From drafts to our own document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stegvis.questionnaires.engine import CannotParse
from stegvis.questionnaires.engine.parsing.items import read_item
from stegvis.questionnaires.engine.parsing.node import Node as OwnNode
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Draft, Whole
from stegvis.questionnaires.fhir.items import free_id
from stegvis.questionnaires.fhir.kinds import Affects

_MOVED = ("conditions", "behaviour", "least_rows", "most_rows")
_LATER = ("conditions", "items", "rows")


def check_items(whole: Whole) -> None:
    """Try each question by itself. A value to begin with that does not fit goes; a question that nobody could answer too."""
    unseen = {id(draft) for draft in _hidden(whole.items, above=False)}
    for draft in whole.walk():
        doc = draft.doc
        if not draft.is_question or draft.left_out:
            continue
        if id(draft) in unseen and doc.get("required") and "initial" not in doc and not doc.get("calculated"):
            doc.pop("required")
            draft.stands.change("hidden-required")
        if any(option.get("exclusive") for option in doc.get("options", ())) and not doc.get("multiple"):
            doc["options"] = [{**option, "exclusive": False} for option in doc["options"]]
            draft.stands.change("exclusive-alone", Affects.RECORD)
        if doc["type"] == "matrix":
            continue
        reason = _wrong(doc)
        if reason and "initial" in doc:
            doc.pop("initial")
            draft.stands.change("initial-dropped", Affects.ANSWERS)
            reason = _wrong(doc)
        if reason:
            draft.leave_out(draft.node, "item-refused", reason)


def _hidden(drafts: list[Draft], *, above: bool) -> Iterator[Draft]:
    """What is hidden, and what it holds."""
    for draft in drafts:
        hidden = above or bool(draft.doc.get("hidden"))
        if hidden:
            yield draft
        yield from _hidden(draft.items, above=hidden)


def _wrong(doc: dict[str, Any]) -> str:
    alone = {name: value for name, value in doc.items() if name not in _LATER}
    if doc.get("rows"):
        alone = {name: value for name, value in alone.items() if name not in _MOVED}
    try:
        read_item(OwnNode(alone), 1)
    except CannotParse as wrong:
        return wrong.reason
    return ""


def assemble(whole: Whole) -> list[dict[str, Any]]:
    return list(_documents(whole, whole.items))


def _documents(whole: Whole, drafts: list[Draft]) -> Iterator[dict[str, Any]]:
    for draft in drafts:
        if draft.left_out or draft.becomes_score or draft.node.extensions(names.OWN_SCORE_ITEM):
            continue
        doc = {name: value for name, value in draft.doc.items() if name != "rows"}
        if conditions := doc.get("conditions"):
            doc["conditions"] = [
                {name: each[name] for name in ("question", "operator", "value")} for each in conditions
            ]
        items = list(_documents(whole, draft.items))
        if items:
            doc["items"] = items
        elif doc["type"] == "matrix":
            doc["type"] = "group"
        if doc.get("repeats") and not items:
            draft.leave_out(draft.node, "empty-rows")
            continue
        yield _in_rows(whole, doc) if draft.doc.get("rows") else doc


def _in_rows(whole: Whole, doc: dict[str, Any]) -> dict[str, Any]:
    """A question that is answered several times: a group in rows around it, shown when it would have been."""
    group = {"link_id": free_id(whole, f"{doc['link_id']}.rader"), "type": "group", "repeats": True}
    group |= {name: doc.pop(name) for name in _MOVED if name in doc}
    if doc.get("hidden"):
        group["hidden"] = True
    if doc.get("required"):
        group.setdefault("least_rows", 1)
    return {**group, "items": [doc]}


def prune_texts(whole: Whole, document: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The texts of what is left."""
    kept: dict[str, dict[str, Any]] = {}
    waiting = list(document["items"])
    while waiting:
        doc = waiting.pop()
        kept[doc["link_id"]] = doc
        waiting += doc.get("items", ())
    texts: dict[str, dict[str, str]] = {}
    for language, said in whole.texts.items():
        found = {key: text for key, text in said.items() if _belongs(key, kept)}
        if found or language == whole.language:
            texts[language] = found
    return texts


def _belongs(key: str, kept: dict[str, dict[str, Any]]) -> bool:
    if not key.startswith("item:"):
        return True
    link_id, _, part = key.removeprefix("item:").partition(":")
    doc = kept.get(link_id)
    if doc is None:
        return False
    if part.startswith("option:"):
        return "options" in doc
    return part != "own" or bool(doc.get("open"))
