"""Fields of the editor's forms as plain values: drawn by one template, read back by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import get_format


@dataclass(frozen=True)
class Choice:
    """One alternative in a list."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """`kind`: line, text, number, tick, list, date, time. `todo` is what is left to do here."""

    name: str
    label: str
    kind: str = "line"
    value: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    todo: tuple[str, ...] = ()
    width: str = ""
    on: bool = False
    lang: str = ""
    bare: bool = False
    again: bool = False
    longest: int = 0

    @property
    def html_id(self) -> str:
        return f"f-{self.name.replace('.', '-')}"

    @property
    def shown(self) -> str:
        """The value as people read it, for comparing two of them."""
        return ("1" if self.on else "") if self.kind == "tick" else self.as_shown(self.value)

    def as_shown(self, value: str) -> str:
        """A posted value in words."""
        if self.kind == "list":
            return next((choice.label for choice in self.choices if choice.value == value), value)
        return value

    @property
    def described_by(self) -> str:
        parts = {"help": self.help, "todo": self.todo}
        return " ".join(f"{self.html_id}-{part}" for part, given in parts.items() if given)


@dataclass(frozen=True)
class Section:
    """Fields that belong together. `fold` starts closed; `rows` are lines of fields with their buttons."""

    title: str
    fields: tuple[Field, ...] = ()
    rows: tuple[Row, ...] = ()
    help: str = ""
    fold: bool = False
    open: bool = False
    kind: str = ""
    todo: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    many: str = ""
    items: tuple[Any, ...] = ()

    def all_fields(self) -> Iterable[Field]:
        """Those of the rows too."""
        yield from self.fields
        for row in self.rows:
            yield from row.fields


@dataclass(frozen=True)
class Row:
    """One line: an answer, a condition or a band. `number` is its index; a new one is still empty."""

    number: int
    prefix: str
    fields: tuple[Field, ...]
    code: str = ""
    new: bool = False
    first: bool = False
    last: bool = False
    label: str = ""


@dataclass
class Todo:
    """Sentences by the field they belong to; those without a field belong to the whole."""

    by_field: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, todos: Iterable[Mapping[str, Any]]) -> Todo:
        """From findings in words."""
        made = cls()
        for todo in todos:
            made.by_field.setdefault(str(todo["field"]), []).append(str(todo["text"]))
        return made

    def at(self, name: str) -> tuple[str, ...]:
        """What is left to do at a field."""
        return tuple(dict.fromkeys(self.by_field.get(name, ())))


def number_shown(value: object) -> str:
    """A stored number with the page's decimal sign; what is no number as it was typed."""
    if value is None:
        return ""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return (
        text.replace(".", get_format("DECIMAL_SEPARATOR")) if text.replace(".", "", 1).lstrip("-").isdigit() else text
    )


def indexes(posted: Iterable[str], prefix: str) -> list[int]:
    """The numbers of the rows in a posted form: `opt.0.text`, `opt.1.text` …, in order."""
    found = set()
    for name in posted:
        parts = name.split(".")
        if len(parts) == 3 and parts[0] == prefix and parts[1].isascii() and parts[1].isdigit() and len(parts[1]) < 5:
            found.add(int(parts[1]))
    return sorted(found)
