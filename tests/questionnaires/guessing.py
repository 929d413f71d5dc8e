"""Answers by a die that always falls the same way: quicker than drawing them, and the same in every run."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from stegvis.questionnaires.engine import Definition, Item, ItemType
from stegvis.questionnaires.engine.definition import ConditionValue
from stegvis.questionnaires.engine.places import places

ODD = (
    None,
    "",
    "  ",
    [],
    ["x", "y"],
    True,
    "sju",
    "7,5",
    10**12,
    -(10**12) + 1,
    ":",
    ": ",
    ":annat",
    "2026-02-30",
    "24:00",
)
DAYS = ("2026-03-21", "2020-02-29", "1999-12-31", "2026-03-22", "0004-02-29")
MONTHS = ("2026", "2020-02", "1999-12", "2026-03")
CLOCKS = ("00:00", "07:05", "22:40", "23:59")
NUMBERS = ("0", "7.5", "-3.25", "0.1", "0.2", "100", "180.5", "72")
WORDS = ("ja", "nej", "Åsa", " Åsa ", "12345", "123-45", "en längre text", ":kolon")


def answers(die: Random, definition: Definition, *, odd: bool = True) -> dict[str, Any]:
    """Some answers, in some rows; with `odd` a few that nothing can be made of."""
    given: dict[str, Any] = {}
    for item in definition.in_order:
        above = definition.repeating_above[item.link_id]
        if item.answerable and above and die.random() < 0.5:
            prefix = "".join(f"{group}#{die.randrange(3)}#" for group in above)
            given[f"{prefix}{item.link_id}"] = answer(die, item)
    hints = _hints(definition)
    for place in places(definition, given):
        if not place.item.answerable or die.random() < 0.2:
            continue
        strange = odd and die.random() < 0.08
        wanted = [value for value in hints.get(place.item.link_id, []) if odd or _is_offered(place.item, value)]
        if wanted and die.random() < 0.4:
            given[place.key] = _as_answer(place.item, die.choice(wanted))
        else:
            given[place.key] = die.choice(ODD) if strange else answer(die, place.item)
    return given


def answer(die: Random, item: Item) -> Any:
    """One that can be read, of the right kind."""
    if item.type is ItemType.CHOICE:
        codes = [option.code for option in item.options] + ([":eget svar"] if item.open else [])
        some = die.sample(codes, min(len(codes), die.randrange(1, 4)))
        return some if item.multiple else some[0]
    if item.type is ItemType.BOOLEAN:
        return die.random() < 0.6
    if item.type in (ItemType.SCALE, ItemType.SLIDER, ItemType.INTEGER):
        low, high = int(item.minimum or 0), int(item.maximum or 0)
        return die.randint(low, high if high > low else low + 9)
    plain = {
        ItemType.DECIMAL: NUMBERS,
        ItemType.DATE: DAYS + (MONTHS if item.partial else ()),
        ItemType.TIME: CLOCKS,
        ItemType.DATE_TIME: tuple(f"{day}T{clock}" for day in DAYS for clock in CLOCKS),
    }
    return die.choice(plain.get(item.type, WORDS))


def _hints(definition: Definition) -> dict[str, list[ConditionValue]]:
    """What conditions ask for: answered with, they make something happen."""
    hints: dict[str, list[ConditionValue]] = {}
    for item in definition.in_order:
        for condition in item.conditions:
            if condition.operator.value != "exists":
                hints.setdefault(condition.question, []).append(condition.value)
    return hints


def _is_offered(item: Item, value: ConditionValue) -> bool:
    """A condition may ask for a step that the scale does not have: no form can send it."""
    if item.type is not ItemType.SCALE or not isinstance(value, Decimal):
        return True
    return int(item.minimum or 0) <= value <= int(item.maximum or 0)


def _as_answer(item: Item, value: Any) -> Any:
    if item.type is ItemType.CHOICE:
        return [value] if item.multiple else value
    if item.type is ItemType.BOOLEAN or isinstance(value, str):
        return value
    if item.type in (ItemType.SCALE, ItemType.SLIDER, ItemType.INTEGER):
        return int(value)
    if item.type is ItemType.DECIMAL:
        return f"{value:f}"
    return value.isoformat(**({} if item.type is ItemType.DATE else {"timespec": "minutes"}))
