"""What is wrong with a set of answers, as codes. The sentences live above the engine.

An answer set in progress may be incomplete. A completed one answers every
required question that is enabled, and none that is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal
from enum import StrEnum

from stegvis.questionnaires.engine import patterns
from stegvis.questionnaires.engine.definition import Definition, Item, ItemType
from stegvis.questionnaires.engine.moments import PartialDate
from stegvis.questionnaires.engine.places import MOST_ROWS, ROW, Answers
from stegvis.questionnaires.engine.reading import answered, read
from stegvis.questionnaires.engine.settling import settle


class ProblemCode(StrEnum):
    REQUIRED = "required"
    NOT_AN_OPTION = "not_an_option"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    NOT_A_MOMENT = "not_a_moment"
    NOT_A_TEXT = "not_a_text"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    OFF_STEP = "off_step"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    WRONG_PATTERN = "wrong_pattern"
    EXCLUSIVE = "exclusive"
    TOO_FEW_ROWS = "too_few_rows"
    TOO_MANY_ROWS = "too_many_rows"
    IMPLAUSIBLE = "implausible"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NOT_ANSWERABLE = "not_answerable"
    DISABLED = "disabled"
    UNKNOWN_ITEM = "unknown_item"


@dataclass(frozen=True)
class Problem:
    """One thing to put right, at one place. `limit` is what the answer is held against, as written."""

    key: str
    code: ProblemCode
    limit: str = ""


_UNREADABLE = {
    ItemType.BOOLEAN: ProblemCode.NOT_YES_OR_NO,
    ItemType.CHOICE: ProblemCode.NOT_AN_OPTION,
    ItemType.DECIMAL: ProblemCode.NOT_A_NUMBER,
    ItemType.DATE: ProblemCode.NOT_A_DATE,
    ItemType.TIME: ProblemCode.NOT_A_TIME,
    ItemType.DATE_TIME: ProblemCode.NOT_A_MOMENT,
    ItemType.STRING: ProblemCode.NOT_A_TEXT,
    ItemType.TEXT: ProblemCode.NOT_A_TEXT,
}


def validate(definition: Definition, answers: Answers, completed: bool) -> list[Problem]:
    """Problems in the order of the places; answers that have no place at all come last."""
    found = settle(definition, answers)
    begun = _begun_rows(definition, answers)
    problems: list[Problem] = []
    for place in found.places:
        on = place.key in found.on
        if place.item.repeats:
            problems.extend(_row_faults(place.item, place.key, begun, on and completed))
        value = found.answers.get(place.key)
        if place.item.calculated and place.item.link_id in definition.out_of_sight:
            # Nobody can put right what is worked out where nobody sees it. Out of its limits it is not scored.
            continue
        required = completed and on and _is_required(definition, place.item, place.key, begun)
        problems.extend(_judge(place.item, place.key, value, on=on, required=required, completed=completed))
    known = {place.key for place in found.places}
    problems.extend(Problem(key, ProblemCode.UNKNOWN_ITEM) for key in answers if key not in known)
    return problems


def doubts(definition: Definition, answers: Answers) -> list[Problem]:
    """Values outside what is plausible: to ask about, never to refuse."""
    found = settle(definition, answers)
    return [
        problem
        for place in found.places
        if place.key in found.on
        for problem in _doubted(place.item, place.key, found.answers.get(place.key))
    ]


def _doubted(item: Item, key: str, value: object) -> Iterator[Problem]:
    low, high = item.plausible_low, item.plausible_high
    reading = read(item, value) if low is not None or high is not None else None
    if not isinstance(reading, Decimal) or not fits(item, value):
        return
    if (low is not None and reading < low) or (high is not None and reading > high):
        limit = f"{low:f}" if low is not None and reading < low else f"{high:f}"
        yield Problem(key, ProblemCode.IMPLAUSIBLE, limit)


def _begun_rows(definition: Definition, answers: Answers) -> dict[str, set[int]]:
    """The rows of each repeating group in which something is answered by hand, by the group's place."""
    begun: dict[str, set[int]] = {}
    for key, value in answers.items():
        parts = key.split(ROW)
        if len(parts) < 3 or parts[-1] not in definition.making_rows or not answered(value):
            continue
        for end in range(1, len(parts) - 1, 2):
            if parts[end].isdecimal():
                begun.setdefault(ROW.join(parts[:end]), set()).add(int(parts[end]))
    return begun


