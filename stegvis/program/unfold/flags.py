"""What staff are told of where the program asks for it: each once, named by what it is about."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from stegvis.program.document import FlagRule
from stegvis.program.keys import effect_key
from stegvis.program.kinds import FlagWhen
from stegvis.program.plan import Plan, Worsening
from stegvis.program.plan.instruments import number
from stegvis.program.standing import ACTIVITY, MESSAGES, Entry, Standing
from stegvis.program.standing.tables import in_time
from stegvis.program.unfold.conditions import Given, Truths
from stegvis.program.unfold.modules import Track
from stegvis.program.unfold.moments import Moments, sorted_spans
from stegvis.program.unfold.pauses import is_inside, moved_out
from stegvis.program.unfold.results import Effect, EffectKind


def flags(
    plan: Plan, standing: Standing, moments: Moments, tracks: tuple[Track, ...], truths: Truths
) -> Iterator[Effect]:
    """Every flag of the program's own rules that has a known time."""
    for rule in plan.flags:
        match rule.when:
            case FlagWhen.MODULE_DONE:
                yield from _modules_done(rule, moments, tracks)
            case FlagWhen.MESSAGE_WAITING:
                yield from _messages_waiting(rule, plan, standing, moments)
            case FlagWhen.INACTIVE:
                yield from _inactive(rule, plan, standing, moments)
            case FlagWhen.SCORE_WORSENED:
                yield from _worsened(rule, plan, moments, truths)
            case FlagWhen.ENDING_SOON:
                yield from _ending_soon(rule, plan, moments)


def _flag(rule: FlagRule, about: str, ref: str, at: datetime, epoch: int, payload: dict[str, Any]) -> Effect:
    kind = EffectKind(rule.when.value)
    name = f"{rule.id}.{about}" if about else rule.id
    return Effect(effect_key(name, 1, kind, epoch), kind, ref, at, {"rule": rule.id, **payload})


def _modules_done(rule: FlagRule, moments: Moments, tracks: tuple[Track, ...]) -> Iterator[Effect]:
    for track in tracks:
        at = moved_out(moments.breaks, track.done_at)
        if at is not None:
            yield _flag(rule, track.module.id, track.module.id, at, moments.epoch, {})


def _messages_waiting(rule: FlagRule, plan: Plan, standing: Standing, moments: Moments) -> Iterator[Effect]:
    """The first message to staff since they last wrote, or said that nothing needs an answer.

    The days are real ones: somebody who has written in a pause waits all the same.
    """
    said = [(entry, ref) for ref in ("staff", "resident", "settled") for entry in standing.entries(MESSAGES, ref)]
    waiting: Entry | None = None
    for entry, ref in sorted(said, key=lambda each: in_time(each[0])):
        if ref == "staff":
            waiting = waiting or entry
        elif waiting is not None:
            yield from _waiting(rule, plan, moments, waiting, entry.at)
            waiting = None
    if waiting is not None:
        yield from _waiting(rule, plan, moments, waiting, None)


def _waiting(
    rule: FlagRule, plan: Plan, moments: Moments, since: Entry, answered_at: datetime | None
) -> Iterator[Effect]:
    at = moments.real_day_after(since.at, rule.days)
    if answered_at is None:
        at = _after_move(plan, at)
    if (answered_at is None or at <= answered_at) and not is_inside(moments.stops, at):
        yield _flag(rule, str(since.seq), "", at, moments.epoch, {"since": since.at.isoformat(), "days": rule.days})


def _inactive(rule: FlagRule, plan: Plan, standing: Standing, moments: Moments) -> Iterator[Effect]:
    """So many whole days since the resident's last doing, or since the beginning. What would fall in maintenance
    comes if the active treatment goes on."""
    if moments.begins_at is None:
        return
    breaks = sorted_spans(moments.breaks, moments.maintenance) if moments.maintenance else moments.breaks
    doings = standing.entries(ACTIVITY)
    since = [(0, moments.begins_at), *((entry.seq, max(entry.at, moments.begins_at)) for entry in doings)]
    for place, (seq, done_at) in enumerate(since):
        at = moments.day_after(done_at, rule.days + 1)
        ends_at = doings[place].at if place < len(doings) else None
        at = moved_out(breaks, at if at is None or ends_at is not None else _after_move(plan, at))
        if at is not None and (ends_at is None or at <= ends_at):
            yield _flag(rule, str(seq), "", at, moments.epoch, {"since": done_at.isoformat(), "days": rule.days})


def _after_move(plan: Plan, at: datetime) -> datetime:
    """What still is so when the course comes to a version is told then, at the earliest."""
    return at if plan.since is None else max(at, plan.since)


def _worsened(rule: FlagRule, plan: Plan, moments: Moments, truths: Truths) -> Iterator[Effect]:
    """A later score worse than the first by at least the reliable change, once for each occasion."""
    for url, scores in plan.worsenings.items():
        for worsening in scores:
            for occasion, entry, first in _worse(truths.scored.get(url, []), worsening):
                payload = {
                    "score": worsening.score,
                    "value": str(number(entry.value[worsening.score])),
                    "first": str(first),
                    "least": str(worsening.least),
                }
                about = f"{occasion.rpartition('.')[0]}.{worsening.score}"
                yield _flag(rule, about, occasion, entry.at, moments.epoch, payload)


def _worse(given: Given, worsening: Worsening) -> Iterator[tuple[str, Entry, Decimal]]:
    """Each answer is held against the first as it was known then, in the order in which they came."""
    baseline: tuple[str, Decimal] | None = None
    told: set[str] = set()
    for occasion, entry in given:
        value = number(entry.value.get(worsening.score))
        if value is None:
            continue
        if baseline is None or occasion == baseline[0]:
            baseline = (occasion, value)
            continue
        worse = value - baseline[1] if worsening.is_upward else baseline[1] - value
        if worse >= worsening.least and occasion not in told:
            told.add(occasion)
            yield occasion, entry, baseline[1]


def _ending_soon(rule: FlagRule, plan: Plan, moments: Moments) -> Iterator[Effect]:
    """So many days before the planned length is over; not where the active treatment has ended before."""
    if plan.length_days <= 0:
        return
    at = moments.day_after_start(max(plan.length_days - rule.days, 0))
    if at is None or is_inside(moments.maintenance, at):
        return
    at = moved_out(moments.breaks, at)
    if at is not None:
        yield _flag(rule, "", "", at, moments.epoch, {"days": rule.days})
