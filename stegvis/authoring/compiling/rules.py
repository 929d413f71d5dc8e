"""What opens a module and when a questionnaire is asked, from the editor's fields to the document's.

Fields that do not belong to what was chosen are left behind: a number written for something else is no rule.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from stegvis.authoring.blocks.offers import BETWEEN
from stegvis.authoring.compiling.drafts import ModuleDraft, Raw
from stegvis.authoring.compiling.steps import Desk
from stegvis.program.document import Condition, Measurement, Opening
from stegvis.program.kinds import Comparison, ConditionKind, MeasurementWhen, OpeningRule

WINDOW_DAYS = 7
MIDNIGHT = 24
_WITH_DAYS = frozenset({OpeningRule.DAYS_AFTER_START, OpeningRule.DAYS_AFTER_PREVIOUS_OPENED})
_SERIES = frozenset({MeasurementWhen.EVERY, MeasurementWhen.WEEKDAYS})
_AFTERWARDS = frozenset(
    {MeasurementWhen.AFTER_MODULE_OPENED, MeasurementWhen.AFTER_MODULE_DONE, MeasurementWhen.AT_END}
)
_BY_MODULE = frozenset(
    {MeasurementWhen.BEFORE_MODULE, MeasurementWhen.AFTER_MODULE_OPENED, MeasurementWhen.AFTER_MODULE_DONE}
)
# Those that are asked more than once, or may be: only they can end before they are done.
_REPEATED = frozenset({MeasurementWhen.EVERY, MeasurementWhen.ON_DAYS, MeasurementWhen.WEEKDAYS})
# Those that come by themselves on a day that is known: only they can be moved within days and hours.
_BY_THE_CLOCK = _REPEATED | _AFTERWARDS | {MeasurementWhen.AT_START}


def opening(value: Raw) -> Opening:
    """What opens a module."""
    rule = OpeningRule(value.get("rule") or OpeningRule.BY_STAFF)
    days = int(value.get("days") or 0) if rule in _WITH_DAYS else 0
    return Opening(rule, days, conditions(value.get("conditions")) if rule is OpeningRule.WHEN_ALL else ())


def measurement(raw: Raw, by_page: Mapping[int, ModuleDraft], desk: Desk) -> Measurement:
    """When a questionnaire is asked."""
    value = raw.get("value") or {}
    when = MeasurementWhen(value.get("when") or MeasurementWhen.AT_START)
    return Measurement(
        id=raw["id"],
        questionnaire=desk.shelf.questionnaire(str(value.get("questionnaire") or "")),
        when=when,
        gate=bool(value.get("gate")),
        days=_days(value, when),
        times=_number(value.get("times")) if when in _SERIES else 0,
        module=_module(value, by_page) if when in _BY_MODULE else None,
        window_days=_number(value.get("window_days")) or WINDOW_DAYS,
        on_days=_numbers(value.get("on_days")) if when is MeasurementWhen.ON_DAYS else (),
        weekdays=_weekdays(value.get("weekdays")) if when is MeasurementWhen.WEEKDAYS else (),
        within_days=_number(value.get("within_days")) if when in _BY_THE_CLOCK else 0,
        between_hours=_hours(value) if when in _BY_THE_CLOCK else (),
        stop=conditions(value.get("stop")) if when in _REPEATED else (),
        stop_after_missed=_number(value.get("stop_after_missed")) if when in _REPEATED else 0,
    )


def conditions(stream: Any) -> tuple[Condition, ...]:
    """The conditions of a list, in order. A kind that this code does not know is left out."""
    found = stream if isinstance(stream, list) else []
    return tuple(_CONDITIONS[raw["type"]](raw.get("value") or {}) for raw in found if raw.get("type") in _CONDITIONS)


def _score(value: Raw) -> Condition:
    questionnaire, _between, code = str(value.get("score") or "").partition(BETWEEN)
    compared = Comparison(value.get("comparison") or Comparison.AT_LEAST)
    number = _plain(value.get("value"))
    return Condition(ConditionKind.SCORE, questionnaire=questionnaire, score=code, comparison=compared, value=number)


def _answer(value: Raw) -> Condition:
    questionnaire, _between, rest = str(value.get("answer") or "").partition(BETWEEN)
    item, _again, option = rest.partition(BETWEEN)
    compared = Comparison(value.get("comparison") or Comparison.EQUALS)
    return Condition(ConditionKind.ANSWER, questionnaire=questionnaire, item=item, comparison=compared, value=option)


def _number_answer(value: Raw) -> Condition:
    questionnaire, _between, item = str(value.get("question") or "").partition(BETWEEN)
    compared = Comparison(value.get("comparison") or Comparison.AT_LEAST)
    number = _plain(value.get("value"))
    return Condition(ConditionKind.ANSWER, questionnaire=questionnaire, item=item, comparison=compared, value=number)


_CONDITIONS: dict[str, Callable[[Raw], Condition]] = {
    "score": _score,
    "answer": _answer,
    "number": _number_answer,
    "exercise": lambda value: Condition(ConditionKind.EXERCISE_SENT, exercise=str(value.get("exercise") or "")),
    "module": lambda value: Condition(ConditionKind.MODULE_DONE, module=str(value.get("module") or "")),
    "since_start": lambda value: Condition(ConditionKind.DAYS_AFTER_START, days=_number(value.get("days"))),
    "since_previous": lambda value: Condition(
        ConditionKind.DAYS_AFTER_PREVIOUS_OPENED, days=_number(value.get("days"))
    ),
}


def _days(value: Raw, when: MeasurementWhen) -> int:
    if when is MeasurementWhen.EVERY:
        return _number(value.get("days"))
    return _number(value.get("days_after")) if when in _AFTERWARDS else 0


def _module(value: Raw, by_page: Mapping[int, ModuleDraft]) -> str | None:
    page_id = value.get("before_module")
    module = by_page.get(page_id) if isinstance(page_id, int) else None
    return module.id if module else None


def _hours(value: Raw) -> tuple[int, ...]:
    """Both, where either is said: the other is the end of the day on its side."""
    first, last = value.get("from_hour"), value.get("to_hour")
    if first is None and last is None:
        return ()
    return (_number(first), MIDNIGHT if last is None else _number(last))


def _weekdays(chosen: Any) -> tuple[int, ...]:
    return tuple(sorted({_number(each) for each in chosen or []}))


def _numbers(text: Any) -> tuple[int, ...]:
    """Days written with something between them, each once and in order."""
    return tuple(sorted({int(each) for each in re.findall(r"[0-9]{1,4}", str(text or ""))}))


def _number(value: Any) -> int:
    return int(value or 0)


def _plain(value: Any) -> str:
    """A number as a document says it: 10 and not 10.0."""
    return "" if value is None else format(Decimal(str(value)).normalize(), "f")
