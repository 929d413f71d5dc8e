"""When each occasion of a measurement would open, before stops and pauses of its moment are looked at.

Every occasion has its ordinal from the plan or from its place among staff's additions, so that a key never shifts.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from stegvis.lib.canonical import sha256_hex
from stegvis.program.kinds import MeasurementWhen
from stegvis.program.plan import PlanMeasurement
from stegvis.program.standing import OCCASIONS, Standing
from stegvis.program.unfold.modules import Track
from stegvis.program.unfold.moments import DAY_BEGINS, Moments, from_day, local_day
from stegvis.program.unfold.pauses import is_inside

# Ordinals of what staff add to a planned measurement begin here, so that no plan can grow into them.
ADDED_FROM = 1000

Planned = tuple[int, datetime | None]
ONE_AT_A_TIME = (
    MeasurementWhen.AT_START,
    MeasurementWhen.BEFORE_MODULE,
    MeasurementWhen.AFTER_MODULE_OPENED,
    MeasurementWhen.AFTER_MODULE_DONE,
    MeasurementWhen.AT_END,
)


def planned(
    measurement: PlanMeasurement, moments: Moments, track: Track | None, ends_at: datetime | None
) -> list[Planned]:
    """The ordinals and nominal opening times of one measurement."""
    if measurement.opened_at is not None:
        return [(1, measurement.opened_at)]
    if measurement.offsets:
        return _on_days(measurement, moments)
    if measurement.when is MeasurementWhen.WEEKDAYS:
        return _on_weekdays(measurement, moments)
    if measurement.when not in ONE_AT_A_TIME or (measurement.module and track is None):
        return []
    base = _base(measurement.when, moments, track, ends_at)
    if base is not None and measurement.days:
        base = moments.day_after(base, measurement.days)
    if base is not None and measurement.is_random:
        days, clock = _drawn(measurement, 1, moments.seed, 0)
        base = moments.day_after(base, days, clock)
    return [(1, base)]


def _base(when: MeasurementWhen, moments: Moments, track: Track | None, ends_at: datetime | None) -> datetime | None:
    if when is MeasurementWhen.AT_START:
        return moments.begins_at
    if when is MeasurementWhen.AT_END:
        return ends_at
    if track is None:
        return None
    return track.done_at if when is MeasurementWhen.AFTER_MODULE_DONE else track.opened_at


def _on_days(measurement: PlanMeasurement, moments: Moments) -> list[Planned]:
    offsets = measurement.offsets
    if not measurement.is_random:
        return [(number, moments.day_after_start(days)) for number, days in enumerate(offsets, start=1)]
    found: list[Planned] = []
    for place, offset in enumerate(offsets):
        free = offsets[place + 1] - offset if place + 1 < len(offsets) else 0
        days, clock = _drawn(measurement, place + 1, moments.seed, free)
        found.append((place + 1, moments.day_after_start(offset + days, clock)))
    return found


def _on_weekdays(measurement: PlanMeasurement, moments: Moments) -> list[Planned]:
    """A weekday stays a weekday: those that fall in a pause are not counted, and the series goes on after it."""
    day, begins_at = moments.start_day, moments.begins_at
    if day is None or begins_at is None or not measurement.weekdays:
        return [(number, None) for number in range(1, measurement.times + 1)]
    held_from = next((pause.begins for pause in moments.pauses if pause.ends is None), None)
    if day.isoweekday() not in measurement.weekdays:
        day = _next_weekday(day, measurement.weekdays)
    found: list[Planned] = []
    while len(found) < measurement.times:
        morning = local_day(day, moments.zone)
        if held_from is not None and morning > held_from:
            number = len(found) + 1
            return found + [(n, None) for n in range(number, measurement.times + 1)]
        if not is_inside([(pause.begins, pause.ends) for pause in moments.pauses], morning):
            found.append((len(found) + 1, _on_weekday(measurement, len(found) + 1, day, begins_at, moments)))
        day = _next_weekday(day, measurement.weekdays)
    return found


def _on_weekday(
    measurement: PlanMeasurement, number: int, day: date, begins_at: datetime, moments: Moments
) -> datetime | None:
    if not measurement.is_random:
        return max(local_day(day, moments.zone), begins_at)
    free = (_next_weekday(day, measurement.weekdays) - day).days
    days, clock = _drawn(measurement, number, moments.seed, free)
    at = moments.come(day + timedelta(days=days), clock, local_day(day, moments.zone))
    return None if at is None else max(at, begins_at)


def _next_weekday(day: date, weekdays: tuple[int, ...]) -> date:
    today = day.isoweekday()
    return day + timedelta(days=min((each - today - 1) % 7 + 1 for each in weekdays))


def _drawn(measurement: PlanMeasurement, number: int, seed: str, free: int) -> tuple[int, time]:
    """On which of its days and at what time it falls: never on the day of the next or after, ``free`` days on."""
    days = min(measurement.within_days, free) if free else measurement.within_days
    return _draw(seed, measurement.id, number, days, measurement.between_hours)


@lru_cache(maxsize=4096)
def _draw(seed: str, measurement_id: str, number: int, days: int, hours: tuple[int, int] | None) -> tuple[int, time]:
    """Drawn by a hash of the resident's seed: no chance, the same whenever it is worked out."""
    drawn = int(sha256_hex(f"{seed}.{measurement_id}.{number}".encode()), 16)
    drawn, day = divmod(drawn, days)
    if hours is None:
        return day, DAY_BEGINS
    minute = hours[0] * 60 + drawn % ((hours[1] - hours[0]) * 60)
    return day, time(minute // 60, minute % 60)


def added(measurement: PlanMeasurement, standing: Standing, moments: Moments) -> list[Planned]:
    """What staff have added, each named by its place among the additions. A day that they have named stays it,
    unless it falls in a pause."""
    begins_at, since = moments.begins_at, standing.since
    if begins_at is None:
        return []
    found = [
        (max(from_day(date.fromisoformat(entry.value), moments.zone, entry.at), begins_at), place)
        for place, entry in standing.counted(OCCASIONS, measurement.id)
        if entry.seq >= since
    ]
    first = _first_added(measurement)
    return [(first + place, opens_at) for opens_at, place in sorted(found)]


def added_when(measurement: PlanMeasurement, standing: Standing) -> dict[int, datetime]:
    """When staff added each of them, by its name."""
    first = _first_added(measurement)
    return {first + place: entry.at for place, entry in standing.counted(OCCASIONS, measurement.id)}


def _first_added(measurement: PlanMeasurement) -> int:
    return 0 if measurement.when is MeasurementWhen.BY_STAFF else ADDED_FROM
