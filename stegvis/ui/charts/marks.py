"""What happened meanwhile, on the days of a timeline: something that opened, and times that did not count."""

from datetime import date

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.ui.charts.frame import Frame, room_for
from stegvis.ui.charts.kinds import Timeline
from stegvis.ui.charts.words import day


def drawn(timeline: Timeline, frame: Frame, *, named: bool) -> SafeString:
    """Over one plot: pauses as light shades, openings as broken lines. The first plot names them, as far as there is room."""
    top, base = frame.size.top, frame.base
    shades = format_html_join(
        "",
        '<rect class="chart-paused" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (frame.x(first), top, round(max(frame.x(last) - frame.x(first), 3), 1), base - top)
            for first, last in _inside(timeline, frame)
        ),
    )
    marks = [mark for mark in timeline.marks if frame.first <= mark.on <= frame.last]
    lines = format_html_join(
        "",
        '<line class="chart-meanwhile" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((frame.x(mark.on), top - 6, base) for mark in marks),
    )
    words = [(frame.x(mark.on), mark.short) for mark in marks if mark.short] if named else []
    names = format_html_join(
        "",
        '<text class="chart-soft chart-halo" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((words[i][0], top - 9, words[i][1]) for i in room_for(words, frame.size.letter, gap=3)),
    )
    return shades + lines + names


def said(timeline: Timeline) -> list[str]:
    """The same in words, in time."""
    days = timeline.days
    if not days:
        return []
    first, last = days[0], days[-1]
    found = [(mark.on, _("%(day)s: %(what)s") % {"day": day(mark.on), "what": mark.label}) for mark in timeline.marks]
    for begins, until in timeline.pauses:
        if until:
            words = _("Uppehåll från %(day)s till %(until)s") % {"day": day(begins), "until": day(until)}
        else:
            words = _("Uppehåll från %(day)s") % {"day": day(begins)}
        if begins <= last and (until is None or until >= first):
            found.append((max(begins, first), words))
    return [words for on, words in sorted(found) if first <= on <= last]


def _inside(timeline: Timeline, frame: Frame) -> list[tuple[date, date]]:
    spans = [(max(begins, frame.first), min(until or frame.last, frame.last)) for begins, until in timeline.pauses]
    return [(first, last) for first, last in spans if first < last]