def _row_faults(item: Item, key: str, begun: dict[str, set[int]], completed: bool) -> Iterator[Problem]:
    rows, most = len(begun.get(key, ())), item.most_rows or MOST_ROWS
    if rows > most:
        yield Problem(key, ProblemCode.TOO_MANY_ROWS, str(most))
    elif completed and item.least_rows and rows < item.least_rows:
        yield Problem(key, ProblemCode.TOO_FEW_ROWS, str(item.least_rows))


def _is_required(definition: Definition, item: Item, key: str, begun: dict[str, set[int]]) -> bool:
    """Whether an answer is needed. In a row that nobody has begun, nothing is."""
    if not item.required or item.calculated:
        return False
    parts = key.split(ROW)
    return all(int(parts[end]) in begun.get(ROW.join(parts[:end]), ()) for end in range(1, len(parts) - 1, 2))


def _judge(item: Item, key: str, value: object, *, on: bool, required: bool, completed: bool) -> Iterator[Problem]:
    if not answered(value):
        if required and item.answerable:
            yield Problem(key, ProblemCode.REQUIRED)
    elif not item.answerable:
        yield Problem(key, ProblemCode.NOT_ANSWERABLE)
    elif not on:
        if completed:
            yield Problem(key, ProblemCode.DISABLED)
    else:
        for problem in faults(item, value):
            yield replace(problem, key=key)


def faults(item: Item, value: object) -> Iterator[Problem]:
    """What is wrong with one given answer to an enabled question."""
    reading = read(item, value)
    if reading is None:
        yield Problem(item.link_id, _UNREADABLE.get(item.type, ProblemCode.NOT_A_WHOLE_NUMBER))
    elif isinstance(reading, tuple):
        if len(reading) > 1 and any((option := item.option(code)) and option.exclusive for code in reading):
            yield Problem(item.link_id, ProblemCode.EXCLUSIVE)
    elif isinstance(reading, Decimal):
        yield from _number_faults(item, reading)
    elif isinstance(reading, PartialDate):
        yield from _date_faults(item, reading)
    elif isinstance(reading, datetime):
        yield from _date_faults(item, PartialDate.of(reading.date()))
    elif isinstance(reading, time):
        yield from _time_faults(item, reading)
    elif isinstance(reading, str):
        yield from _length_faults(item, reading)


def fits(item: Item, value: object) -> bool:
    """A given answer with nothing wrong with it: the only kind that is scored."""
    return answered(value) and item.answerable and not any(faults(item, value))


def _number_faults(item: Item, number: Decimal) -> Iterator[Problem]:
    if item.minimum is not None and number < item.minimum:
        yield Problem(item.link_id, ProblemCode.TOO_LOW, f"{item.minimum:f}")
    elif item.maximum is not None and number > item.maximum:
        yield Problem(item.link_id, ProblemCode.TOO_HIGH, f"{item.maximum:f}")
    elif item.step > 1 and (number - (item.minimum or 0)) % item.step:
        yield Problem(item.link_id, ProblemCode.OFF_STEP, str(item.step))
    if item.decimals is not None and not item.calculated and number != round(number, item.decimals):
        yield Problem(item.link_id, ProblemCode.TOO_MANY_DECIMALS, str(item.decimals))


def _date_faults(item: Item, day: PartialDate) -> Iterator[Problem]:
    """A partial date is wrong only when no day that it can mean is right."""
    if item.earliest_on and day.last < item.earliest_on:
        yield Problem(item.link_id, ProblemCode.TOO_EARLY, item.earliest_on.isoformat())
    elif item.latest_on and day.first > item.latest_on:
        yield Problem(item.link_id, ProblemCode.TOO_LATE, item.latest_on.isoformat())


def _time_faults(item: Item, clock: time) -> Iterator[Problem]:
    if item.earliest_at and clock < item.earliest_at:
        yield Problem(item.link_id, ProblemCode.TOO_EARLY, f"{item.earliest_at:%H:%M}")
    elif item.latest_at and clock > item.latest_at:
        yield Problem(item.link_id, ProblemCode.TOO_LATE, f"{item.latest_at:%H:%M}")


def _length_faults(item: Item, text: str) -> Iterator[Problem]:
    length = len(text.strip())
    if item.min_length and length < item.min_length:
        yield Problem(item.link_id, ProblemCode.TOO_SHORT, str(item.min_length))
    elif item.max_length and length > item.max_length:
        yield Problem(item.link_id, ProblemCode.TOO_LONG, str(item.max_length))
    elif item.pattern and not patterns.fits(item.pattern, text.strip()):
        yield Problem(item.link_id, ProblemCode.WRONG_PATTERN)
