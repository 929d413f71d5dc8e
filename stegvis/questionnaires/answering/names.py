"""What the fields of a form are called. A place is a link id, or `medicin#0#namn` inside a row."""

from __future__ import annotations

from enum import StrEnum

PREFIX = "q."
# What is posted for "something else": no option's code begins with a colon, and own words do.
OWN = ":"


class Part(StrEnum):
    """A question that has more than one field. A link id holds no colon."""

    WORDS = "own"
    DATE = "date"
    TIME = "time"


def field_name(key: str, part: Part | None = None) -> str:
    """The form field that carries the answer at a place."""
    return f"{PREFIX}{key}:{part}" if part else f"{PREFIX}{key}"


def row_mark(group: str, row: int) -> str:
    """The hidden field that says that a row is there, also when nothing in it is answered."""
    return f"{PREFIX}{group}#{row}#"
