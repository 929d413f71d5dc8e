"""The values a chart is made of. No drawing here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.formats import number_format

# A level is one value with a name, such as an option: it is named, and nothing is shaded.
BandTone = Literal["calm", "mild", "moderate", "marked", "severe", "level"]


class CannotDrawChart(ValueError):
    """The values contradict each other, so a drawing would say something untrue."""


@dataclass(frozen=True, slots=True)
class Change:
    """From the first answer to the last. What counts as more than chance is said by who made the scale.

    `reliable` is None where nobody has said. `least` is the threshold and `source` who set it. `unit` is what the
    difference is counted in; without it the difference is points.
    """

    difference: float
    reliable: bool | None = None
    least: float | None = None
    source: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line. A point without a value is an occasion that was not answered."""

    label: str
    points: tuple[tuple[date, float | None], ...]
    change: Change | None = None

    @property
    def answered(self) -> tuple[tuple[date, float], ...]:
        """The points that have a value, oldest first."""
        return tuple((on, value) for on, value in self.in_order if value is not None)

    @property
    def in_order(self) -> tuple[tuple[date, float | None], ...]:
        """All points, oldest first."""
        return tuple(sorted(self.points, key=lambda point: point[0]))


@dataclass(frozen=True, slots=True)
class Band:
    """A range of scores with a name. `low` and `high` both belong to it."""

    label: str
    low: float
    high: float
    tone: BandTone = "calm"

    def holds(self, value: float) -> bool:
        """Whether a score falls here."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class CutOff:
    """A line across the chart at a score that means something."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything one chart shows. `key` keeps ids apart when a page has several.

    `kicker` names what the score is a part of, where its own title does not say. `span` is the first and last day of
    the axis, for charts that are read beside each other; without it the chart's own days are.
    """

    title: str
    series: tuple[Series, ...]
    low: float
    high: float
    bands: tuple[Band, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()
    higher_is_worse: bool | None = None
    key: str = "graf"
    kicker: str = ""
    span: tuple[date, date] | None = None

    def __post_init__(self) -> None:
        """Refuse values that would fall outside the drawing, or lines that look the same."""
        if self.low >= self.high:
            raise CannotDrawChart(f"{self.title}: the range {self.low}–{self.high} is empty")
        if len(self.series) > 4:
            raise CannotDrawChart(f"{self.title}: four lines at most can be told apart")
        for line in self.series:
            for on, value in line.answered:
                if not self.low <= value <= self.high:
                    raise CannotDrawChart(f"{line.label} {on}: {value} is outside the range")
        if self.span and any(not self.span[0] <= on <= self.span[1] for on in self.days):
            raise CannotDrawChart(f"{self.title}: a day is outside the axis")

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that something was asked, once, oldest first."""
        return tuple(sorted({on for line in self.series for on, _value in line.points}))


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Something that happened on a day besides what was answered. `short` is what the drawing has room for.

    `tabled` stands after the day in the table, where it is about the answer itself.
    """

    on: date
    label: str
    short: str = ""
    tabled: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Several charts on one axis of days, each on a scale of its own: what differs in scale is never in one plot.

    `marks` and `pauses` are what happened meanwhile; what lies outside the days that were asked about is left out.
    """

    title: str
    panels: tuple[Chart, ...]
    key: str = "tidslinje"
    marks: tuple[Meanwhile, ...] = ()
    pauses: tuple[tuple[date, date | None], ...] = ()

    def __post_init__(self) -> None:
        """Refuse to draw nothing."""
        if not self.panels:
            raise CannotDrawChart(f"{self.title}: there is nothing to draw")

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that something was asked in any of them, once, oldest first."""
        return tuple(sorted({on for chart in self.panels for on in chart.days}))

    @property
    def aligned(self) -> tuple[Chart, ...]:
        """The charts with the axis that they share."""
        return aligned(self.panels)


def aligned(panels: Iterable[Chart]) -> tuple[Chart, ...]:
    """The same charts with one axis of days, from the first day of any of them to the last."""
    found = tuple(panels)
    days = sorted({on for chart in found for on in chart.days})
    return tuple(replace(chart, span=(days[0], days[-1])) for chart in found) if days else found


def band_of(value: float, bands: tuple[Band, ...]) -> Band | None:
    """The band a score falls in; between two bands (a mean, say) the lower one."""
    below = [band for band in sorted(bands, key=lambda b: b.low) if band.low <= value]
    if not below:
        return None
    found = below[-1]
    top = max(band.high for band in bands)
    return found if found.holds(value) or value <= top else None


def written(value: float) -> str:
    """A score as the reader expects it: whole numbers bare, else the decimals it has, with a comma in Swedish.

    Two at the most: with one, a difference would not be that of the numbers it is read from.
    """
    rounded = Decimal(repr(float(value))).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    if rounded == rounded.to_integral_value():
        return str(int(rounded))
    return number_format(rounded, decimal_pos=-int(rounded.as_tuple().exponent))


def clipped(text: str, letters: float) -> str:
    """As much of a label as there is room for. The whole one stands in the table and the sentence."""
    return text if len(text) <= letters else text[: max(int(letters) - 1, 1)].rstrip(" ,-–") + "…"


def short_labels(bands: tuple[Band, ...]) -> tuple[str, ...]:
    """The bands' names without the words that all of them end with, for a drawing with little room."""
    words = [band.label.split() for band in bands]
    while len(words) > 1 and all(len(each) > 1 for each in words) and len({each[-1] for each in words}) == 1:
        words = [each[:-1] for each in words]
    return tuple(" ".join(each) for each in words)
