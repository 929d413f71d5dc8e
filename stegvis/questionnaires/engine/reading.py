"""What a stored answer says, given the question it answers.

Answers are stored as JSON: a code, a list of codes, true or false, a whole
number, a decimal as a text, dates and times as texts. Own words in an open choice
begin with a colon, which no code does. Something that cannot be read as
an answer to its question is kept in a draft (nobody's typing is lost) and
counts as unanswered everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal

from stegvis.questionnaires.engine.definition import (
    WHOLE_NUMBERS,
    WRITTEN,
    Definition,
    Item,
    ItemType,
)
from stegvis.questionnaires.engine.moments import PartialDate, read_date, read_moment, read_time

Reading = bool | Decimal | str | PartialDate | time | datetime | tuple[str, ...]

OWN_WORDS = ":"
LONGEST_OWN_WORDS = 1_000

_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")


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
        day = read_date(value)
        return day if day and (item.partial or day.whole) else None
    if item.type is ItemType.TIME:
        return read_time(value)
    if item.type is ItemType.DATE_TIME:
        return read_moment(value)
    return _number(value, whole=item.type in WHOLE_NUMBERS)


def _codes(item: Item, value: object) -> tuple[str, ...] | None:
    given = value if isinstance(value, (list, tuple)) else [value]
    known = tuple(code for code in given if isinstance(code, str) and _may_be_chosen(item, code))
    several = isinstance(value, (list, tuple)) or len(given) > 1
    if len(known) < len(given) or len(set(known)) < len(known) or several != item.multiple:
        return None
    return known


def _may_be_chosen(item: Item, code: str) -> bool:
    return item.option(code) is not None or (item.open and own_words(code) is not None)


def own_words(code: str) -> str | None:
    """What somebody wrote instead of choosing, or None for a code."""
    text = code[1:].strip() if code.startswith(OWN_WORDS) else ""
    return text if 0 < len(text) <= LONGEST_OWN_WORDS else None


def _number(value: object, *, whole: bool) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**12 else None
    if whole or not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        return None
    return Decimal(value)


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
