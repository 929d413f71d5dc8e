"""A chart as SVG: bands, lines, gaps and labels. Colour comes from the style sheet's classes."""

from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from stegvis.ui.charts.frame import NARROW, WIDE, Frame, room_for, spread, ticks
from stegvis.ui.charts.kinds import Chart, Series, short_labels, written
from stegvis.ui.charts.words import day, spoken

_EMPTY = SafeString("")
# Values are printed at each point up to this many; a longer line prints its ends only.
_VALUES_SHOWN = {"wide": 10, "narrow": 5}


def _join(parts: list[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - each part was made by format_html


def _bands(chart: Chart, frame: Frame) -> SafeString:
    """Shade each band from its lowest score to where the next begins, and name it."""
    ordered = sorted(chart.bands, key=lambda band: band.low)
    names = dict(zip(chart.bands, short_labels(chart.bands), strict=True))
    drawn: list[SafeString] = []
    for index, band in enumerate(ordered):
        upper = ordered[index + 1].low if index + 1 < len(ordered) else min(band.high, chart.high)
        top, bottom = frame.y(min(upper, chart.high)), frame.y(max(band.low, chart.low))
        drawn.append(
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
        drawn.append(
            format_html(
                '<text class="chart-soft" x="{}" y="{}"{}>{}</text>',
                frame.right + 8 if wide else frame.right - 5,
                round((top + bottom) / 2 + 4.5, 1),
                _EMPTY if wide else mark_safe(' text-anchor="end"'),
                names[band],
            )
        )
    return _join(drawn)


def _scale(chart: Chart, frame: Frame) -> SafeString:
    """The scores up the side. With bands, the numbers stand at the bands' edges."""
    edges = sorted({b.low for b in chart.bands if chart.low <= b.low <= chart.high})
    values = sorted({chart.low, *edges, chart.high}) if edges else ticks(chart.low, chart.high)
    lines = format_html_join(
        "",
        '<line class="chart-grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>',
        ((frame.left, frame.right, frame.y(value)) for value in values),
    )
    numbers = format_html_join(
        "",
        '<text class="chart-soft" text-anchor="end" x="{}" y="{}">{}</text>',
        ((frame.left - 7, frame.y(value) + 4.5, written(value)) for value in values),
    )
    base = format_html(
        '<line class="chart-axis" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>', frame.left, frame.right, frame.base
    )
    return _join([lines, numbers, base])


def _beside_cut(chart: Chart, frame: Frame, value: float) -> float:
    """Where a cut-off's words stand: above its line, or below where a point is in the way."""
    near = [frame.y(v) for line in chart.series for on, v in line.answered if frame.x(on) < frame.left + 74]
    line = frame.y(value)
    return line + 14 if any(-24 < y - line < 6 for y in near) and line + 14 < frame.base else line - 5


def _cut_offs(chart: Chart, frame: Frame) -> SafeString:
    return format_html_join(
        "",
        '<line class="chart-cut" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>'
        '<text class="chart-halo" x="{3}" y="{4}">{5}</text>',
        (
            (
                frame.left,
                frame.right,
                frame.y(cut.value),
                frame.left + 6,
                _beside_cut(chart, frame, cut.value),
                cut.label,
            )
            for cut in chart.cut_offs
        ),
    )


def _dates(chart: Chart, frame: Frame) -> SafeString:
    """Days under the plot, as many as have room, with the year where it changes."""
    days = sorted({on for line in chart.series for on, _value in line.points})
    marks = format_html_join(
        "",
        '<line class="chart-axis" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((frame.x(on), frame.base, frame.base + 5) for on in days),
    )
    words = [(frame.x(on), day(on)) for on in days]
    kept = [days[index] for index in room_for(words, frame.size.letter)]
    written_days = format_html_join(
        "",
        '<text class="chart-soft" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((frame.x(on), frame.base + 34, day(on)) for on in kept),
    )
    return _join([marks, written_days, _years(kept, frame)])


def _years(days: list[date], frame: Frame) -> SafeString:
    firsts = [on for index, on in enumerate(days) if not index or days[index - 1].year != on.year]
    return format_html_join(
        "",
        '<text class="chart-soft" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((frame.x(on), frame.base + 51, on.year) for on in firsts),
    )


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


def _mark(index: int, x: float, y: float, role: str = "chart-mark") -> SafeString:
    """One point. The shape differs between lines, so that colour is never alone."""
    if index == 0:
        return format_html('<circle class="{}" cx="{}" cy="{}" r="5"/>', role, x, y)
    shapes = ("M-5-5h10v10h-10z", "M0-6.5 6.5 0 0 6.5-6.5 0z", "M0-6 6 5H-6z")
    return format_html('<path class="{}" transform="translate({} {})" d="{}"/>', role, x, y, shapes[index - 1])


def _missing(chart: Chart, index: int, frame: Frame, labelled: bool) -> SafeString:
    """Hollow marks on the axis where nothing was answered; the first run is explained."""
    days = [on for on, value in chart.series[index].in_order if value is None]
    drawn = [_mark(index, frame.x(on), frame.base, "chart-missing") for on in days]
    if days and labelled and not _under_a_name(chart, frame, frame.x(days[0])):
        drawn.append(
            format_html(
                '<text class="chart-soft chart-halo" text-anchor="{}" x="{}" y="{}">{}</text>',
                *_beside(frame, frame.x(days[0])),
                frame.base - 11,
                _("inte besvarad"),
            )
        )
    return _join(drawn)


def _under_a_name(chart: Chart, frame: Frame, x: float) -> bool:
    """Whether words at the axis would meet the lowest band's name, which stands inside a narrow drawing."""
    if not frame.names_room:
        return False
    lowest = min(range(len(chart.bands)), key=lambda place: chart.bands[place].low)
    return x + 50 > frame.right - 5 - len(short_labels(chart.bands)[lowest]) * frame.size.letter


def _beside(frame: Frame, x: float) -> tuple[str, float]:
    """Anchor and place of a label near `x` that must stay inside the plot."""
    if x - frame.left < 42:
        return "start", frame.left + 4
    if frame.right - x < 42:
        return "end", frame.right - 4
    return "middle", x


def _values(line: Series, frame: Frame) -> SafeString:
    shown = line.answered
    if len(shown) > _VALUES_SHOWN[frame.size.name]:
        shown = (shown[0], shown[-1])
    return format_html_join(
        "",
        '<text class="chart-value chart-halo" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((frame.x(on), max(frame.y(value) - 11, 14), written(value)) for on, value in shown),
    )


def _line(chart: Chart, index: int, frame: Frame) -> SafeString:
    line = chart.series[index]
    several = len(chart.series) > 1
    labelled = not any(value is None for earlier in chart.series[:index] for _on, value in earlier.points)
    return format_html(
        '<g class="series-{}"><path class="chart-line" d="{}"/>{}{}{}</g>',
        index + 1,
        _path(line, frame),
        _join([_mark(index, frame.x(on), frame.y(value)) for on, value in line.answered]),
        _missing(chart, index, frame, labelled),
        _EMPTY if several else _values(line, frame),
    )


def _names(chart: Chart, frame: Frame) -> SafeString:
    """Each line's name at its last point: no legend to look up. One line needs none."""
    if len(chart.series) < 2:
        return _EMPTY
    ends = [(i, line.label, line.answered[-1]) for i, line in enumerate(chart.series) if line.answered]
    places = spread([frame.y(value) - 12 for _i, _l, (_on, value) in ends], 17, 14, frame.base - 6)
    return format_html_join(
        "",
        '<g class="series-{}"><text class="chart-name chart-halo" text-anchor="end" x="{}" y="{}">{} {}</text></g>',
        (
            (index + 1, frame.right - 4, place, label, written(value))
            for (index, label, (_on, value)), place in zip(ends, places, strict=True)
        ),
    )


def line_chart(chart: Chart, narrow: bool = False) -> SafeString:
    """Draw the chart. `narrow` is the drawing for phones and tight columns."""
    size = NARROW if narrow else WIDE
    frame = Frame.of(chart, size)
    key = f"{chart.key}-{size.name}"
    parts = [
        _bands(chart, frame), _scale(chart, frame), _cut_offs(chart, frame), _dates(chart, frame),
        *(_line(chart, index, frame) for index in range(len(chart.series))), _names(chart, frame),
    ]  # fmt: skip
    return format_html(
        '<svg class="chart-{}" viewBox="0 0 {} {}" role="img" aria-labelledby="{key}-t {key}-d" focusable="false">'
        '<title id="{key}-t">{}</title><desc id="{key}-d">{}</desc>{}</svg>',
        size.name, size.width, size.height, chart.title, spoken(chart), _join(parts), key=key,
    )  # fmt: skip
