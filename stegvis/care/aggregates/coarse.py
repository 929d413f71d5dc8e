"""How counts are told, so that nobody can be pointed out: nought to four alike, and above that in whole fives.

A count of fewer than five is not told apart from nought, and every other is rounded down to a multiple of five: what
is told is always "at least". Hiding small cells alone would not do where the reader chooses what to count: the
difference between two choices would tell what was hidden (docs/adr/0013). Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SMALLEST = 5
# A count told as n is at most n + SLACK.
SLACK = SMALLEST - 1
# Sums stand beside their parts: in fives they would pin parts that are all at the top of their step.
SUMS = 2 * SMALLEST


def coarse(number: int) -> int:
    """What is told of a count: how many there are at least."""
    return number - number % SMALLEST


def whole(number: int, *told: Iterable[int]) -> int:
    """What is told of a sum whose parts are told too: a multiple of ten, once for each way in which it is divided.

    Where the sum is all that its parts can be together, it would give each of them away: five cells of four each
    make twenty. Then it is told one step lower, which is just as true.
    """
    found = number - number % SUMS
    if found and any(found >= sum(part + SLACK for part in parts) for parts in told):
        found -= SUMS
    return found


def _most(told: int, parts: Sequence[int]) -> int:
    """The most that a sum can be, to a reader who knows how it was told and what its parts were told as."""
    together = sum(part + SLACK for part in parts)
    return min(told + SUMS - 1 + (SUMS if told + SUMS >= together else 0), together)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is told: its cells in the table's order, and all of them together."""

    key: object
    cells: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Table:
    """Counts as they are told, with a row of sums. `sums.key` is None."""

    lines: tuple[Line, ...]
    sums: Line


def tabled(counts: Mapping[object, Mapping[str, int]], rows: Sequence[object], columns: Sequence[str]) -> Table:
    """The counts of each row in the order of `rows` and `columns`; what has none counts as nought."""
    return _not_below_its_parts(held_down(counts, rows, columns))


def held_down(counts: Mapping[object, Mapping[str, int]], rows: Sequence[object], columns: Sequence[str]) -> Table:
    """The same with every sum in tens: all that may be known, though some sums stand below what their parts come to."""
    lines, exact = [], []
    for key in rows:
        numbers = [counts.get(key, {}).get(column, 0) for column in columns]
        cells = tuple(coarse(number) for number in numbers)
        lines.append(Line(key, cells, whole(sum(numbers), cells)))
        exact.append(numbers)
    down = [[line.cells[place] for line in lines] for place in range(len(columns))]
    sums = tuple(whole(sum(row[place] for row in exact), down[place]) for place in range(len(columns)))
    # What the parts can be together is less than each could be alone: a row's sum is held down by its cells too.
    across = sum(_most(line.total, line.cells) for line in lines)
    along = sum(_most(sums[place], down[place]) for place in range(len(columns)))
    number = sum(map(sum, exact))
    total = number - number % SUMS
    if total and total >= min(across, along, sum(cell + SLACK for line in lines for cell in line.cells)):
        total -= SUMS
    return Table(tuple(lines), Line(None, sums, total))


def _not_below_its_parts(table: Table) -> Table:
    """Nine told as five in its cell is no sum of nought. What the parts come to is told already, so nothing is added."""
    lines = tuple(Line(line.key, line.cells, max(line.total, sum(line.cells))) for line in table.lines)
    down = [sum(line.cells[place] for line in lines) for place in range(len(table.sums.cells))]
    sums = tuple(max(pair) for pair in zip(table.sums.cells, down, strict=True))
    return Table(lines, Line(None, sums, max(table.sums.total, sum(line.total for line in lines), sum(sums))))


def share(part: int, of: int) -> int | None:
    """Whole per cent of two counts as they are told; None where they are too few to say."""
    return round(100 * part / of) if of >= 4 * SMALLEST else None
