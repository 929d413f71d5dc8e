"""Times as people say them: "i dag 09.12", "i går 14.20", "3 mars". `now` is the world's own."""

from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def said(moment: datetime | None, now: datetime, *, clock: bool = False) -> str:
    """A moment, as near as it matters; empty for none. `clock`: the time of day also when it is far away."""
    if moment is None:
        return ""
    zone = get_current_timezone()
    at, today = moment.astimezone(zone), now.astimezone(zone).date()
    away = (at.date() - today).days
    time_of_day = {"clock": _clock(at.hour, at.minute, get_language())}
    if abs(away) > 1:
        day = said_day(at.date(), today)
        return f"{day} {time_of_day['clock']}" if clock else day
    if away == 0:
        return _("i dag %(clock)s") % time_of_day
    return _("i går %(clock)s") % time_of_day if away < 0 else _("i morgon %(clock)s") % time_of_day


@cache
def _clock(hour: int, minute: int, _language: str | None) -> str:
    """A day has 1440 minutes, and a list says many of them."""
    return date_format(time(hour, minute), "TIME_FORMAT")  # type: ignore[arg-type] # the stubs know of dates only


def weekday(day: date, today: date) -> str:
    """A day ahead as people say it: "i dag", "i morgon", "torsdag 26 november"."""
    away = (day - today).days
    if away in {0, 1}:
        return _("i morgon") if away else _("i dag")
    return date_format(day, "l j F" if day.year == today.year else "l j F Y").lower()


def said_day(day: date, today: date) -> str:
    """A day, with its year only where it is another."""
    if day == today:
        return _("i dag")
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def at_the_latest(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment that somebody is promised, in the zone it is promised in: "i dag kl. 16.00"."""
    at, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = _clock(at.hour, at.minute, get_language())
    return _("%(day)s kl. %(clock)s") % {"day": weekday(at.date(), today), "clock": clock}
