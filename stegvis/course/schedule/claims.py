"""Leases on courses: one statement takes many, and no two workers take the same.

A lease is a time and a name on the row. Whoever holds it need not give it back: it runs out. It is also stale when
it ends further ahead than any lease lasts, which is what a clock that was moved back leaves behind.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from stegvis.course.models import Course

LEASE = timedelta(minutes=2)
# After so many leases that ended without the course being settled, the next ones last longer.
PATIENCE = 3
LONG_LEASE = timedelta(minutes=10)

_SET = """UPDATE course_course SET claimed_by = %s, attempts = attempts + 1,
    claimed_until = CASE WHEN attempts < %s THEN %s ELSE %s END WHERE id"""
_DUE = """(SELECT id FROM course_course WHERE world_id = %s AND next_due_at <= %s AND (
    claimed_until IS NULL OR claimed_until < %s OR claimed_until > %s OR (attempts <= %s AND claimed_until > %s))
    ORDER BY next_due_at LIMIT %s"""
_TELL = "RETURNING id, attempts"
# PostgreSQL steps over rows that somebody is working on just now; the array makes it look for them once.
_CLAIM = {
    "postgresql": " ".join([_SET, "= ANY(ARRAY", _DUE, "FOR UPDATE SKIP LOCKED))", _TELL]),
    "sqlite": " ".join([_SET, "IN", _DUE, ")", _TELL]),
}


def claim(world_id: UUID, now: datetime, worker: str, limit: int) -> list[tuple[UUID, int]]:
    """Take up to `limit` courses that are due, the longest overdue first. One statement.

    Gives each course with how many times it has been claimed since it was last settled, this time counted.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement(), parameters(world_id, now, worker, limit))
        return sorted((_as_id(pk), attempts) for pk, attempts in cursor.fetchall())


def statement() -> str:
    """The claim, as this database says it."""
    return _CLAIM[connection.vendor]


def parameters(world_id: UUID, now: datetime, worker: str, limit: int) -> list[Any]:
    """What the statement asks for, in its order."""
    taken = [worker, PATIENCE, _at(now + LEASE), _at(now + LONG_LEASE)]
    free = [_id(world_id), _at(now), _at(now), _at(now + LONG_LEASE), PATIENCE, _at(now + LEASE)]
    return [*taken, *free, limit]


def _at(moment: datetime) -> Any:
    return Course._meta.get_field("claimed_until").get_db_prep_value(moment, connection)


def _id(pk: UUID) -> Any:
    return Course._meta.pk.get_db_prep_value(pk, connection)


def _as_id(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
