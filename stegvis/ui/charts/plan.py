"""A plan drawn on one axis of days: a lane for each thing, what has been, what is now and what comes.

Drawn twice, as every chart: wide with the lanes' names beside, narrow with them above. The words and the table that say
the same come from the caller.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.ui.charts.frame import room_for
from stegvis.ui.charts.kinds import clipped
from stegvis.ui.charts.plot import join
from stegvis.ui.charts.words import day

MarkKind = Literal["done", "open", "missed", "coming", "flag", "told"]
BarKind = Literal["done", "open"]


@dataclass(frozen=True, slots=True)
class PlanMark:
    """Something on a day."""

    on: date
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class PlanBar:
    """Something that lasts, both days included."""

    first: date
    last: date
    kind: BarKind = "open"


@dataclass(frozen=True, slots=True)
class Lane:
    """One thing in time."""

    label: str
    marks: tuple[PlanMark, ...] = ()
    bars: tuple[PlanBar, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanAxis:
    """The whole drawing. `pauses` lie through all lanes; one without an end reaches to the last day."""

    title: str
    words: str
    lanes: tuple[Lane, ...]
    first: date
    last: date
    today: date
    pauses: tuple[tuple[date, date | None], ...] = ()
    key: str = "plan"


@dataclass(frozen=True, slots=True)
class _Room:
    """A drawing's measures."""

    name: str
    width: int
    left: int
    lane: int
    track: int
    letter: float = 6.7


_WIDE = _Room("wide", 760, 214, 26, 13)
_NARROW = _Room("narrow", 304, 8, 44, 31)
_TOP, _UNDER, _RIGHT = 40, 30, 12
_MARKS = {
    "done": '<circle class="plan-done" cx="{x}" cy="{y}" r="5.5"/>',
    "open": '<circle class="plan-open" cx="{x}" cy="{y}" r="5.5"/>',
    "coming": '<circle class="plan-coming" cx="{x}" cy="{y}" r="5"/>',
    "missed": '<path class="plan-missed" transform="translate({x} {y})" d="M-5-5 5 5M5-5-5 5"/>',
    "flag": '<path class="plan-flag" transform="translate({x} {y})" d="M-4 8V-8L7-4-4 1"/>',
    "told": '<path class="plan-told" transform="translate({x} {y})" d="M0-6 6 0 0 6-6 0z"/>',
}


def plan_chart(axis: PlanAxis, narrow: bool = False) -> SafeString:
    """Draw it."""
    room = _NARROW if narrow else _WIDE
    height = _TOP + len(axis.lanes) * room.lane + _UNDER
    legend = _legend(axis, room, height - 4)
    rows = len(legend)
    parts = [
        *_pauses(axis, room, height),
        *_grid(axis, room, height),
        *_lanes(axis, room),
        _now(axis, room, height),
        *[each for row in legend for each in row],
    ]
    key = f"{axis.key}-{room.name}"
    return format_html(
        '<svg class="chart-{} plan-axis" viewBox="0 0 {} {}" role="img" aria-labelledby="{key}-t {key}-d" '
        'focusable="false"><title id="{key}-t">{}</title><desc id="{key}-d">{}</desc>{}</svg>',
        room.name, room.width, height + rows * 20 + 6, axis.title, axis.words, join(parts), key=key,
    )  # fmt: skip


def _x(axis: PlanAxis, room: _Room, on: date) -> float:
    span = max((axis.last - axis.first).days, 1)
    inside = room.width - room.left - _RIGHT - 16
    away = min(max((on - axis.first).days, 0), span)
    return round(room.left + 8 + inside * away / span, 1)


def _grid(axis: PlanAxis, room: _Room, height: int) -> Iterator[SafeString]:
    """Mondays while they can be told apart, then the first of each month; as many days named as have room."""
    days = list(_days(axis))
    base = height - _UNDER
    yield format_html_join(
        "",
        '<line class="chart-grid" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((_x(axis, room, on), _TOP - 4, base) for on in days),
    )
    words = [(_inside(room, _x(axis, room, on), day(on)), day(on)) for on in days]
    yield format_html_join(
        "",
        '<text class="chart-soft" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((words[i][0], base + 18, words[i][1]) for i in room_for(words, room.letter)),
    )
    yield format_html(
        '<line class="chart-axis" x1="{}" x2="{}" y1="{}" y2="{}"/>', room.left, room.width - _RIGHT, base, base
    )


