"""A JSON value that knows its own path, so that a refusal can say where.

Only reading of single values lives here; what they mean is in the files beside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from stegvis.questionnaires.engine.moments import PartialDate, read_date, read_moment, read_time

Kind = TypeVar("Kind", bound=StrEnum)


LONGEST_TEXT = 10_000
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class CannotParse(ValueError):
    """The document is no questionnaire. `path` says where, `reason` says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True)
class Node:
    value: object
    path: str = "$"

    def refuse(self, reason: str) -> CannotParse:
        return CannotParse(self.path, reason)

    def fields(self) -> dict[str, object]:
        """This as an object, whatever its keys are."""
        if not isinstance(self.value, dict):
            raise self.refuse("expected an object")
        if not all(isinstance(key, str) for key in self.value):
            raise self.refuse("expected keys that are texts")
        return self.value

    def named(self) -> Iterator[tuple[str, Node]]:
        for key, value in self.fields().items():
            yield key, Node(value, f"{self.path}.{key}")

    def only(self, allowed: Iterable[str]) -> Node:
        """This is an object with no other keys than these: never a silent guess."""
        for key in self.fields():
            if key not in allowed:
                raise self.refuse(f"unknown key {key!r}")
        return self

    def get(self, key: str) -> Node | None:
        fields = self.fields()
        return Node(fields[key], f"{self.path}.{key}") if key in fields else None

    def need(self, key: str) -> Node:
        found = self.get(key)
        if found is None:
            raise self.refuse(f"{key!r} is missing")
        return found

    def each(self, most: int) -> Iterator[Node]:
        if not isinstance(self.value, (list, tuple)):
            raise self.refuse("expected a list")
        if len(self.value) > most:
            raise self.refuse(f"more than {most} entries")
        for place, value in enumerate(self.value):
            yield Node(value, f"{self.path}[{place}]")

    def text(self, longest: int = LONGEST_TEXT) -> str:
        if not isinstance(self.value, str):
            raise self.refuse("expected a text")
        if not self.value.strip():
            raise self.refuse("the text is empty")
        if len(self.value) > longest:
            raise self.refuse(f"the text is longer than {longest} characters")
        for character in self.value:
            if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs"):
                raise self.refuse("the text holds a control character")
        return self.value

    def matching(self, pattern: re.Pattern[str], what: str) -> str:
        text = self.text()
        if not pattern.fullmatch(text):
            raise self.refuse(f"expected {what}")
        return text

    def one_of(self, kind: type[Kind]) -> Kind:
        try:
            return kind(self.text())
        except ValueError as wrong:
            if isinstance(wrong, CannotParse):
                raise
            raise self.refuse(f"expected one of {', '.join(kind)}") from None

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.refuse("expected true or false")
        return self.value

    def whole(self, low: int, high: int) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.refuse("expected a whole number")
        if not low <= self.value <= high:
            raise self.refuse(f"expected a number from {low} to {high}")
        return self.value

    def number(self) -> Decimal:
        """A whole number, or a decimal written as a text: floats are never exact."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            if abs(self.value) >= 10**12:
                raise self.refuse("the number is too large")
            return Decimal(self.value)
        if isinstance(self.value, str) and _DECIMAL.fullmatch(self.value):
            return plain(Decimal(self.value))
        raise self.refuse('expected a whole number or a decimal as a text, such as "7.5"')

    def day(self) -> date:
        try:
            if _DATE.fullmatch(self.text(10)):
                return date.fromisoformat(str(self.value))
        except ValueError:
            pass
        raise self.refuse("expected a date, such as 2026-01-31")

    def partial_day(self) -> PartialDate:
        found = read_date(self.text(10))
        if found is None:
            raise self.refuse("expected a date, such as 2026-01-31, 2026-01 or 2026")
        return found

    def clock(self) -> time:
        found = read_time(self.text(5))
        if found is None:
            raise self.refuse("expected a time, such as 07:30")
        return found

    def moment(self) -> datetime:
        found = read_moment(self.text(16))
        if found is None:
            raise self.refuse("expected a date with a time, such as 2026-01-31T07:30")
        return found


def plain(value: Decimal) -> Decimal:
    """The same number with one way of writing it: 7.50 becomes 7.5 and -0 becomes 0."""
    if value == 0:
        return Decimal(0)
    whole = value.to_integral_value()
    return Decimal(int(value)) if value == whole else value.normalize()
