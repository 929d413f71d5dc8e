"""Reading items: types, limits, options and conditions."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal

from stegvis.questionnaires.engine import patterns
from stegvis.questionnaires.engine.definition import (
    NUMBERS,
    ORDERED,
    ORDERING,
    Behaviour,
    Coding,
    Condition,
    ConditionValue,
    InitialValue,
    Item,
    ItemType,
    Operator,
    Option,
)
from stegvis.questionnaires.engine.expressions import CannotRead, parse_expression
from stegvis.questionnaires.engine.parsing.limits import refuse_impossible
from stegvis.questionnaires.engine.parsing.node import Node
from stegvis.questionnaires.engine.places import MOST_ROWS

MOST_ITEMS = 2_000
MOST_OPTIONS = 500
DEEPEST = 10

LINK_ID = re.compile(r"[A-Za-z0-9._/-]{1,64}")
CODE = re.compile(r"[^\s:](.{0,198}[^\s])?")

_ALWAYS = {"link_id", "type", "conditions", "behaviour", "codes", "hidden"}
_QUESTION = _ALWAYS | {"required", "initial", "items"}
_PLAUSIBLE = {"plausible_low", "plausible_high", "calculated"}
_BY_TYPE: dict[ItemType, set[str]] = {
    ItemType.GROUP: _ALWAYS | {"items", "repeats", "least_rows", "most_rows"},
    ItemType.MATRIX: _ALWAYS | {"items"},
    ItemType.DISPLAY: _ALWAYS,
    ItemType.BOOLEAN: _QUESTION,
    ItemType.CHOICE: _QUESTION | {"options", "multiple", "open"},
    ItemType.SCALE: _QUESTION | {"minimum", "maximum"},
    ItemType.SLIDER: _QUESTION | {"minimum", "maximum", "step", "unit"},
    ItemType.INTEGER: _QUESTION | _PLAUSIBLE | {"minimum", "maximum", "unit"},
    ItemType.DECIMAL: _QUESTION | _PLAUSIBLE | {"minimum", "maximum", "decimals", "unit"},
    ItemType.STRING: _QUESTION | {"min_length", "max_length", "pattern"},
    ItemType.TEXT: _QUESTION | {"min_length", "max_length", "pattern"},
    ItemType.DATE: _QUESTION | {"earliest_on", "latest_on", "partial"},
    ItemType.TIME: _QUESTION | {"earliest_at", "latest_at"},
    ItemType.DATE_TIME: _QUESTION | {"earliest_on", "latest_on"},
}


def read_items(node: Node, depth: int = 1) -> tuple[Item, ...]:
    if depth > DEEPEST:
        raise node.refuse(f"groups nested deeper than {DEEPEST}")
    return tuple(read_item(child, depth) for child in node.each(MOST_ITEMS))


def read_item(node: Node, depth: int) -> Item:
    kind = node.need("type").one_of(ItemType)
    node.only(_BY_TYPE[kind])
    children = node.get("items")
    item = Item(
        link_id=node.need("link_id").matching(LINK_ID, "letters, digits and . _ / - (at most 64)"),
        type=kind,
        required=_flag(node, "required"),
        conditions=_conditions(node),
        behaviour=_behaviour(node),
        multiple=_flag(node, "multiple"),
        options=_options(node) if kind is ItemType.CHOICE else (),
        minimum=_number(node, "minimum"),
        maximum=_number(node, "maximum"),
        step=_whole(node, "step", 1, 1_000) or 1,
        decimals=_whole(node, "decimals", 0, 9),
        unit=_text(node, "unit"),
        min_length=_whole(node, "min_length", 0, 20_000),
        max_length=_whole(node, "max_length", 1, 20_000),
        earliest_on=found.day() if (found := node.get("earliest_on")) else None,
        latest_on=found.day() if (found := node.get("latest_on")) else None,
        open=_flag(node, "open"),
        repeats=_flag(node, "repeats"),
        least_rows=_whole(node, "least_rows", 1, MOST_ROWS),
        most_rows=_whole(node, "most_rows", 1, MOST_ROWS),
        pattern=_pattern(node),
        partial=_flag(node, "partial"),
        earliest_at=_clock(node, "earliest_at"),
        latest_at=_clock(node, "latest_at"),
        plausible_low=_number(node, "plausible_low"),
        plausible_high=_number(node, "plausible_high"),
        initial=_initial(node),
        calculated=_calculated(node),
        hidden=_flag(node, "hidden"),
        codes=read_codes(node),
        items=read_items(children, depth + 1) if children else (),
    )
    refuse_impossible(node, item)
    return item


def _pattern(node: Node) -> str:
    found = node.get("pattern")
    if found is None:
        return ""
    try:
        patterns.compiled(found.text(patterns.LONGEST))
    except patterns.CannotUse as wrong:
        raise found.refuse(f"the pattern cannot be used: {wrong}") from None
    return found.text()


def _calculated(node: Node) -> str:
    found = node.get("calculated")
    if found is None:
        return ""
    try:
        parse_expression(found.text())
    except CannotRead as wrong:
        raise found.refuse(f"the calculation cannot be read: {wrong}") from None
    return found.text()


def _clock(node: Node, key: str) -> time | None:
    found = node.get(key)
    return found.clock() if found else None


def _initial(node: Node) -> InitialValue | None:
    """The value as given; whether it answers the question is judged once the question is known."""
    found = node.get("initial")
    if found is None or isinstance(found.value, bool):
        return None if found is None else found.flag()
    if isinstance(found.value, (list, tuple)):
        return tuple(entry.text() for entry in found.each(MOST_OPTIONS))
    return found.number() if isinstance(found.value, int) else found.text()


def read_codes(node: Node) -> tuple[Coding, ...]:
    codes = node.get("codes")
    if codes is None:
        return ()
    return tuple(
        Coding(code.need("system").text(200), code.need("code").text(200))
        for code in (entry.only({"system", "code"}) for entry in codes.each(20))
    )


def _flag(node: Node, key: str) -> bool:
    found = node.get(key)
    return found.flag() if found else False


def _text(node: Node, key: str) -> str:
    found = node.get(key)
    return found.text(200) if found else ""


def _number(node: Node, key: str) -> Decimal | None:
    found = node.get(key)
    return found.number() if found else None


def _whole(node: Node, key: str, low: int, high: int) -> int | None:
    found = node.get(key)
    return found.whole(low, high) if found else None


def _behaviour(node: Node) -> Behaviour:
    found = node.get("behaviour")
    return found.one_of(Behaviour) if found else Behaviour.ALL


def _options(node: Node) -> tuple[Option, ...]:
    entries = node.need("options")
    options = tuple(_option(entry) for entry in entries.each(MOST_OPTIONS))
    if not options:
        raise entries.refuse("a choice needs options")
    if len({option.code for option in options}) < len(options):
        raise entries.refuse("two options have the same code")
    return options


def _option(node: Node) -> Option:
    node.only({"code", "points", "system", "exclusive"})
    code = node.need("code").matching(CODE, "a code of at most 200 characters")
    return Option(
        code=code,
        points=_number(node, "points"),
        system=_text(node, "system"),
        exclusive=_flag(node, "exclusive"),
    )


def _conditions(node: Node) -> tuple[Condition, ...]:
    found = node.get("conditions")
    if found is None:
        return ()
    conditions = tuple(_condition(entry) for entry in found.each(50))
    if not conditions:
        raise found.refuse("leave the key out when there is no condition")
    return conditions


def _condition(node: Node) -> Condition:
    node.only({"question", "operator", "value"})
    value = node.need("value")
    if not isinstance(value.value, (bool, int, str)):
        raise value.refuse("expected true, false, a number or a text")
    # The value is read again once the question it is compared with is known.
    raw: ConditionValue = value.value if isinstance(value.value, (bool, str)) else value.number()
    return Condition(
        question=node.need("question").text(64),
        operator=node.need("operator").one_of(Operator),
        value=raw,
    )


def settle_condition(condition: Condition, target: Item, path: str) -> Condition:
    """Give the condition's value the type of the question it is compared with."""
    node = Node(_raw(condition.value), path)
    if not target.answerable:
        raise node.refuse(f"{target.link_id!r} cannot be answered")
    if condition.operator is Operator.EXISTS or target.type is ItemType.BOOLEAN:
        value: ConditionValue = node.flag()
    elif target.type in NUMBERS:
        value = node.number()
    elif target.type is ItemType.DATE:
        value = node.partial_day()
    elif target.type is ItemType.TIME:
        value = node.clock()
    elif target.type is ItemType.DATE_TIME:
        value = node.moment()
    else:
        value = node.text()
    if condition.operator in ORDERING and target.type not in ORDERED:
        raise node.refuse(f"{condition.operator} needs a number, a date or a time")
    if (
        condition.operator is not Operator.EXISTS
        and target.type is ItemType.CHOICE
        and target.option(str(value)) is None
    ):
        raise node.refuse(f"{target.link_id!r} has no option {value!r}")
    return Condition(condition.question, condition.operator, value)


def _raw(value: ConditionValue) -> object:
    return int(value) if isinstance(value, Decimal) else value
