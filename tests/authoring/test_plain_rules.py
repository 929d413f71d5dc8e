"""Rules in time written as plain content become the same document as a designer would have made."""

import pytest

from stegvis.authoring.freeze import compile_draft
from stegvis.authoring.plain_rules import CannotName
from stegvis.program.document import Condition
from stegvis.program.kinds import Comparison, ConditionKind, MeasurementWhen, OpeningRule, Phase, PhaseWhen
from tests.authoring.making import built, module

pytestmark = pytest.mark.django_db
EXERCISE = {
    "type": "exercise",
    "value": {"form": "text", "title": "Skriv", "instruction": "<p>Skriv.</p>", "columns": [], "rows": 0},
}
GAD = "https://stegvis.example/questionnaire/gad-7"
CONDITIONS = [
    {"kind": "score", "questionnaire": "gad-7", "score": "total", "comparison": ">=", "value": 10},
    {"kind": "answer", "questionnaire": "gad-7", "item": "1", "option": "0"},
    {"kind": "number", "questionnaire": "vardagen", "item": "maende", "comparison": "<=", "value": 3},
    {"kind": "exercise_sent", "module": 0, "exercise": "Skriv"},
    {"kind": "module_done", "module": 0},
    {"kind": "module_done"},
    {"kind": "days_after_start", "days": 9},
    {"kind": "days_after_previous_opened", "days": 4},
]
SERIES = {
    "questionnaire": "gad-7",
    "when": "weekdays",
    "weekdays": [4, 1],
    "times": 6,
    "gate": False,
    "window_days": 2,
    "within_days": 2,
    "between_hours": (9, 20),
    "stop": [CONDITIONS[0]],
    "stop_after_missed": 3,
}
AFTERWARDS = {"questionnaire": "gad-7", "when": "at_end", "days_after": 90, "gate": False, "window_days": 14}


def document(cast, tmp_path, *conditions, **changes):
    second = module("Andra", "when_all")
    second["opening"]["conditions"] = list(conditions)
    changes.setdefault("measurements", [])
    page = built(
        cast.verkstaden, cast.disa, tmp_path, modules=[module("Första", "at_start", EXERCISE), second], **changes
    )
    return compile_draft(page)


def test_every_kind_of_condition(cast, tmp_path):
    found = document(cast, tmp_path, *CONDITIONS)
    first, second = found.modules
    exercise = first.steps[0].blocks[0].id
    assert second.opening.rule is OpeningRule.WHEN_ALL
    assert second.opening.conditions == (
        Condition(ConditionKind.SCORE, questionnaire=GAD, score="total", value="10"),
        Condition(ConditionKind.ANSWER, questionnaire=GAD, item="1", comparison=Comparison.EQUALS, value="0"),
        Condition(
            ConditionKind.ANSWER,
            questionnaire=GAD.replace("gad-7", "vardagen"),
            item="maende",
            comparison=Comparison.AT_MOST,
            value="3",
        ),
        Condition(ConditionKind.EXERCISE_SENT, exercise=exercise),
        Condition(ConditionKind.MODULE_DONE, module=first.id),
        Condition(ConditionKind.MODULE_DONE),
        Condition(ConditionKind.DAYS_AFTER_START, days=9),
        Condition(ConditionKind.DAYS_AFTER_PREVIOUS_OPENED, days=4),
    )


def test_series_follow_ups_and_what_the_program_says_by_itself(cast, tmp_path):
    found = document(
        cast,
        tmp_path,
        measurements=[SERIES, AFTERWARDS],
        length_days=42,
        reminders=[{"when": "inactive", "after_days": 7, "pause_days": 5, "most": 2, "text": "Hej."}],
        flags=[{"when": "message_waiting", "days": 2}, {"when": "score_worsened"}],
        phases=[{"when": "program_done", "to": "maintenance"}, {"when": "days_after_maintenance", "days": 90}],
    )
    series, afterwards = found.measurements
    assert series.when is MeasurementWhen.WEEKDAYS
    assert (series.weekdays, series.times, series.within_days, series.between_hours) == ((1, 4), 6, 2, (9, 20))
    assert [each.kind for each in series.stop] == [ConditionKind.SCORE] and series.stop_after_missed == 3
    assert (afterwards.when, afterwards.days) == (MeasurementWhen.AT_END, 90)
    assert found.settings.length_days == 42
    reminder = found.reminders[0]
    assert (reminder.after_days, reminder.pause_days, reminder.most) == (7, 5, 2)
    assert found.text(f"{reminder.id}.text") == "Hej."
    assert [(rule.when.value, rule.days) for rule in found.flags] == [("message_waiting", 2), ("score_worsened", 0)]
    assert [(rule.to, rule.when, rule.days) for rule in found.phases] == [
        (Phase.MAINTENANCE, PhaseWhen.PROGRAM_DONE, 0),
        (Phase.CLOSED, PhaseWhen.DAYS_AFTER_MAINTENANCE, 90),
    ]


@pytest.mark.parametrize(
    "named", [{**CONDITIONS[0], "questionnaire": "finns-inte"}, {**CONDITIONS[3], "exercise": "Finns inte"}]
)
def test_what_is_not_there_is_said(cast, tmp_path, named):
    with pytest.raises(CannotName, match="finns"):
        document(cast, tmp_path, named)
