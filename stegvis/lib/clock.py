"""The one place that asks what time it is. Everything else is handed `now`."""

from datetime import UTC, date, datetime

from django.utils.timezone import localtime


def utc_now() -> datetime:
    """The machine's time, aware and in UTC."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """The day it is where the service runs (`TIME_ZONE`): at half past midnight it is still yesterday in UTC."""
    return localtime(moment).date()
