"""Numbers day by day, drawn as SVG: a dot for each entry, a line through days in a row, weeks marked.

For diaries, where there are many days and no bands; `line_chart` is for scores with some weeks between.
Colour comes from the style sheet's classes, as in the other drawings.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import floor, log10

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.ui.charts.kinds import written
from stegvis.ui.charts.words import day

MOST_TICKS = 6
# A range that begins near nought is drawn from nought; one far above it (weight) from just below its lowest.
FAR_ABOVE = 0.5
WHOLE_FROM = 20
LETTER, NAME_GAP, NAME_HEIGHT = 6.9, 30, 18


@dataclass(frozen=True, slots=True)
class Dot:
    """One value. `part` is how much of the day had passed: a half where nobody said."""

    on: date
    value: float
    part: float = 0.5


@dataclass(frozen=True, slots=True)
class DailyLine:
    """One number over the days."""

    label: str
    dots: tuple[Dot, ...]

    @property
    def in_order(self) -> tuple[Dot, ...]:
        """The dots, oldest first."""
        return tuple(sorted(self.dots, key=lambda dot: (dot.on, dot.part)))


@dataclass(frozen=True, slots=True)
class DailyChart:
    """One drawing: lines of one unit over the days from `first` to `last`. `ends` are the scale's own, if it has any."""

    title: str
    unit: str
    first: date
    last: date
    lines: tuple[DailyLine, ...]
    ends: tuple[float | None, float | None] = (None, None)
    key: str = "dagar"

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last - self.first).days + 1

    @property
    def has_dots(self) -> bool:
        """Whether there is anything to draw."""
        return any(line.dots for line in self.lines)


@dataclass(frozen=True, slots=True)
class DrawnDaily:
    """Ready to print: both drawings, of which the style sheet shows one, and the words."""

    title: str
    wide: SafeString
    narrow: SafeString
    words: str


def drawn(chart: DailyChart) -> DrawnDaily:
    """The chart for every width."""
    words = described(chart)
    return DrawnDaily(
        chart.title, _svg(chart, words, _Plot.of(chart, 680)), _svg(chart, words, _Plot.of(chart, 304)), words
    )


def described(chart: DailyChart) -> str:
    """The same in words: means and extremes of each line, and how many days have a value. Nothing is judged."""
    said: list[str] = []
    for index, line in enumerate(chart.lines):
        said.append(_line_words(chart, line))
        days = _days_with(line)
        # How many days is said once where it is the same for the next line too.
        if days and (index + 1 == len(chart.lines) or _days_with(chart.lines[index + 1]) != days):
            said.append(_counted(days, chart.days))
    return " ".join(said)


def _days_with(line: DailyLine) -> int:
    return len({dot.on for dot in line.dots})


def _counted(days: int, all_days: int) -> str:
    return ngettext("%(days)s av %(all)s dag har ett värde.", "%(days)s av %(all)s dagar har ett värde.", all_days) % {
        "days": days,
        "all": all_days,
    }


def _line_words(chart: DailyChart, line: DailyLine) -> str:
    if not line.dots:
        return _("%(name)s: inget registrerat de här dagarna.") % {"name": line.label}
    values = [dot.value for dot in line.in_order]
    least = min(line.in_order, key=lambda dot: dot.value)
    most = max(line.in_order, key=lambda dot: dot.value)
    words = {
        "name": line.label,
        "mean": with_unit(_mean(values), chart.unit),
        "least": written(least.value),
        "least_day": day(least.on),
        "most": written(most.value),
        "most_day": day(most.on),
    }
    if least.value == most.value:
        return _("%(name)s: %(mean)s varje gång.") % words
    return (
        _("%(name)s: i snitt %(mean)s, lägst %(least)s den %(least_day)s och högst %(most)s den %(most_day)s.") % words
    )


def _mean(values: list[float]) -> float:
    """Of many minutes a tenth says nothing."""
    mean = sum(values) / len(values)
    return float(round(mean)) if mean >= WHOLE_FROM and all(value.is_integer() for value in values) else mean


def with_unit(value: float, unit: str) -> str:
    """A value with one decimal at most, and its unit."""
    number = written(round(value, 1))
    return f"{number} {unit}".strip()


def nice_ends(values: list[float], low: float | None = None, high: float | None = None) -> list[float]:
    """Round numbers up the side, the scale's own ends where it has any. At least two."""
    least = min(values) if low is None else min(low, *values)
    most = max(values) if high is None else max(high, *values)
    if low is None and least >= 0 and least < most * FAR_ABOVE:
        least = 0.0
    step = _step((most - least) / (MOST_TICKS - 1)) if most > least else _step(max(abs(most), 1.0) / MOST_TICKS)
    start = floor(least / step + 1e-9) * step if low is None else least
    found = [start]
    while found[-1] < most - 1e-9:
        found.append(round(found[-1] + step, 6))
    if high is not None:
        found = [*(tick for tick in found if tick < most - step / 2), most]
    return found if len(found) > 1 else [start, start + step]


