"""What happens exactly once: openings, notices, flags, each with its key and time."""

from collections.abc import Iterator
from datetime import UTC, datetime

from stegvis.program.keys import effect_key
from stegvis.program.kinds import MeasurementWhen
from stegvis.program.plan import Plan
from stegvis.program.standing import EXERCISES, Standing
from stegvis.program.unfold.conditions import Truths
from stegvis.program.unfold.dangers import danger_flags
from stegvis.program.unfold.flags import flags
from stegvis.program.unfold.modules import Track, passed_all_at
from stegvis.program.unfold.moments import Moments
from stegvis.program.unfold.notices import notices
from stegvis.program.unfold.occasions import Asked
from stegvis.program.unfold.pauses import moved_out
from stegvis.program.unfold.phases import phase_changes
from stegvis.program.unfold.reminders import reminders
from stegvis.program.unfold.results import Effect, EffectKind


def effects(
    plan: Plan,
    standing: Standing,
    moments: Moments,
    tracks: tuple[Track, ...],
    asked: tuple[Asked, ...],
    truths: Truths,
) -> list[Effect]:
    """Every effect with a known time, also those ahead."""
    done_at = done_by(plan, moments, tracks, asked)
    found = [
        *_openings(moments, tracks),
        *_measurements(moments, asked),
        *danger_flags(plan.unsent_after, standing),
        *_exercises(plan, standing),
        *notices(standing, moments, tracks),
    ]
    if done_at is not None:
        kind = EffectKind.PROGRAM_DONE
        found.append(Effect(effect_key("program", 1, kind, moments.epoch), kind, "", done_at, {}))
    if plan.reminders:
        found += reminders(plan, standing, moments, asked)
    if plan.flags:
        found += flags(plan, standing, moments, tracks, truths)
    if plan.phases:
        found += phase_changes(plan, standing, moments, done_at)
    return found


def _openings(moments: Moments, tracks: tuple[Track, ...]) -> Iterator[Effect]:
    kind = EffectKind.MODULE_OPEN
    for track in tracks:
        if track.automatic_at is not None:
            key = effect_key(track.module.id, 1, kind, moments.epoch)
            payload = {"at_begin": True} if track.automatic_at == moments.begins_at else {}
            yield Effect(key, kind, track.module.id, track.automatic_at, payload)


def _measurements(moments: Moments, asked: tuple[Asked, ...]) -> Iterator[Effect]:
    epoch, begins_at = moments.epoch, moments.begins_at
    for occasion, name, is_skipped, late_at, _dropped, _track, _added in asked:
        opens_at, answered_at = occasion.opens_at, occasion.answered_at
        if opens_at is None or (is_skipped and late_at is None):
            continue
        payload = {
            "measurement": occasion.measurement_id,
            "questionnaire": occasion.questionnaire,
            "ordinal": occasion.ordinal,
        }
        if not is_skipped and (answered_at is None or answered_at >= opens_at):
            kind = EffectKind.OCCASION_OPEN
            key = effect_key(occasion.measurement_id, name, kind, epoch)
            at_begin = {**payload, "at_begin": True} if opens_at == begins_at else payload
            yield Effect(key, kind, occasion.key, opens_at, at_begin)
        if late_at is not None:
            kind = EffectKind.OCCASION_LATE
            key = effect_key(occasion.measurement_id, name, kind, epoch)
            yield Effect(key, kind, occasion.key, late_at, payload)


def _exercises(plan: Plan, standing: Standing) -> Iterator[Effect]:
    """Each sending is read: the first, the second and so on of one exercise. One's own waits for nobody."""
    kind = EffectKind.EXERCISE_TO_READ
    epoch_of, step_of = standing.epoch_of, plan.block_step.get
    for block, entries in standing.of_all_epochs(EXERCISES):
        if block in plan.own_exercises:
            continue
        step = step_of(block, "")
        for place, entry in enumerate(entries, start=1):
            if entry.value is not None:
                key = effect_key(block, place, kind, epoch_of(entry.seq))
                yield Effect(key, kind, block, entry.at, {"step": step, "ordinal": place})


_EVER = datetime.min.replace(tzinfo=UTC)


def _planned_first(one: Asked) -> tuple[bool, datetime]:
    """What the plan asks, then what staff have added, in the order that they did."""
    return one.added_at is not None, one.added_at or _EVER


def done_by(plan: Plan, moments: Moments, tracks: tuple[Track, ...], asked: tuple[Asked, ...]) -> datetime | None:
    """Every module done, the closing measurements answered, and no other measurement still to come.

    An occasion holds nothing up when it is answered or dropped, or past its due time unless it closes the program,
    nor when staff asked for it after all else was done: a program that was done stays so. So does one that was done in
    an earlier version, whatever the newer one has more of.
    """
    if plan.moved is not None and plan.moved.done_at is not None:
        return moved_out(moments.breaks, plan.moved.done_at)
    latest = passed_all_at(tracks)
    if latest is None:
        return None
    closing = {found.id for found in plan.measurements if found.when is MeasurementWhen.AT_END}
    for occasion, _name, is_skipped, _late_at, dropped_at, _track, added_at in sorted(asked, key=_planned_first):
        if added_at is not None and added_at > latest:
            break
        if is_skipped and dropped_at is None:
            continue
        at, due_at = dropped_at or occasion.answered_at, occasion.due_at
        if dropped_at is None and due_at is not None and occasion.measurement_id not in closing:
            at = due_at if at is None or due_at < at else at
        if at is None:
            return None
        if at > latest:
            latest = at
    if plan.moved is not None:
        latest = max(latest, plan.moved.at)
    return moved_out(moments.breaks, latest)
