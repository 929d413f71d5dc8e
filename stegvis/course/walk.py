"""The heart of the walk: record a fact, fold it, and settle what became due.

Everything here expects the caller's transaction and a course row that it has locked. Rooms above
(care, messaging) record their facts through `record`; nobody else writes facts or effects.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from stegvis.access.actor import Actor
from stegvis.catalogue.freezing import plan_of
from stegvis.course.models import Course, Effect
from stegvis.course.models import Fact as FactRow
from stegvis.program.facts import Fact, FactKind
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing, fold
from stegvis.program.unfold import Unfolded, unfold

# An automatic opening may make the next one due; a document has at most this many links in a chain.
MAXIMUM_ROUNDS = 200


def plan(course: Course) -> Plan:
    """The compiled document of a course, cached by hash."""
    return plan_of(course.document_id)


def standing(course: Course) -> Standing:
    """Where the course stands, read from its column."""
    return Standing.from_json(course.standing)


def unfolded(course: Course, now: datetime) -> Unfolded:
    """What is true and what is due at `now`. Reads nothing but the row."""
    return unfold(plan(course), standing(course), now)


def shown(course: Course, now: datetime) -> Unfolded:
    """What is true at `now`, for a page or a refusal: without what is due."""
    return unfold(plan(course), standing(course), now, to_show=True)


def record(
    course: Course,
    kind: FactKind,
    ref: str = "",
    payload: dict[str, Any] | None = None,
    *,
    occurred_at: datetime,
    by: Actor,
) -> Fact:
    """Append one fact and fold it into the standing. Call `settle` when done recording."""
    fact = Fact(
        seq=course.fact_count + 1,
        kind=kind,
        ref=ref,
        payload=payload or {},
        occurred_at=occurred_at,
        recorded_at=course.now(),
        by=by.account_id,
        acting_for=by.acting_for,
    )
    FactRow(
        course=course,
        seq=fact.seq,
        kind=kind.value,
        ref=fact.ref,
        payload=fact.payload,
        occurred_at=fact.occurred_at,
        recorded_at=fact.recorded_at,
        by=by.account_id,
        acting_for=by.acting_for,
    ).save()
    course.fact_count = fact.seq
    course.standing = fold(standing(course), fact).to_json()
    if by.is_resident:
        course.last_active_at = occurred_at
    return fact


def settle(course: Course, now: datetime) -> Unfolded:
    """Write every effect that is due, exactly once, and save the row with its indexes.

    Automatic openings become facts at the time they were due, which may make more due: rounds go on
    until nothing new comes.
    """
    for _round in range(MAXIMUM_ROUNDS):
        state = unfolded(course, now)
        if not _write_new(course, state, now):
            break
    course.phase = state.phase.value
    course.steps_done, course.steps_total = state.progress.done, state.progress.total
    course.next_due_at = state.next_due_at
    course.save()
    return state


def _write_new(course: Course, state: Unfolded, now: datetime) -> bool:
    """Write what is not yet written. True when a fact was recorded and another round is needed."""
    known = set(course.effects.filter(key__in=[e.key for e in state.effects]).values_list("key", flat=True))
    fresh = [effect for effect in state.effects if effect.key not in known]
    if not fresh:
        return False
    openings = [effect for effect in fresh if effect.kind == "module_open"]
    Effect.objects.bulk_create(
        Effect(
            course=course,
            key=effect.key,
            kind=effect.kind,
            ref=effect.ref,
            payload=dict(effect.payload),
            due_at=effect.due_at,
            made_at=now,
            # An opening is carried out right here; all else waits for the room whose business it is.
            taken_at=now if effect.kind == "module_open" else None,
        )
        for effect in fresh
    )
    for effect in openings:
        record(course, FactKind.MODULE_OPENED, effect.ref, occurred_at=effect.due_at, by=Actor.system("opening"))
    return bool(openings)


def facts_of(course: Course) -> Iterable[Fact]:
    """The whole log of one course, in order."""
    for row in course.facts.order_by("seq").iterator():
        yield Fact(
            seq=row.seq,
            kind=FactKind(row.kind),
            ref=row.ref,
            payload=row.payload,
            occurred_at=row.occurred_at,
            recorded_at=row.recorded_at,
            by=row.by,
            acting_for=row.acting_for,
        )


def rebuilt(course: Course, now: datetime) -> Course:
    """A copy of the row with standing and indexes worked out from the log alone (for tests and repair)."""
    copy = Course(pk=course.pk, document_id=course.document_id, world=course.world)
    folded = Standing()
    for fact in facts_of(course):
        folded = fold(folded, fact)
        copy.fact_count = fact.seq
    copy.standing = folded.to_json()
    state = unfolded(copy, now)
    copy.phase, copy.next_due_at = state.phase.value, state.next_due_at
    copy.steps_done, copy.steps_total = state.progress.done, state.progress.total
    return copy


__all__ = ["facts_of", "plan", "rebuilt", "record", "settle", "shown", "standing", "unfolded"]
