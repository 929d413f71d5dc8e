"""A module that opens when several things have come true: at the moment when the last of them did."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from stegvis.program.document import Condition, Document, Measurement, Opening
from stegvis.program.facts import FactKind
from stegvis.program.kinds import Comparison, ConditionKind, MeasurementWhen, OpeningRule
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import Openness, Reason, Unfolded, unfold
from tests.program.faults import ITEMS, SCORES, answer, score
from tests.program.samples import DEFINITION, Log, Q, after, schedule

KIND = ConditionKind
BEFORE = Measurement("w", Q, MeasurementWhen.BY_STAFF)


def program(*conditions: Condition, first: OpeningRule = OpeningRule.AT_START) -> Document:
    """Two modules, the second with conditions."""
    document = schedule((first, 0), (OpeningRule.WHEN_ALL, 0), measurements=(BEFORE,))
    opening = Opening(OpeningRule.WHEN_ALL, 0, conditions)
    return replace(
        document,
        modules=(document.modules[0], replace(document.modules[1], opening=opening)),
        questionnaires={Q: {**DEFINITION, "items": ITEMS, "scores": SCORES}},
    )


def started() -> Log:
    log = Log()
    log.start()
    return log


def at(log: Log, document: Document, now: datetime) -> Unfolded:
    return unfold(compile_plan(document), log.standing, now)


def answered(log: Log, when: datetime, key: str = "w.1.e1", **payload: Any) -> None:
    log.add(FactKind.RESPONSE_SUBMITTED, key, when, **payload)


def test_it_opens_when_the_last_comes_true_and_not_before() -> None:
    log, document = started(), program(score(value="10"), Condition(KIND.DAYS_AFTER_START, days=5))
    assert at(log, document, after(9)).modules["m2"].reason is Reason.WAITS_FOR_CONDITIONS

    answered(log, after(2), scores={"total": "12"})
    waiting = at(log, document, after(3)).modules["m2"]
    assert (waiting.state, waiting.reason) == (Openness.CLOSED, Reason.WAITS_FOR_TIME)
    assert at(log, document, after(9)).modules["m2"].opened_at == datetime(2025, 3, 8, 5, 0, tzinfo=UTC)

    late = started()
    answered(late, after(7), scores={"total": "12"})
    assert at(late, document, after(9)).modules["m2"].opened_at == after(7)


def test_once_true_it_stays_so_and_a_correction_counts_when_it_was_made() -> None:
    log, document = started(), program(score(value="10"))
    answered(log, after(1), scores={"total": "4"})
    answered(log, after(2), scores={"total": "11"})
    answered(log, after(3), scores={"total": "4"})

    assert at(log, document, after(5)).modules["m2"].opened_at == after(2)


@pytest.mark.parametrize(
    ("comparison", "value", "given", "opens"),
    [
        (Comparison.AT_LEAST, "10", "10", True),
        (Comparison.ABOVE, "10", "10", False),
        (Comparison.AT_MOST, "10", "10.0", True),
        (Comparison.BELOW, "10", "9.5", True),
        (Comparison.BELOW, "10", "10", False),
        (Comparison.EQUALS, "10", 10, True),
        (Comparison.DIFFERS, "10", "10.00", False),
        (Comparison.DIFFERS, "10", None, False),
        (Comparison.AT_LEAST, "9", "10", True),
    ],
)
def test_scores_are_compared_as_numbers(comparison: Comparison, value: str, given: Any, opens: bool) -> None:
    log, document = started(), program(score(comparison=comparison, value=value))
    answered(log, after(1), scores={"total": given})

    assert at(log, document, after(2)).modules["m2"].is_open is opens


@pytest.mark.parametrize(
    ("condition", "given", "opens"),
    [
        (answer("c", "ja"), "ja", True),
        (answer("c", "ja"), ["nej", "ja"], True),
        (answer("c", "ja", Comparison.DIFFERS), ["nej", "ja"], False),
        (answer("c", "ja", Comparison.DIFFERS), "nej", True),
        (answer("c", "ja", Comparison.AT_LEAST), "ja", False),
        (answer("c", "ja"), None, False),
        (answer("b", "true"), True, True),
        (answer("b", "true"), False, False),
        (answer("9", "2", Comparison.AT_LEAST), 3, True),
        (answer("9", "2", Comparison.AT_LEAST), "2.0", True),
        (answer("9", "2", Comparison.AT_LEAST), 1, False),
    ],
)
def test_answers_are_compared_by_their_kind(condition: Condition, given: Any, opens: bool) -> None:
    log, document = started(), program(condition)
    answered(log, after(1), answers={condition.item: given})

    assert at(log, document, after(2)).modules["m2"].is_open is opens


def test_only_the_questions_that_a_rule_leans_on_are_to_stand_in_a_fact() -> None:
    series = replace(BEFORE, stop=(answer("c", "ja"),))
    document = replace(program(answer("9", "2"), score()), measurements=(series,))

    assert compile_plan(document).asked_answers == {DEFINITION["url"]: frozenset({"9", "c"})}


def test_an_exercise_handed_in_and_a_module_done() -> None:
    log = started()
    document = program(Condition(KIND.EXERCISE_SENT, exercise="b"), Condition(KIND.MODULE_DONE))
    log.add(FactKind.EXERCISE_SENT, "b", after(1))
    for step in ("m1t1", "m1t2"):
        log.add(FactKind.STEP_DONE, step, after(2))

    assert at(log, document, after(3)).modules["m2"].opened_at == after(2)


def test_another_epoch_and_another_questionnaire_do_not_count() -> None:
    log, document = started(), program(score(value="10"))
    answered(log, after(1), "elsewhere.1.e1", scores={"total": "12"})
    assert not at(log, document, after(2)).modules["m2"].is_open
    answered(log, after(2), scores={"total": "12"})
    log.start(after(3), epoch=2)

    assert not at(log, document, after(4)).modules["m2"].is_open


def test_staff_have_the_say_over_every_condition() -> None:
    log, document = started(), program(score(value="10"))
    log.add(FactKind.MODULE_CLOSED, "m2", after(1))
    answered(log, after(2), scores={"total": "12"})
    assert at(log, document, after(3)).modules["m2"].reason is Reason.CLOSED_BY_STAFF

    other = started()
    other.add(FactKind.MODULE_OPENED, "m2", after(1))
    assert at(other, document, after(1)).modules["m2"].reason is Reason.OPENED_BY_STAFF


def test_without_conditions_it_never_opens_by_itself() -> None:
    assert at(started(), program(), after(99)).modules["m2"].opens_at is None
