"""A document with rules in time, and one fault of each kind in them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from stegvis.program.document import (
    Condition,
    Document,
    FlagRule,
    Measurement,
    Opening,
    PhaseRule,
    Reminder,
)
from stegvis.program.findings import Code
from stegvis.program.kinds import (
    Comparison,
    ConditionKind,
    FlagWhen,
    MeasurementWhen,
    OpeningRule,
    Phase,
    PhaseWhen,
    ReminderWhen,
    StartMode,
)
from tests.program.samples import DEFINITION, Q, with_every_kind, with_texts

Change = Callable[[Document], Document]
KIND = ConditionKind
WHEN = MeasurementWhen
URL = DEFINITION["url"]
ITEMS = [
    {
        "link_id": "g",
        "type": "group",
        "items": [
            {"link_id": "9", "type": "scale", "minimum": 0, "maximum": 3},
            {"link_id": "c", "type": "choice", "options": [{"code": "ja"}, {"code": "nej"}]},
            {"link_id": "b", "type": "boolean"},
            {"link_id": "fri", "type": "text"},
        ],
    }
]
SCORES = [{"code": "total", "better": "lower", "reliable_change": "4.5", "reliable_change_source": "x"}]


def score(**changes: Any) -> Condition:
    return replace(Condition(KIND.SCORE, questionnaire=URL, score="total", value="10"), **changes)


def answer(item: str, value: str, comparison: Comparison = Comparison.EQUALS) -> Condition:
    return Condition(KIND.ANSWER, questionnaire=URL, item=item, value=value, comparison=comparison)


def in_time() -> Document:
    """A document without faults that has every rule in time, for a guided start."""
    document = with_every_kind()
    every = (
        score(),
        answer("9", "2", Comparison.AT_LEAST),
        answer("c", "ja"),
        answer("b", "true"),
        Condition(KIND.EXERCISE_SENT, exercise="b-exercise"),
        Condition(KIND.MODULE_DONE),
        Condition(KIND.MODULE_DONE, module="m-1"),
        Condition(KIND.DAYS_AFTER_START, days=7),
        Condition(KIND.DAYS_AFTER_PREVIOUS_OPENED, days=7),
    )
    first, second = document.modules
    series = Measurement("w-series", Q, WHEN.ON_DAYS, on_days=(0, 7, 21), within_days=2, between_hours=(9, 21))
    return with_texts(
        replace(
            document,
            start_modes=(StartMode.GUIDED,),
            modules=(first, replace(second, opening=Opening(OpeningRule.WHEN_ALL, 0, every))),
            measurements=(
                replace(series, stop=(score(),), stop_after_missed=2),
                Measurement("w-week", Q, WHEN.WEEKDAYS, weekdays=(1, 4), times=8),
                Measurement("w-after", Q, WHEN.AFTER_MODULE_DONE, module="m-1", days=0),
                Measurement("w-end", Q, WHEN.AT_END, days=90),
            ),
            questionnaires={Q: {**DEFINITION, "items": ITEMS, "scores": SCORES}},
            settings=replace(document.settings, length_days=84),
            reminders=tuple(Reminder(f"r-{when}", when) for when in ReminderWhen),
            flags=tuple(FlagRule(f"f-{when}", when, 3) for when in FlagWhen),
            phases=(
                PhaseRule("p-1", Phase.MAINTENANCE, PhaseWhen.PROGRAM_DONE),
                PhaseRule("p-2", Phase.MAINTENANCE, PhaseWhen.DAYS_AFTER_START, 84),
                PhaseRule("p-3", Phase.CLOSED, PhaseWhen.DAYS_AFTER_MAINTENANCE, 180),
            ),
        )
    )


def condition(*conditions: Condition, module: int = 1) -> Change:
    def change(document: Document) -> Document:
        modules = list(document.modules)
        modules[module] = replace(modules[module], opening=Opening(OpeningRule.WHEN_ALL, 0, conditions))
        return replace(document, modules=tuple(modules))

    return change


def asked(when: MeasurementWhen, **changes: Any) -> Change:
    return lambda document: replace(document, measurements=(Measurement("w-new", Q, when, **changes),))


def flag(when: FlagWhen, days: int = 3) -> Change:
    return lambda document: replace(document, flags=(FlagRule("f-new", when, days),))


def phases(*rules: PhaseRule) -> Change:
    return lambda document: replace(document, phases=rules)


def reminder(**changes: Any) -> Change:
    rule = replace(Reminder("r-new", ReminderWhen.INACTIVE), **changes)
    return lambda document: with_texts(replace(document, reminders=(rule,)))


def setting(**changes: Any) -> Change:
    return lambda document: replace(document, settings=replace(document.settings, **changes))


def _unsaid(document: Document) -> Document:
    definition = {**DEFINITION, "items": ITEMS, "scores": [{**SCORES[0], "better": "neither"}]}
    return replace(document, questionnaires={Q: definition})


def _twice(document: Document) -> Document:
    return replace(document, flags=(FlagRule("f-1", FlagWhen.INACTIVE, 3), FlagRule("f-2", FlagWhen.INACTIVE, 9)))


def _open_too(document: Document) -> Document:
    return replace(document, start_modes=tuple(StartMode), flags=(FlagRule("f-new", FlagWhen.INACTIVE, 3),))


def phase(rule: str, to: Phase, when: PhaseWhen, days: int = 7) -> PhaseRule:
    return PhaseRule(rule, to, when, days)


_LATER = phase("p-1", Phase.MAINTENANCE, PhaseWhen.DAYS_AFTER_START, 90)
FAULTS: list[tuple[Code, str, str, Change]] = [
    (Code.CONDITIONS_MISSING, "m-2", "conditions", condition()),
    (Code.EXERCISE_UNKNOWN, "m-2", "conditions", condition(Condition(KIND.EXERCISE_SENT, exercise="b-9"))),
    (Code.MODULE_UNKNOWN, "m-2", "conditions", condition(Condition(KIND.MODULE_DONE, module="m-9"))),
    (Code.QUESTIONNAIRE_UNKNOWN, "m-2", "conditions", condition(score(questionnaire="elsewhere"))),
    (Code.SCORE_UNKNOWN, "m-2", "conditions", condition(score(score="annan"))),
    (Code.VALUE_WRONG, "m-2", "conditions", condition(score(value="många"))),
    (Code.VALUE_WRONG, "m-2", "conditions", condition(answer("9", "ja"))),
    (Code.ITEM_UNKNOWN, "m-2", "conditions", condition(answer("10", "ja"))),
    (Code.ITEM_UNKNOWN, "m-2", "conditions", condition(answer("fri", "ja"))),
    (Code.OPTION_UNKNOWN, "m-2", "conditions", condition(answer("c", "kanske"))),
    (Code.OPTION_UNKNOWN, "m-2", "conditions", condition(answer("b", "ja"))),
    (Code.COMPARISON_WRONG, "m-2", "conditions", condition(answer("c", "ja", Comparison.ABOVE))),
    (Code.NUMBER_WRONG, "m-2", "conditions", condition(Condition(KIND.DAYS_AFTER_START))),
    (Code.NUMBER_WRONG, "m-2", "conditions", condition(Condition(KIND.DAYS_AFTER_PREVIOUS_OPENED))),
    (Code.CONDITION_IMPOSSIBLE, "m-1", "conditions", condition(Condition(KIND.MODULE_DONE), module=0)),
    (
        Code.CONDITION_IMPOSSIBLE,
        "w-new",
        "stop",
        asked(WHEN.EVERY, days=7, times=4, stop=(Condition(KIND.MODULE_DONE),)),
    ),
    (Code.OPENING_CIRCLE, "m-1", "opening", condition(Condition(KIND.MODULE_DONE, module="m-2"), module=0)),
    (Code.OPENING_CIRCLE, "m-1", "opening", condition(Condition(KIND.EXERCISE_SENT, exercise="b-exercise"), module=0)),
    (Code.DAYS_MISSING, "w-new", "on_days", asked(WHEN.ON_DAYS)),
    (Code.DAY_TWICE, "w-new", "on_days", asked(WHEN.ON_DAYS, on_days=(7, 7))),
    (Code.NUMBER_WRONG, "w-new", "on_days", asked(WHEN.ON_DAYS, on_days=(-1,))),
    (Code.WEEKDAYS_MISSING, "w-new", "weekdays", asked(WHEN.WEEKDAYS, times=3)),
    (Code.WEEKDAYS_MISSING, "w-new", "weekdays", asked(WHEN.WEEKDAYS, times=3, weekdays=(1, 8))),
    (Code.NUMBER_WRONG, "w-new", "times", asked(WHEN.WEEKDAYS, weekdays=(1,))),
    (Code.NUMBER_WRONG, "w-new", "days", asked(WHEN.AT_END, days=-1)),
    (Code.MODULE_UNKNOWN, "w-new", "module", asked(WHEN.AFTER_MODULE_OPENED, module="m-9")),
    (Code.HOURS_WRONG, "w-new", "between_hours", asked(WHEN.AT_START, between_hours=(21, 9))),
    (Code.HOURS_WRONG, "w-new", "between_hours", asked(WHEN.AT_START, between_hours=(9,))),
    (Code.NUMBER_WRONG, "w-new", "within_days", asked(WHEN.AT_START, within_days=-1)),
    (Code.WITHIN_TOO_LONG, "w-new", "within_days", asked(WHEN.WEEKDAYS, times=9, weekdays=(1, 3), within_days=3)),
    (Code.WITHIN_TOO_LONG, "w-new", "within_days", asked(WHEN.ON_DAYS, on_days=(1, 9, 11), within_days=3)),
    (Code.STOP_WITHOUT_SERIES, "w-new", "stop_after_missed", asked(WHEN.AT_START, stop_after_missed=2)),
    (Code.NUMBER_WRONG, "w-new", "stop_after_missed", asked(WHEN.EVERY, days=7, times=2, stop_after_missed=-1)),
    (Code.NUMBER_WRONG, "r-new", "after_days", reminder(after_days=0)),
    (Code.NUMBER_WRONG, "r-new", "pause_days", reminder(pause_days=0)),
    (Code.NUMBER_WRONG, "r-new", "most", reminder(most=11)),
    (Code.NUMBER_WRONG, "f-new", "days", flag(FlagWhen.INACTIVE, 0)),
    (Code.NUMBER_WRONG, "f-new", "days", flag(FlagWhen.ENDING_SOON, 84)),
    (Code.LENGTH_MISSING, "f-ending_soon", "when", setting(length_days=0)),
    (Code.NUMBER_WRONG, "program", "length_days", setting(length_days=9999)),
    (Code.MESSAGES_OFF, "f-message_waiting", "when", setting(messages=False)),
    (Code.WORSENING_UNKNOWN, "f-score_worsened", "when", _unsaid),
    (Code.STAFF_MISSING, "f-new", "when", _open_too),
    (Code.RULE_TWICE, "f-2", "when", _twice),
    (Code.PHASE_WRONG, "p-1", "to", phases(phase("p-1", Phase.ACTIVE, PhaseWhen.PROGRAM_DONE))),
    (Code.NUMBER_WRONG, "p-1", "days", phases(phase("p-1", Phase.CLOSED, PhaseWhen.DAYS_AFTER_START, 0))),
    (Code.MAINTENANCE_NEVER, "p-1", "when", phases(phase("p-1", Phase.CLOSED, PhaseWhen.DAYS_AFTER_MAINTENANCE))),
    (
        Code.PHASES_CONTRADICT,
        "p-1",
        "when",
        phases(phase("p-1", Phase.MAINTENANCE, PhaseWhen.DAYS_AFTER_MAINTENANCE)),
    ),
    (
        Code.PHASES_CONTRADICT,
        "p-2",
        "when",
        phases(_LATER, phase("p-2", Phase.CLOSED, PhaseWhen.DAYS_AFTER_START, 90)),
    ),
    (Code.PHASES_CONTRADICT, "p-2", "when", phases(_LATER, replace(_LATER, id="p-2", days=9))),
]
