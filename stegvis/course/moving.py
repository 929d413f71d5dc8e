"""Courses go on by another version: played through, made, and taken back. In the caller's transaction.

One function makes every move, of one course or of hundreds, and what it writes is what `program.upgrading` gives: the
rehearsal that comes back with each was worked out by the same, from the same rows, under the same locks.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from stegvis.access.actor import Actor
from stegvis.catalogue.freezing import plan_of
from stegvis.catalogue.models import ProgramVersion
from stegvis.course import telling, walk
from stegvis.course.kinds import Phase, ResponseState, WorldKind
from stegvis.course.models import Course, Effect, ExerciseAnswer, Fact, Response
from stegvis.course.settling import effect_rows, fact_rows
from stegvis.program.standing import Standing
from stegvis.program.unfold import Effect as Happened
from stegvis.program.unfold import EffectKind, Settled
from stegvis.program.upgrading import Rehearsal, Waits, Walked, Way, change_of, made, rehearse, taken_back

log = logging.getLogger(__name__)

# How far ahead a rehearsal looks for what would happen.
HORIZON = timedelta(days=90)
COLUMNS = (
    "document",
    "version",
    "title",
    "standing",
    "fact_count",
    "phase",
    "steps_done",
    "steps_total",
    "next_due_at",
    "attempts",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one: its rehearsal just before, and the fact that the move is; None where it had to wait."""

    rehearsal: Rehearsal
    seq: int | None


def rehearsals(
    courses: Sequence[Course], target: str, at: datetime, *, tells: bool, until: datetime | None = None
) -> dict[UUID, Rehearsal]:
    """What the move to a document at a time would do for each, if nobody does anything before. Three queries.

    One that cannot be unfolded is left out. Without `until` as far ahead as `HORIZON`.
    """
    walked = _walked(courses)
    found = {}
    for course in courses:
        way = Way(course.document_id, target, tells)
        try:
            found[course.pk] = rehearse(walked[course.pk], way, plan_of, at, until or at + HORIZON)
        except Exception:
            log.exception("the move of course %s could not be played through", course.pk)
    return found


def move(
    pks: Collection[UUID],
    version: ProgramVersion,
    now: datetime,
    *,
    due_at: datetime | None = None,
    tells: bool,
    minor: bool = False,
    by: Actor,
) -> dict[UUID, Outcome]:
    """Move courses to a version. Those that must wait, and those that are on it already, are left as they are.

    Where only words and media differ (`minor`), nothing is waited for but that the course runs.
    With `due_at` the move counts from then, as a punctual worker would have made it, where nothing has happened in the
    course since. Locks the rows in the order of their keys.
    """
    rows = [row for row in Course.moving_rows(pks) if row.document_id != version.document_id]
    walked = _walked(rows)
    since = _disturbed(rows, due_at) if due_at else set()
    found: dict[UUID, Outcome] = {}
    written: list[tuple[Course, Settled, Settled]] = []
    for row in rows:
        at = due_at if due_at is not None and row.pk not in since else now
        way, stands = Way(row.document_id, version.document_id, tells), walked[row.pk]
        rehearsal = rehearse(stands, way, plan_of, at, at + HORIZON)
        if rehearsal.waits is not None and not (minor and rehearsal.waits is not Waits.STOPPED):
            found[row.pk] = Outcome(rehearsal, None)
            continue
        outcome = made(stands, way, plan_of, at, now, by.account_id)
        Fact.objects.bulk_create(fact_rows(row.pk, [*outcome.before.facts, outcome.fact, *outcome.after.facts]))
        row.document_id, row.version, row.title = version.document_id, version, version.title
        written.append((row, outcome.before, outcome.after))
        found[row.pk] = Outcome(rehearsal, outcome.fact.seq)
    _write(written, now)
    return found


