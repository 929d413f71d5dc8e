"""A chart said in words: the sentence, and the rows of its table."""

from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS_ALT
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.ui.charts.kinds import Band, Chart, Series, band_of, written


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: the series' name and what it says."""

    name: str
    text: str


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
    return _("Lägre poäng betyder mindre besvär.") if higher_is_worse else _("Högre poäng är bättre.")


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
        if missing := _missing(line):
            said.append(missing)
    if any(line.answered for line in lines) and (meaning := _meaning(higher_is_worse)):
        said.append(meaning)
    return " ".join(said) if said else _("Det finns inga svar än.")


def _values(line: Series, on: date) -> list[float | None]:
    return [value for own_on, value in line.points if own_on == on]


def _cell(line: Series, on: date, turn: int, bands: tuple[Band, ...]) -> Cell:
    values = _values(line, on)
    if turn >= len(values):
        return Cell(line.label, "–")
    value = values[turn]
    return Cell(line.label, _("inte besvarad") if value is None else _scored(value, bands))


def rows(series: Series | tuple[Series, ...], bands: tuple[Band, ...] = ()) -> tuple[Row, ...]:
    """The table beside the drawing, newest first. Two answers on one day are two rows."""
    lines = (series,) if isinstance(series, Series) else tuple(series)
    days = sorted({on for line in lines for on, _value in line.points}, reverse=True)
    turns = [(on, turn) for on in days for turn in reversed(range(max(len(_values(line, on)) for line in lines)))]
    return tuple(
        Row(on, date_format(on, "j F Y"), tuple(_cell(line, on, turn, bands) for line in lines)) for on, turn in turns
    )


def spoken(chart: Chart) -> str:
    """The sentence of a whole chart."""
    return describe(chart.series, chart.bands, chart.higher_is_worse)
