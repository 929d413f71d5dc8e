"""The occasions of every measurement, with their opening, due and closing times."""

from datetime import datetime
from typing import NamedTuple

from stegvis.program.keys import occasion_key
from stegvis.program.kinds import MeasurementWhen
from stegvis.program.plan import Plan, PlanMeasurement
from stegvis.program.standing import OCCASIONS, Standing
from stegvis.program.unfold.conditions import Truths
from stegvis.program.unfold.modules import Track, passed_all_at
from stegvis.program.unfold.moments import Moments, sorted_spans
from stegvis.program.unfold.pauses import is_inside, moved_out
from stegvis.program.unfold.planning import ADDED_FROM, Planned, added, added_when, planned
from stegvis.program.unfold.results import Occasion, OccasionState

_AFTER_MODULE = (MeasurementWhen.AFTER_MODULE_OPENED, MeasurementWhen.AFTER_MODULE_DONE)


class Asked(NamedTuple):
    """An occasion with what its effects need. ``late_at`` is None when it never became late;
    ``name`` is the ordinal in its keys. ``dropped_at``: since when it is known that it never opens;
    ``track`` is the module that it belongs to; ``added_at`` is when staff asked for it besides the plan."""

    occasion: Occasion
    name: int
    is_skipped: bool
    late_at: datetime | None
    dropped_at: datetime | None = None
    track: Track | None = None
    added_at: datetime | None = None


def asked(
    plan: Plan, standing: Standing, moments: Moments, tracks: tuple[Track, ...], truths: Truths
) -> tuple[Asked, ...]:
    """Every occasion of every measurement, in the order of the plan."""
    modules = {track.module.id: track for track in tracks}
    ends = [at for at in (passed_all_at(tracks), moments.maintained_at) if at is not None]
    ends_at = min(ends) if ends else None
    additions = standing.tables.get(OCCASIONS, {})
    found: list[Asked] = []
    for measurement in plan.measurements:
        track = modules.get(measurement.module or "")
        series = _Series(measurement, standing, moments, track)
        found += series.asked(planned(measurement, moments, track, ends_at), truths)
        if measurement.id in additions:
            # What staff ask besides the plan closes nothing of the plan, and nothing of the plan closes it.
            when = added_when(measurement, standing)
            extra = series.asked(added(measurement, standing, moments))
            found += [each._replace(added_at=when[each.name]) for each in extra]
    return tuple(found)


