"""Reading items into drafts: types, texts, help, options, what they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from stegvis.questionnaires.engine.definition import item_key
from stegvis.questionnaires.engine.parsing.items import DEEPEST, LINK_ID, MOST_ITEMS
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Draft, Whole
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.limits import read_limits
from stegvis.questionnaires.fhir.options import read_options
from stegvis.questionnaires.fhir.own import read_own_fields
from stegvis.questionnaires.fhir.report import CannotImport
from stegvis.questionnaires.fhir.source import Ledger, Node
from stegvis.questionnaires.fhir.texts import read_text
from stegvis.questionnaires.fhir.values import read_initial

_TYPES = {
    "group": "group", "display": "display", "boolean": "boolean", "integer": "integer", "decimal": "decimal",
    "string": "string", "text": "text", "url": "string", "date": "date", "dateTime": "date-time", "time": "time",
    "choice": "choice", "open-choice": "choice", "quantity": "decimal", "question": "group",
}  # fmt: skip
# FHIR lets these have options too: then only those may be answered.
_MAY_HAVE_OPTIONS = ("string", "text", "integer", "date", "time")
_HELP = ("help", "flyover", "prompt")
_MATRIX = ("table", "htable", "grid", "matrix")
_DRAWN = (
    "radio-button", "check-box", "drop-down", "autocomplete", "lookup", "spinner", "text-box", "inline", "list",
    "header", "footer", "page", "tab-container", "gtable", "atable", "legal", "security", "instructions", "unit",
)  # fmt: skip


def check_link_ids(root: Node) -> int:
    """How many items there are. Raises CannotImport where two have the same linkId or there are too many."""
    counted, seen = 0, set()
    waiting: list[tuple[object, int]] = [(root.value, 0)]
    while waiting:
        holder, depth = waiting.pop()
        listed = holder.get("item") if isinstance(holder, dict) else None
        if depth > DEEPEST:
            raise CannotImport("items-too-deep", str(DEEPEST))
        for each in listed if isinstance(listed, list) else []:
            counted += 1
            link = each.get("linkId") if isinstance(each, dict) else None
            if counted > MOST_ITEMS:
                raise CannotImport("too-many-items", str(MOST_ITEMS))
            if isinstance(link, str):
                if link in seen:
                    raise CannotImport("link-id-twice", link)
                seen.add(link)
            waiting.append((each, depth + 1))
    return counted


def fitting_ids(root: Node) -> set[str]:
    """The linkIds that can stay as they are: new ones must not collide with them."""
    found, waiting = set(), [root.value]
    while waiting:
        holder = waiting.pop()
        listed = holder.get("item") if isinstance(holder, dict) else None
        for each in listed if isinstance(listed, list) else []:
            link = each.get("linkId") if isinstance(each, dict) else None
            if isinstance(link, str) and LINK_ID.fullmatch(link):
                found.add(link)
            waiting.append(each)
    return found


def free_id(whole: Whole, wanted: str) -> str:
    """A link id like the wanted one that nothing else has."""
    stem = re.sub(r"[^A-Za-z0-9._/-]+", "-", wanted).strip("-")[:56] or "item"
    free, number = stem, 2
    while free in whole.taken_ids:
        free = f"{stem}-{number}"
        number += 1
    whole.taken_ids.add(free)
    return free


def read_items(whole: Whole, holder: Node, parent: Draft | None) -> list[Draft]:
    found = []
    for node in holder.each("item"):
        if not isinstance(node.value, dict):
            node.refuse("wrong-type")
            continue
        draft = _begin(whole, node, parent)
        if parent is not None and _folded(whole, draft, parent):
            continue
        _read(whole, draft)
        found.append(draft)
    return found


def _begin(whole: Whole, node: Node, parent: Draft | None) -> Draft:
    """The item's name and type."""
    value: dict[str, Any] = node.value if isinstance(node.value, dict) else {}
    given = value.get("linkId")
    source_id = given if isinstance(given, str) else ""
    link_id = source_id if LINK_ID.fullmatch(source_id) else free_id(whole, source_id)
    node = node.owning(link_id)
    if link_id != source_id:
        (node.get("linkId") or node).change("link-id", Affects.RECORD, f"{source_id} → {link_id}")
    else:
        node.word("linkId")
    kind = node.word("type") or ""
    if kind == "display" and value.get("item") and not _only_folds(value["item"]):
        node.at("type", kind).change("display-with-items")
        kind = "group"
    draft = Draft(node, source_id, link_id, kind, {"link_id": link_id, "type": _TYPES.get(kind, "display")}, parent)
    draft.controls = list(_controls(node))
    if source_id:
        whole.by_source[source_id] = draft
    if kind not in _TYPES or (kind == "question" and not value.get("item")):
        draft.leave_out(node.get("type") or node, "type", kind)
    elif kind in ("url", "question"):
        node.at("type", kind).change("type-changed", Affects.ANSWERS, kind)
    return draft


