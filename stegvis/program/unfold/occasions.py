"""When measurements are asked: the occasions with their opening, due and closing times."""

from dataclasses import dataclass
from datetime import date, datetime

from stegvis.program.keys import occasion_key
from stegvis.program.kinds import MeasurementWhen
from stegvis.program.plan import Plan, PlanMeasurement
from stegvis.program.standing import OCCASIONS, Standing
from stegvis.program.unfold.modules import Track, passed_all_at
from stegvis.program.unfold.moments import Moments, from_day, moved_out
from stegvis.program.unfold.results import Occasion, OccasionState

# Ordinals of what staff add to a planned measurement begin here, so that no plan can grow into them.
ADDED_FROM = 1000

Planned = tuple[int, datetime | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """An occasion with what its effects need. ``late_at`` is None when it never became late;
    ``name`` is the ordinal in its keys."""

    occasion: Occasion
    name: int
    is_skipped: bool
    late_at: datetime | None


def asked(plan: Plan, standing: Standing, moments: Moments, tracks: tuple[Track, ...]) -> tuple[Asked, ...]:
    """Every occasion of every measurement, in the order of the plan."""
    modules = {track.module.id: track for track in tracks}
    ends = [at for at in (passed_all_at(tracks), moments.maintained_at) if at is not None]
    ends_at = min(ends) if ends else None
    found: list[Asked] = []
    for measurement in plan.measurements:
        track = modules.get(measurement.module or "")
        planned = _planned(measurement, standing, moments, track, ends_at)
        found += _series(measurement, planned, standing, moments, track)
        # What staff ask besides the plan closes nothing of the plan, and nothing of the plan closes it.
        found += _series(measurement, _added(measurement, standing, moments), standing, moments, track)
    return tuple(found)


def _planned(
    measurement: PlanMeasurement,
    standing: Standing,
    moments: Moments,
    track: Track | None,
    ends_at: datetime | None,
) -> list[Planned]:
    """The ordinals and nominal opening times of one measurement."""
    when = measurement.when
    if when is MeasurementWhen.AT_START:
        return [(1, moments.begins_at)]
    if when is MeasurementWhen.EVERY:
        return [(number, moments.day_after_start(days)) for number, days in enumerate(measurement.offsets, start=1)]
    if when is MeasurementWhen.BEFORE_MODULE:
        return [(1, track.opened_at)] if track else []
    if when is MeasurementWhen.AT_END:
        return [(1, ends_at)]
    return []


def _added(measurement: PlanMeasurement, standing: Standing, moments: Moments) -> list[Planned]:
    """What staff have added, each named by its place among the additions."""
    begins_at, since = moments.begins_at, standing.since
    if begins_at is None:
        return []
    found = [
        (max(from_day(date.fromisoformat(entry.value), moments.zone, entry.at), begins_at), place)
        for place, entry in standing.counted(OCCASIONS, measurement.id)
        if entry.seq >= since
    ]
    first = 0 if measurement.when is MeasurementWhen.BY_STAFF else ADDED_FROM
    return [(first + place, opens_at) for opens_at, place in sorted(found)]


def _series(
    measurement: PlanMeasurement,
    planned: list[Planned],
    standing: Standing,
    moments: Moments,
    track: Track | None,
) -> list[Asked]:
    """Each closes when the next one opens; the last never does."""
    opens = [moved_out(moments.stops, nominal) for _name, nominal in planned]
    return [
        _one(measurement, name, position, opens, standing, moments, track)
        for position, (name, _nominal) in enumerate(planned)
    ]


def _one(
    measurement: PlanMeasurement,
    name: int,
    position: int,
    opens: list[datetime | None],
    standing: Standing,
    moments: Moments,
    track: Track | None,
) -> Asked:
    key = occasion_key(measurement.id, name, moments.epoch)
    opens_at = opens[position]
    closes_at = opens[position + 1] if position + 1 < len(opens) else None
    due_at = moments.day_after(opens_at, measurement.window_days) if opens_at else None
    if due_at is not None and closes_at is not None:
        due_at = min(due_at, closes_at)
    answered_at = standing.answered_at(key)
    is_skipped = opens_at is not None and closes_at is not None and closes_at <= opens_at
    is_gone = is_skipped or moments.is_stopped or (track is not None and track.is_hidden)
    occasion = Occasion(
        key=key,
        measurement_id=measurement.id,
        questionnaire=measurement.questionnaire,
        ordinal=position + 1,
        gate=measurement.gate and name < ADDED_FROM,
        opens_at=opens_at,
        due_at=due_at,
        closes_at=closes_at,
        answered_at=answered_at,
        state=_state(opens_at, due_at, closes_at, answered_at, moments.now, is_gone=is_gone),
    )
    late_at = None if is_skipped else _late_at(occasion, moments, track)
    return Asked(occasion, name, is_skipped, late_at)


def _state(
    opens_at: datetime | None,
    due_at: datetime | None,
    closes_at: datetime | None,
    answered_at: datetime | None,
    now: datetime,
    *,
    is_gone: bool,
) -> OccasionState:
    if answered_at is not None:
        return OccasionState.ANSWERED
    if is_gone or (closes_at is not None and closes_at <= now):
        return OccasionState.CLOSED
    if opens_at is None or opens_at > now:
        return OccasionState.UPCOMING
    return OccasionState.LATE if due_at is not None and due_at <= now else OccasionState.OPEN


def _late_at(occasion: Occasion, moments: Moments, track: Track | None) -> datetime | None:
    """When staff are told that it is late: not for what was answered, hidden or stopped away."""
    due_at = occasion.due_at
    if due_at is None or (track is not None and moved_out(track.hidden, due_at) != due_at):
        return None
    late_at = moved_out(moments.stops, due_at)
    if late_at is None or (occasion.closes_at is not None and late_at > occasion.closes_at):
        return None
    answered_at = occasion.answered_at
    return None if answered_at is not None and answered_at < late_at else late_at
