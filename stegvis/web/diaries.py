"""A diary as its pages see it, the resident's and staff's alike: a month, the last weeks in graphs, and the entries.

Nothing is read here: the entries come from the room's doors.
"""

from __future__ import annotations

from calendar import monthcalendar
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stegvis.course import diaries
from stegvis.course.diaries import Track
from stegvis.questionnaires.answer_rows import AnswersView, build_answers
from stegvis.questionnaires.engine import Definition, Item, ItemType, item_key, option_key, own_words
from stegvis.ui.charts import daily
from stegvis.ui.charts.kinds import written
from stegvis.web.moments import said_day

if TYPE_CHECKING:
    from stegvis.course.queries import DiaryEntry

WEEKS_SHOWN = 4
SPAN = timedelta(weeks=WEEKS_SHOWN) - timedelta(days=1)
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody asked to see: a month in the calendar, and the last day of the graphs."""

    first: date
    today: date
    month: date
    until: date

    @property
    def since(self) -> date:
        """The first day of the graphs."""
        return self.until - SPAN

    @property
    def month_end(self) -> date:
        """The last day of the month."""
        return _next_month(self.month) - timedelta(days=1)

    @property
    def reach(self) -> tuple[date, date]:
        """The days to read, for both."""
        return min(self.month, self.since), max(self.month_end, self.until)


def shown(first: date, today: date, month: str = "", until: str = "") -> Shown:
    """What an address asks for; what cannot be read, or lies outside the diary, is today."""
    asked_month, asked_until = day_of(f"{month}-01"), day_of(until)
    month_on = min(max(asked_month or today, first.replace(day=1)), today).replace(day=1)
    return Shown(first, today, month_on, min(max(asked_until or today, first), today))


def day_of(text: str) -> date | None:
    """A day in an address or a field; None when it cannot be read."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Value:
    """One number of an entry, ready to print."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in a list. `values` are those with an answer, `labelled` a cell for each."""

    on: date
    when: str
    clock: str
    lead: str
    said: str
    values: tuple[Value, ...]
    labelled: tuple[Value, ...]
    href: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the month. Without `href` there is nothing to open."""

    on: date
    state: str
    text: str
    more: int
    label: str
    href: str
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven days, `None` outside it. `earlier` and `later` are queries of an address."""

    title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Cell | None, ...], ...]
    earlier: str
    later: str
    filled: int
    days: int


@dataclass(frozen=True, slots=True)
class Weeks:
    """The graphs of four weeks."""

    title: str
    charts: tuple[daily.DrawnDaily, ...]
    earlier: str
    later: str


Link = Callable[["DiaryEntry"], str]
DayLink = Callable[[date], str]


