"""Where things stand in a chart: the plot's edges, positions of dates and scores, label room.

Pure numbers; the drawing is in drawing.py.
"""

from dataclasses import dataclass, replace
from datetime import date

from stegvis.ui.charts.kinds import Chart, short_labels


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's own coordinates. Text is 13 units, so it stays readable when scaled."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    letter: float = 6.7


WIDE = Size("wide", 680, 280, left=34, right=118, top=30, bottom=58)
# Drawn for a sheet on a 320 pixels wide screen, where it is scaled by about nine tenths.
NARROW = Size("narrow", 304, 280, left=26, right=16, top=30, bottom=58)


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot area of one chart in one size."""

    size: Size
    low: float
    high: float
    first: date
    last: date
    # Room at the right inside the plot, where a narrow drawing names its bands.
    names_room: float = 0

    @classmethod
    def of(cls, chart: Chart, size: Size) -> "Frame":
        """Fit the chart's dates and range into the size. A chart without points has one day."""
        days = [on for line in chart.series for on, _value in line.points] or [date(2000, 1, 1)]
        if not chart.bands:
            # The room at the right is for the bands' names.
            size = replace(size, right=16)
        room = _names_room(chart) if size.name == NARROW.name else 0
        return cls(size, chart.low, chart.high, min(days), max(days), room)

    @property
    def left(self) -> float:
        """Left edge of the plot."""
        return self.size.left

    @property
    def right(self) -> float:
        """Right edge of the plot."""
        return self.size.width - self.size.right

    @property
    def base(self) -> float:
        """The line the dates stand under."""
        return self.size.height - self.size.bottom

    def x(self, on: date) -> float:
        """Where a day falls, a little inside the edges."""
        inner_left = self.left + 14
        inner_right = self.right - (self.names_room or 14)
        span = (self.last - self.first).days
        if span == 0:
            return (inner_left + inner_right) / 2
        return round(inner_left + (inner_right - inner_left) * (on - self.first).days / span, 1)

    def y(self, value: float) -> float:
        """Where a score falls; higher scores stand higher."""
        room = self.base - self.size.top
        return round(self.base - room * (value - self.low) / (self.high - self.low), 1)


def _names_room(chart: Chart) -> float:
    """As wide as the names need, up to what leaves the points enough."""
    longest = max((len(label) for label in short_labels(chart.bands)), default=0)
    return min(104.0, longest * NARROW.letter + 14) if longest else 0


def ticks(low: float, high: float, at_most: int = 7) -> list[float]:
    """Round numbers up the axis: steps of 1, 2, 5, 10 …, both ends of the range included."""
    span = high - low
    step = 1.0
    while span / step > at_most - 1:
        text = str(int(step))
        step = step * 2.5 if text.startswith("2") else step * 2
    found, value = [], low
    while value < high:
        found.append(value)
        value += step
    if found and high - found[-1] <= step / 2 and len(found) > 1:
        found.pop()
    return [*found, high]


def room_for(words: list[tuple[float, str]], letter: float, gap: float = 8) -> list[int]:
    """Which centred labels to print so that none touch: the first and last go before others."""
    order = [0, len(words) - 1, *range(1, len(words) - 1)] if len(words) > 1 else [0] * len(words)
    taken: list[tuple[float, float]] = []
    kept: list[int] = []
    for index in order:
        x, text = words[index]
        half = len(text) * letter / 2
        if all(x + half + gap <= start or x - half - gap >= end for start, end in taken):
            taken.append((x - half, x + half))
            kept.append(index)
    return sorted(kept)


def spread(places: list[float], gap: float, top: float, bottom: float) -> list[float]:
    """Move labels that would overlap apart, keeping their order and the plot's edges."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    lowest = top - gap
    for index in order:
        moved[index] = max(moved[index], lowest + gap)
        lowest = moved[index]
    overflow = lowest - bottom
    if overflow > 0:
        for index in reversed(order):
            moved[index] = min(moved[index], bottom)
            bottom = moved[index] - gap
    return moved
