"""Reminders inside the service: a number of them, with days between, counted from one thing each.

A key names the rule and what it counts from (the start, an occasion, a doing of the resident), never a date.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from stegvis.program.document import Reminder
from stegvis.program.keys import effect_key
from stegvis.program.kinds import ReminderWhen
from stegvis.program.plan import Plan
from stegvis.program.standing import ACTIVITY, Standing
from stegvis.program.unfold.moments import Moments
from stegvis.program.unfold.occasions import Asked
from stegvis.program.unfold.pauses import is_inside
from stegvis.program.unfold.results import Effect, EffectKind

# A list of reminders is never longer than this, whatever a faulty document says.
MOST_REMINDERS = 30


def reminders(plan: Plan, standing: Standing, moments: Moments, asked: Iterable[Asked]) -> Iterator[Effect]:
    """Every reminder with a known time: none in a pause or a maintenance, and none after the end."""
    begins_at = moments.begins_at
    if begins_at is None:
        return
    doings = standing.entries(ACTIVITY)
    for rule in plan.reminders:
        if rule.when is ReminderWhen.NOT_ANSWERED:
            for each in asked:
                yield from _of_occasion(rule, each, moments)
        elif rule.when is ReminderWhen.NOT_STARTED:
            first_at = doings[0].at if doings else None
            for number, at in _times(rule, moments, begins_at, first_at, rule.after_days):
                if not is_inside(moments.maintenance, at):
                    yield _effect(rule, rule.id, number, at, moments.epoch, "")
        else:
            for place, doing in enumerate(doings):
                next_at = doings[place + 1].at if place + 1 < len(doings) else None
                # Whole days without anything: the first morning after them.
                for number, at in _times(rule, moments, max(doing.at, begins_at), next_at, rule.after_days + 1):
                    if not is_inside(moments.maintenance, at):
                        yield _effect(rule, f"{rule.id}.{doing.seq}", number, at, moments.epoch, "")


def _of_occasion(rule: Reminder, each: Asked, moments: Moments) -> Iterator[Effect]:
    """While it can be answered; in maintenance only of what was asked in it, and not while its module is hidden."""
    occasion = each.occasion
    if occasion.opens_at is None or each.is_skipped:
        return
    answered_at, closes_at = occasion.answered_at, occasion.closes_at
    ends_at = closes_at if answered_at is None or (closes_at is not None and closes_at < answered_at) else answered_at
    hidden = each.track.hidden if each.track is not None else ()
    asked_before = [span for span in moments.maintenance if occasion.opens_at < span[0]]
    for number, at in _times(rule, moments, occasion.opens_at, ends_at, rule.after_days):
        if closes_at is not None and at >= closes_at:
            return
        if not is_inside(asked_before, at) and not is_inside(hidden, at):
            key = f"{rule.id}.{occasion.measurement_id}.{each.name}"
            yield _effect(rule, key, number, at, moments.epoch, occasion.key)


def _times(
    rule: Reminder, moments: Moments, since: datetime, ends_at: datetime | None, first: int
) -> Iterator[tuple[int, datetime]]:
    """The n-th reminder and its time, until what is reminded of has been done; numbers never shift."""
    if ends_at is not None and ends_at - since < timedelta(days=first - 1):
        # Done long before the first could come: no calendar is needed to see it.
        return
    for number in range(min(rule.most, MOST_REMINDERS)):
        at = moments.day_after(since, first + number * max(rule.pause_days, 1))
        if at is None or (ends_at is not None and at > ends_at):
            return
        if not is_inside(moments.breaks, at):
            yield number + 1, at


def _effect(rule: Reminder, name: str, number: int, at: datetime, epoch: int, occasion: str) -> Effect:
    kind = EffectKind.REMINDER
    payload = {"reminder": rule.id, "when": rule.when.value, "occasion": occasion}
    return Effect(effect_key(name, number, kind, epoch), kind, occasion, at, payload)
