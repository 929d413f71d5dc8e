"""Counts gathered under the headings that the reader chose, and then told in fives."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.care.aggregates import (
    ENDINGS,
    PHASES,
    SMALLEST,
    Answered,
    Counted,
    Line,
    Named,
    Period,
    Scope,
    share,
    tabled,
)
from stegvis.course.kinds import Phase
from stegvis.questionnaires import queries as library
from stegvis.web.counting.asking import Asking, By, View, first_of

# The key of all that are too few to have a row of their own.
REST = "rest"
# What the darker shade of a bar is the sum of.
DARKER: dict[View, tuple[str, ...]] = {
    View.BEGUN: (Phase.CLOSED.value,),
    View.ENDED: (Phase.CLOSED.value,),
    View.ASKED: (Answered.IN_TIME.value, Answered.LATE.value),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row to show: its heading, all together, each column by its name, and what the bar's darker shade is."""

    label: str
    total: int
    cells: tuple[tuple[str, int], ...]
    part: int
    share: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """The table to show. `columns` head the cells."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sums: Row


def columns_of(view: View) -> dict[str, str]:
    """Key and heading of each column, after the one for all together."""
    if view is View.ASKED:
        return {Answered.IN_TIME: _("I tid"), Answered.LATE: _("Sent"), Answered.MISSED: _("Inte besvarade")}
    phases = PHASES if view is View.BEGUN else ENDINGS
    return {phase.value: str(phase.label) for phase in phases}


def gathered(
    counts: Iterable[Counted], asking: Asking, scope: Scope, versions: Mapping[UUID, Named], today: date
) -> Found:
    """The counts that were chosen, as a table. Pure but for the names of questionnaires.

    Fewer than five in all have no rows: whether there is somebody at all is not told.
    """
    columns = columns_of(asking.view)
    numbers: dict[object, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    labels: dict[object, tuple[Any, str]] = {}
    for row in counts:
        key, order, label = _under(row, asking.by, scope, versions)
        numbers[key][row.what] += row.number
        labels[key] = (order, label)
    if asking.by is By.MONTH:
        labels |= {month: (month, _month(month)) for month in _months(asking.period(today), today, labels)}
    else:
        _merge(numbers, labels)
    ordered = sorted(labels, key=lambda key: (key is REST, labels[key][0] if key is not REST else None))
    table = tabled(numbers, ordered, list(columns))
    darker = tabled(
        {key: {"part": sum(each[what] for what in DARKER[asking.view])} for key, each in numbers.items()},
        ordered,
        ["part"],
    )
    names, shares = tuple(columns.values()), asking.view is View.ASKED
    rows = tuple(
        _row(labels[line.key][1], line, part.total, names, shares)
        for line, part in zip(table.lines, darker.lines, strict=True)
    )
    sums = _row(_("Alla"), table.sums, darker.sums.total, names, shares)
    return Found(names, rows if sums.total else (), sums)


def _row(label: str, line: Line, part: int, names: tuple[str, ...], shares: bool) -> Row:
    cells = tuple(zip(names, line.cells, strict=True))
    return Row(label, line.total, cells, part, share(part, line.total) if shares else None)


def _under(row: Counted, by: By, scope: Scope, versions: Mapping[UUID, Named]) -> tuple[object, Any, str]:
    """Which row it belongs to, where that stands, and what it is called."""
    version = versions[row.version_id]
    if by is By.MONTH:
        return row.month, row.month, _month(row.month)
    if by is By.PROGRAM:
        return version.program_id, version.title.casefold(), version.title
    if by is By.VERSION:
        words = _("%(title)s, version %(number)s") % {"title": version.title, "number": version.number}
        return row.version_id, (version.title.casefold(), version.number), words
    if by is By.UNIT:
        name = scope.units.get(row.unit_id, ("", ""))[0]
        return row.unit_id, name.casefold(), name
    definition = library.definition_by_digest(row.questionnaire)  # kept once read, so that no row costs a query
    title = definition.title(get_language() or "")
    return definition.key, title.casefold(), title


def _month(month: date) -> str:
    return date_format(month, "F Y")


def _merge(numbers: dict[object, dict[str, int]], labels: dict[object, tuple[Any, str]]) -> None:
    """Headings with fewer than five become one: that a row stands there would tell that it counts somebody."""
    small = [key for key, each in numbers.items() if sum(each.values()) < SMALLEST]
    if not small:
        return
    rest: dict[str, int] = defaultdict(int)
    for key in small:
        labels.pop(key)
        for what, number in numbers.pop(key).items():
            rest[what] += number
    numbers[REST] = rest
    labels[REST] = (None, _("Övriga, färre än %(n)s var") % {"n": SMALLEST})


def _months(period: Period, today: date, counted: Iterable[object]) -> list[date]:
    """Every month of the period until now, those with nothing too; of all time, from the first that has something."""
    known = sorted(month for month in counted if isinstance(month, date))
    first, last = period.first, first_of(today, 0)
    if period.until is not None:
        last = min(last, first_of(period.until, -1))
    found = [first] if first else known[:1]
    while found and found[-1] < last:
        found.append(first_of(found[-1], 1))
    return found
