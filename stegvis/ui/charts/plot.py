"""What stands inside one plot: bands, the scale up its side, lines, gaps, and how far it is from the first answer."""

from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from stegvis.ui.charts.frame import (
    BRACKET,
    NAME_MARK,
    NAME_ROW,
    WIDE,
    Frame,
    apart,
    band_names,
    name_rows,
    room_for,
    spread,
    ticks,
    told_change,
)
from stegvis.ui.charts.kinds import Chart, Series, written
from stegvis.ui.charts.placing import free_place
from stegvis.ui.charts.words import change_mark

EMPTY = SafeString("")
# Values are printed at each point up to this many; a longer line prints its ends only.
_VALUES_SHOWN = {"wide": 10, "narrow": 5}
_LINE_HEIGHT = 13.5


def join(parts: list[SafeString]) -> SafeString:
    """Pieces of a drawing as one."""
    return mark_safe("".join(parts))  # noqa: S308 - each part was made by format_html


def plot(chart: Chart, frame: Frame, days: tuple[date, ...] = ()) -> SafeString:
    """Everything inside the plot and beside it; the days under it are drawn by who owns the axis.

    `days` are marked through the plot, so that the same day is seen as the same day in every plot.
    """
    lines = [_line(chart, index, frame) for index in range(len(chart.series))]
    behind = [_bands(chart, frame), _scale(chart, frame), _whens(days, frame), _cut_offs(chart, frame)]
    return join([*behind, _change(chart, frame), *lines, _names(chart, frame)])


def _whens(days: tuple[date, ...], frame: Frame) -> SafeString:
    return format_html_join(
        "",
        '<line class="chart-when" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((frame.x(on), frame.size.top, frame.base) for on in days),
    )


def _bands(chart: Chart, frame: Frame) -> SafeString:
    """Shade each band from its lowest score to where the next begins, and name it."""
    ordered = sorted(chart.bands, key=lambda band: band.low)
    names = band_names(chart, frame.size)
    shades: list[SafeString] = []
    middles: list[float] = []
    for index, band in enumerate(ordered):
        if band.tone == "level":
            middles.append(frame.y(band.low) + 4.5)
            continue
        upper = ordered[index + 1].low if index + 1 < len(ordered) else min(band.high, chart.high)
        top, bottom = frame.y(min(upper, chart.high)), frame.y(max(band.low, chart.low))
        middles.append(round((top + bottom) / 2 + 4.5, 1))
        shades.append(
            format_html(
                '<rect class="chart-band" data-tone="{}" x="{}" y="{}" width="{}" height="{}"/>',
                band.tone,
                frame.left,
                top,
                frame.right - frame.left,
                round(bottom - top, 1),
            )
        )
    wide = frame.size.name == WIDE.name
    x, anchor = (frame.right + 8, EMPTY) if wide else (frame.right - 5, mark_safe(' text-anchor="end"'))
    # Thin bands: their names are moved apart and still stand in the bands' order.
    places = spread(middles, _LINE_HEIGHT, frame.size.top + 9, frame.base - 1)
    words = format_html_join(
        "",
        '<text class="chart-soft" x="{}" y="{}"{}>{}</text>',
        ((x, round(place, 1), anchor, names[band]) for band, place in zip(ordered, places, strict=True)),
    )
    return join([*shades, words])


def _scale(chart: Chart, frame: Frame) -> SafeString:
    """The scores up the side. With bands, the numbers stand at the bands' edges."""
    edges = sorted({b.low for b in chart.bands if chart.low < b.low < chart.high})
    values = [chart.low, chart.high, *edges] if edges else _ends_first(ticks(chart.low, chart.high, frame.most_ticks))
    lines = format_html_join(
        "",
        '<line class="chart-grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>',
        ((frame.left, frame.right, frame.y(value)) for value in values),
    )
    kept = apart([frame.y(value) for value in values], _LINE_HEIGHT)
    numbers = format_html_join(
        "",
        '<text class="chart-soft" text-anchor="end" x="{}" y="{}">{}</text>',
        ((frame.left - 7, frame.y(values[index]) + 4.5, written(values[index])) for index in kept),
    )
    base = format_html(
        '<line class="chart-axis" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>', frame.left, frame.right, frame.base
    )
    return join([lines, numbers, base])


def _ends_first(values: list[float]) -> list[float]:
    return [values[0], values[-1], *values[1:-1]]


def _cut_offs(chart: Chart, frame: Frame) -> SafeString:
    lines = format_html_join(
        "",
        '<line class="chart-cut" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>',
        ((frame.left, frame.right, frame.y(cut.value)) for cut in chart.cut_offs),
    )
    words = format_html_join(
        "",
        '<text class="chart-halo" text-anchor="{}" x="{}" y="{}">{}</text>',
        ((*free_place(chart, frame, cut), cut.label) for cut in chart.cut_offs),
    )
    return lines + words


