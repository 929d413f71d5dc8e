"""An exercise as a form: from a post to what is kept, and from what is kept to fields. Nothing is stored here.

What is kept is plain: a text, a list of lines, or a list of rows of cells.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.http import QueryDict

from stegvis.program.document import ExerciseBlock
from stegvis.program.kinds import ExerciseForm

LEAST_ROWS = 3
MOST_ROWS = 40
# Empty lines left under what is written, so that the list can grow without scripts.
SPARE_ROWS = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row."""

    name: str
    label: str
    value: str


def read(block: ExerciseBlock, data: QueryDict) -> Any:
    """What was typed, in the shape of the exercise. Nothing a browser sends makes it fail."""
    if block.form is ExerciseForm.TEXT:
        return data.get("text", "").replace("\r\n", "\n")
    columns = max(block.columns, 1) if block.form is ExerciseForm.TABLE else 1
    rows = [[data.get(f"{row}-{column}", "") for column in range(columns)] for row in range(MOST_ROWS)]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows if block.form is ExerciseForm.TABLE else [row[0] for row in rows]


def is_empty(content: Any) -> bool:
    """Whether nothing has been written."""
    if isinstance(content, list):
        return all(is_empty(part) for part in content)
    return not str(content or "").strip()


def rows_of(block: ExerciseBlock, content: Any, labels: list[str]) -> list[list[Cell]]:
    """The fields of a list or table with what is written, and room for more."""
    written = content if isinstance(content, list) else []
    number = min(max(block.rows or LEAST_ROWS, len(written) + SPARE_ROWS), MOST_ROWS)
    return [
        [Cell(f"{row}-{column}", label, _at(written, row, column)) for column, label in enumerate(labels)]
        for row in range(number)
    ]


def lines_of(content: Any) -> list[list[str]]:
    """What is written as rows of texts, to read or compare."""
    if isinstance(content, list):
        rows = [row if isinstance(row, list) else [row] for row in content]
        return [[str(cell) for cell in row] for row in rows if not is_empty(row)]
    return [] if is_empty(content) else [[str(content)]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one version, and whether the other version lacks it."""

    text: str
    differs: bool


def differing(one: Any, other: Any) -> tuple[list[Line], list[Line]]:
    """Both versions line by line, with what is only in the one marked."""
    mine, theirs = _said(one), _said(other)
    matches = SequenceMatcher(a=mine, b=theirs, autojunk=False).get_matching_blocks()
    same_mine = {match.a + step for match in matches for step in range(match.size)}
    same_theirs = {match.b + step for match in matches for step in range(match.size)}
    return _marked(mine, same_mine), _marked(theirs, same_theirs)


def _said(content: Any) -> list[str]:
    rows = lines_of(content)
    if not isinstance(content, list):
        return [line for row in rows for line in row[0].splitlines() if line.strip()]
    return [" · ".join(row) for row in rows]


def _marked(lines: list[str], same: set[int]) -> list[Line]:
    return [Line(line, place not in same) for place, line in enumerate(lines)]


def _at(written: list[Any], row: int, column: int) -> str:
    found = written[row] if row < len(written) else ""
    if isinstance(found, list):
        found = found[column] if column < len(found) else ""
    elif column:
        found = ""
    return str(found)
