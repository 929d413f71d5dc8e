"""Which items are to be answered, given the answers so far.

A question that is not enabled counts as unanswered, so conditions are judged
in the order in which they hang together. On an unanswered question `!=` holds
(no answer is equal, as FHIR words it) and everything but `exists false` else
does not. The browser's `answering.js` mirrors this file.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from stegvis.questionnaires.engine.definition import (
    Behaviour,
    Condition,
    Definition,
    Item,
    Operator,
)
from stegvis.questionnaires.engine.graph import judging_order
from stegvis.questionnaires.engine.reading import Answers, Reading, answered, read


def enabled(definition: Definition, answers: Answers) -> set[str]:
    """The link ids of every enabled item, groups and displays too."""
    on: set[str] = set()
    order, _ = judging_order(definition.in_order)
    for link_id in order:
        parent = definition.parents.get(link_id)
        if parent is not None and parent not in on:
            continue
        if _holds(definition, definition.index[link_id], answers, on):
            on.add(link_id)
    return on


def _holds(definition: Definition, item: Item, answers: Answers, on: set[str]) -> bool:
    if not item.conditions:
        return True
    every = all if item.behaviour is Behaviour.ALL else any
    return every(_met(definition, condition, answers, on) for condition in item.conditions)


def _met(definition: Definition, condition: Condition, answers: Answers, on: set[str]) -> bool:
    question = definition.index[condition.question]
    given = None
    if condition.question in on:
        given = read(question, answers.get(condition.question))
    if condition.operator is Operator.EXISTS:
        return (given is not None) == condition.value
    equal = given is not None and _equal(given, condition.value)
    if condition.operator is Operator.EQUAL:
        return equal
    if condition.operator is Operator.NOT_EQUAL:
        return not equal
    return given is not None and compare(given, condition.operator, condition.value)


def _equal(given: Reading, wanted: object) -> bool:
    if isinstance(given, tuple):
        return wanted in given
    return given == wanted


def compare(given: Reading, operator: Operator, wanted: object) -> bool:
    """The six comparisons, between two numbers or two dates; anything else is False."""
    if isinstance(given, Decimal) and isinstance(wanted, Decimal):
        return _ordered((given > wanted) - (given < wanted), operator)
    if isinstance(given, date) and isinstance(wanted, date):
        return _ordered((given > wanted) - (given < wanted), operator)
    return False


def _ordered(sign: int, operator: Operator) -> bool:
    return {
        Operator.EQUAL: sign == 0,
        Operator.NOT_EQUAL: sign != 0,
        Operator.ABOVE: sign > 0,
        Operator.BELOW: sign < 0,
        Operator.AT_LEAST: sign >= 0,
        Operator.AT_MOST: sign <= 0,
    }.get(operator, False)


def clean(definition: Definition, answers: Answers) -> dict[str, object]:
    """Only answers that count: none to hidden or unknown questions, no blanks."""
    on = enabled(definition, answers)
    return {
        item.link_id: answers[item.link_id]
        for item in definition.questions
        if item.link_id in on and answered(answers.get(item.link_id))
    }
