"""From the posted form of a question to a change of the draft. What is no number is kept as typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from stegvis.questionnaires import editing
from stegvis.questionnaires.editing import Doc, language_of, spot_of, text, translated
from stegvis.questionnaires.editing.kinds import COUNTED, FIELDS
from stegvis.questionnaires.editing.paper import number_or_text, plain_text
from stegvis.questionnaires.engine.parsing.items import CODE, LINK_ID
from stegvis.web.studio.questionnaires import kinds
from stegvis.web.studio.questionnaires.fields import indexes
from stegvis.web.studio.questionnaires.item_more import options_of, read_beginning, read_codes

Change = Callable[[Doc], Doc]

TEXT_PARTS = ("text", "help", "prefix", "error", "low", "high", "unit", "own")
TICKS = ("required", "multiple", "open", "repeats", "partial", "hidden")
NUMBERS = ("minimum", "maximum", "plausible_low", "plausible_high")
WHOLE = ("step", "decimals", "min_length", "max_length", "least_rows", "most_rows")
PLAIN = ("earliest_on", "latest_on", "earliest_at", "latest_at", "pattern", "calculated")
LONGEST = 10_000


def item_change(posted: QueryDict, link_id: str, without: tuple[str, int] = ("", -1), up: int = 0) -> Change:
    """The change that the whole form says. `without` leaves one row out, `up` moves that row instead."""

    def change(doc: Doc) -> Doc:
        spot = spot_of(doc, link_id)
        if spot is None:
            raise editing.CannotEdit("gone")
        kind = posted.get("set.type") or str(spot.item.get("type"))
        kind = kind if kind in FIELDS and kind not in kinds.STAYS else str(spot.item.get("type"))
        in_matrix = spot.parent is not None and spot.parent.get("type") == "matrix"
        values = _values(posted, kind)
        if in_matrix:
            values = {name: value for name, value in values.items() if name == "hidden"}
        made = editing.set_item(doc, link_id, {**values, "type": kind}, _texts(posted, doc))
        if f"text.{language_of(doc)}.unit" in posted:
            made = editing.set_item(made, link_id, {"unit": text(made, f"item:{link_id}:unit")}, {})
        if not in_matrix:
            made = _conditions(posted, made, link_id, without)
        if any(name.startswith("opt.") for name in posted):
            made = _options(posted, made, link_id, without, up)
        if kind == "matrix":
            made = _rows(posted, made, link_id)
        return read_codes(posted, read_beginning(posted, made, link_id), link_id)

    return change


def _values(posted: QueryDict, kind: str) -> dict[str, Any]:
    allowed = FIELDS.get(kind, frozenset())
    found: dict[str, Any] = {name: f"set.{name}" in posted for name in TICKS if name in allowed}
    for name in (*NUMBERS, *WHOLE):
        if name in allowed and f"set.{name}" in posted:
            found[name] = number_or_text(str(posted[f"set.{name}"])[:60])
    if kind == "group" and not found["repeats"]:
        found |= {"least_rows": None, "most_rows": None}
    for name in PLAIN:
        if name in allowed and f"set.{name}" in posted:
            found[name] = str(posted[f"set.{name}"]).strip()[:LONGEST]
    return found


def _texts(posted: QueryDict, doc: Doc) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for language in (language_of(doc), translated(doc)):
        parts = {part: posted[f"text.{language}.{part}"] for part in TEXT_PARTS if f"text.{language}.{part}" in posted}
        if language and parts:
            found[language] = {part: _clean(str(said)) for part, said in parts.items()}
    return found


def _clean(said: str) -> str:
    return plain_text(said[:LONGEST])


def _options(posted: QueryDict, doc: Doc, link_id: str, without: tuple[str, int], up: int) -> Doc:
    language, other = language_of(doc), translated(doc)
    order = indexes(posted, "opt")
    prefix, number = without
    if prefix == "opt" and up and number in order:
        place = order.index(number)
        order.insert(max(0, min(len(order) - 1, place - up)), order.pop(place))
    spot = spot_of(doc, link_id)
    systems = {str(option.get("code")): str(option.get("system", "")) for option in options_of(spot.item)[1]} if spot else {}  # fmt: skip
    rows: list[dict[str, Any]] = []
    words: dict[str, list[str]] = {name: [] for name in (language, other) if name}
    for index in order:
        start = f"opt.{index}."
        said, points = _clean(posted.get(f"{start}text", "")), posted.get(f"{start}points", "")
        gone = prefix == "opt" and number == index and not up
        # An empty line is no answer; one that had a text is taken away by emptying it.
        if gone or not (said.strip() or points.strip()):
            continue
        given = posted.get(f"{start}newcode", "").strip()
        code = given if CODE.fullmatch(given) else posted.get(f"{start}code", "")
        # A form that does not ask for the code system leaves it as it was.
        system = posted.get(f"{start}system", systems.get(posted.get(f"{start}code", ""), ""))[:200]
        # Alone among several: it says nothing where one answer is chosen.
        alone = f"{start}exclusive" in posted and "set.multiple" in posted
        rows.append({"code": code, "points": number_or_text(points[:60]), "exclusive": alone, "system": system})
        words[language].append(said)
        if other:
            words[other].append(_clean(posted.get(f"{start}{other}", "")))
    for line in posted.get("opt.many", "").splitlines()[:100]:
        if line.strip():
            rows.append({"code": "", "points": None})
            words[language].append(_clean(line.strip())[:500])
            if other:
                words[other].append("")
    return editing.set_options(doc, link_id, rows, words)


def _conditions(posted: QueryDict, doc: Doc, link_id: str, without: tuple[str, int]) -> Doc:
    lines = []
    for index in indexes(posted, "cond"):
        question = posted.get(f"cond.{index}.question", "")
        if not question or without == ("cond", index):
            continue
        target = spot_of(doc, question)
        kind = str(target.item.get("type")) if target else ""
        operator = posted.get(f"cond.{index}.operator") or "="
        value = compared(posted.get(f"cond.{index}.value", ""), kind)
        if operator in (kinds.EXISTS, kinds.MISSING):
            lines.append({"question": question, "operator": "exists", "value": operator == kinds.EXISTS})
        else:
            lines.append({"question": question, "operator": operator, "value": value})
    behaviour = posted.get("set.behaviour", "all")
    return editing.set_conditions(doc, link_id, lines, behaviour if behaviour in ("all", "any") else "all")


def compared(typed: str, kind: str) -> object:
    """A value to compare with, as the format has it; nothing yet is an empty text."""
    if kind == "boolean":
        return {"true": True, "false": False}.get(typed, "")
    if kind in COUNTED:
        return number_or_text(typed[:60]) if typed.strip() else ""
    return typed.strip()[:500]


def _rows(posted: QueryDict, doc: Doc, link_id: str) -> Doc:
    """What is said once for all rows of a matrix, and new rows."""
    spot = spot_of(doc, link_id)
    for row in list(spot.item.get("items") or []) if spot else []:
        doc = editing.set_item(doc, str(row["link_id"]), {"required": "matrix.required" in posted}, {})
    for line in posted.get("rows.many", "").splitlines()[:100]:
        if line.strip():
            doc = _fill_or_add(doc, link_id, _clean(line.strip())[:500])
    return doc


def _fill_or_add(doc: Doc, link_id: str, words: str) -> Doc:
    """Into the first row that has no text yet, else as a new row."""
    spot = spot_of(doc, link_id)
    for row in (spot.item.get("items") or []) if spot else []:
        if not text(doc, f"item:{row['link_id']}:text"):
            return editing.set_item(doc, str(row["link_id"]), {}, {language_of(doc): {"text": words}})
    return editing.add_row(doc, link_id, words)[0]


def new_link(posted: QueryDict, doc: Doc, link_id: str) -> str:
    """The link id that the form asks for, if it can be used; else the old one."""
    wanted = posted.get("link", "").strip()
    if wanted == link_id or not LINK_ID.fullmatch(wanted) or spot_of(doc, wanted) is not None:
        return link_id
    return wanted
