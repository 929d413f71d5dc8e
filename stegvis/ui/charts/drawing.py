"""Charts as SVG: one plot, or several on the same axis of days. Colour comes from the style sheet's classes."""

from dataclasses import replace
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stegvis.ui.charts.frame import NARROW, WIDE, Frame, Size, end_room, head_room, right_margin, room_for, told_change
from stegvis.ui.charts.kinds import Chart, Timeline, clipped
from stegvis.ui.charts.marks import drawn
from stegvis.ui.charts.plot import join, plot
from stegvis.ui.charts.words import change_mark, day, spoken, spoken_timeline

# One plot of several: its name above, room for values, the plot itself, room under it for what was not answered.
_NAME, _VALUES, _PLOT, _UNDER = 18, 20, 104, 30


def line_chart(chart: Chart, narrow: bool = False) -> SafeString:
    """Draw the chart. `narrow` is the drawing for phones and tight columns."""
    frame = Frame.of(chart, NARROW if narrow else WIDE)
    parts = [_ticks(chart.days, frame), plot(chart, frame), _dates(chart.days, frame)]
    return _picture(frame.size, chart.key, chart.title, spoken(chart), join(parts))


def timeline_chart(timeline: Timeline, narrow: bool = False) -> SafeString:
    """Draw several charts under each other, each on its own scale, all on the same axis of days."""
    size = NARROW if narrow else WIDE
    panels, days = timeline.aligned, timeline.days
    right = max(right_margin(chart, size) for chart in panels)
    room = max(end_room(chart, size) for chart in panels)
    parts: list[SafeString] = []
    y = 2
    for chart in panels:
        # Beside the name of a wide plot there is room for how far it is from the first answer.
        beside = told_change(chart) and not narrow
        top = y + _NAME + _VALUES + (0 if beside else head_room(chart, size))
        own = replace(size, right=right, top=top, height=top + _PLOT + size.bottom)
        frame = replace(Frame.of(chart, own), size=own, end_room=room)
        meanwhile = drawn(timeline, frame, named=chart is panels[0])
        parts += [_name(chart, frame, y, beside=beside), _ticks(chart.days, frame), plot(chart, frame, days), meanwhile]
        y = top + _PLOT + _UNDER
    parts.append(_dates(days, frame))
    return _picture(own, timeline.key, timeline.title, spoken_timeline(timeline), join(parts))


def _picture(size: Size, key: str, title: str, words: str, content: SafeString) -> SafeString:
    key = f"{key}-{size.name}"
    return format_html(
        '<svg class="chart-{}" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="{key}-t {key}-d" focusable="false">'
        '<title id="{key}-t">{}</title><desc id="{key}-d">{}</desc>{}</svg>',
        size.name, size.width, size.height, title, words, content, key=key,
    )  # fmt: skip


def _name(chart: Chart, frame: Frame, y: int, beside: bool) -> SafeString:
    letter = frame.size.letter + 0.6
    words = f"{chart.kicker}: {chart.title}" if chart.kicker else chart.title
    room = (frame.size.width - frame.left) / letter
    change = chart.series[0].change if beside else None
    if change is not None:
        room = (frame.right - frame.left) / letter - len(change_mark(change)) * 0.92 - 2
    return format_html('<text class="chart-title" x="{}" y="{}">{}</text>', frame.left, y + 12, clipped(words, room))


def _ticks(days: tuple[date, ...], frame: Frame) -> SafeString:
    return format_html_join(
        "",
        '<line class="chart-axis" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((frame.x(on), frame.base, frame.base + 5) for on in days),
    )


def _dates(days: tuple[date, ...], frame: Frame) -> SafeString:
    """Days under the plot, as many as have room, with the year where it changes."""
    words = [(_inside(frame, frame.x(on), day(on)), day(on)) for on in days]
    kept = room_for(words, frame.size.letter)
    text = '<text class="chart-soft" text-anchor="middle" x="{}" y="{}">{}</text>'
    written_days = format_html_join("", text, ((words[i][0], frame.base + 34, words[i][1]) for i in kept))
    firsts = [i for n, i in enumerate(kept) if not n or days[kept[n - 1]].year != days[i].year]
    return written_days + format_html_join("", text, ((words[i][0], frame.base + 51, days[i].year) for i in firsts))


def _inside(frame: Frame, x: float, words: str) -> float:
    """The middle of some words that would reach outside the drawing, moved in."""
    half = len(words) * frame.size.letter / 2
    return round(min(max(x, half), frame.size.width - half), 1)
