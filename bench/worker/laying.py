"""Thousands of courses that are due at the same moment, each eight weeks old, and any number that wait."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from bench.scene.laying import lay_unit
from bench.scene.walking import lay_walkers
from stegvis.course import worlds
from stegvis.course.models import Course, Effect, Fact
from stegvis.lib.clock import utc_now

REASON = "the bench copies one course"
COURSE = "course_course"


def lay_sample() -> tuple[UUID, datetime]:
    """One course with a history, through actions; the clock stands just after the next thing became due.

    Gives also when that was. The sample itself is no part of what is measured, and is never due.
    """
    walkers = lay_walkers(lay_unit(utc_now()), 1)
    course = walkers.old.course
    world = worlds.real_world()
    world.offset_s = int((course.next_due_at + timedelta(minutes=1) - utc_now()).total_seconds())
    world.save()
    due_at = course.next_due_at
    Course.objects.without_asking_who_because(REASON).filter(pk=course.pk).update(next_due_at=None)
    return course.pk, due_at


def told_of(sample: UUID) -> str:
    """How large it is, in words."""
    facts, effects = Fact.objects.filter(course_id=sample).count(), Effect.objects.filter(course_id=sample).count()
    return f"{facts} fakta, {effects} effekter"


def lay_due(sample: UUID, due_at: datetime, count: int) -> None:
    """Copies that are due now, with the effects that they have had."""
    names = _names(id="made.id", next_due_at="%s::timestamptz")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE made AS SELECT gen_random_uuid() AS id FROM generate_series(1, %s)", [count]
        )
        cursor.execute(
            f"INSERT INTO {COURSE} ({_names()}) SELECT {names} FROM {COURSE} c, made WHERE c.id = %s",
            [due_at, sample],
        )
        cursor.execute(
            "INSERT INTO course_effect (course_id, key, kind, ref, payload, due_at, made_at, taken_at)"
            " SELECT made.id, key, kind, ref, payload, due_at, made_at, taken_at FROM course_effect, made"
            " WHERE course_id = %s",
            [sample],
        )
        cursor.execute("DROP TABLE made")
        cursor.execute("ANALYZE")


def lay_waiting(sample: UUID, count: int) -> None:
    """Rows that nothing happens to for a year: their standing is never read."""
    soon = "now() + interval '30 days' + random() * interval '300 days'"
    names = _names(id="gen_random_uuid()", standing="'{}'::jsonb", next_due_at=soon)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {COURSE} ({_names()}) SELECT {names} FROM {COURSE} c, generate_series(1, %s) WHERE c.id = %s",
            [count, sample],
        )
        cursor.execute("ANALYZE")
        cursor.execute("CHECKPOINT")


def left(now: datetime) -> int:
    """How many are due still."""
    rows = Course.objects.without_asking_who_because(REASON)
    return int(rows.filter(next_due_at__lte=now).count())


def plan_of_claim() -> str:
    """How the database finds what is due."""
    from stegvis.course.schedule import claims

    world, now = worlds.real_world(), worlds.real_now()
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + claims.statement(), claims.parameters(world.pk, now, "bench", 200))
        return "\n".join(row[0] for row in cursor.fetchall())


def _names(**own: str) -> str:
    return ", ".join(own.get(field.column, f"{field.column}") for field in Course._meta.concrete_fields)
