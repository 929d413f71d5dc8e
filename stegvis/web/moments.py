"""Times as people say them: "i dag 09.12", "i går 14.20", "3 mars". `now` is the world's own."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def said(moment: datetime | None, now: datetime) -> str:
    """A moment, as near as it matters; empty for none."""
    if moment is None:
        return ""
    at, today = localtime(moment), localtime(now).date()
    clock = date_format(at, "TIME_FORMAT")
    if at.date() == today:
        return _("i dag %(clock)s") % {"clock": clock}
    if at.date() == today - timedelta(days=1):
        return _("i går %(clock)s") % {"clock": clock}
    if at.date() == today + timedelta(days=1):
        return _("i morgon %(clock)s") % {"clock": clock}
    return said_day(at.date(), today)


def said_day(day: date, today: date) -> str:
    """A day, with its year only where it is another."""
    if day == today:
        return _("i dag")
    return date_format(day, "j F" if day.year == today.year else "j F Y")
