"""When things happen in a day: residents in the evening, staff on weekdays."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")
WEEKEND = 5


def at_local(day: date, hour: int, minute: int) -> datetime:
    """A local time as UTC."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


def evening(day: date, rng: Random) -> datetime:
    """When somebody sits down with the program: mostly in the evening, now and then at lunch."""
    hour = rng.choice([11, 12, 17, 18, 19, 19, 20, 20, 21, 21])
    return at_local(day, hour, rng.randrange(60))


def working_hour(after: datetime, days: int, rng: Random) -> datetime:
    """A time in working hours at least `days` days later, never in a weekend."""
    day = after.astimezone(ZONE).date() + timedelta(days=max(days, 0))
    while day.weekday() >= WEEKEND or (found := at_local(day, rng.randrange(8, 16), rng.randrange(60))) <= after:
        day += timedelta(days=1)
    return found


def weekday_before(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - WEEKEND + 1))
