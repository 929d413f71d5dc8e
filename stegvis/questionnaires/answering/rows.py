"""Rows of a repeating group, as the keys of the answers tell: one more, one less."""

from __future__ import annotations

from collections.abc import Mapping

from stegvis.lib.whole import whole


def without_row(answers: Mapping[str, object], group: str, row: int) -> dict[str, object]:
    """The answers with that row of the group taken out; the rows after it move up."""
    return {moved: value for key, value in answers.items() if (moved := _moved(key, f"{group}#", row)) is not None}


def with_row(rows: Mapping[str, int], group: str) -> dict[str, int]:
    """How many rows to draw of each group, when one more of this is wanted."""
    return {**rows, group: rows.get(group, 0) + 1}


def _moved(key: str, group: str, row: int) -> str | None:
    if not key.startswith(group):
        return key
    number, _, rest = key[len(group) :].partition("#")
    here = whole(number, -1)
    if here == row:
        return None
    return f"{group}{here - 1}#{rest}" if here > row else key
