"""How values spread, one line for each kind: the middle half as a field and the median as a mark, on a shared scale."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """One line. `low` and `high` bound the middle half; None where there are too few to say. `words` are printed."""

    label: str
    median: float | None
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """One line with its places, in hundredths of the width."""

    label: str
    words: str
    field_at: float | None = None
    field_width: float = 0
    mark_at: float | None = None


def placed(rows: Iterable[Spread]) -> tuple[SpreadLine, ...]:
    """Every line on the scale from nothing to the highest of them."""
    found = list(rows)
    most = max((max(row.high or 0, row.median or 0) for row in found), default=0)
    return tuple(_placed(row, most) for row in found)


def _placed(row: Spread, most: float) -> SpreadLine:
    if row.median is None or most <= 0:
        return SpreadLine(row.label, row.words)
    scale = 98 / most
    line = SpreadLine(row.label, row.words, mark_at=round(row.median * scale, 2))
    if row.low is None or row.high is None:
        return line
    return SpreadLine(
        row.label, row.words, round(row.low * scale, 2), round(max((row.high - row.low) * scale, 0.5), 2), line.mark_at
    )
