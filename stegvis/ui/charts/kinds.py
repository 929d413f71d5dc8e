"""The values a chart is made of. No drawing here."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.formats import number_format

BandTone = Literal["calm", "mild", "moderate", "marked", "severe"]


class CannotDrawChart(ValueError):
    """The values contradict each other, so a drawing would say something untrue."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line. A point without a value is an occasion that was not answered."""

    label: str
    points: tuple[tuple[date, float | None], ...]

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

    `kicker` names what the score is a part of, where its own title does not say.
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


def band_of(value: float, bands: tuple[Band, ...]) -> Band | None:
    """The band a score falls in; between two bands (a mean, say) the lower one."""
    below = [band for band in sorted(bands, key=lambda b: b.low) if band.low <= value]
    if not below:
        return None
    found = below[-1]
    top = max(band.high for band in bands)
    return found if found.holds(value) or value <= top else None


def written(value: float) -> str:
    """A score as the reader expects it: whole numbers bare, else one decimal, with a comma in Swedish."""
    if float(value).is_integer():
        return str(int(value))
    return number_format(value, decimal_pos=1)


def short_labels(bands: tuple[Band, ...]) -> tuple[str, ...]:
    """The bands' names without the words that all of them end with, for a drawing with little room."""
    words = [band.label.split() for band in bands]
    while len(words) > 1 and all(len(each) > 1 for each in words) and len({each[-1] for each in words}) == 1:
        words = [each[:-1] for each in words]
    return tuple(" ".join(each) for each in words)
