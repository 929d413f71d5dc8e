"""A walk replayed in memory: the same folding and unfolding as `course.walk`, without a query per fact.

What comes out equals what a punctual worker would have written; tests rebuild every course from its facts.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from stegvis.program.facts import Fact, FactKind
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing, fold
from stegvis.program.unfold import Unfolded, settled


class Replay:
    """The facts of one walk in the order they happened."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.standing = Standing()
        self.facts: list[Fact] = []
        self.last_active_at: datetime | None = None
        self._known: set[str] = set()
        self._seen: Unfolded | None = None

    def record(
        self,
        kind: FactKind,
        ref: str = "",
        payload: dict[str, Any] | None = None,
        *,
        at: datetime,
        by: str,
        resident: bool = False,
    ) -> None:
        """One more fact; what was due before it happens before it."""
        if self.facts:
            self.at(at)
        fact = Fact(
            seq=len(self.facts) + 1,
            kind=kind,
            ref=ref,
            payload=payload or {},
            occurred_at=at,
            recorded_at=at,
            by=by,
            acting_for="",
        )
        self.facts.append(fact)
        self.standing = fold(self.standing, fact)
        self._seen = None
        if resident:
            self.last_active_at = at

    def at(self, now: datetime) -> Unfolded:
        """What is true at `now`, with the openings and changes of phase carried out that were due by then."""
        seen = self._seen
        if seen is not None and (seen.next_due_at is None or now < seen.next_due_at):
            return seen
        found = settled(self.plan, self.standing, self._known, now)
        self._known.update(effect.key for effect in found.effects)
        self.facts += [replace(fact, recorded_at=fact.occurred_at) for fact in found.facts]
        self.standing, self._seen = found.standing, found.state
        return found.state
