"""Looking at measurements: is each asked, on days that exist, and never over the next."""

from collections.abc import Iterator
from itertools import pairwise

from stegvis.program.document import Document, Measurement
from stegvis.program.findings.conditions import ConditionFindings
from stegvis.program.findings.kinds import Code, Finding, Severity
from stegvis.program.findings.numbers import MOST_DAYS, MOST_TIMES, number_finding
from stegvis.program.kinds import MeasurementWhen

WHEN = MeasurementWhen
_OF_A_MODULE = frozenset({WHEN.BEFORE_MODULE, WHEN.AFTER_MODULE_OPENED, WHEN.AFTER_MODULE_DONE})
_AFTER = frozenset({WHEN.AFTER_MODULE_OPENED, WHEN.AFTER_MODULE_DONE, WHEN.AT_END})
_SERIES = frozenset({WHEN.EVERY, WHEN.ON_DAYS, WHEN.WEEKDAYS})
_WARNS = Severity.WARNS


def measurement_findings(document: Document, known: ConditionFindings) -> Iterator[Finding]:
    """Every measurement, in order."""
    modules = {module.id for module in document.modules}
    for measurement in document.measurements:
        if measurement.questionnaire not in document.questionnaires:
            yield Finding(Code.QUESTIONNAIRE_UNKNOWN, measurement.id, "questionnaire")
        yield from number_finding(measurement.id, "window_days", measurement.window_days, MOST_DAYS)
        yield from _days(measurement)
        if measurement.when in _OF_A_MODULE and measurement.module not in modules:
            yield Finding(Code.MODULE_UNKNOWN, measurement.id, "module")
        yield from _drawn(measurement)
        yield from _stop(measurement, known)


def _days(measurement: Measurement) -> Iterator[Finding]:
    when = measurement.when
    if when is WHEN.EVERY:
        yield from number_finding(measurement.id, "days", measurement.days, MOST_DAYS)
        if measurement.times > 1 and measurement.window_days > measurement.days >= 1:
            params = {"window_days": measurement.window_days, "days": measurement.days}
            yield Finding(Code.WINDOW_TOO_LONG, measurement.id, "window_days", params, _WARNS)
    elif when is WHEN.ON_DAYS:
        yield from _on_days(measurement)
    elif when is WHEN.WEEKDAYS:
        if not measurement.weekdays or not all(1 <= day <= 7 for day in measurement.weekdays):
            yield Finding(Code.WEEKDAYS_MISSING, measurement.id, "weekdays")
    elif when in _AFTER:
        yield from number_finding(measurement.id, "days", measurement.days, MOST_DAYS, least=0)
    if when in (WHEN.EVERY, WHEN.WEEKDAYS):
        yield from number_finding(measurement.id, "times", measurement.times, MOST_TIMES)


def _on_days(measurement: Measurement) -> Iterator[Finding]:
    days = measurement.on_days
    if not days:
        yield Finding(Code.DAYS_MISSING, measurement.id, "on_days")
    for day in sorted(set(days)):
        yield from number_finding(measurement.id, "on_days", day, MOST_DAYS, least=0)
        if days.count(day) > 1:
            yield Finding(Code.DAY_TWICE, measurement.id, "on_days", {"day": day}, _WARNS)
    if len(set(days)) > MOST_TIMES:
        yield from number_finding(measurement.id, "on_days", len(set(days)), MOST_TIMES)


def _drawn(measurement: Measurement) -> Iterator[Finding]:
    yield from number_finding(measurement.id, "within_days", measurement.within_days, MOST_DAYS, least=0)
    hours = measurement.between_hours
    if hours and not (len(hours) == 2 and 0 <= hours[0] < hours[1] <= 24):
        yield Finding(Code.HOURS_WRONG, measurement.id, "between_hours", {"hours": list(hours)})
    free = _shortest_way(measurement)
    if free is not None and measurement.within_days > free >= 1:
        params = {"within_days": measurement.within_days, "days": free}
        yield Finding(Code.WITHIN_TOO_LONG, measurement.id, "within_days", params, _WARNS)


def _shortest_way(measurement: Measurement) -> int | None:
    """The fewest days from one occasion to the next; None where there is no next."""
    if measurement.when is WHEN.EVERY and measurement.times > 1:
        return measurement.days
    if measurement.when is WHEN.ON_DAYS:
        days = sorted(set(measurement.on_days))
    elif measurement.when is WHEN.WEEKDAYS and measurement.weekdays:
        days = sorted(set(measurement.weekdays))
        days.append(days[0] + 7)
    else:
        return None
    return min((later - day for day, later in pairwise(days)), default=None)


def _stop(measurement: Measurement, known: ConditionFindings) -> Iterator[Finding]:
    yield from known.of(measurement.id, "stop", measurement.stop, has_previous=False)
    missed = measurement.stop_after_missed
    yield from number_finding(measurement.id, "stop_after_missed", missed, MOST_TIMES, least=0)
    if measurement.when not in _SERIES and (measurement.stop or missed):
        field = "stop" if measurement.stop else "stop_after_missed"
        yield Finding(Code.STOP_WITHOUT_SERIES, measurement.id, field, severity=_WARNS)