def _step(rough: float) -> float:
    """1, 2, 5, 10 … or their tenths: the nearest one that is not smaller."""
    scale: float = 10 ** floor(log10(rough)) if rough > 0 else 1.0
    return next(scale * size for size in (1, 2, 5, 10) if scale * size >= rough - 1e-9)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Edges and places in one drawing's own coordinates."""

    chart: DailyChart
    width: int
    ticks: tuple[float, ...]
    left: float
    # Names above the plot that do not fit side by side stand below one another.
    stacked: bool = False
    top: float = 22
    base: float = 176
    height: int = 214

    @classmethod
    def of(cls, chart: DailyChart, width: int) -> "_Plot":
        values = [dot.value for line in chart.lines for dot in line.dots] or [0.0, 1.0]
        ticks = tuple(nice_ends(values, *chart.ends))
        longest = max(len(written(tick)) for tick in ticks)
        names = sum(NAME_GAP + len(line.label) * LETTER for line in chart.lines) if len(chart.lines) > 1 else 0
        room = width - 20 - len(chart.unit) * LETTER
        lower = NAME_HEIGHT * len(chart.lines) if names > room else 0
        return cls(chart, width, ticks, 12 + longest * LETTER, bool(lower), 22 + lower, 176 + lower, 214 + lower)

    @property
    def right(self) -> float:
        return self.width - 10

    @property
    def name(self) -> str:
        return "wide" if self.width > 400 else "narrow"

    @property
    def slot(self) -> float:
        """The room of one day."""
        return (self.right - self.left) / self.chart.days

    def x(self, on: date, part: float = 0.5) -> float:
        return round(self.left + ((on - self.chart.first).days + part) * self.slot, 1)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return round(self.base - (self.base - self.top) * (value - low) / (high - low), 1)


def _svg(chart: DailyChart, words: str, plot: _Plot) -> SafeString:
    parts = [_scale(plot), _weeks(plot), *(_line(line, index, plot) for index, line in enumerate(chart.lines))]
    if len(chart.lines) > 1:
        parts.append(_names(plot))
    key = f"{chart.key}-{plot.name}"
    return format_html(
        '<svg class="chart-{}" viewBox="0 0 {} {}" role="img" aria-labelledby="{key}-t {key}-d" focusable="false">'
        '<title id="{key}-t">{}</title><desc id="{key}-d">{}</desc>{}</svg>',
        plot.name, plot.width, plot.height, chart.title, words, _join(parts), key=key,
    )  # fmt: skip


def _join(parts: list[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _scale(plot: _Plot) -> SafeString:
    lines = format_html_join(
        "",
        '<line class="{0}" x1="{1}" x2="{2}" y1="{3}" y2="{3}"/>',
        (
            ("chart-axis" if index == 0 else "chart-grid", plot.left, plot.right, plot.y(tick))
            for index, tick in enumerate(plot.ticks)
        ),
    )
    numbers = format_html_join(
        "",
        '<text class="chart-soft" text-anchor="end" x="{}" y="{}">{}</text>',
        ((plot.left - 6, plot.y(tick) + 4.5, written(tick)) for tick in plot.ticks),
    )
    unit = format_html('<text class="chart-soft" x="2" y="{}">{}</text>', plot.top - 12, plot.chart.unit)
    return _join([lines, numbers, unit])


def _weeks(plot: _Plot) -> SafeString:
    """A mark at every Monday; its date where there is room. In long periods every other, or every fourth."""
    days = [plot.chart.first + timedelta(days=n) for n in range(plot.chart.days)]
    mondays = [on for on in days if on.weekday() == 0]
    marks = format_html_join(
        "",
        '<line class="chart-axis" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((plot.x(on, 0), plot.base, plot.base + 6) for on in mondays),
    )
    kept: list[tuple[float, str]] = []
    for on in mondays or days[:1]:
        x, text = plot.x(on, 0), day(on)
        half = len(text) * LETTER / 2
        if x - half >= 0 and x + half <= plot.width and (not kept or x - half > kept[-1][0] + 6):
            kept.append((x + half, text))
    words = format_html_join(
        "",
        '<text class="chart-soft" text-anchor="end" x="{}" y="{}">{}</text>',
        ((end, plot.base + 24, text) for end, text in kept),
    )
    return _join([marks, words])


def _line(line: DailyLine, index: int, plot: _Plot) -> SafeString:
    dots = line.in_order
    return format_html(
        '<g class="series-{}">{}{}</g>',
        index + 1,
        format_html('<path class="chart-line" d="{}"/>', _path(dots, plot)),
        _join([_mark(index, plot.x(dot.on, dot.part), plot.y(dot.value)) for dot in dots]),
    )


def _path(dots: tuple[Dot, ...], plot: _Plot) -> str:
    """The pen is lifted where a day has nothing."""
    if not dots:
        return ""
    pen = [f"M{plot.x(dots[0].on, dots[0].part)} {plot.y(dots[0].value)}"]
    for before, dot in pairwise(dots):
        joined = (dot.on - before.on).days <= 1
        pen.append(f"{'L' if joined else 'M'}{plot.x(dot.on, dot.part)} {plot.y(dot.value)}")
    return "".join(pen)


def _mark(index: int, x: float, y: float) -> SafeString:
    """A small dot; the shape differs between lines, so that colour is never alone."""
    if index == 0:
        return format_html('<circle class="chart-mark" cx="{}" cy="{}" r="3.4"/>', x, y)
    shapes = ("M-3.2-3.2h6.4v6.4h-6.4z", "M0-4.6 4.6 0 0 4.6-4.6 0z", "M0-4.4 4.2 3.4H-4.2z")
    return format_html('<path class="chart-mark" transform="translate({} {})" d="{}"/>', x, y, shapes[index - 1])


def _names(plot: _Plot) -> SafeString:
    """Each line's shape and name above the plot: side by side at the right, or below one another."""
    placed: list[tuple[int, SafeString, float, float, str]] = []
    x = plot.right
    for index, line in reversed(list(enumerate(plot.chart.lines))):
        if plot.stacked:
            y = 12 + index * NAME_HEIGHT
            placed.append((index + 1, _mark(index, 8, y - 4), 20, y, line.label))
            continue
        x -= len(line.label) * LETTER
        placed.append((index + 1, _mark(index, x - 10, 6), x, 10, line.label))
        x -= NAME_GAP
    return format_html_join("", '<g class="series-{}">{}<text class="chart-name" x="{}" y="{}">{}</text></g>', placed)