def _only_folds(items: object) -> bool:
    """Whether all that stands under a text is help to it."""
    return isinstance(items, list) and all(_is_help(each) for each in items)


def _is_help(item: object) -> bool:
    if not isinstance(item, dict) or item.get("type") != "display" or "enableWhen" in item or "item" in item:
        return False
    codes = {code for _, code in _controls(Node(item, "", Ledger()))}
    return bool(codes) and codes <= set(_HELP)


def _controls(node: Node) -> Iterator[tuple[Node, str]]:
    for each in node.extensions(names.CONTROL):
        concept = each.get("valueCodeableConcept")
        for coding in concept.each("coding") if concept else []:
            if isinstance(coding.value, dict) and isinstance(coding.value.get("code"), str):
                yield each, str(coding.value["code"])


def _folded(whole: Whole, draft: Draft, parent: Draft) -> bool:
    """Help and the ends of a scale stand as items of their own in FHIR, and belong to their question here."""
    code = next((code for _, code in draft.controls), "")
    kind = parent.doc["type"]
    ends = {"lower": "low", "upper": "high"} if kind in ("scale", "slider") else {}
    if draft.kind != "display" or draft.node.has("enableWhen") or draft.node.has("item"):
        return False
    if code not in _HELP and code not in ends:
        return False
    if draft.node.extensions(names.ENABLE_EXPRESSION):
        return False
    key = item_key(parent.link_id, ends.get(code, "help"))
    before = whole.said(key)
    read_text(whole, draft.node, "text", key)
    now = whole.said(key)
    for each, _ in draft.controls:
        each.tick()
    if code in ("flyover", "prompt"):
        draft.stands.change("became-help", Affects.LOOK, code)
    if before and now and now != before:
        whole.say(key, f"{before}\n\n{now}")
        draft.stands.change("texts-joined", Affects.LOOK)
    whole.by_source.pop(draft.source_id, None)
    return True


def _read(whole: Whole, draft: Draft) -> None:
    """Everything about one item, and then what it holds."""
    node = draft.node
    if draft.left_out:
        draft.items = read_items(whole, node, draft)
        return
    read_text(whole, node, "text", item_key(draft.link_id))
    read_text(whole, node, "prefix", item_key(draft.link_id, "prefix"))
    _read_codes(draft)
    _read_flags(draft)
    if draft.kind in _MAY_HAVE_OPTIONS and isinstance(node.value, dict) and node.value.get("answerOption"):
        draft.stands.change("choice-by-options", detail=draft.kind)
        draft.doc["type"] = "choice"
    _read_repeats(draft)
    if draft.doc["type"] == "choice":
        if draft.kind == "open-choice":
            draft.doc["open"] = True
            _read_open_label(whole, draft)
        read_options(whole, draft)
    read_limits(whole, draft)
    read_own_fields(draft)
    read_initial(draft)
    _settle_initial(draft)
    draft.items = read_items(whole, node, draft)
    _settle_required(draft)
    if draft.items and draft.doc.get("multiple") and not node.extensions(names.OWN_ITEMS_ONCE):
        draft.stands.change("items-under-repeating")
    _name_controls(draft)
    _say_something(whole, draft)


def _settle_initial(draft: Draft) -> None:
    """One value, or a list where several may be chosen."""
    given = draft.doc.get("initial")
    if given == []:
        draft.doc.pop("initial")
    elif isinstance(given, list) and not draft.doc.get("multiple"):
        draft.doc["initial"] = given[0]


