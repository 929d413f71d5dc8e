"""Phase changes by the program's own rules. Staff may always do it before, and then the rule does nothing."""

from collections.abc import Iterator
from datetime import datetime

from stegvis.program.document import PhaseRule
from stegvis.program.keys import effect_key
from stegvis.program.kinds import Phase, PhaseWhen
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing
from stegvis.program.standing.tables import VERSIONS
from stegvis.program.unfold.moments import Moments
from stegvis.program.unfold.pauses import is_inside, moved_out
from stegvis.program.unfold.results import Effect, EffectKind

# How far a phase is on the way; a rule never leads back.
_FAR = {Phase.ACTIVE: 0, Phase.MAINTENANCE: 1}
_REACHED_BY_ITSELF = frozenset({Phase.MAINTENANCE, Phase.CLOSED})


# A change of phase by a version that was taken back is undone, and its key is used up: what comes after is another.
_AGAIN = 1_000


def phase_changes(plan: Plan, standing: Standing, moments: Moments, done_at: datetime | None) -> Iterator[Effect]:
    """Each rule's change. The payload's ``phase`` is what the fact is to say."""
    versions = standing.tables.get(VERSIONS, {}).get("", ())
    returned = [entry.at for entry in versions if "of" in entry.value]
    for rule in plan.phases:
        if rule.to not in _REACHED_BY_ITSELF:
            continue
        for number, nominal in _times(rule, moments, done_at):
            at = _after_move(plan, moments, nominal)
            if at is None:
                continue
            if not is_inside(moments.breaks, at) and _phase_before(moments, at) < _FAR.get(rule.to, 2):
                kind = EffectKind.PHASE_CHANGE
                payload = {"phase": rule.to.value, "rule": rule.id}
                ordinal = number + _AGAIN * sum(1 for back in returned if back < at)
                yield Effect(effect_key(rule.id, ordinal, kind, moments.epoch), kind, "", at, payload)


def _after_move(plan: Plan, moments: Moments, at: datetime) -> datetime | None:
    """By a version that the course was moved to: at the move, unless somebody has set the phase since it would have
    been."""
    if plan.since is None or at >= plan.since:
        return at
    if any(at <= entry.at <= plan.since for entry in moments.phases):
        return None
    return moved_out(moments.breaks, plan.since)


def _times(rule: PhaseRule, moments: Moments, done_at: datetime | None) -> Iterator[tuple[int, datetime]]:
    """When the rule's time comes: once, or once for each time of maintenance."""
    if rule.when is PhaseWhen.DAYS_AFTER_MAINTENANCE:
        for number, (begins, ends) in enumerate(moments.maintenance, start=1):
            at = moments.day_after(begins, rule.days)
            if at is not None and (ends is None or at <= ends):
                yield number, at
        return
    if rule.when is PhaseWhen.DAYS_AFTER_START:
        at = moments.day_after_start(rule.days)
    else:
        at = None if done_at is None else moments.day_after(done_at, rule.days)
    if at is not None:
        yield 1, at


def _phase_before(moments: Moments, at: datetime) -> int:
    """How far the course was just before a time."""
    said = [entry.value for entry in moments.phases if entry.at < at]
    return _FAR.get(Phase(said[-1]), 2) if said else 0
