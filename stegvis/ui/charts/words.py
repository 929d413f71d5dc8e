"""A chart said in words: the sentence, and the rows of its table."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.dates import MONTHS_ALT
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.ui.charts.kinds import Band, Change, Chart, Series, Timeline, band_of, written

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: the series' name and what it says."""

    name: str
    text: str

    @property
    def asked(self) -> bool:
        """Whether there is anything to say. A row drawn as a card leaves out what there is not."""
        return self.text != NOTHING


@dataclass(frozen=True, slots=True)
class Row:
    """One occasion with a cell for each series."""

    on: date
    when: str
    cells: tuple[Cell, ...]


def day(on: date, with_year: bool = False) -> str:
    """A date in running text: "3 mars", or "3 mars 2025"."""
    month = str(MONTHS_ALT[on.month])
    return f"{on.day} {month} {on.year}" if with_year else f"{on.day} {month}"


def _spans_years(series: tuple[Series, ...]) -> bool:
    return len({on.year for line in series for on, _value in line.points}) > 1


def _scored(value: float, bands: tuple[Band, ...]) -> str:
    band = band_of(value, bands)
    return f"{written(value)} ({band.label.lower()})" if band else written(value)


def _meaning(higher_is_worse: bool | None) -> str:
    """How to read the numbers. Whether a change matters is for a person to say, not for us."""
    if higher_is_worse is None:
        return ""
    return _("Lägre poäng betyder mindre besvär.") if higher_is_worse else _("Ju högre, desto bättre.")


def _change(line: Series, bands: tuple[Band, ...], years: bool) -> str:
    (first_on, first), (last_on, last) = line.answered[0], line.answered[-1]
    words = {
        "name": line.label,
        "first": _scored(first, bands),
        "first_day": day(first_on, years),
        "last": _scored(last, bands),
        "last_day": day(last_on, years),
    }
    if len(line.answered) == 1:
        return _("%(name)s var %(first)s den %(first_day)s.") % words
    if first == last:
        return _("%(name)s var %(first)s den %(first_day)s och är %(last)s även den %(last_day)s.") % words
    return _("%(name)s har gått från %(first)s den %(first_day)s till %(last)s den %(last_day)s.") % words


def changed(change: Change) -> str:
    """How far it is from the first answer, and whether that is more than chance where somebody has said what is.

    Neither good nor bad: that is for a person to say.
    """
    if not change.difference:
        return ""
    size = {"size": written(abs(change.difference)), "unit": change.unit}
    if change.unit and change.difference < 0:
        said = _("Det är %(size)s %(unit)s mindre än första gången.") % size
    elif change.unit:
        said = _("Det är %(size)s %(unit)s mer än första gången.") % size
    elif change.difference < 0:
        said = _("Det är %(size)s poäng lägre än första gången.") % size
    else:
        said = _("Det är %(size)s poäng högre än första gången.") % size
    return f"{said} {_certainty(change)}".strip()


def _certainty(change: Change) -> str:
    if change.reliable is None or change.least is None:
        return ""
    known = {"least": written(change.least), "source": change.source}
    if change.reliable and change.source:
        return _("Det är en säker förändring enligt %(source)s (minst %(least)s poäng).") % known
    if change.reliable:
        return _("Det är en säker förändring (minst %(least)s poäng).") % known
    if change.source:
        return _("Det är för lite för en säker förändring enligt %(source)s (minst %(least)s poäng).") % known
    return _("Det är för lite för en säker förändring (minst %(least)s poäng).") % known


def _signed(change: Change) -> str:
    sign = "\u2212" if change.difference < 0 else "+"
    return f"{sign}{written(abs(change.difference))}" if change.difference else "0"


def change_mark(change: Change) -> str:
    """The words at a change's bracket in a drawing."""
    since = _("%(difference)s sedan första gången") % {"difference": _signed(change)}
    return f"{since} · {_('säker förändring')}" if change.reliable else since


def change_cell(change: Change | None) -> str:
    """A change in a table."""
    if change is None:
        return NOTHING
    if change.reliable is None or not change.difference:
        return _signed(change)
    sure = _("säker förändring") if change.reliable else _("inte säker förändring")
    return f"{_signed(change)} ({sure})"