def _days(axis: PlanAxis) -> Iterator[date]:
    weeks = (axis.last - axis.first).days <= 7 * 20
    on = axis.first
    while on <= axis.last:
        if on.weekday() == 0 if weeks else on.day == 1:
            yield on
        on += timedelta(days=1)


def _inside(room: _Room, x: float, words: str) -> float:
    half = len(words) * room.letter / 2
    return round(min(max(x, half), room.width - half), 1)


def _pauses(axis: PlanAxis, room: _Room, height: int) -> Iterator[SafeString]:
    for begins, until in axis.pauses:
        if begins > axis.last or (until is not None and until <= axis.first):
            continue
        left = _x(axis, room, max(begins, axis.first))
        right = _x(axis, room, min(until or axis.last, axis.last))
        wide = round(max(right - left, 4), 1)
        yield format_html(
            '<rect class="plan-pause" x="{}" y="{}" width="{}" height="{}"/>',
            left, _TOP - 8, wide, height - _UNDER - _TOP + 8,
        )  # fmt: skip
        words = _("uppehåll")
        middle = _inside(room, left + wide / 2, words)
        yield format_html('<text class="chart-soft" text-anchor="middle" x="{}" y="{}">{}</text>', middle, 12, words)


def _now(axis: PlanAxis, room: _Room, height: int) -> SafeString:
    if not axis.first <= axis.today <= axis.last:
        return SafeString("")
    x, words = _x(axis, room, axis.today), _("i dag")
    return format_html(
        '<line class="plan-now" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>'
        '<text class="chart-name plan-today chart-halo" text-anchor="middle" x="{3}" y="{4}">{5}</text>',
        x, _TOP - 8, height - _UNDER, _inside(room, x, words), _TOP - 13, words,
    )  # fmt: skip


def _lanes(axis: PlanAxis, room: _Room) -> Iterator[SafeString]:
    wide = room.name == _WIDE.name
    letters = ((room.left - 14) if wide else (room.width - 16)) / room.letter
    for number, lane in enumerate(axis.lanes):
        top = _TOP + number * room.lane
        y = top + room.track
        yield format_html(
            '<text x="{}" y="{}">{}</text>', 0 if wide else room.left, top + (17 if wide else 14),
            clipped(lane.label, letters),
        )  # fmt: skip
        yield format_html(
            '<line class="plan-lane" x1="{}" x2="{}" y1="{}" y2="{}"/>', room.left, room.width - _RIGHT, y, y
        )
        for bar in lane.bars:
            left, right = _x(axis, room, bar.first), _x(axis, room, bar.last)
            yield format_html(
                '<rect class="plan-bar" data-kind="{}" x="{}" y="{}" width="{}" height="12" rx="4"/>',
                bar.kind, left - 4, y - 6, round(right - left + 8, 1),
            )  # fmt: skip
        for mark in lane.marks:
            yield format_html(_MARKS[mark.kind], x=_x(axis, room, mark.on), y=y)


def _legend(axis: PlanAxis, room: _Room, top: int) -> list[list[SafeString]]:
    """What the marks in this drawing mean, in rows that fit."""
    said: dict[str, str] = {
        "done": _("gjort"),
        "open": _("öppet"),
        "missed": _("inte besvarat"),
        "coming": _("kommer"),
        "flag": _("flagga"),
        "told": _("påminnelse"),
    }
    used = {mark.kind for lane in axis.lanes for mark in lane.marks}
    rows: list[list[SafeString]] = []
    x, left = 0.0, room.left if room.name == _WIDE.name else 4
    for kind, words in said.items():
        if kind not in used:
            continue
        wide = 22 + len(words) * room.letter + 14
        if not rows or x + wide > room.width - _RIGHT:
            rows.append([])
            x = left
        y = top + 20 * len(rows)
        rows[-1].append(format_html(_MARKS[kind], x=round(x + 7, 1), y=y - 4))
        rows[-1].append(format_html('<text class="chart-soft" x="{}" y="{}">{}</text>', round(x + 18, 1), y, words))
        x += wide
    return rows
