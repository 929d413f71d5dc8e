"""Reading what is made of the answers: scores, bands, danger rules, examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from stegvis.questionnaires.engine.definition import (
    NUMBERS,
    ORDERING,
    Band,
    Better,
    DangerRule,
    Example,
    Item,
    ItemType,
    Method,
    MissingRule,
    Operator,
    ScoreItem,
    ScoreRule,
    Tone,
)
from stegvis.questionnaires.engine.parsing.items import read_codes
from stegvis.questionnaires.engine.parsing.node import Node, plain

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_SCORE_KEYS = {
    "code", "method", "items", "missing", "most_missing", "decimals", "better", "bands",
    "reliable_change", "reliable_change_source", "codes",
}  # fmt: skip
_SCORABLE = NUMBERS | {ItemType.CHOICE, ItemType.BOOLEAN}


def read_name(node: Node) -> str:
    return node.matching(NAME, "lower-case letters, digits, - and _")


def read_score(node: Node, index: Mapping[str, Item]) -> ScoreRule:
    node.only(_SCORE_KEYS)
    entries = node.need("items")
    items = tuple(_score_item(entry, index) for entry in entries.each(2_000))
    if not items or len({item.link_id for item in items}) < len(items):
        raise entries.refuse("expected at least one item, and each only once")
    change, change_source = node.get("reliable_change"), node.get("reliable_change_source")
    decimals, better, bands = node.get("decimals"), node.get("better"), node.get("bands")
    missing, most_missing = node.get("missing"), node.get("most_missing")
    rule = ScoreRule(
        code=read_name(node.need("code")),
        method=node.need("method").one_of(Method),
        items=items,
        missing=missing.one_of(MissingRule) if missing else MissingRule.NONE,
        most_missing=most_missing.whole(1, 2_000) if most_missing else 0,
        decimals=decimals.whole(0, 9) if decimals else 2,
        better=better.one_of(Better) if better else Better.NEITHER,
        bands=_bands(bands) if bands else (),
        reliable_change=change.number() if change else None,
        reliable_change_source=change_source.text(500) if change_source else "",
        codes=read_codes(node),
    )
    _refuse_impossible_score(node, rule)
    return rule


def _score_item(node: Node, index: Mapping[str, Item]) -> ScoreItem:
    node.only({"link_id", "weight", "reverse"})
    link = node.need("link_id")
    item = index.get(link.text(64))
    if item is None:
        raise link.refuse("there is no such item")
    if item.type not in _SCORABLE:
        raise link.refuse(f"a {item.type} gives no number")
    if any(option.points is None for option in item.options):
        raise link.refuse("every option needs points to be scored")
    weight, reverse = node.get("weight"), node.get("reverse")
    turned = reverse.flag() if reverse else False
    if turned and item.type in NUMBERS and (item.minimum is None or item.maximum is None):
        raise node.refuse("a reversed number needs minimum and maximum")
    if turned and item.multiple:
        raise node.refuse("a question with several answers cannot be reversed")
    return ScoreItem(item.link_id, weight.number() if weight else Decimal(1), turned)


def _bands(node: Node) -> tuple[Band, ...]:
    bands = tuple(_band(entry) for entry in node.each(50))
    lows = [band.low for band in bands]
    if lows != sorted(set(lows)):
        raise node.refuse("bands must rise, each from a number of its own")
    if len({band.code for band in bands}) < len(bands):
        raise node.refuse("two bands have the same code")
    if not bands:
        raise node.refuse("leave the key out when there are no bands")
    return bands


def _band(node: Node) -> Band:
    node.only({"code", "low", "tone", "source"})
    return Band(
        code=read_name(node.need("code")),
        low=node.need("low").number(),
        tone=node.need("tone").one_of(Tone),
        source=node.need("source").text(500),
    )


def _refuse_impossible_score(node: Node, rule: ScoreRule) -> None:
    if (rule.missing is MissingRule.PRORATE) != (rule.most_missing > 0):
        raise node.refuse("'most_missing' goes with missing: prorate, and only with it")
    if rule.most_missing >= len(rule.items) > 0 and rule.most_missing:
        raise node.refuse("at least one item must be answered")
    weights = [item.weight for item in rule.items]
    divides = rule.method is Method.MEAN or rule.missing is MissingRule.PRORATE
    if divides and any(weight <= 0 for weight in weights):
        raise node.refuse("weights must be above zero for a mean or a prorated sum")
    if rule.reliable_change is not None and rule.reliable_change <= 0:
        raise node.refuse("a reliable change is above zero")
    if (rule.reliable_change is None) != (not rule.reliable_change_source):
        raise node.refuse("a reliable change needs its source")


def read_danger(node: Node, index: Mapping[str, Item]) -> DangerRule:
    node.only({"id", "link_id", "operator", "threshold"})
    link, operator = node.need("link_id"), node.need("operator").one_of(Operator)
    item = index.get(link.text(64))
    if item is None or not item.answerable:
        raise link.refuse("there is no such question")
    if operator is Operator.EXISTS and node.need("threshold").value is not True:
        raise node.refuse("a rule with exists has the threshold true")
    return DangerRule(
        rule_id=read_name(node.need("id")),
        link_id=item.link_id,
        operator=operator,
        threshold=_threshold(node.need("threshold"), item, operator),
    )


def _threshold(node: Node, item: Item, operator: Operator) -> Decimal | bool | str:
    """On a choice, a number means points and a text means one option."""
    if operator is Operator.EXISTS:
        return node.flag()
    if item.type in NUMBERS:
        return node.number()
    if item.type is ItemType.BOOLEAN and operator not in ORDERING:
        return node.flag()
    if item.type is not ItemType.CHOICE:
        raise node.refuse(f"a {item.type} cannot be compared with {operator}")
    if isinstance(node.value, str) and operator not in ORDERING:
        if item.option(node.value) is None:
            raise node.refuse(f"{item.link_id!r} has no option {node.value!r}")
        return node.value
    if any(option.points is None for option in item.options):
        raise node.refuse("every option needs points to be compared with a number")
    return node.number()


def read_example(node: Node) -> Example:
    node.only({"name", "answers", "scores", "bands", "dangers"})
    answers, dangers, bands = node.need("answers"), node.get("dangers"), node.get("bands")
    scores = node.need("scores")
    return Example(
        name=node.need("name").text(200),
        answers=MappingProxyType({key: _answer(entry) for key, entry in answers.named()}),
        scores=MappingProxyType({key: _total(entry) for key, entry in scores.named()}),
        bands=MappingProxyType({key: _band_code(entry) for key, entry in bands.named()} if bands else {}),
        dangers=tuple(read_name(entry) for entry in dangers.each(100)) if dangers else (),
    )


def _answer(node: Node) -> object:
    if isinstance(node.value, (list, tuple)):
        return [entry.text() for entry in node.each(500)]
    if isinstance(node.value, bool):
        return node.value
    return node.whole(-(10**12), 10**12) if isinstance(node.value, int) else node.text()


def _total(node: Node) -> Decimal | None:
    return None if node.value is None else plain(node.number())


def _band_code(node: Node) -> str | None:
    return None if node.value is None else read_name(node)