def _change(chart: Chart, frame: Frame) -> SafeString:
    """From the first answer's level to the last answer: a bracket beside the last point, and the difference above.

    A change that counts is drawn whole, another one broken: the words say the same.
    """
    line = chart.series[0] if told_change(chart) else None
    if line is None or line.change is None:
        return EMPTY
    (first_on, first), (last_on, last) = line.answered[0], line.answered[-1]
    start, end, x = frame.y(first), frame.y(last), frame.x(last_on) + BRACKET
    head = 5 if end > start else -5
    return format_html(
        '<g class="chart-change" data-reliable="{}"><line class="chart-level" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<path d="M{} {}V{}M{} {}L{} {}L{} {}"/>'
        '<text text-anchor="end" x="{}" y="{}">{}</text></g>',
        {True: "yes", False: "no", None: "unknown"}[line.change.reliable],
        frame.x(first_on), x + 3, start, start,
        x, start, end, x - 4, end - head, x, end, x + 4, end - head,
        frame.right, frame.size.top - 26, change_mark(line.change),
    )  # fmt: skip


def _path(line: Series, frame: Frame) -> str:
    """The line's pen: it is lifted where an occasion was not answered."""
    pen, drawing = [], False
    for on, value in line.in_order:
        if value is None:
            drawing = False
            continue
        pen.append(f"{'L' if drawing else 'M'}{frame.x(on)} {frame.y(value)}")
        drawing = True
    return "".join(pen)


def _mark(index: int, x: float, y: float) -> SafeString:
    """One point. The shape differs between lines, so that colour is never alone."""
    if index == 0:
        return format_html('<circle class="chart-mark" cx="{}" cy="{}" r="5"/>', x, y)
    shapes = ("M-5-5h10v10h-10z", "M0-6.5 6.5 0 0 6.5-6.5 0z", "M0-6 6 5H-6z")
    return format_html('<path class="chart-mark" transform="translate({} {})" d="{}"/>', x, y, shapes[index - 1])


def _missing(line: Series, frame: Frame, labelled: bool) -> SafeString:
    """Crosses on the axis where nothing was answered: no point, so that none is read as nought. The first is explained."""
    days = [on for on, value in line.in_order if value is None]
    cross = '<path class="chart-missing" transform="translate({} {})" d="M-5-5 5 5M5-5-5 5"/>'
    drawn = [format_html(cross, frame.x(on), frame.base) for on in days]
    if days and labelled:
        anchor, x = _beside(frame, frame.x(days[0]))
        words = '<text class="chart-soft" text-anchor="{}" x="{}" y="{}">{}</text>'
        drawn.append(format_html(words, anchor, x, frame.base + 18, _("inte besvarad")))
    return join(drawn)


def _beside(frame: Frame, x: float) -> tuple[str, float]:
    """Anchor and place of a label near `x` that must stay inside the plot."""
    if x - frame.left < 42:
        return "start", frame.left
    if frame.right - x < 42:
        return "end", frame.right
    return "middle", x


def _values(line: Series, frame: Frame) -> SafeString:
    shown = line.answered
    if len(shown) > _VALUES_SHOWN[frame.size.name]:
        shown = (shown[0], shown[-1])
    kept = room_for([(frame.x(on), written(value)) for on, value in shown], frame.size.letter, gap=3)
    return format_html_join(
        "",
        '<text class="chart-value chart-halo" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((frame.x(on), frame.y(value) - 11, written(value)) for on, value in (shown[index] for index in kept)),
    )


def _line(chart: Chart, index: int, frame: Frame) -> SafeString:
    line = chart.series[index]
    several = len(chart.series) > 1
    labelled = not any(value is None for earlier in chart.series[:index] for _on, value in earlier.points)
    return format_html(
        '<g class="series-{}"><path class="chart-line" d="{}"/>{}{}{}</g>',
        index + 1,
        _path(line, frame),
        join([_mark(index, frame.x(on), frame.y(value)) for on, value in line.answered]),
        _missing(line, frame, labelled),
        EMPTY if several else _values(line, frame),
    )


def _names(chart: Chart, frame: Frame) -> SafeString:
    """The lines' names with their marks and last values, above the plot where they meet no line."""
    rows = name_rows(chart, frame.size)
    top = frame.size.top - 26 - NAME_ROW * (len(rows) - 1)
    parts = [
        format_html(
            '<g class="series-{}">{}<text class="chart-name" x="{}" y="{}">{}</text></g>',
            index + 1,
            _mark(index, frame.left + x + 5, top + NAME_ROW * number - 4.5),
            frame.left + x + NAME_MARK,
            top + NAME_ROW * number,
            words,
        )
        for number, row in enumerate(rows)
        for index, x, words in row
    ]
    return join(parts)
