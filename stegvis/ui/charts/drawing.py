"""Charts as SVG: one plot, or several on the same axis of days. Colour comes from the style sheet's classes."""

from dataclasses import replace
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stegvis.ui.charts.frame import (
    CHANGE_ROOM,
    NARROW,
    WIDE,
    Frame,
    Size,
    names_room,
    right_margin,
    room_for,
    told_change,
)
from stegvis.ui.charts.kinds import Chart, Timeline, clipped
from stegvis.ui.charts.plot import join, plot
from stegvis.ui.charts.words import day, spoken, spoken_timeline

# One plot of several: its name above, room for values, the plot itself, room under it for what was not answered.
_NAME, _VALUES, _PLOT, _UNDER = 18, 20, 104, 30


def line_chart(chart: Chart, narrow: bool = False) -> SafeString:
    """Draw the chart. `narrow` is the drawing for phones and tight columns."""
    frame = Frame.of(chart, NARROW if narrow else WIDE)
    parts = [plot(chart, frame), _ticks(chart.days, frame), _dates(chart.days, frame)]
    return _picture(frame.size, chart.key, chart.title, spoken(chart), join(parts))


def timeline_chart(timeline: Timeline, narrow: bool = False) -> SafeString:
    """Draw several charts under each other, each on its own scale, all on the same axis of days."""
    size = NARROW if narrow else WIDE
    panels = timeline.aligned
    right = max(right_margin(chart, size) for chart in panels)
    room = max(names_room(chart) for chart in panels) if narrow else 0
    days = timeline.days
    parts: list[SafeString] = []
    y = 2.0
    for chart in panels:
        told = told_change(chart)
        # A narrow drawing has the change on a line of its own; a wide one beside the name.
        top = y + _NAME + _VALUES + (CHANGE_ROOM if told and narrow else 0)
        own = replace(size, right=right, top=round(top), height=round(top) + _PLOT + size.bottom)
        frame = replace(Frame.of(chart, own), size=own, names_room=room)
        parts += [_whens(days, frame), _name(chart, frame, y, whole_row=narrow or not told)]
        parts += [plot(chart, frame), _ticks(chart.days, frame)]
        y = frame.base + _UNDER
    parts.append(_dates(days, frame))
    whole = replace(size, height=round(frame.base) + size.bottom)
    return _picture(whole, timeline.key, timeline.title, spoken_timeline(timeline), join(parts))


def _picture(size: Size, key: str, title: str, words: str, content: SafeString) -> SafeString:
    key = f"{key}-{size.name}"
    return format_html(
        '<svg class="chart-{}" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="{key}-t {key}-d" focusable="false">'
        '<title id="{key}-t">{}</title><desc id="{key}-d">{}</desc>{}</svg>',
        size.name, size.width, size.height, title, words, content, key=key,
    )  # fmt: skip


def _name(chart: Chart, frame: Frame, y: float, whole_row: bool) -> SafeString:
    room = (frame.size.width - frame.left) / (frame.size.letter + 0.6)
    words = f"{chart.kicker}: {chart.title}" if chart.kicker else chart.title
    text = clipped(words, room if whole_row else room * 0.5)
    return format_html('<text class="chart-title" x="{}" y="{}">{}</text>', frame.left, y + 12, text)


def _whens(days: tuple[date, ...], frame: Frame) -> SafeString:
    """Every occasion as a thin line through all plots, so that the same day is seen as the same day."""
    return format_html_join(
        "",
        '<line class="chart-when" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((frame.x(on), frame.size.top, frame.base) for on in days),
    )


def _ticks(days: tuple[date, ...], frame: Frame) -> SafeString:
    return format_html_join(
        "",
        '<line class="chart-axis" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((frame.x(on), frame.base, frame.base + 5) for on in days),
    )


def _dates(days: tuple[date, ...], frame: Frame) -> SafeString:
    """Days under the plot, as many as have room, with the year where it changes."""
    words = [(frame.x(on), day(on)) for on in days]
    kept = [days[index] for index in room_for(words, frame.size.letter)]
    written_days = format_html_join(
        "",
        '<text class="chart-soft" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((frame.x(on), frame.base + 34, day(on)) for on in kept),
    )
    return written_days + _years(kept, frame)


def _years(days: list[date], frame: Frame) -> SafeString:
    firsts = [on for index, on in enumerate(days) if not index or days[index - 1].year != on.year]
    return format_html_join(
        "",
        '<text class="chart-soft" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((frame.x(on), frame.base + 51, on.year) for on in firsts),
    )
