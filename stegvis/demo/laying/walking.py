"""A walk replayed in memory: the same folding and unfolding as `course.walk`, without a query per fact.

What comes out equals what a punctual worker would have written; tests rebuild every course from its facts.
"""

from datetime import datetime
from typing import Any

from stegvis.program.facts import Fact, FactKind
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing, fold
from stegvis.program.unfold import Unfolded, unfold

OPENING = "module_open"
SYSTEM = "system:opening"


class Replay:
    """The facts of one walk in the order they happened."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.standing = Standing()
        self.facts: list[Fact] = []
        self.last_active_at: datetime | None = None
        self._opened: set[str] = set()
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
        """One more fact."""
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
        """What is true at `now`, with the automatic openings carried out that were due by then."""
        seen = self._seen
        if seen is not None and (seen.next_due_at is None or now < seen.next_due_at):
            return seen
        state = unfold(self.plan, self.standing, now)
        while fresh := [e for e in state.effects if e.kind == OPENING and e.key not in self._opened]:
            for effect in fresh:
                self._opened.add(effect.key)
                self.record(FactKind.MODULE_OPENED, effect.ref, at=effect.due_at, by=SYSTEM)
            state = unfold(self.plan, self.standing, now)
        self._seen = state
        return state