def _missing(line: Series) -> str:
    number = len(line.points) - len(line.answered)
    if not number:
        return ""
    return ngettext(
        "%(number)d av %(all)d mättillfälle är inte besvarat.",
        "%(number)d av %(all)d mättillfällen är inte besvarade.",
        len(line.points),
    ) % {"number": number, "all": len(line.points)}


def describe(
    series: Series | tuple[Series, ...],
    bands: tuple[Band, ...] = (),
    higher_is_worse: bool | None = None,
) -> str:
    """What the lines show, in one or two sentences each. Changes are named, never judged."""
    lines = (series,) if isinstance(series, Series) else tuple(series)
    years = _spans_years(lines)
    said: list[str] = []
    for line in lines:
        if not line.answered:
            said.append(_("%(name)s har inget svar än.") % {"name": line.label})
            continue
        said.append(_change(line, bands, years))
        if line.change and (change := changed(line.change)):
            said.append(change)
        if missing := _missing(line):
            said.append(missing)
    if any(line.answered for line in lines) and (meaning := _meaning(higher_is_worse)):
        said.append(meaning)
    return " ".join(said) if said else _("Det finns inga svar än.")


def _values(line: Series, on: date) -> list[float | None]:
    return [value for own_on, value in line.points if own_on == on]


def _cell(line: Series, on: date, turn: int, bands: tuple[Band, ...], name: str = "") -> Cell:
    values = _values(line, on)
    if turn >= len(values):
        return Cell(name or line.label, NOTHING)
    value = values[turn]
    return Cell(name or line.label, _("inte besvarad") if value is None else _scored(value, bands))


def rows(series: Series | tuple[Series, ...], bands: tuple[Band, ...] = ()) -> tuple[Row, ...]:
    """The table beside the drawing, newest first. Two answers on one day are two rows."""
    lines = (series,) if isinstance(series, Series) else tuple(series)
    return _rows([(line, bands, line.label) for line in lines])


def timeline_rows(timeline: Timeline) -> tuple[Row, ...]:
    """Every occasion with every score, newest first. A dash where that was not asked."""
    tabled = {mark.on: mark.tabled for mark in timeline.marks if mark.tabled}
    rows = _rows(_columns(timeline))
    return tuple(replace(row, when=f"{row.when} ({tabled[row.on]})") if row.on in tabled else row for row in rows)


def timeline_changes(timeline: Timeline) -> tuple[Cell, ...]:
    """The table's last row: how far each is from its first answer. Empty where nothing has been answered twice."""
    cells = tuple(Cell(name, change_cell(line.change)) for line, _bands, name in _columns(timeline))
    return cells if any(line.change for line, _bands, _name in _columns(timeline)) else ()


def timeline_names(timeline: Timeline) -> tuple[str, ...]:
    """The table's column heads."""
    return tuple(name for _line, _bands, name in _columns(timeline))


def _columns(timeline: Timeline) -> list[tuple[Series, tuple[Band, ...], str]]:
    """The lines with what a reader knows them by: alike names are told apart by what they are parts of."""
    found = [(line, chart) for chart in timeline.panels for line in chart.series]
    labels = [line.label for line, _chart in found]
    return [
        (
            line,
            chart.bands,
            f"{chart.kicker}: {line.label}" if chart.kicker and labels.count(line.label) > 1 else line.label,
        )
        for line, chart in found
    ]


def _rows(columns: list[tuple[Series, tuple[Band, ...], str]]) -> tuple[Row, ...]:
    days = sorted({on for line, _b, _n in columns for on, _value in line.points}, reverse=True)
    turns = [
        (on, turn) for on in days for turn in reversed(range(max(len(_values(line, on)) for line, _b, _n in columns)))
    ]
    return tuple(
        Row(on, date_format(on, "j F Y"), tuple(_cell(line, on, turn, bands, name) for line, bands, name in columns))
        for on, turn in turns
    )


def spoken(chart: Chart) -> str:
    """The sentence of a whole chart."""
    return describe(chart.series, chart.bands, chart.higher_is_worse)


def spoken_timeline(timeline: Timeline) -> str:
    """The sentences of all of them, in the order that they are drawn."""
    return " ".join(spoken(chart) for chart in timeline.panels)
