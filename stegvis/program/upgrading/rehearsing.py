"""A move played through before it is made, by the very functions that will make it.

`made` is the move: settle by the old plan, fold the fact, settle by the new. The worker calls it and writes what it
gives; the rehearsal calls it and looks on. That the two agree is therefore no promise but the way it is built.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.program.facts import Fact, FactKind
from stegvis.program.kinds import STOPPED_PHASES
from stegvis.program.plan import Plan
from stegvis.program.standing import EXERCISES, Standing, fold, fold_all
from stegvis.program.unfold import BY_ITSELF, Effect, EffectKind, Settled, Unfolded, settled
from stegvis.program.upgrading.carrying import Plans, change_of, changes, plan_for
from stegvis.program.upgrading.leaving import carry, changing
from stegvis.program.upgrading.picture import Picture, picture


class Waits(StrEnum):
    """Why a move is not made now."""

    STOPPED = "stopped"
    DRAFT = "draft"
    OPEN_OCCASION = "open_occasion"
    EXERCISE_BEGUN = "exercise_begun"


@dataclass(frozen=True, slots=True)
class Way:
    """From which document to which, and whether the resident is sent a notice."""

    source: str
    target: str
    tells: bool = True


@dataclass(frozen=True, slots=True)
class Walked:
    """A course as it stands: what is folded, the keys of every effect it has, what is begun and not sent.

    ``drafts``: keys of occasions; ``begun_exercises``: blocks.
    """

    standing: Standing
    known: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    begun_exercises: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Made:
    """The move in three parts: what was still due by the old plan, the fact, what follows by the new."""

    before: Settled
    fact: Fact
    plan: Plan
    after: Settled


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A move taken back: the facts that do it, and what follows by the old plan."""

    facts: tuple[Fact, ...]
    plan: Plan
    after: Settled


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the move at ``at`` does for one resident. ``effects``: everything that happens from it until ``until``,
    as (key, kind, when); ``waits`` says why it would not be made."""

    at: datetime
    until: datetime
    waits: Waits | None
    before: Picture
    after: Picture
    effects: tuple[tuple[str, str, datetime], ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON: ids, codes and times."""
        return {
            "at": self.at.isoformat(),
            "until": self.until.isoformat(),
            "waits": self.waits.value if self.waits else "",
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "effects": [[key, kind, due_at.isoformat()] for key, kind, due_at in self.effects],
        }

    @property
    def digest(self) -> str:
        """The name of what somebody has looked at: the same for the same move a little later, if nothing happened."""
        now = self.at.isoformat()
        seen = canonical_json([self.waits or "", self.before.to_json(), self.after.to_json()])
        return sha256_hex(seen.replace(now.encode(), b"now"))

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> "Rehearsal":
        """Read back what `to_json` wrote."""
        return cls(
            datetime.fromisoformat(plain["at"]),
            datetime.fromisoformat(plain["until"]),
            Waits(plain["waits"]) if plain["waits"] else None,
            Picture.from_json(plain["before"]),
            Picture.from_json(plain["after"]),
            tuple((key, kind, datetime.fromisoformat(due_at)) for key, kind, due_at in plain["effects"]),
        )


def made(walked: Walked, way: Way, plans: Plans, at: datetime, now: datetime, by: str) -> Made:
    """Make the move in memory: as if at ``at``, written at ``now`` (not before it)."""
    old = plan_for(walked.standing, way.source, plans)
    before = settled(old, walked.standing, walked.known, at)
    fact = change_fact(old, way, before.standing, plans, at=at, now=now, by=by)
    standing = fold(before.standing, fact)
    plan = plan_for(standing, way.source, plans)
    known = {*walked.known, *(effect.key for effect in before.effects)}
    return Made(before, fact, plan, settled(plan, standing, known, now))


def change_fact(old: Plan, way: Way, standing: Standing, plans: Plans, *, at: datetime, now: datetime, by: str) -> Fact:
    """The fact of the change, for a course that is settled up to ``at`` by the old plan."""
    carried = carry(old, plans(way.target), way.source, standing, at)
    payload = changing(way.source, way.target, carried, tells=way.tells)
    kind = FactKind.VERSION_CHANGED
    return Fact(standing.seq + 1, kind, "", payload, occurred_at=at, recorded_at=now, by=by, acting_for="")


