"""Hours, days and gaps as people say them, and hours as people type them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.care.cover import Lack
from stegvis.care.hours import DAY, CannotReadSpans, Span, Spans, tidy

_TIME = r"(\d{1,2})(?:[.:](\d{2}))?"
_SPAN = re.compile(rf"\s*{_TIME}\s*(?:-|–|till|to)\s*{_TIME}\s*")


class CannotReadHours(ValueError):
    """Not hours as we can read them."""


class EndsBeforeItBegins(CannotReadHours):
    """Hours that we can read, but not between which."""


def read_hours(typed: str) -> Spans:
    """ "8–12, 13–16.30" in minutes of the day; nothing is closed. Raises CannotReadHours."""
    if not typed.strip():
        return ()
    try:
        return tidy(_span(part) for part in re.split("[,;]", typed.strip().rstrip(",;")))
    except CannotReadSpans as error:
        raise CannotReadHours(typed) from error


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if not found:
        raise CannotReadHours(part)
    first, first_minute, last, last_minute = (int(each or 0) for each in found.groups())
    if first_minute > 59 or last_minute > 59:
        raise CannotReadHours(part)
    begins, ends = first * 60 + first_minute, last * 60 + last_minute
    if ends <= begins < DAY:
        raise EndsBeforeItBegins(part)
    return begins, ends


def hours_said(spans: Iterable[Span]) -> str:
    """ "8–12, 13–16.30"; "stängt" when there are none."""
    return typed_hours(spans) or _("stängt")


def typed_hours(spans: Iterable[Span]) -> str:
    """As `hours_said`, as it stands in a form: empty when closed."""
    return ", ".join(f"{_clock(begins)}–{_clock(ends)}" for begins, ends in spans)


def _clock(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    mark = "." if (get_language() or "sv").startswith("sv") else ":"
    return f"{hour}{mark}{rest:02}" if rest else str(hour)


def week_said(week: Sequence[Spans]) -> list[tuple[str, str]]:
    """Days with the same hours together: ("måndag–fredag", "8–16.30"), ("lördag–söndag", "stängt")."""
    groups: list[tuple[int, int, Spans]] = []
    for number, spans in enumerate(week):
        if groups and groups[-1][2] == spans:
            groups[-1] = (groups[-1][0], number, spans)
        else:
            groups.append((number, number, spans))
    return [(_from_to(first, last), hours_said(spans)) for first, last, spans in groups]


def _from_to(first: int, last: int) -> str:
    return weekday_name(first) if first == last else f"{weekday_name(first)}–{weekday_name(last)}"


def weekday_name(number: int) -> str:
    """ "måndag" for 0."""
    return date_format(date(2024, 1, 1) + timedelta(days=number), "l").lower()


def weekdays_said(weekdays: Sequence[int]) -> str:
    """ "måndag–fredag", or "måndag, onsdag"."""
    days = sorted(weekdays)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return _from_to(days[0], days[-1])
    return ", ".join(weekday_name(each) for each in days)


def days_said(first: date, last: date | None) -> str:
    """From when until when."""
    if last is None:
        return _("från %(first)s, tills vidare") % {"first": date_format(first, "j F Y")}
    if first == last:
        return date_format(first, "j F Y")
    words = {
        "first": date_format(first, "j F" if first.year == last.year else "j F Y"),
        "last": date_format(last, "j F Y"),
    }
    return _("%(first)s till %(last)s") % words


def lack_said(why: Lack) -> str:
    """Why a day is not covered."""
    return {
        Lack.NO_HOURS: _("inga öppettider"),
        Lack.NOBODY_PLANNED: _("ingen i bemanningen"),
        Lack.NOBODY_THERE: _("alla i bemanningen är borta eller saknar roll"),
        Lack.NO_SECOND: _("ingen ersättare"),
    }[why]
