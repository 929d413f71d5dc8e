"""What a stored answer says, given the question it answers.

Answers are stored as JSON: a code, a list of codes, true or false, a whole
number, a decimal as a text, a date as a text. Something that cannot be read as
an answer to its question is kept in a draft (nobody's typing is lost) and
counts as unanswered everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from stegvis.questionnaires.engine.definition import (
    WHOLE_NUMBERS,
    WRITTEN,
    Definition,
    Item,
    ItemType,
)

Answers = Mapping[str, object]
Reading = bool | Decimal | str | date | tuple[str, ...]

_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def answered(value: object) -> bool:
    """Something was given, readable or not. Blanks and an empty list are nothing."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != [] and value != ()


def read(item: Item, value: object) -> Reading | None:
    """The answer with its type, or None when it cannot be read as one."""
    if not item.answerable or not answered(value):
        return None
    if item.type is ItemType.CHOICE:
        return _codes(item, value)
    if item.type is ItemType.BOOLEAN:
        return value if isinstance(value, bool) else None
    if item.type in WRITTEN:
        return value if isinstance(value, str) else None
    if item.type is ItemType.DATE:
        return _day(value)
    return _number(value, whole=item.type in WHOLE_NUMBERS)


def _codes(item: Item, value: object) -> tuple[str, ...] | None:
    given = value if isinstance(value, (list, tuple)) else [value]
    known = tuple(code for code in given if isinstance(code, str) and item.option(code))
    several = isinstance(value, (list, tuple)) or len(given) > 1
    if len(known) < len(given) or len(set(known)) < len(known) or several != item.multiple:
        return None
    return known


def _number(value: object, *, whole: bool) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**12 else None
    if whole or not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        return None
    return Decimal(value)


def _day(value: object) -> date | None:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def points(item: Item, value: object) -> Decimal | None:
    """What the answer is worth before weights: points of options, 1 or 0, or the number."""
    reading = read(item, value)
    if isinstance(reading, tuple):
        return _points_of(item, reading)
    if isinstance(reading, bool):
        return Decimal(int(reading))
    return reading if isinstance(reading, Decimal) else None


def _points_of(item: Item, codes: tuple[str, ...]) -> Decimal | None:
    total = Decimal(0)
    for code in codes:
        option = item.option(code)
        if option is None or option.points is None:
            return None
        total += option.points
    return total


def by_points(definition: Definition, wanted: Mapping[str, int]) -> dict[str, object]:
    """Answers with these points: how examples, tests and a demo write answers down."""
    answers: dict[str, object] = {}
    for link_id, value in wanted.items():
        item = definition.index[link_id]
        chosen = [option.code for option in item.options if option.points == value]
        answers[link_id] = chosen[0] if item.type is ItemType.CHOICE else value
    return answers
