"""Quiet hours. Pure: when something may next be sent, by a person's own clock, across changes of time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def next_allowed(moment: datetime, zone: ZoneInfo, quiet_from: time, quiet_until: time) -> datetime:
    """The moment itself, or the end of the quiet hours it falls in. Equal times: there are none.

    Where the clock skips the end (spring) or shows it twice (autumn), the later reading is taken.
    """
    if quiet_from == quiet_until:
        return moment
    local = moment.astimezone(zone)
    now = local.time().replace(tzinfo=None, fold=0)
    overnight = quiet_from > quiet_until
    inside = (now >= quiet_from or now < quiet_until) if overnight else quiet_from <= now < quiet_until
    if not inside:
        return moment
    day = local.date() + timedelta(days=1 if overnight and now >= quiet_from else 0)
    end = datetime.combine(day, quiet_until, tzinfo=zone)
    return max(moment, *(end.replace(fold=fold).astimezone(UTC) for fold in (0, 1)))
