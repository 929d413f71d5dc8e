"""What is wrong with a set of answers, as codes. The sentences live above the engine.

An answer set in progress may be incomplete. A completed one answers every
required question that is enabled, and none that is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from stegvis.questionnaires.engine.conditions import enabled
from stegvis.questionnaires.engine.definition import Definition, Item, ItemType
from stegvis.questionnaires.engine.reading import Answers, answered, read


class ProblemCode(StrEnum):
    REQUIRED = "required"
    NOT_AN_OPTION = "not_an_option"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    NOT_A_TEXT = "not_a_text"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    OFF_STEP = "off_step"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NOT_ANSWERABLE = "not_answerable"
    DISABLED = "disabled"
    UNKNOWN_ITEM = "unknown_item"


@dataclass(frozen=True)
class Problem:
    """One thing to put right. `limit` is what the answer is held against, as written."""

    link_id: str
    code: ProblemCode
    limit: str = ""


_UNREADABLE = {
    ItemType.BOOLEAN: ProblemCode.NOT_YES_OR_NO,
    ItemType.CHOICE: ProblemCode.NOT_AN_OPTION,
    ItemType.DECIMAL: ProblemCode.NOT_A_NUMBER,
    ItemType.DATE: ProblemCode.NOT_A_DATE,
    ItemType.STRING: ProblemCode.NOT_A_TEXT,
    ItemType.TEXT: ProblemCode.NOT_A_TEXT,
}


def validate(definition: Definition, answers: Answers, completed: bool) -> list[Problem]:
    """Problems in the order of the items; answers to no item at all come last."""
    on = enabled(definition, answers)
    problems: list[Problem] = []
    for item in definition.in_order:
        problems.extend(_judge(item, answers.get(item.link_id), item.link_id in on, completed))
    problems.extend(
        Problem(link_id, ProblemCode.UNKNOWN_ITEM) for link_id in answers if link_id not in definition.index
    )
    return problems


def _judge(item: Item, value: object, on: bool, completed: bool) -> Iterator[Problem]:
    if not answered(value):
        if completed and on and item.required and item.answerable:
            yield Problem(item.link_id, ProblemCode.REQUIRED)
    elif not item.answerable:
        yield Problem(item.link_id, ProblemCode.NOT_ANSWERABLE)
    elif not on:
        if completed:
            yield Problem(item.link_id, ProblemCode.DISABLED)
    else:
        yield from faults(item, value)


def faults(item: Item, value: object) -> Iterator[Problem]:
    """What is wrong with one given answer to an enabled question."""
    reading = read(item, value)
    if reading is None:
        yield Problem(item.link_id, _UNREADABLE.get(item.type, ProblemCode.NOT_A_WHOLE_NUMBER))
    elif isinstance(reading, Decimal):
        yield from _number_faults(item, reading)
    elif isinstance(reading, date):
        yield from _date_faults(item, reading)
    elif isinstance(reading, str):
        yield from _length_faults(item, reading)


def fits(item: Item, value: object) -> bool:
    """A given answer with nothing wrong with it: the only kind that is scored."""
    return answered(value) and item.answerable and not list(faults(item, value))


def _number_faults(item: Item, number: Decimal) -> Iterator[Problem]:
    if item.minimum is not None and number < item.minimum:
        yield Problem(item.link_id, ProblemCode.TOO_LOW, f"{item.minimum:f}")
    elif item.maximum is not None and number > item.maximum:
        yield Problem(item.link_id, ProblemCode.TOO_HIGH, f"{item.maximum:f}")
    elif item.step > 1 and (number - (item.minimum or 0)) % item.step:
        yield Problem(item.link_id, ProblemCode.OFF_STEP, str(item.step))
    if item.decimals is not None and number != round(number, item.decimals):
        yield Problem(item.link_id, ProblemCode.TOO_MANY_DECIMALS, str(item.decimals))


def _date_faults(item: Item, day: date) -> Iterator[Problem]:
    if item.earliest_on and day < item.earliest_on:
        yield Problem(item.link_id, ProblemCode.TOO_EARLY, item.earliest_on.isoformat())
    if item.latest_on and day > item.latest_on:
        yield Problem(item.link_id, ProblemCode.TOO_LATE, item.latest_on.isoformat())


def _length_faults(item: Item, text: str) -> Iterator[Problem]:
    length = len(text.strip())
    if item.min_length and length < item.min_length:
        yield Problem(item.link_id, ProblemCode.TOO_SHORT, str(item.min_length))
    if item.max_length and length > item.max_length:
        yield Problem(item.link_id, ProblemCode.TOO_LONG, str(item.max_length))
