"""Calculated values: a small language of sums and quotients over the answers.

`{vikt} / ({langd} / 100 * {langd} / 100)`, `sum({a}, {b})`, `hours({till}, {fran})`.
`+ - * /` and `hours` need every value; `sum`, `mean`, `min`, `max` and `count` use
what is answered. A question that is not enabled is unanswered. An answer counts as
its number, the points of what was chosen, or 1 and 0 for yes and no. Numbers are
exact fractions and are rounded once, at the end: the browser gets the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

LONGEST = 2_000
DEEPEST = 40
# A chain of signs is a tree as deep as it is long, and everything here walks it by recursion.
MOST_SIGNS = 200
AGGREGATES = ("sum", "mean", "min", "max", "count")
_DAY = 24 * 60

_TOKEN = re.compile(r"\s*(?:([0-9]{1,12}(?:\.[0-9]{1,9})?)|\{([^{}]{1,64})\}|([a-z]+)|([-+*/(),]))")

_SIGNS = frozenset(("sign", each) for each in "+-*/")

Value = Fraction | time | datetime
Lookup = Callable[[str], Sequence[Value]]


class CannotRead(ValueError):
    """The text is no expression; the message says why."""


@dataclass(frozen=True)
class Number:
    value: Decimal


@dataclass(frozen=True)
class Reference:
    link_id: str


@dataclass(frozen=True)
class Operation:
    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Negated:
    of: Expression


@dataclass(frozen=True)
class Call:
    name: str
    arguments: tuple[Expression, ...]


Expression = Number | Reference | Operation | Negated | Call


@lru_cache(maxsize=1024)
def parse_expression(text: str) -> Expression:
    """Read an expression. Raises CannotRead."""
    if len(text) > LONGEST:
        raise CannotRead(f"longer than {LONGEST} characters")
    tokens = _tokens(text)
    if sum(token in _SIGNS for token in tokens) > MOST_SIGNS:
        raise CannotRead(f"more than {MOST_SIGNS} signs; sum(…) takes any number of questions")
    reader = _Reader(tokens)
    found = reader.total(0)
    if reader.rest:
        raise CannotRead(f"{reader.rest[0][1]!r} is not expected there")
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise CannotRead(f"{text[at : at + 20].strip()!r} cannot be read")
        kind = ("number", "reference", "name", "sign")[match.lastindex - 1 if match.lastindex else 0]
        found.append((kind, match[match.lastindex or 0].strip()))
        at = match.end()
    return found


class _Reader:
    """Recursive descent, with a limit to how deep parentheses go."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.rest = tokens

    def peek(self) -> str:
        return self.rest[0][1] if self.rest and self.rest[0][0] == "sign" else ""

    def take(self) -> tuple[str, str]:
        if not self.rest:
            raise CannotRead("something is missing at the end")
        token, *self.rest = self.rest
        return token

    def expect(self, sign: str) -> None:
        kind, text = self.take()
        if (kind, text) != ("sign", sign):
            raise CannotRead(f"expected {sign!r}, not {text!r}")

    def total(self, depth: int) -> Expression:
        found = self.product(depth)
        while self.peek() in ("+", "-"):
            sign = self.take()[1]
            found = Operation(sign, found, self.product(depth))
        return found

    def product(self, depth: int) -> Expression:
        found = self.factor(depth)
        while self.peek() in ("*", "/"):
            sign = self.take()[1]
            found = Operation(sign, found, self.factor(depth))
        return found

    def factor(self, depth: int) -> Expression:
        if depth > DEEPEST:
            raise CannotRead("too many parentheses inside one another")
        kind, text = self.take()
        if kind == "number":
            return Number(Decimal(text))
        if kind == "reference":
            return Reference(text)
        if kind == "name":
            return self.call(text, depth)
        if text == "-":
            return Negated(self.factor(depth + 1))
        if text == "(":
            found = self.total(depth + 1)
            self.expect(")")
            return found
        raise CannotRead(f"{text!r} is not expected there")

    def call(self, name: str, depth: int) -> Expression:
        self.expect("(")
        arguments = [self.total(depth + 1)]
        while self.peek() == ",":
            self.take()
            arguments.append(self.total(depth + 1))
        self.expect(")")
        _refuse_wrong_call(name, arguments)
        return Call(name, tuple(arguments))


