"""Where things stand in a chart: the plot's edges, positions of dates and scores, label room.

Pure numbers; the drawing is in drawing.py.
"""

from dataclasses import dataclass, replace
from datetime import date

from stegvis.ui.charts.kinds import Band, Chart, clipped, short_labels, written


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
# A line above the plot, where a change is told.
CHANGE_ROOM = 16
# A row of lines' names above the plot, and what stands around each name.
NAME_ROW, NAME_MARK, NAME_GAP = 17, 14, 16
# Between a change's bracket and the point that it stands beside.
BRACKET = 14
# Letters beyond this are left out of a band's name in a drawing.
MOST_LETTERS = {"wide": 23, "narrow": 12}


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot area of one chart in one size."""

    size: Size
    low: float
    high: float
    first: date
    last: date
    # Room at the right inside the plot: for a change's bracket, and where a narrow drawing names its bands.
    end_room: float = 14

    @classmethod
    def of(cls, chart: Chart, size: Size) -> "Frame":
        """Fit the chart's dates and range into the size. A chart without points has one day."""
        days = chart.days or (date(2000, 1, 1),)
        first, last = chart.span or (days[0], days[-1])
        size = replace(size, right=right_margin(chart, size))
        above = head_room(chart, size)
        size = replace(size, top=size.top + above, height=size.height + above)
        return cls(size, chart.low, chart.high, first, last, end_room(chart, size))

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

    @property
    def most_ticks(self) -> int:
        """How many numbers there is room for up the side."""
        return 7 if self.base - self.size.top > 130 else 5

    def x(self, on: date) -> float:
        """Where a day falls, a little inside the edges."""
        inner_left = self.left + 14
        inner_right = self.right - self.end_room
        span = (self.last - self.first).days
        if span == 0:
            return (inner_left + inner_right) / 2
        return round(inner_left + (inner_right - inner_left) * (on - self.first).days / span, 1)

    def y(self, value: float) -> float:
        """Where a score falls; higher scores stand higher."""
        room = self.base - self.size.top
        return round(self.base - room * (value - self.low) / (self.high - self.low), 1)


def told_change(chart: Chart) -> bool:
    """Whether the drawing says how far it is from the first answer: with several lines the table does."""
    change = chart.series[0].change if len(chart.series) == 1 else None
    return change is not None and change.difference != 0


def band_names(chart: Chart, size: Size) -> dict[Band, str]:
    """The bands' names as they are drawn."""
    names = (clipped(name, MOST_LETTERS[size.name]) for name in short_labels(chart.bands))
    return dict(zip(chart.bands, names, strict=True))


def right_margin(chart: Chart, size: Size) -> int:
    """A wide drawing names its bands beside the plot; a narrow one inside it."""
    if not chart.bands or size.name == NARROW.name:
        return 16
    longest = max(len(name) for name in band_names(chart, size).values())
    return max(60, round(longest * size.letter) + 16)


def end_room(chart: Chart, size: Size) -> float:
    """Between the last day and the plot's right edge: as wide as what stands there, so that it meets no points."""
    bracket = BRACKET if told_change(chart) else 0
    names = band_names(chart, size).values() if size.name == NARROW.name else ()
    longest = max((len(name) for name in names), default=0) * size.letter
    return 14 + (bracket if longest else bracket * 0.6) + longest


def head_room(chart: Chart, size: Size) -> int:
    """What stands above the plot: how far it is from the first answer, or the lines' names."""
    return CHANGE_ROOM if told_change(chart) else len(name_rows(chart, size)) * NAME_ROW


def name_rows(chart: Chart, size: Size) -> list[list[tuple[int, float, str]]]:
    """The lines' names in rows above the plot: which line, how far in, and the words. One line needs none."""
    if len(chart.series) < 2:
        return []
    room, letter = size.width - size.left - right_margin(chart, size), size.letter + 0.6
    rows: list[list[tuple[int, float, str]]] = []
    x = room + 1.0
    for index, line in enumerate(chart.series):
        last = f" {written(line.answered[-1][1])}" if line.answered else ""
        words = clipped(line.label, (room - NAME_MARK) / letter - len(last)) + last
        wide = NAME_MARK + len(words) * letter
        if x + wide > room:
            rows.append([])
            x = 0
        rows[-1].append((index, x, words))
        x += wide + NAME_GAP
    return rows


def apart(places: list[float], gap: float) -> list[int]:
    """Which of some places to print at so that none stand closer than `gap`. Earlier ones go before later."""
    kept: list[int] = []
    for index, place in enumerate(places):
        if all(abs(place - places[other]) >= gap for other in kept):
            kept.append(index)
    return kept


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
