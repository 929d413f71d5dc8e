"""Counts as lying bars, one for each kind, with a darker part of each: on a scale from nothing to the longest."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One line. `part` is a part of `whole`; None where there is none to tell of. `words` are printed beside it."""

    label: str
    whole: float
    part: float | None
    words: str


@dataclass(frozen=True, slots=True)
class BarLine:
    """One line with its lengths, in hundredths of the width."""

    label: str
    words: str
    whole: float
    part: float


def barred(rows: Iterable[Bar]) -> tuple[BarLine, ...]:
    """Every line on the scale of the longest. A part is never drawn longer than its whole."""
    found = list(rows)
    most = max((row.whole for row in found), default=0) or 1
    return tuple(
        BarLine(
            row.label, row.words, round(100 * row.whole / most, 2), round(100 * min(row.part or 0, row.whole) / most, 2)
        )
        for row in found
    )