def _refuse_wrong_call(name: str, arguments: list[Expression]) -> None:
    if name in AGGREGATES:
        return
    if name == "hours":
        if len(arguments) != 2 or not all(isinstance(each, Reference) for each in arguments):
            raise CannotRead("hours needs two questions")
    elif name == "round":
        digits = arguments[1] if len(arguments) == 2 else None
        if not isinstance(digits, Number) or digits.value not in range(10):
            raise CannotRead("round needs a value and a number of decimals from 0 to 9")
    else:
        raise CannotRead(f"there is no function {name!r}")


def references(expression: Expression) -> frozenset[str]:
    """The link ids that an expression reads."""
    if isinstance(expression, Reference):
        return frozenset({expression.link_id})
    if isinstance(expression, Operation):
        return references(expression.left) | references(expression.right)
    if isinstance(expression, Negated):
        return references(expression.of)
    if isinstance(expression, Call):
        return frozenset().union(*(references(each) for each in expression.arguments))
    return frozenset()


def evaluate(expression: Expression, look: Lookup) -> Fraction | None:
    """The value, exact, or None when something that is needed is missing. `look` gives a question's values."""
    if isinstance(expression, Number):
        return Fraction(expression.value)
    if isinstance(expression, Reference):
        found = look(expression.link_id)
        return found[0] if len(found) == 1 and isinstance(found[0], Fraction) else None
    if isinstance(expression, Negated):
        value = evaluate(expression.of, look)
        return None if value is None else -value
    if isinstance(expression, Operation):
        return _operated(expression, look)
    if expression.name == "hours":
        return _hours(expression, look)
    if expression.name == "round":
        return _rounded(expression, look)
    return _aggregated(expression, look)


def _operated(expression: Operation, look: Lookup) -> Fraction | None:
    left, right = evaluate(expression.left, look), evaluate(expression.right, look)
    if left is None or right is None:
        return None
    if expression.sign == "+":
        return left + right
    if expression.sign == "-":
        return left - right
    if expression.sign == "*":
        return left * right
    return left / right if right else None


def _hours(expression: Call, look: Lookup) -> Fraction | None:
    ends = []
    for each in expression.arguments:
        found = look(each.link_id) if isinstance(each, Reference) else ()
        if len(found) != 1 or isinstance(found[0], Fraction):
            return None
        ends.append(found[0])
    start, end = ends
    if isinstance(start, datetime) and isinstance(end, datetime):
        between = end - start
        return Fraction(between.days * _DAY + between.seconds // 60, 60)
    if isinstance(start, time) and isinstance(end, time):
        return Fraction((_minutes(end) - _minutes(start)) % _DAY, 60)
    return None


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _rounded(expression: Call, look: Lookup) -> Fraction | None:
    value, digits = evaluate(expression.arguments[0], look), expression.arguments[1]
    if value is None or not isinstance(digits, Number):
        return None
    return half_up(value, int(digits.value))


def _aggregated(expression: Call, look: Lookup) -> Fraction | None:
    values: list[Fraction] = []
    for each in expression.arguments:
        if isinstance(each, Reference):
            found = look(each.link_id)
            if expression.name == "count":
                values += [Fraction(1)] * len(found)
            else:
                values += [value for value in found if isinstance(value, Fraction)]
        elif (value := evaluate(each, look)) is not None:
            values.append(Fraction(1) if expression.name == "count" else value)
    if expression.name == "count":
        return Fraction(len(values))
    if not values:
        return None
    if expression.name == "mean":
        return _total(values) / len(values)
    if expression.name == "sum":
        return _total(values)
    return min(values) if expression.name == "min" else max(values)


def _total(values: list[Fraction]) -> Fraction:
    """Whole numbers are added as such: many rows are many of them."""
    parts = sum(value.numerator for value in values if value.denominator == 1)
    return sum((value for value in values if value.denominator != 1), Fraction(parts))


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Rounded to that many decimals; a half goes away from nought, as people round."""
    scale = 10**decimals
    whole = (abs(value) * scale * 2 + 1) // 2
    return Fraction(whole if value >= 0 else -whole, scale)


def as_json(expression: Expression) -> list[object]:
    """The same tree for the browser: numbers as texts, references and signs by name."""
    if isinstance(expression, Number):
        return ["number", f"{expression.value:f}"]
    if isinstance(expression, Reference):
        return ["reference", expression.link_id]
    if isinstance(expression, Negated):
        return ["negated", as_json(expression.of)]
    if isinstance(expression, Operation):
        return [expression.sign, as_json(expression.left), as_json(expression.right)]
    return [expression.name, *(as_json(each) for each in expression.arguments)]
