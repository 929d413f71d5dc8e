"""The rows of what a course has settled to (`program.unfold.settling`), not yet written.

The action of one resident and the worker's batch of hundreds share this, and differ only in how they write it.
Nothing here reads or writes a row.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from stegvis.course.models import Effect as EffectRow
from stegvis.course.models import Fact as FactRow
from stegvis.program.facts import Fact
from stegvis.program.unfold import Effect, EffectKind

# Done when they are written: as facts, or as notices to the resident. All else waits for the room above.
CARRIED_OUT = frozenset(
    {
        EffectKind.MODULE_OPEN,
        EffectKind.PHASE_CHANGE,
        EffectKind.OCCASION_OPEN,
        EffectKind.REMINDER,
        EffectKind.NOTICE,
    }
)


def effect_rows(course_id: UUID, effects: Iterable[Effect], now: datetime, *, alone: bool = False) -> list[EffectRow]:
    """The rows of new effects, not yet written. Of a walk that is `alone` none waits for anybody (safety rule 6)."""
    return [
        EffectRow(
            course_id=course_id,
            key=effect.key,
            kind=effect.kind.value,
            ref=effect.ref,
            payload=dict(effect.payload),
            due_at=effect.due_at,
            made_at=now,
            taken_at=now if alone or effect.kind in CARRIED_OUT else None,
        )
        for effect in effects
    ]


def fact_rows(course_id: UUID, facts: Iterable[Fact]) -> list[FactRow]:
    """The rows of new facts, not yet written."""
    return [
        FactRow(
            course_id=course_id,
            seq=fact.seq,
            kind=str(fact.kind),
            ref=fact.ref,
            payload=dict(fact.payload),
            occurred_at=fact.occurred_at,
            recorded_at=fact.recorded_at,
            by=fact.by or "",
            acting_for=fact.acting_for or "",
        )
        for fact in facts
    ]
