"""Settling many courses in one transaction: a handful of statements, however many they are."""

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from stegvis.course import telling
from stegvis.course.kinds import Phase, WorldKind
from stegvis.course.models import Course, Effect, Fact, World
from stegvis.course.plans import plan_by
from stegvis.course.settling import effect_rows, fact_rows
from stegvis.lib import points
from stegvis.program.standing import Standing
from stegvis.program.unfold import Settled, settled

log = logging.getLogger(__name__)

_PHASES = """UPDATE course_course SET phase = {phase}, steps_done = {done}, steps_total = {total}, next_due_at = {due},
    claimed_until = NULL, claimed_by = '', attempts = 0"""
_STANDINGS = "UPDATE course_course SET standing = {standing}, fact_count = {count}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A course as it stood when its row was locked."""

    pk: UUID
    person_id: UUID
    provider_id: UUID
    document_id: str
    standing: dict[str, Any]
    open_program_id: UUID | None


def settle(world: World, pks: Sequence[UUID], worker: str) -> int:
    """Settle those of the courses that `worker` still holds. Returns how many.

    One that cannot be unfolded is left as it is, with its lease. Raises what the database raises.
    """
    with transaction.atomic():
        rows = _locked(pks, worker)
        now = world.now()
        outcomes = _outcomes(rows, now)
        _write(world, outcomes, now)
        points.passed("settle:before_commit")
    points.passed("settle:after_commit")
    return len(outcomes)


def _locked(pks: Sequence[UUID], worker: str) -> list[_Row]:
    """In the order of their keys, so that two who lock several never wait for each other."""
    rows = Course.claimed_rows(pks, worker)
    columns = ("pk", "person_id", "provider_id", "document_id", "standing", "open_program_id")
    return [_Row(*values) for values in rows.values_list(*columns)]


def _outcomes(rows: Sequence[_Row], now: datetime) -> list[tuple[_Row, Settled]]:
    known: dict[UUID, set[str]] = defaultdict(set)
    for course_id, key in Effect.objects.filter(course_id__in=[row.pk for row in rows]).values_list("course_id", "key"):
        known[course_id].add(key)
    found = []
    for row in rows:
        try:
            standing = Standing.from_json(row.standing)
            outcome = settled(plan_by(row.document_id, standing), standing, known[row.pk], now)
        except Exception:
            log.exception("course %s could not be unfolded", row.pk)
        else:
            found.append((row, outcome))
    return found


def _write(world: World, outcomes: Sequence[tuple[_Row, Settled]], now: datetime) -> None:
    Effect.objects.bulk_create(
        [
            e
            for row, outcome in outcomes
            for e in effect_rows(row.pk, outcome.effects, now, alone=row.open_program_id is not None)
        ]
    )
    Fact.objects.bulk_create([f for row, outcome in outcomes for f in fact_rows(row.pk, outcome.facts)])
    if world.kind == WorldKind.REAL:
        telling.put(world, ((row, outcome.effects) for row, outcome in outcomes), now)
    for row, outcome in outcomes:
        if outcome.facts:
            telling.ended(row.pk, row.person_id, Phase(outcome.state.phase.value), now)
    _update(
        _PHASES,
        {"phase": "text", "done": "integer", "total": "integer", "due": "timestamptz"},
        [
            (row.pk, out.state.phase.value, out.state.progress.done, out.state.progress.total, _at(out))
            for row, out in outcomes
        ],
    )
    _update(
        _STANDINGS,
        {"standing": "jsonb", "count": "integer"},
        [(row.pk, json.dumps(out.standing.to_json()), out.standing.seq) for row, out in outcomes if out.facts],
    )


def _at(outcome: Settled) -> Any:
    return Course._meta.get_field("next_due_at").get_db_prep_value(outcome.state.next_due_at, connection)


def _update(statement: str, columns: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Give each row its own values: one statement in PostgreSQL, one prepared statement in SQLite."""
    values = list(rows)
    if not values:
        return
    sql = _sql(connection.vendor, statement, tuple(columns.items()))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(sql, [list(column) for column in zip(*values, strict=True)])
        else:
            pk = Course._meta.pk
            cursor.executemany(sql, [(*rest, pk.get_db_prep_value(first, connection)) for first, *rest in values])


@cache
def _sql(vendor: str, statement: str, columns: tuple[tuple[str, str], ...]) -> str:
    names = [name for name, _kind in columns]
    if vendor != "postgresql":
        return statement.format(**dict.fromkeys(names, "%s")) + " WHERE id = %s"
    arrays = ", ".join(["%s::uuid[]", *(f"%s::{kind}[]" for _name, kind in columns)])
    told = statement.format(**{name: f"told.{name}" for name in names})
    return f"{told} FROM unnest({arrays}) AS told(id, {', '.join(names)}) WHERE course_course.id = told.id"
