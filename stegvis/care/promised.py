"""When somebody reads what a resident writes or answers: worked out of hours, closed days and roster.

Beside boxes the kept outlook is enough. Beside dangerous questions everything is read anew: nothing there may be old.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import InterfaceError, OperationalError
from django.db.models import F, Q

from stegvis.access.models import CareUnit
from stegvis.access.settings import Key
from stegvis.care import aggregates
from stegvis.care.aggregates import Waiting
from stegvis.care.models.duty import UnitHours
from stegvis.care.queries import Contact
from stegvis.care.unit_time import UnitTime, unit_time

log = logging.getLogger(__name__)

# How old the kept outlook may be before it promises nothing any more; and how far it reaches.
STALE_AFTER = timedelta(hours=3)
RENEW_AFTER = timedelta(minutes=10)
OUTLOOK = timedelta(days=30)
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Seen:
    """When a dangerous answer has been seen at the latest; None when nobody can promise it. `extra`: the unit's own words.

    `by` is for one given now, `given_by` for what was given and nobody has taken yet. `missed`: it should have been
    taken by now, and is not.
    """

    by: datetime | None
    given_by: datetime | None
    missed: bool
    zone: ZoneInfo
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Reads:
    """When what is written now has been read at the latest. `known` False: nothing is worked out, or it is too old."""

    by: datetime | None
    known: bool
    zone: ZoneInfo
    extra: str = ""


def seen_by(contact: Contact, course_id: UUID, now: datetime, *, after: timedelta, priority: bool) -> Seen | None:
    """When somebody sees a dangerous answer that is given now and sent, or is told unsent `after` a while.

    None when nobody is left who sees flags at all (safety rule 2). Ten small queries, where there are such questions.
    """
    unit = CareUnit.objects.filter(pk=contact.unit_id).first() if contact.unit_id else None
    if unit is None:
        return None
    time = unit_time(unit, now)
    if not time.anybody(now):
        return None
    by = time.seen_by(now + after, priority=priority)
    waiting = aggregates.dangers_waiting(course_id)
    holds = now - timedelta(days=time.settings[Key.ASSESSMENT_HOLDS_DAYS])
    if by and aggregates.assessed_since(course_id, holds):
        # Safety rule 4: the same answer again stands with the own therapist first.
        by = max(by, now + after + timedelta(hours=time.settings[Key.OWN_FIRST_HOURS]))
    return Seen(
        by=by and _up(by),
        given_by=_up(given) if (given := _latest(waiting, time)) else None,
        missed=any(each.deadline_at and each.deadline_at <= now for each in waiting),
        zone=time.hours.zone,
        extra=str(time.settings[Key.READING_PROMISE_EXTRA]),
    )


def _latest(waiting: Iterable[Waiting], time: UnitTime) -> datetime | None:
    """When the last of them has been seen, where the roster can keep it too."""
    found = []
    for each in waiting:
        by = time.seen_by(each.raised_at, priority=each.priority)
        if by is None or each.deadline_at is None:
            return None
        found.append(max(by, each.deadline_at))
    return max(found, default=None)


def reads_by(contact: Contact, now: datetime) -> Reads:
    """When what a resident writes now has been read at the latest. No query."""
    zone = ZoneInfo(contact.timezone)
    if not contact.outlook or contact.outlook_at is None or now - contact.outlook_at > STALE_AFTER:
        return Reads(None, False, zone)
    left = timedelta(minutes=contact.outlook["wait"])
    for begins, ends in contact.outlook["open"]:
        start, end = max(datetime.fromisoformat(begins), now), datetime.fromisoformat(ends)
        if end - start >= left:
            return Reads(_up(start + left), True, zone, contact.outlook.get("extra", ""))
        left -= max(end - start, timedelta())
    return Reads(None, True, zone)


def renew_outlook(unit: CareUnit, now: datetime) -> None:
    """Work out anew when somebody is there: after every change, and every few minutes by the worker."""
    time = unit_time(unit, now)
    hours = time.watched_hours(now) if time.anybody(now) else time.hours.without(_every_day(time, now))
    first = time.hours.local_day(now)
    spans = [span for number in range(OUTLOOK.days) for span in hours.intervals(first + timedelta(days=number))]
    outlook = {
        "extra": str(time.settings[Key.READING_PROMISE_EXTRA]),
        "wait": int(time.ordinary_wait.total_seconds() // 60),
        "open": [[start.isoformat(), end.isoformat()] for start, end in spans],
    }
    UnitHours.objects.filter(unit=unit).update(outlook=outlook, outlook_at=now)


def renew_outlooks(now: datetime, limit: int = 50) -> int:
    """Those that are getting old. Returns how many. A unit whose hours cannot be read promises nothing, and stops no other."""
    rows = UnitHours.objects.filter(Q(outlook_at__isnull=True) | Q(outlook_at__lt=now - RENEW_AFTER))
    units = [row.unit for row in rows.select_related("unit").order_by(F("outlook_at").asc(nulls_first=True))[:limit]]
    for unit in units:
        try:
            renew_outlook(unit, now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("when residents of unit %s are read could not be worked out", unit.pk)
            UnitHours.objects.filter(unit=unit).update(outlook={}, outlook_at=now)
    return len(units)


def _every_day(time: UnitTime, now: datetime) -> list[date]:
    first = time.hours.local_day(now)
    return [first + timedelta(days=number) for number in range(OUTLOOK.days)]


def _up(at: datetime) -> datetime:
    """To the next quarter: a promise is never sooner than what it promises."""
    start = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return start + -((start - at) // QUARTER) * QUARTER