def take_back(course: Course, version: ProgramVersion, now: datetime, *, by: Actor) -> bool:
    """Take the last move back, as if it had never been. `version`: the one that the course returns to.

    False where there is none to take back, or where the course came from another. The caller has seen to that the
    resident has not acted since, and has locked the row.
    """
    stands = walk.standing(course)
    change = change_of(stands)
    if change is None or change.source != version.document_id:
        return False
    since = [fact for fact in walk.facts_of(course) if fact.seq > change.seq]
    rows = course.effects.filter(due_at__gte=change.at)
    told = [Happened(e.key, EffectKind(e.kind), e.ref, e.due_at, e.payload) for e in rows]
    walked = _walked([course])[course.pk]
    found = taken_back(walked, version.document_id, since, told, plan_of, now, by.account_id)
    if found is None:
        return False
    Fact.objects.bulk_create(fact_rows(course.pk, [*found.facts, *found.after.facts]))
    course.document_id, course.version, course.title = version.document_id, version, version.title
    _write([(course, found.after, found.after)], now)
    return True


def has_acted(course: Course) -> bool:
    """Whether the resident has done anything since the course came to its version. At most three queries."""
    change = change_of(walk.standing(course))
    if change is None:
        return False
    if course.last_active_at is not None and course.last_active_at > change.at:
        return True
    if course.responses.filter(saved_at__gt=change.at).exists():
        return True
    return course.exercises.filter(saved_at__gt=change.at).exists()


def _walked(courses: Iterable[Course]) -> dict[UUID, Walked]:
    """Each as it stands, with what it has of effects, drafts and exercises begun. Three queries."""
    rows = list(courses)
    pks = [row.pk for row in rows]
    known: dict[UUID, set[str]] = defaultdict(set)
    for course_id, key in Effect.objects.filter(course_id__in=pks).values_list("course_id", "key"):
        known[course_id].add(key)
    drafts: dict[UUID, set[str]] = defaultdict(set)
    begun: dict[UUID, set[str]] = defaultdict(set)
    unsent = Response.objects.filter(course_id__in=pks, state=ResponseState.DRAFT)
    for course_id, occasion in unsent.values_list("course_id", "occasion"):
        drafts[course_id].add(occasion)
    written = ExerciseAnswer.objects.filter(course_id__in=pks, state=ResponseState.DRAFT)
    for course_id, block in written.values_list("course_id", "block"):
        begun[course_id].add(block)
    return {
        row.pk: Walked(
            Standing.from_json(row.standing),
            frozenset(known[row.pk]),
            frozenset(drafts[row.pk]),
            frozenset(begun[row.pk]),
        )
        for row in rows
    }


def _disturbed(rows: Sequence[Course], due_at: datetime) -> set[UUID]:
    """Those in which something has happened after a time: there the move counts from now. Two queries."""
    pks = [row.pk for row in rows]
    facts = Fact.objects.filter(course_id__in=pks).values("course_id").annotate(last=Max("occurred_at")).order_by()
    later = {pk for pk, last in facts.values_list("course_id", "last") if last > due_at}
    told = Effect.objects.filter(course_id__in=pks, due_at__gt=due_at).values_list("course_id", flat=True)
    return later | set(told)


def _write(written: Sequence[tuple[Course, Settled, Settled]], now: datetime) -> None:
    """What the moves came to: effects, notices, and the rows with their indexes. Facts are written before."""
    for row, before, after in written:
        effects = after.effects if before is after else (*before.effects, *after.effects)
        Effect.objects.bulk_create(effect_rows(row.pk, effects, now, alone=row.open_program_id is not None))
        if row.world.kind == WorldKind.REAL:
            telling.put(row.world, [(row, effects)], now)
        if after.state.phase.value != row.phase:
            telling.ended(row.pk, row.person_id, Phase(after.state.phase.value), now)
        _no_longer_asked(row, after, now)
        row.standing, row.fact_count = after.standing.to_json(), after.standing.seq
        row.phase, row.next_due_at = after.state.phase.value, after.state.next_due_at
        row.steps_done, row.steps_total = after.state.progress
        row.attempts = 0
    Course.save_moved([row for row, _before, _after in written], COLUMNS)


def _no_longer_asked(row: Course, after: Settled, now: datetime) -> None:
    """What asked for an answer that the new version does not ask for has lost its reason."""
    there: Mapping[str, bool] = {each.key: each.is_answerable for each in after.state.occasions}
    asked = Effect.objects.filter(course_id=row.pk, kind=EffectKind.OCCASION_OPEN.value)
    gone = {ref for ref in asked.values_list("ref", flat=True) if not there.get(ref)}
    if gone:
        telling.not_asked(row, gone, now)
