"""Looking at scores, danger rules and worked examples."""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.questionnaires.editing.kinds import COUNTED, SCORABLE, SILENT, Tab
from stegvis.questionnaires.editing.paper import Doc, Raw, Spot, is_number, text, walk

# Tab, place, code, field, what to fill the sentence with, and whether it stops publication.
Raised = tuple[Tab, str, str, str, dict[str, object], bool]
Small = tuple[str, str, dict[str, object], bool]


def rule_findings(doc: Doc) -> Iterator[Raised]:
    """Scores, then dangers, then examples."""
    known = {spot.link_id: spot for spot in walk(doc)}
    for rule in doc.get("scores") or []:
        place = str(rule.get("code"))
        for found in (*_score(doc, rule, known), *_bands(doc, rule)):
            yield (Tab.SCORES, place, *found)
    for rule in doc.get("dangers") or []:
        for found in _danger(doc, rule, known):
            yield (Tab.DANGERS, str(rule.get("id")), *found)
    for number, example in enumerate(doc.get("examples") or []):
        for found in _example(doc, example, known):
            yield (Tab.EXAMPLES, str(number), *found)


def _score(doc: Doc, rule: Raw, known: dict[str, Spot]) -> Iterator[Small]:
    if not text(doc, f"score:{rule.get('code')}"):
        yield "score_name", "name", {}, True
    parts = rule.get("items") or []
    if not parts:
        yield "score_items", "items", {}, True
    for part in parts:
        spot = known.get(str(part.get("link_id")))
        params: dict[str, object] = {"number": spot.number if spot else 0}
        if spot is None or spot.item.get("type") not in SCORABLE:
            yield "score_item_gone", "items", params, True
        elif spot.item.get("type") == "choice" and any(o.get("points") is None for o in spot.item.get("options") or []):
            yield "score_points", "items", params, True
        elif part.get("reverse") and not _can_turn(spot.item):
            yield "score_reverse", "items", params, True
        if not is_number(part.get("weight", 1)):
            yield "score_weight", "items", params, True
    if rule.get("missing") == "prorate":
        most = rule.get("most_missing")
        if not is_number(most, whole=True) or not 0 < int(str(most)) < max(len(parts), 2):
            yield "most_missing", "most_missing", {}, True
    change, source = rule.get("reliable_change"), rule.get("reliable_change_source")
    if change is not None and not (is_number(change) and float(change) > 0):
        yield "reliable_number", "reliable_change", {}, True
    elif (change is None) != (not source):
        yield "reliable_source", "reliable_change_source", {}, True


def _can_turn(item: Raw) -> bool:
    if item.get("type") in COUNTED:
        return item.get("minimum") is not None and item.get("maximum") is not None
    return not item.get("multiple")


def _bands(doc: Doc, rule: Raw) -> Iterator[Small]:
    lows: list[float] = []
    for number, band in enumerate(rule.get("bands") or [], start=1):
        params: dict[str, object] = {"n": number}
        if not text(doc, f"score:{rule.get('code')}:band:{band.get('code')}"):
            yield "band_label", "bands", params, True
        if not is_number(band.get("low")):
            yield "band_low", "bands", params, True
        else:
            lows.append(float(band["low"]))
        if not band.get("tone"):
            yield "band_tone", "bands", params, True
        if not str(band.get("source") or "").strip():
            yield "band_source", "bands", params, True
    if len(set(lows)) < len(lows):
        yield "bands_same", "bands", {}, True


def _danger(doc: Doc, rule: Raw, known: dict[str, Spot]) -> Iterator[Small]:
    if not text(doc, f"danger:{rule.get('id')}"):
        yield "danger_text", "text", {}, True
    if not text(doc, f"danger:{rule.get('id')}:help"):
        yield "danger_help", "help", {}, False
    spot = known.get(str(rule.get("link_id") or ""))
    if spot is None:
        yield "danger_question", "question", {}, True
        return
    yield from _danger_limit(spot.item, rule)


def _danger_limit(item: Raw, rule: Raw) -> Iterator[Small]:
    kind = str(item.get("type"))
    operator, limit = rule.get("operator"), rule.get("threshold")
    if kind in SILENT:
        yield "danger_question", "question", {}, True
    elif not operator or limit in (None, ""):
        yield "danger_limit", "value", {}, True
    elif operator == "exists":
        if limit is not True:
            yield "danger_limit", "value", {}, True
    elif kind == "choice":
        yield from _danger_choice(item, operator, limit)
    elif kind in COUNTED:
        if not is_number(limit):
            yield "danger_number", "value", {}, True
    elif kind == "boolean":
        if not isinstance(limit, bool):
            yield "danger_limit", "value", {}, True
    else:
        yield "danger_written", "value", {}, True


def _danger_choice(item: Raw, operator: object, limit: object) -> Iterator[Small]:
    codes = [option.get("code") for option in item.get("options") or []]
    if operator in ("=", "!=") and isinstance(limit, str):
        if limit not in codes:
            yield "danger_option", "value", {}, True
    elif not is_number(limit):
        yield "danger_number", "value", {}, True
    elif any(option.get("points") is None for option in item.get("options") or []):
        yield "danger_points", "value", {}, True


def _example(doc: Doc, example: Raw, known: dict[str, Spot]) -> Iterator[Small]:
    if not str(example.get("name") or "").strip():
        yield "example_name", "name", {}, True
    if not example.get("answers"):
        yield "example_empty", "answers", {}, True
    if (doc.get("scores") and not example.get("scores")) and not example.get("dangers"):
        yield "example_expects", "scores", {}, True
    for value in (example.get("scores") or {}).values():
        if value is not None and not is_number(value):
            yield "example_number", "scores", {"value": value}, True
