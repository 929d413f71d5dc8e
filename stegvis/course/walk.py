"""The heart of the walk: record a fact, fold it, and settle what became due.

Everything here expects the caller's transaction and a course row that it has locked. Rooms above
(care, messaging) record their facts through `record`; nobody else writes facts or effects.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from stegvis.access.actor import Actor
from stegvis.catalogue import stopped
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.models import Stop
from stegvis.catalogue.stopped import NOTHING, Stopped
from stegvis.course import telling
from stegvis.course.kinds import Phase, WorldKind
from stegvis.course.models import Course, Effect
from stegvis.course.models import Fact as FactRow
from stegvis.course.plans import plan_by
from stegvis.course.settling import effect_rows, fact_rows
from stegvis.program.facts import Fact, FactKind
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing, fold
from stegvis.program.unfold import Unfolded, settled, unfold
from stegvis.program.upgrading import document_of


def plan(course: Course) -> Plan:
    """The compiled document of a course, cached by hash, with what the course carries from versions before."""
    return plan_by(course.document_id, standing(course))


def standing(course: Course) -> Standing:
    """Where the course stands, read from its column."""
    return Standing.from_json(course.standing)


def unfolded(course: Course, now: datetime) -> Unfolded:
    """What is true and what is due at `now`. Reads nothing but the row."""
    return unfold(plan(course), standing(course), now)


def shown(course: Course, now: datetime, stops: Stopped = NOTHING) -> Unfolded:
    """What is true at `now`, for a page or a refusal: without what is due. Nothing waits for what is stopped."""
    return unfold(plan(course), standing(course), now, to_show=True, stopped=stops.digests)


def stops(course: Course) -> Stopped:
    """What of the course is stopped now. One query, asked by every act of a resident."""
    return with_kept(course, stopped.in_force(course.version_id, course.document_id, course.provider_id))


def with_kept(course: Course, found: Stopped) -> Stopped:
    """What is stopped of a version, in the texts that a course asks it in: older ones, where it came from a version
    before (safety rule 7)."""
    if course.version_id is None or not found.questionnaires:
        return found
    return found.kept_as(course.version_id, plan(course).questionnaire_urls)


def is_reached(course: Course, stop: Stop) -> bool:
    """Whether a stop of some version of its program holds for a course, whoever's it is."""
    if course.version_id is None or not stopped.reaches(stop, course.version_id, course.document_id):
        return False
    elsewhere = stop.version_id != course.version_id and stop.kind == StopKind.QUESTIONNAIRE
    return not elsewhere or stop.ref in plan(course).questionnaire_urls


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
    """Write every effect that is due, exactly once, what follows from it, and save the row with its indexes.

    The worker does the same for many at a time (`schedule.batch`); what is to be written they share.
    """
    known = set(course.effects.values_list("key", flat=True))
    found = settled(plan(course), standing(course), known, now)
    Effect.objects.bulk_create(effect_rows(course.pk, found.effects, now, alone=course.open_program_id is not None))
    FactRow.objects.bulk_create(fact_rows(course.pk, found.facts))
    if found.effects and course.world.kind == WorldKind.REAL:
        telling.put(course.world, [(course, found.effects)], now)
    if found.state.phase.value != course.phase:
        telling.ended(course.pk, course.person_id, Phase(found.state.phase.value), now)
    if found.facts:
        course.standing, course.fact_count = found.standing.to_json(), found.standing.seq
    _index(course, found.state)
    course.attempts = 0
    course.save()
    return found.state


def _index(course: Course, state: Unfolded) -> None:
    """The columns that are worked out from the facts and the time."""
    course.phase = state.phase.value
    course.steps_done, course.steps_total = state.progress.done, state.progress.total
    course.next_due_at = state.next_due_at


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
    copy = Course(pk=course.pk, world=course.world)
    folded = Standing()
    for fact in facts_of(course):
        folded = fold(folded, fact)
        copy.fact_count = fact.seq
    copy.document_id = document_of(folded, course.document_id)
    copy.standing = folded.to_json()
    _index(copy, unfolded(copy, now))
    return copy


__all__ = [
    "facts_of",
    "is_reached",
    "plan",
    "rebuilt",
    "record",
    "settle",
    "shown",
    "standing",
    "stops",
    "unfolded",
    "with_kept",
]
