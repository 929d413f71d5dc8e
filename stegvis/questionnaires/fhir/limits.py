"""What an answer may be: lengths, patterns, limits, decimals, units and rows."""

from __future__ import annotations

from stegvis.questionnaires.engine import patterns
from stegvis.questionnaires.engine.definition import item_key
from stegvis.questionnaires.engine.places import MOST_ROWS
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Draft, Whole
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.source import Node
from stegvis.questionnaires.fhir.texts import read_beside
from stegvis.questionnaires.fhir.values import clock, day, number

_WRITTEN = ("string", "text")
_NUMBERS = ("integer", "decimal")
LONGEST_ANSWER = 20_000


def read_limits(whole: Whole, draft: Draft) -> None:
    """Everything that narrows what may be answered. What does not fit the type is left to be named."""
    kind = draft.doc["type"]
    if kind in _WRITTEN:
        _read_lengths(draft)
    if kind in (*_NUMBERS, "date", "date-time", "time"):
        _read_ends(draft, kind)
    if kind in _NUMBERS:
        _read_number(draft, kind)
        _read_unit(whole, draft)
    _read_rows(draft)


def _read_lengths(draft: Draft) -> None:
    node = draft.node
    if (longest := node.whole("maxLength", 1, 10**9)) is not None:
        draft.doc["max_length"] = min(longest, LONGEST_ANSWER)
        if longest > LONGEST_ANSWER:
            node.at("maxLength", longest).change("length-limited", detail=str(LONGEST_ANSWER))
    for each in node.extensions(names.MIN_LENGTH):
        if (shortest := each.whole("valueInteger", 0, LONGEST_ANSWER)) is not None:
            each.tick()
            draft.doc["min_length"] = shortest
    for each in node.extensions(names.REGEX):
        pattern = each.word("valueString")
        if pattern is None:
            continue
        try:
            patterns.compiled(pattern)
        except patterns.CannotUse:
            each.refuse("pattern", detail=pattern)
        else:
            each.tick()
            draft.doc["pattern"] = pattern


def _read_ends(draft: Draft, kind: str) -> None:
    fields = {
        "date": ("earliest_on", "latest_on"),
        "date-time": ("earliest_on", "latest_on"),
        "time": ("earliest_at", "latest_at"),
    }.get(kind, ("minimum", "maximum"))
    for url, name in zip((names.MIN_VALUE, names.MAX_VALUE), fields, strict=True):
        for each in draft.node.extensions(url):
            value = _end(each, kind)
            if value is None or (kind == "integer" and isinstance(value, str)):
                each.refuse("limit")
            else:
                each.tick()
                draft.doc[name] = value


def _end(node: Node, kind: str) -> int | str | None:
    if kind == "date":
        return day(node, "valueDate", partial=False)
    if kind == "date-time":
        return day(node, "valueDateTime" if node.has("valueDateTime") else "valueDate", partial=False)
    if kind == "time":
        return clock(node, "valueTime")
    return number(node, "valueInteger", "valueDecimal")


def _read_number(draft: Draft, kind: str) -> None:
    if kind == "decimal":
        for each in draft.node.extensions(names.DECIMAL_PLACES):
            if (places := each.whole("valueInteger", 0, 9)) is not None:
                each.tick()
                draft.doc["decimals"] = places
    slider = next((node for node, code in draft.controls if code == "slider"), None)
    if slider is None:
        return
    if kind != "integer" or draft.doc.get("minimum") is None or draft.doc.get("maximum") is None:
        slider.change("no-slider", Affects.LOOK)
        return
    slider.tick()
    draft.doc["type"] = "slider"
    for each in draft.node.extensions(names.SLIDER_STEP):
        if (step := each.whole("valueInteger", 1, 1_000)) is not None:
            each.tick()
            draft.doc["step"] = step


def _read_unit(whole: Whole, draft: Draft) -> None:
    node = draft.node
    units = node.extensions(names.UNIT)
    options = [each for each in node.extensions(names.UNIT_OPTION) if isinstance(each.value.get("valueCoding"), dict)]  # type: ignore[attr-defined]
    if len({str(each.value["valueCoding"].get("code")) for each in options}) > 1:  # type: ignore[index]
        draft.leave_out(options[0], "many-units")
        return
    for each in (*units, *options):
        coding = each.get("valueCoding")
        if coding is None or draft.doc.get("unit"):
            continue
        code, shown = coding.word("code"), coding.text("display")
        name = code or shown
        if name is None or len(name) > 200 or not name.isprintable() or not name.strip():
            each.refuse("unit")
            continue
        if coding.has("system") and coding.word("system") is not None:
            coding.at("system", None).change("unit-system", Affects.RECORD)
        each.tick()
        draft.doc["unit"] = name
        key = item_key(draft.link_id, "unit")
        whole.say(key, shown or name)
        if beside := coding.get("_display"):
            read_beside(whole, beside, key)
    if draft.kind == "quantity" and not draft.doc.get("unit"):
        open_ended = any(
            isinstance(each.value, dict) and "unit" in str(each.value.get("url")).rsplit("/", 1)[-1].lower()
            for each in node.each("extension")
        )
        if open_ended:
            draft.leave_out(node, "many-units")
        else:
            (node.get("type") or node).change("quantity-without-unit")
    elif draft.kind == "quantity":
        (node.get("type") or node).change("quantity", Affects.RECORD, str(draft.doc["unit"]))


def _read_rows(draft: Draft) -> None:
    """How many answers or rows: read here, used where repeats is dealt with."""
    least = [(each, each.whole("valueInteger", 0, 10_000)) for each in draft.node.extensions(names.MIN_OCCURS)]
    most = [(each, each.whole("valueInteger", 1, 10_000)) for each in draft.node.extensions(names.MAX_OCCURS)]
    repeats = draft.node.value.get("repeats") is True if isinstance(draft.node.value, dict) else False
    rows = repeats and draft.doc["type"] not in ("choice", "display")
    for each, number_of in least:
        if number_of is None:
            continue
        if number_of == 0:
            each.tick()
        elif rows:
            each.tick()
            draft.doc["least_rows"] = min(number_of, MOST_ROWS)
        elif number_of == 1 and draft.is_question:
            each.tick()
            draft.doc["required"] = True
        else:
            each.refuse("occurs")
    for each, number_of in most:
        if number_of is None:
            continue
        if rows:
            draft.doc["most_rows"] = min(number_of, MOST_ROWS)
            if number_of > MOST_ROWS:
                each.change("rows-limited", detail=str(MOST_ROWS))
            else:
                each.tick()
        elif number_of == 1 and not repeats:
            each.tick()
        else:
            each.refuse("occurs")
