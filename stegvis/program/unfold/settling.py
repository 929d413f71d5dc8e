"""What is to be written for one course when its time has come: values in, values out.

The action of one resident, the worker's batch of hundreds and the rehearsal of a move share this.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stegvis.program.facts import Fact, FactKind
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing, fold_all
from stegvis.program.unfold.results import Effect, EffectKind, Unfolded
from stegvis.program.unfold.rounds import first_round
from stegvis.program.unfold.run import unfold

# An automatic opening may make the next one due; a document has at most this many links in a chain.
MAXIMUM_ROUNDS = 200
# Who the log says did it.
_BY = {EffectKind.MODULE_OPEN: "system:opening", EffectKind.PHASE_CHANGE: "system:phase"}
BY_ITSELF = frozenset(_BY.values())


@dataclass(frozen=True, slots=True)
class Settled:
    """What became due and was not yet written, the facts that follow from it, and where that leaves the course."""

    state: Unfolded
    standing: Standing
    effects: tuple[Effect, ...]
    facts: tuple[Fact, ...]


def settled(plan: Plan, standing: Standing, known: Collection[str], now: datetime) -> Settled:
    """What to write for a course. `known` are the keys of all effects that it already has.

    Some effects are facts too, at the time they were due, which may make more due: rounds go on until nothing
    new comes, so that a worker that comes late writes the same as one that never slept.
    """
    effects: list[Effect] = []
    facts: list[Fact] = []
    written = set(known)
    state = unfold(plan, standing, now)
    for _round in range(MAXIMUM_ROUNDS):
        fresh = first_round(state.effects, written, plan.since)
        if not fresh:
            break
        effects += fresh
        written.update(effect.key for effect in fresh)
        happened = _facts(fresh, standing.seq, now)
        if happened:
            facts += happened
            standing = fold_all(happened, standing)
            state = unfold(plan, standing, now)
    return Settled(state, standing, tuple(effects), tuple(facts))


def _facts(effects: Iterable[Effect], seq: int, now: datetime) -> list[Fact]:
    """The effects that are facts, each at the time it was due."""
    found: list[Fact] = []
    for effect in effects:
        told = _as_fact(effect)
        if told is not None:
            kind, payload = told
            seq += 1
            by = _BY[effect.kind]
            found.append(
                Fact(seq, kind, effect.ref, payload, occurred_at=effect.due_at, recorded_at=now, by=by, acting_for="")
            )
    return found


def _as_fact(effect: Effect) -> tuple[FactKind, dict[str, Any]] | None:
    if effect.kind is EffectKind.MODULE_OPEN:
        return FactKind.MODULE_OPENED, {}
    if effect.kind is EffectKind.PHASE_CHANGE:
        return FactKind.PHASE_SET, {"phase": effect.payload["phase"]}
    return None
