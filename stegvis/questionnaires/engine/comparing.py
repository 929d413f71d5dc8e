"""Comparing what was answered with what a rule says."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

from stegvis.questionnaires.engine.definition import Operator
from stegvis.questionnaires.engine.moments import PartialDate
from stegvis.questionnaires.engine.reading import Reading

_HOLDS: dict[Operator, frozenset[int]] = {
    Operator.EQUAL: frozenset({0}),
    Operator.NOT_EQUAL: frozenset({-1, 1}),
    Operator.ABOVE: frozenset({1}),
    Operator.BELOW: frozenset({-1}),
    Operator.AT_LEAST: frozenset({0, 1}),
    Operator.AT_MOST: frozenset({-1, 0}),
}


def equal(given: Reading, wanted: object) -> bool:
    """The same answer; among several chosen ones, one is enough."""
    if isinstance(given, tuple):
        return wanted in given
    return given == wanted


def compare(given: Reading, operator: Operator, wanted: object) -> bool:
    """The six comparisons between two numbers, dates, times or date-times; anything else is False."""
    sign = _sign(given, wanted)
    return sign is not None and sign in _HOLDS.get(operator, frozenset())


def _sign(given: Reading, wanted: object) -> int | None:
    if isinstance(given, Decimal) and isinstance(wanted, Decimal):
        return (given > wanted) - (given < wanted)
    if isinstance(given, PartialDate) and isinstance(wanted, PartialDate):
        return given.compared(wanted)
    if isinstance(given, datetime) and isinstance(wanted, datetime):
        return (given > wanted) - (given < wanted)
    if isinstance(given, time) and isinstance(wanted, time):
        return (given > wanted) - (given < wanted)
    return None