class _Series:
    """The occasions of one measurement."""

    def __init__(self, measurement: PlanMeasurement, standing: Standing, moments: Moments, track: Track | None) -> None:
        self.measurement = measurement
        self.standing = standing
        self.moments = moments
        self.track = track
        self.is_after = measurement.when in _AFTER_MODULE
        is_hidden = track is not None and track.is_hidden
        self.is_gone = moments.is_stopped or is_hidden
        hidden = track.hidden if track is not None and self.is_after else ()
        self.breaks = sorted_spans(moments.breaks, hidden) if hidden else moments.breaks

    def asked(self, nominal: list[Planned], truths: Truths | None = None) -> list[Asked]:
        """Each closes when the next one opens; the last never does. Stop rules are for what is planned only."""
        breaks = self.breaks
        opens = [moved_out(breaks, at) if breaks else at for _name, at in nominal]
        never = self._after_move(opens) if truths is not None else frozenset()
        names = [occasion_key(self.measurement.id, name, self.moments.epoch) for name, _at in nominal]
        answered = [self.standing.answered_at(key) for key in names]
        end, dropped_at = len(opens), None
        if truths is not None and self.measurement.has_stops:
            end, dropped_at = self._cut(opens, answered, truths)
        found: list[Asked] = []
        for place, (name, _at) in enumerate(nominal):
            if place in never:
                found.append(self._dropped(names[place], name, place, answered[place], None))
                continue
            if place >= end:
                found.append(self._dropped(names[place], name, place, answered[place], dropped_at))
                continue
            closes_at = opens[place + 1] if place + 1 < len(opens) else None
            found.append(self._one(names[place], name, place, opens[place], closes_at, answered[place]))
        return found

    def _after_move(self, opens: list[datetime | None]) -> frozenset[int]:
        """The places that are never asked, as they would have been before this version; the others not before it."""
        never_before, not_before = self.measurement.never_before, self.measurement.not_before
        past = [place for place, at in enumerate(opens) if never_before and at is not None and at < never_before]
        for place in past:
            opens[place] = None
        for place, at in enumerate(opens):
            if not_before is not None and at is not None and at < not_before:
                opens[place] = moved_out(self.breaks, not_before)
        return frozenset(past)

    def _cut(
        self, opens: list[datetime | None], answered: list[datetime | None], truths: Truths
    ) -> tuple[int, datetime | None]:
        """The place of the first that never opens, and since when that is so."""
        known = (self.measurement.stopped_at, truths.any_true_at(self.measurement.stop))
        stop_at = min((at for at in known if at is not None), default=None)
        most, missed = self.measurement.stop_after_missed, 0
        for place, opens_at in enumerate(opens):
            if opens_at is None:
                continue
            if stop_at is not None and opens_at > stop_at:
                return place, stop_at
            if most and missed >= most:
                return place, opens_at
            closes_at = opens[place + 1] if place + 1 < len(opens) else None
            if closes_at is None or closes_at > self.moments.now or closes_at <= opens_at:
                continue
            answered_at = answered[place]
            missed = missed + 1 if answered_at is None or answered_at >= closes_at else 0
        return len(opens), None

    def _dropped(
        self, key: str, name: int, place: int, answered_at: datetime | None, dropped_at: datetime | None
    ) -> Asked:
        state = OccasionState.CLOSED if answered_at is None else OccasionState.ANSWERED
        return Asked(
            self._occasion(key, name, place, None, None, None, answered_at, state), name, True, None, dropped_at
        )

    def _one(
        self,
        key: str,
        name: int,
        place: int,
        opens_at: datetime | None,
        closes_at: datetime | None,
        answered_at: datetime | None,
    ) -> Asked:
        due_at = self.moments.day_after(opens_at, self.measurement.window_days) if opens_at else None
        if opens_at is not None and closes_at is not None and (due_at is None or closes_at < due_at):
            # Known, too, where a pause without an end hides when the window is over.
            due_at = closes_at
        is_skipped = opens_at is not None and closes_at is not None and closes_at <= opens_at
        state = _state(opens_at, due_at, closes_at, answered_at, self.moments.now, is_gone=is_skipped or self.is_gone)
        occasion = self._occasion(key, name, place, opens_at, due_at, closes_at, answered_at, state)
        late_at = None if is_skipped else self._late_at(due_at, closes_at, answered_at)
        dropped_at = self._hidden_since() if opens_at is None and self.is_after else None
        return Asked(occasion, name, is_skipped, late_at, dropped_at, self.track)

    def _occasion(
        self,
        key: str,
        name: int,
        place: int,
        opens_at: datetime | None,
        due_at: datetime | None,
        closes_at: datetime | None,
        answered_at: datetime | None,
        state: OccasionState,
    ) -> Occasion:
        measurement = self.measurement
        gate = measurement.gate and name < ADDED_FROM
        return Occasion(
            key, measurement.id, measurement.questionnaire, place + 1, gate,
            opens_at, due_at, closes_at, answered_at, state,
        )  # fmt: skip

    def _hidden_since(self) -> datetime | None:
        """What was to be asked after a hidden module is never asked, and holds nothing up."""
        track = self.track
        return track.hidden[-1][0] if track is not None and track.is_hidden else None

    def _late_at(
        self, due_at: datetime | None, closes_at: datetime | None, answered_at: datetime | None
    ) -> datetime | None:
        """When staff are told that it is late: not for what was answered, hidden or stopped away."""
        if due_at is None or (answered_at is not None and answered_at < due_at):
            return None
        if self.track is not None and is_inside(self.track.hidden, due_at):
            return None
        breaks = self.moments.breaks
        late_at = moved_out(breaks, due_at) if breaks else due_at
        if late_at is None or (closes_at is not None and late_at > closes_at):
            return None
        return None if answered_at is not None and answered_at < late_at else late_at


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