@dataclass(frozen=True)
class Diary:
    """A diary with its entries of the days shown. `entry_url` opens one, `day_url` a day without or with several."""

    id: str
    definition: Definition
    language: str
    shown: Shown
    rows: list[DiaryEntry]
    entry_url: Link
    day_url: DayLink
    per_day: bool = True

    @property
    def title(self) -> str:
        """What the diary is called."""
        return self.definition.title(self.language)

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """Every number in it. The last calculated ones first, as they are what the rest is for."""
        found = diaries.tracks(self.definition)
        counted = [track for track in found if track.calculated]
        return (*reversed(counted), *(track for track in found if not track.calculated))

    @cached_property
    def numbers(self) -> dict[str, dict[str, Decimal]]:
        """The numbers of each entry."""
        return {str(row.pk): diaries.numbers(self.definition, row.answers) for row in self.rows}

    def label(self, track: Track) -> str:
        """What a number is called."""
        return self.definition.text(track.key, self.language)

    def unit(self, track: Track) -> str:
        """Its unit in words."""
        return (self.definition.text(track.unit_key, self.language) if track.unit_key else "") or track.unit

    @cached_property
    def choice(self) -> Item | None:
        """The first choice, such as the kind of exercise: it says what the numbers are about."""
        alone = (item for item in self.definition.questions if not self.definition.repeating_above[item.link_id])
        return next((item for item in alone if item.type is ItemType.CHOICE), None)

    @property
    def choice_label(self) -> str:
        """Its question."""
        return self.definition.text(item_key(self.choice.link_id), self.language) if self.choice else ""

    def said(self, row: DiaryEntry) -> str:
        """What was chosen in it."""
        if self.choice is None:
            return ""
        given, item = row.answers.get(self.choice.link_id), self.choice
        codes = given if isinstance(given, list) else [given] if given else []
        return ", ".join(self._option(item, str(code)) for code in codes)

    def _option(self, item: Item, code: str) -> str:
        return own_words(code) or self.definition.text(option_key(item.link_id, code), self.language)

    def lead(self, row: DiaryEntry) -> str:
        """What a calendar has room for."""
        tracks = diaries.headline(self.definition)
        found = [self.numbers[str(row.pk)].get(track.code) for track in tracks]
        texts = [written(float(value)) for value in found if value is not None]
        unit = " %" if tracks and tracks[0].unit == "%" and texts else ""
        return "/".join(texts) + unit

    @cached_property
    def lines(self) -> list[Line]:
        """The entries of the four weeks, newest first."""
        since, until = self.shown.since, self.shown.until
        return [self.line(row) for row in reversed(self.rows) if since <= row.on <= until]

    def on_day(self, on: date) -> list[Line]:
        """The entries of one day, in order."""
        return [self.line(row) for row in self.rows if row.on == on]

    def line(self, row: DiaryEntry) -> Line:
        """One entry, ready to print."""
        numbers = self.numbers[str(row.pk)]
        texts = [_text(numbers.get(track.code), self.unit(track)) for track in self.tracks]
        values = [Value(self.label(track), text) for track, text in zip(self.tracks, texts, strict=True) if text]
        return Line(
            on=row.on,
            when=self.day_words(row.on),
            clock=f"{row.at:%H.%M}" if row.at else "",
            lead=self.lead(row),
            said=self.said(row),
            values=tuple(values),
            labelled=tuple(Value(self.label(t), _text(numbers.get(t.code), "") or "–") for t in self.tracks),
            href=self.entry_url(row),
            corrected=row.amends_id is not None,
        )

    def day_words(self, on: date) -> str:
        """A day with its weekday: "mån 3 mars"."""
        said = said_day(on, self.shown.today)
        return said if on == self.shown.today else f"{str(WEEKDAYS_ABBR[on.weekday()]).lower()} {said}"

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The heads of the table: what, and in which unit."""
        return [(self.label(track), self.unit(track)) for track in self.tracks]

    @cached_property
    def month(self) -> Month:
        """The calendar."""
        asked = self.shown
        by_day: dict[date, list[DiaryEntry]] = defaultdict(list)
        for row in self.rows:
            by_day[row.on].append(row)
        month = asked.month
        weeks = [
            tuple(self._cell(month.replace(day=day), by_day) if day else None for day in week)
            for week in monthcalendar(month.year, month.month)
        ]
        first, last = max(month, asked.first), min(asked.month_end, asked.today)
        before = (month - timedelta(days=1)).replace(day=1)
        after = _next_month(month)
        return Month(
            title=date_format(month, "F Y"),
            weekdays=tuple((str(WEEKDAYS_ABBR[n]).lower(), str(WEEKDAYS[n]).lower()) for n in range(7)),
            weeks=tuple(weeks),
            earlier=self._query(month=before) if month > asked.first else "",
            later=self._query(month=after) if after <= asked.today else "",
            filled=sum(1 for on in by_day if first <= on <= last),
            days=max(0, (last - first).days + 1),
        )

    def _cell(self, on: date, by_day: dict[date, list[DiaryEntry]]) -> Cell:
        found, asked = by_day.get(on, []), self.shown
        words = date_format(on, "j F")
        today = on == asked.today
        if found:
            single = self.per_day or len(found) == 1
            href = self.entry_url(found[-1]) if single else self.day_url(on)
            text = self.lead(found[-1])
            label = _("%(day)s: %(value)s") % {"day": words, "value": text or _("ifylld")}
            return Cell(on, "filled", text, len(found) - 1, label, href, today)
        if on > asked.today or on < asked.first:
            return Cell(on, "outside", "", 0, words, "", today)
        return Cell(on, "empty", "", 0, _("%(day)s: inte ifylld") % {"day": words}, self.day_url(on), today)

    def _query(self, month: date | None = None, until: date | None = None) -> str:
        month, until = month or self.shown.month, until or self.shown.until
        return f"?manad={month:%Y-%m}&till={until.isoformat()}"

    @cached_property
    def weeks(self) -> Weeks:
        """The graphs, numbers of one unit together."""
        asked = self.shown
        step = timedelta(weeks=WEEKS_SHOWN)
        words = {"first": date_format(asked.since, "j F"), "last": date_format(asked.until, "j F")}
        return Weeks(
            title=_("%(first)s – %(last)s") % words,
            charts=tuple(daily.drawn(chart) for chart in self._charts()),
            earlier=self._query(until=asked.until - step) if asked.since > asked.first else "",
            later=self._query(until=min(asked.until + step, asked.today)) if asked.until < asked.today else "",
        )

    def headline_chart(self) -> daily.DrawnDaily | None:
        """The one graph that says most, for a page with much else on it."""
        codes = {track.code for track in diaries.headline(self.definition)}
        tracks = [track for track in self.tracks if track.code in codes]
        chart = self._chart(tracks) if tracks else None
        return daily.drawn(chart) if chart and chart.has_dots else None

    def _charts(self) -> Iterable[daily.DailyChart]:
        for tracks in _together(self.tracks):
            chart = self._chart(tracks)
            if chart.has_dots:
                yield chart

    def _chart(self, tracks: list[Track]) -> daily.DailyChart:
        lines = tuple(daily.DailyLine(self.label(track), self._dots(track)) for track in tracks)
        unit = self.unit(tracks[0])
        title = lines[0].label if len(lines) == 1 else _joined([line.label for line in lines])
        ends = (_float(tracks[0].low), _float(tracks[0].high))
        key = f"{self.id}-{tracks[0].code}".replace(":", "-")
        return daily.DailyChart(title, unit, self.shown.since, self.shown.until, lines, ends, key)

    def _dots(self, track: Track) -> tuple[daily.Dot, ...]:
        since, until = self.shown.since, self.shown.until
        found = []
        for row in self.rows:
            value = self.numbers[str(row.pk)].get(track.code)
            if value is not None and since <= row.on <= until:
                part = (row.at.hour * 60 + row.at.minute) / 1440 if row.at else 0.5
                found.append(daily.Dot(row.on, float(value), part))
        return tuple(found)


def _together(tracks: tuple[Track, ...]) -> list[list[Track]]:
    """Numbers of one unit in one drawing."""
    groups: dict[object, list[Track]] = {}
    for track in tracks:
        key = (track.unit, track.calculated) if track.unit else track.code
        groups.setdefault(key, []).append(track)
    return [group[n : n + MOST_LINES] for group in groups.values() for n in range(0, len(group), MOST_LINES)]


def _text(value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{written(float(value))} {unit}".strip()


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _joined(words: list[str]) -> str:
    lowered = [words[0], *(word[:1].lower() + word[1:] for word in words[1:])]
    return _("%(first)s och %(last)s") % {"first": ", ".join(lowered[:-1]), "last": lowered[-1]}


def entry_answers(definition: Definition, answers: dict[str, Any], language: str, *, marks: bool) -> AnswersView:
    """An entry to read. What stands around the form is said there, not at each entry. `marks` are for staff."""
    view = build_answers(definition, answers, language=language, marks=marks)
    return replace(view, intro="", notice="", source="")