def rehearse(walked: Walked, way: Way, plans: Plans, at: datetime, until: datetime) -> Rehearsal:
    """What the move would do at ``at``, and what would happen then until ``until`` if nobody does anything."""
    move = made(walked, way, plans, at, at, "")
    known = {*walked.known, *(effect.key for each in (move.before, move.after) for effect in each.effects)}
    later = settled(move.plan, move.after.standing, known, until)
    old = plan_for(move.before.standing, way.source, plans)
    happen: list[Effect] = [*move.after.effects, *later.effects]
    return Rehearsal(
        at,
        until,
        waits(walked, move.before.state, move.before.standing, plans(way.target)),
        picture(old, move.before.standing, move.before.state),
        picture(move.plan, move.after.standing, move.after.state),
        tuple(sorted((each.key, each.kind.value, each.due_at) for each in happen)),
    )


def waits(walked: Walked, state: Unfolded, standing: Standing, new: Plan) -> Waits | None:
    """Why the move cannot be made now: never inside an open occasion (safety rule 7), and nothing typed is lost.

    An occasion that is open and not begun goes on as it is where the new version asks it too; where it does not, it
    is waited for while there still is time to answer it.
    """
    if state.phase in STOPPED_PHASES:
        return Waits.STOPPED
    over = {each.key for each in state.occasions if not each.is_answerable}
    if any(key not in over and standing.answered_at(key) is None for key in walked.drafts):
        return Waits.DRAFT
    kept = {each.id for each in new.measurements}
    if any(each.state == "open" and each.measurement_id not in kept for each in state.occasions):
        return Waits.OPEN_OCCASION
    there = {block for blocks in new.step_exercises.values() for block in blocks}
    sent = {block for block, _entries in standing.of_all_epochs(EXERCISES)}
    return Waits.EXERCISE_BEGUN if walked.begun_exercises - there - sent else None


def taken_back(
    walked: Walked,
    began_with: str,
    since: Collection[Fact],
    told: Collection[Effect],
    plans: Plans,
    now: datetime,
    by: str,
) -> TakenBack | None:
    """Take the last change back in memory, as if it had never been; None where there is none.

    ``since`` are the facts recorded after the change, ``told`` the effects that were due from it on. What came by
    itself by the new version is annulled; where the old one would have done the same by now, it does it again, and
    nobody is told of it twice.
    """
    held = changes(walked.standing)
    if not held:
        return None
    last, facts, seq, again = held[-1], [], walked.standing.seq, set()
    for fact in since:
        kind = _BY_ITSELF.get(fact.kind)
        if kind is not None and fact.seq > last.seq and (fact.by or "") in BY_ITSELF:
            seq += 1
            facts.append(_fact(seq, FactKind.ANNULLED, {"seq": fact.seq}, now, by))
            again |= {e.key for e in told if e.kind is kind and e.ref == fact.ref and e.due_at == fact.occurred_at}
    payload = {"of": last.seq, "tells": bool(last.value.get("tells"))}
    facts.append(_fact(seq + 1, FactKind.VERSION_CHANGED, payload, now, by))
    standing = fold_all(facts, walked.standing)
    plan = plan_for(standing, began_with, plans)
    after = settled(plan, standing, walked.known - again, now)
    fresh = tuple(each for each in after.effects if each.key not in walked.known)
    return TakenBack(tuple(facts), plan, replace(after, effects=fresh))


_BY_ITSELF: Mapping[FactKind | str, EffectKind] = MappingProxyType(
    {FactKind.MODULE_OPENED: EffectKind.MODULE_OPEN, FactKind.PHASE_SET: EffectKind.PHASE_CHANGE}
)


def _fact(seq: int, kind: FactKind, payload: dict[str, Any], now: datetime, by: str) -> Fact:
    return Fact(seq, kind, "", payload, occurred_at=now, recorded_at=now, by=by, acting_for="")


def moved_at(standing: Standing) -> datetime | None:
    """When the course came to the version that it stands on; None on the one that it began with."""
    change = change_of(standing)
    return change.at if change else None
