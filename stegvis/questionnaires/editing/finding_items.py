"""Looking at questions: is there a text, can it be answered, do its conditions have something to stand on."""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.questionnaires.editing.kinds import COUNTED, SILENT, TYPED_MOMENTS
from stegvis.questionnaires.editing.paper import Doc, Raw, Spot, is_number, text, walk
from stegvis.questionnaires.engine.definition import ORDERING
from stegvis.questionnaires.engine.parsing.limits import MOST_SCALE_STEPS

# Link id, code, field, what to fill the sentence with, and whether it stops publication.
Raised = tuple[str, str, str, dict[str, object], bool]

_WHOLE = frozenset({"scale", "slider", "integer"})
_NUMBERS = ("minimum", "maximum", "plausible_low", "plausible_high", "step", "decimals", "min_length", "max_length")


def item_findings(doc: Doc) -> Iterator[Raised]:
    """Every item in order."""
    known = {spot.link_id: spot for spot in walk(doc)}
    for spot in known.values():
        for code, field, params, blocks in (*_item(doc, spot), *_conditions(spot, known)):
            yield spot.link_id, code, field, params, blocks
    circling = _circles(known)
    for link_id in circling:
        yield link_id, "condition_circle", "conditions", {}, True


Small = tuple[str, str, dict[str, object], bool]


def _item(doc: Doc, spot: Spot) -> Iterator[Small]:
    item, kind = spot.item, str(spot.item.get("type"))
    in_matrix = spot.parent is not None and spot.parent.get("type") == "matrix"
    if kind != "group" and not text(doc, f"item:{spot.link_id}:text"):
        yield ("row_text" if in_matrix else "text_missing"), "text", {}, True
    if kind in ("group", "matrix") and not item.get("items"):
        yield "group_empty", "", {}, kind == "matrix"
    if kind in ("choice", "matrix") and not in_matrix:
        yield from _options(doc, item, kind)
    yield from _limits(item, kind)
    if kind == "scale":
        for part in ("low", "high"):
            if not text(doc, f"item:{spot.link_id}:{part}"):
                yield f"scale_{part}", part, {}, True


def _options(doc: Doc, item: Raw, kind: str) -> Iterator[Small]:
    holder = (item.get("items") or [item])[0] if kind == "matrix" else item
    options = holder.get("options") or []
    if not options:
        yield "options_missing", "options", {}, True
    elif len(options) == 1 and not item.get("multiple"):
        # One box to tick can be what is meant; one answer to choose among hardly is.
        yield "options_one", "options", {}, False
    for number, option in enumerate(options, start=1):
        if not text(doc, f"item:{holder.get('link_id')}:option:{option.get('code')}"):
            yield "option_text", "options", {"n": number}, True
        if option.get("points") is not None and not is_number(option["points"]):
            yield "option_points", "options", {"n": number}, True
    codes = [option.get("code") for option in options]
    if len(set(codes)) < len(codes):
        yield "option_twice", "options", {}, True
    given = [option.get("points") is not None for option in options]
    if any(given) and not all(given):
        yield "points_some", "options", {}, False


def _limits(item: Raw, kind: str) -> Iterator[Small]:
    wrong = False
    for name in _NUMBERS:
        value = item.get(name)
        whole = kind in _WHOLE or name not in ("minimum", "maximum", "plausible_low", "plausible_high")
        if value is not None and not is_number(value, whole=whole):
            wrong = True
            yield ("not_whole" if is_number(value) else "not_number"), name, {"value": value}, True
    if kind in ("scale", "slider"):
        for name in ("minimum", "maximum"):
            if item.get(name) is None:
                yield "limit_missing", name, {}, True
    if wrong:
        return
    for low, high in (("minimum", "maximum"), ("plausible_low", "plausible_high"), ("min_length", "max_length")):
        if item.get(low) is not None and item.get(high) is not None and float(item[low]) > float(item[high]):
            yield "limits_turned", high, {}, True
    if kind == "scale" and item.get("minimum") is not None and item.get("maximum") is not None:
        if int(item["maximum"]) - int(item["minimum"]) >= MOST_SCALE_STEPS:
            yield "scale_long", "maximum", {"n": MOST_SCALE_STEPS}, True


def _conditions(spot: Spot, known: dict[str, Spot]) -> Iterator[Small]:
    for line in spot.item.get("conditions") or []:
        target = known.get(str(line.get("question") or ""))
        if target is None:
            code = "condition_gone" if line.get("question") else "condition_unfinished"
            yield code, "conditions", {}, True
            continue
        if not line.get("operator") or line.get("value") in (None, ""):
            yield "condition_unfinished", "conditions", {}, True
            continue
        code = _misfit(line, target.item)
        if code:
            yield code, "conditions", {"number": target.number}, True
        if target.number > spot.number:
            yield "condition_later", "conditions", {"number": target.number}, False


def _misfit(line: Raw, target: Raw) -> str:
    """Why a condition cannot be compared with its question, or nothing."""
    kind, value = str(target.get("type")), line.get("value")
    if kind in SILENT:
        return "condition_silent"
    if line.get("operator") == "exists":
        return "" if isinstance(value, bool) else "condition_unfinished"
    if line.get("operator") in ORDERING and kind not in COUNTED | TYPED_MOMENTS:
        return "condition_operator"
    if kind == "boolean" and not isinstance(value, bool):
        return "condition_value"
    if kind == "choice" and not any(option.get("code") == value for option in target.get("options") or []):
        return "condition_option"
    if kind in COUNTED and not is_number(value):
        return "condition_value"
    return ""


def _circles(known: dict[str, Spot]) -> list[str]:
    """Items whose conditions hang on themselves, by way of others or directly."""
    waits = {name: {str(line.get("question")) for line in spot.item.get("conditions") or []} for name, spot in
             known.items()}  # fmt: skip
    for name, spot in known.items():
        for child in spot.item.get("items") or []:
            waits[str(child.get("link_id"))].add(name)
    settled: set[str] = set()
    while True:
        ready = {name for name, needs in waits.items() if name not in settled and needs & waits.keys() <= settled}
        if not ready:
            return [name for name in waits if name not in settled]
        settled |= ready
