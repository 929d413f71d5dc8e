"""What is planned from now until a day, if nobody does anything.

A phase that the program goes over to by itself changes what comes after it, so it is taken as said from its day on.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from stegvis.program.facts import Fact, FactKind
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing, fold
from stegvis.program.unfold.effects import effects
from stegvis.program.unfold.modules import tracks
from stegvis.program.unfold.moments import Moments, moments_of
from stegvis.program.unfold.occasions import Asked, asked
from stegvis.program.unfold.results import Ahead, AheadKind, Effect, EffectKind, OccasionState

_KINDS = {
    EffectKind.MODULE_OPEN: AheadKind.MODULE,
    EffectKind.OCCASION_OPEN: AheadKind.OCCASION_OPEN,
    EffectKind.REMINDER: AheadKind.REMINDER,
    EffectKind.PHASE_CHANGE: AheadKind.PHASE,
}
_ORDER = tuple(AheadKind)


def ahead(plan: Plan, standing: Standing, now: datetime, until: datetime) -> tuple[Ahead, ...]:
    """Everything with a known time after ``now`` and not after ``until``, in order.

    What has no known time is not in it: `Unfolded.modules` and `Unfolded.occasions` say what it waits for.
    """
    said: list[Ahead] = []
    applied: set[str] = set()
    begins = now
    while True:
        moments, planned, happenings = _seen(plan, standing, now)
        changes = [each for each in happenings if each.kind is EffectKind.PHASE_CHANGE and each.key not in applied]
        ours = [each for each in changes if now < each.due_at <= until and begins <= each.due_at]
        change = min(ours, key=lambda each: (each.due_at, each.key), default=None)
        ends = until if change is None else change.due_at
        found = [*_from_effects(happenings), *_due(planned), *_from_moments(moments)]
        news = (each for each in found if begins <= each.at <= ends and now < each.at)
        said += [each for each in news if each not in said and not _is_other_phase(each, change)]
        if change is None:
            break
        applied.add(change.key)
        standing, begins = fold(standing, _fact(standing, change)), change.due_at
    return tuple(sorted(said, key=lambda each: (each.at, _ORDER.index(each.kind), each.ref)))


def _seen(plan: Plan, standing: Standing, now: datetime) -> tuple[Moments, tuple[Asked, ...], list[Effect]]:
    moments = moments_of(standing, now)
    found, truths = tracks(plan, standing, moments)
    planned = asked(plan, standing, moments, found, truths)
    return moments, planned, effects(plan, standing, moments, found, planned, truths)


def _fact(standing: Standing, change: Effect) -> Fact:
    payload = {"phase": change.payload["phase"]}
    at = change.due_at
    return Fact(standing.seq + 1, FactKind.PHASE_SET, "", payload, occurred_at=at, recorded_at=at)


def _is_other_phase(each: Ahead, change: Effect | None) -> bool:
    """Two changes at one time: the second is looked at again when the first has been said."""
    return each.kind is AheadKind.PHASE and change is not None and each.payload.get("rule") != change.payload["rule"]


def _from_effects(happenings: Iterable[Effect]) -> Iterator[Ahead]:
    for each in happenings:
        if each.kind in _KINDS:
            payload = {name: value for name, value in each.payload.items() if name != "at_begin"}
            yield Ahead(each.due_at, _KINDS[each.kind], each.ref, payload)


def _due(planned: Iterable[Asked]) -> Iterator[Ahead]:
    """The last day for what can be answered, now or then."""
    waiting = (OccasionState.UPCOMING, OccasionState.OPEN)
    for each in planned:
        occasion = each.occasion
        if occasion.due_at is not None and not each.is_skipped and occasion.state in waiting:
            payload = {
                "measurement": occasion.measurement_id,
                "questionnaire": occasion.questionnaire,
                "ordinal": occasion.ordinal,
            }
            yield Ahead(occasion.due_at, AheadKind.OCCASION_DUE, occasion.key, payload)


def _from_moments(moments: Moments) -> Iterator[Ahead]:
    if moments.is_stopped:
        return
    if moments.begins_at is not None:
        yield Ahead(moments.begins_at, AheadKind.START, "", {})
    for pause in moments.pauses:
        yield Ahead(pause.begins, AheadKind.PAUSE_BEGINS, "", {})
        if pause.ends is not None:
            yield Ahead(pause.ends, AheadKind.PAUSE_ENDS, "", {})
