"""What happens exactly once: openings, notices, flags, each with its key and time.

A danger flag looks at nothing but the danger answers: no phase, no plan and no
correction can hold it back (safety rules 1 and 2).
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import attrgetter

from stegvis.program.keys import danger_key, effect_key
from stegvis.program.kinds import MeasurementWhen
from stegvis.program.plan import Plan
from stegvis.program.standing import DANGERS, EXERCISES, RESPONSES, Entry, Standing
from stegvis.program.unfold.modules import Track, passed_all_at
from stegvis.program.unfold.moments import Moments, moved_out
from stegvis.program.unfold.occasions import Asked
from stegvis.program.unfold.results import Effect, EffectKind

_in_time = attrgetter("at", "seq")


def effects(
    plan: Plan,
    standing: Standing,
    moments: Moments,
    tracks: tuple[Track, ...],
    asked: tuple[Asked, ...],
) -> list[Effect]:
    """Every effect with a known time, also those ahead."""
    return [
        *_openings(moments, tracks),
        *_measurements(moments, asked),
        *_flags(plan.unsent_after, standing),
        *_exercises(plan, standing),
        *_done(plan, moments, tracks, asked),
    ]


def _openings(moments: Moments, tracks: tuple[Track, ...]) -> Iterator[Effect]:
    kind = EffectKind.MODULE_OPEN
    for track in tracks:
        if track.automatic_at is not None:
            key = effect_key(track.module.id, 1, kind, moments.epoch)
            yield Effect(key, kind, track.module.id, track.automatic_at, {})


def _measurements(moments: Moments, asked: tuple[Asked, ...]) -> Iterator[Effect]:
    for each in asked:
        occasion = each.occasion
        opens_at, answered_at = occasion.opens_at, occasion.answered_at
        payload = {
            "measurement": occasion.measurement_id,
            "questionnaire": occasion.questionnaire,
            "ordinal": occasion.ordinal,
        }
        answered_before = answered_at is not None and opens_at is not None and answered_at < opens_at
        if opens_at is not None and not each.is_skipped and not answered_before:
            kind = EffectKind.OCCASION_OPEN
            key = effect_key(occasion.measurement_id, each.name, kind, moments.epoch)
            yield Effect(key, kind, occasion.key, opens_at, payload)
        if each.late_at is not None:
            kind = EffectKind.OCCASION_LATE
            key = effect_key(occasion.measurement_id, each.name, kind, moments.epoch)
            yield Effect(key, kind, occasion.key, each.late_at, payload)


def _flags(unsent_after: timedelta, standing: Standing) -> Iterator[Effect]:
    for occasion, entries in standing.of_all_epochs(DANGERS):
        grouped: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            grouped[(entry.value["rule"], entry.value["item"])].append(entry)
        submitted = standing.tables.get(RESPONSES, {}).get(occasion, ())
        for (rule, item), found in grouped.items():
            key = danger_key(occasion, rule, item)
            first = _flag(key, occasion, found, submitted, unsent_after)
            yield first
            yield from _told_later(key, occasion, found, first, unsent_after)


def _flag(key: str, occasion: str, found: list[Entry], submitted: tuple[Entry, ...], unsent_after: timedelta) -> Effect:
    """One flag per answer. Sent within the time it is told as sent; sent changed, or not sent in
    time, it is told as unsent: changing the answer never removes the flag."""
    given = sorted((e for e in found if not e.value["sent"]), key=_in_time)
    sent = min((e for e in found if e.value["sent"]), default=None, key=_in_time)
    if not given and sent is not None:
        return _told(key, occasion, sent, sent.at, unsent=False)
    first = given[0].at
    answers = [entry.at for entry in submitted if entry.at >= first]
    due_at = min([first + unsent_after, *answers])
    if sent is not None and sent.at < first + unsent_after and sent.at <= min([sent.at, *answers]):
        return _told(key, occasion, sent, sent.at, unsent=False)
    told = [entry for entry in given if entry.at < due_at or entry.at == first]
    return _told(key, occasion, told[-1], due_at, unsent=True)


def _told_later(
    key: str, occasion: str, found: list[Entry], first: Effect, unsent_after: timedelta
) -> Iterator[Effect]:
    """Another dangerous answer, after the first was told: staff may have assessed that one.

    The same answer again is the same flag. Sent or corrected it is told at once; never sent, after its
    minutes, as the first is. The entry's place in the log names the flag: facts are only added.
    """
    told = first.payload["value"]
    for place, entry in enumerate(sorted(found, key=attrgetter("seq")), start=1):
        value, is_sent = entry.value["value"], entry.value["sent"]
        if entry.at <= first.due_at or value == told:
            continue
        due_at = entry.at if is_sent else entry.at + unsent_after
        if not is_sent and any(
            e.value["sent"] and e.value["value"] == value and entry.at <= e.at < due_at for e in found
        ):
            continue
        told = value
        yield _told(f"{key}.{place}", occasion, entry, due_at, unsent=not is_sent)


def _told(key: str, occasion: str, entry: Entry, due_at: datetime, *, unsent: bool) -> Effect:
    payload = {name: entry.value[name] for name in ("rule", "item", "value", "level") if name in entry.value}
    return Effect(key, EffectKind.DANGER_FLAG, occasion, due_at, {**payload, "unsent": unsent})


def _exercises(plan: Plan, standing: Standing) -> Iterator[Effect]:
    """Each sending is read: the first, the second and so on of one exercise."""
    kind = EffectKind.EXERCISE_TO_READ
    for block, _entries in standing.of_all_epochs(EXERCISES):
        for place, entry in standing.counted(EXERCISES, block):
            key = effect_key(block, place, kind, standing.epoch_of(entry.seq))
            payload = {"step": plan.block_step.get(block, ""), "ordinal": place}
            yield Effect(key, kind, block, entry.at, payload)


def _settled_at(each: Asked, is_closing: bool) -> datetime | None:
    """When an occasion holds nothing up any more: answered, or past its due time unless it closes the program."""
    occasion = each.occasion
    times = [occasion.answered_at] if is_closing else [occasion.answered_at, occasion.due_at]
    return min((at for at in times if at is not None), default=None)


def _done(plan: Plan, moments: Moments, tracks: tuple[Track, ...], asked: tuple[Asked, ...]) -> Iterator[Effect]:
    """Every module done, the closing measurements answered, and no other measurement still to come."""
    closing = {found.id for found in plan.measurements if found.when is MeasurementWhen.AT_END}
    ends = [_settled_at(each, each.occasion.measurement_id in closing) for each in asked if not each.is_skipped]
    known = [at for at in ends if at is not None]
    passed_at = passed_all_at(tracks)
    if passed_at is None or len(known) < len(ends):
        return
    due_at = moved_out(moments.stops, max([passed_at, *known]))
    if due_at is not None:
        kind = EffectKind.PROGRAM_DONE
        yield Effect(effect_key("program", 1, kind, moments.epoch), kind, "", due_at, {})