def _read_open_label(whole: Whole, draft: Draft) -> None:
    for each in draft.node.extensions(names.OPEN_LABEL):
        each.tick()
        key = item_key(draft.link_id, "own")
        read_text(whole, each, "valueString", key)


def _read_codes(draft: Draft) -> None:
    codes: list[dict[str, Any]] = []
    for each in draft.node.each("code"):
        system, code = each.get("system"), each.get("code")
        texts = [part.value for part in (system, code) if part is not None and isinstance(part.value, str)]
        fits = len(texts) == 2 and all(text.strip() and text.isprintable() and len(text) <= 200 for text in texts)
        if not fits or len(codes) >= 20:
            each.refuse("code", Affects.RECORD, str(code.value) if code else "")
            continue
        codes.append({"system": each.word("system"), "code": each.word("code")})
    if codes:
        draft.doc["codes"] = codes


def _read_flags(draft: Draft) -> None:
    node, doc = draft.node, draft.doc
    for each in node.extensions(names.HIDDEN):
        if each.flag("valueBoolean"):
            doc["hidden"] = True
        each.tick()
    if node.flag("required"):
        if draft.is_question:
            doc["required"] = True
        elif node.value.get("repeats") is True and doc["type"] == "group":  # type: ignore[attr-defined]
            doc["least_rows"] = 1


def _read_repeats(draft: Draft) -> None:
    node, doc = draft.node, draft.doc
    if node.flag("repeats"):
        if doc["type"] == "choice":
            doc["multiple"] = True
        elif doc["type"] == "group":
            doc["repeats"] = True
        elif doc["type"] == "display":
            node.at("repeats", True).refuse("element", Affects.RECORD, "repeats")
        else:
            node.at("repeats", True).change("became-rows")
            doc["rows"] = True


def _settle_required(draft: Draft) -> None:
    """A group is required when something in it is to be answered: often that follows from what it holds."""
    asked = draft.node.get("required")
    if asked is None or asked.value is not True or draft.is_question or draft.doc.get("repeats"):
        return
    always = any(
        inner.doc.get("required") and not any(each.node.has("enableWhen") for each in (inner, *inner.above()))
        for inner in draft.walk()
    )
    if not always:
        asked.refuse("required-group", Affects.ANSWERS if draft.doc["type"] == "group" else Affects.RECORD)


def _name_controls(draft: Draft) -> None:
    for each, code in draft.controls:
        if each.path in draft.node.ledger.taken or each.path in draft.node.ledger.named:
            continue
        if code in _MATRIX and draft.doc["type"] == "group":
            if not _into_matrix(draft):
                each.change("not-a-matrix", Affects.LOOK, code)
            elif code == "htable":
                each.change("drawn-our-way", Affects.LOOK, code)
            else:
                each.tick()
        elif code in _DRAWN or code in _HELP or code in ("lower", "upper", "slider"):
            each.change("drawn-our-way", Affects.LOOK, code)
        else:
            each.refuse("control", Affects.LOOK, code)


def _into_matrix(draft: Draft) -> bool:
    """Whether the rows are choices with the same options: only then is it a matrix."""
    rows = [item for item in draft.items if not item.left_out]
    if not rows or draft.doc.get("repeats") or len(rows) < len(draft.items):
        return False
    first = rows[0].doc
    for row in rows:
        same = all(row.doc.get(name) == first.get(name) for name in ("type", "options", "multiple"))
        if not same or row.doc["type"] != "choice" or row.doc.get("open") or row.items:
            return False
    draft.doc["type"] = "matrix"
    return True


def _say_something(whole: Whole, draft: Draft) -> None:
    """Every question needs a text. Where there is none, its code's words or its name stands in."""
    key = item_key(draft.link_id)
    if whole.said(key) or draft.doc["type"] in ("group", "matrix"):
        return
    fallback = draft.link_id
    for each in draft.node.each("code"):
        display = each.value.get("display") if isinstance(each.value, dict) else None
        if isinstance(display, str) and display.strip() and display.isprintable():
            fallback = display
            break
    whole.say(key, fallback)
    draft.stands.change("text-missing", Affects.ANSWERS, fallback)
