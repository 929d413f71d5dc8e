"""What is wrong with answers, in progress and completed."""

from __future__ import annotations

from typing import Any

import pytest

from stegvis.questionnaires.engine import ItemType, Problem, ProblemCode, clean, validate
from stegvis.questionnaires.engine.definition import UNANSWERABLE
from stegvis.questionnaires.problems import sentence

from .documents import choice, definition, item, when

ONE: list[tuple[dict[str, Any], Any, str | None]] = [
    (item("a"), "true", "not_yes_or_no"),
    (item("a"), False, None),
    (choice("a", "x"), "y", "not_an_option"),
    (choice("a", "x"), ["x"], "not_an_option"),
    (choice("a", "x", "y", multiple=True), ["x", "y"], None),
    (choice("a", "x", "y", multiple=True), "x", "not_an_option"),
    (choice("a", "x", "y", multiple=True), ["x", "x"], "not_an_option"),
    (choice("a", "x", multiple=True), [{"x": 1}], "not_an_option"),
    (item("a", "scale", minimum=0, maximum=4), 5, "too_high"),
    (item("a", "scale", minimum=0, maximum=4), -1, "too_low"),
    (item("a", "scale", minimum=0, maximum=4), "3", "not_a_whole_number"),
    (item("a", "slider", minimum=0, maximum=100, step=5), 15, None),
    (item("a", "slider", minimum=0, maximum=100, step=5), 17, "off_step"),
    (item("a", "integer"), True, "not_a_whole_number"),
    (item("a", "integer"), 10**40, "not_a_whole_number"),
    (item("a", "integer"), 2.0, "not_a_whole_number"),
    (item("a", "decimal", decimals=1), "7.50", None),
    (item("a", "decimal", decimals=1), "7.55", "too_many_decimals"),
    (item("a", "decimal"), "1e400", "not_a_number"),
    (item("a", "decimal"), "NaN", "not_a_number"),
    (item("a", "decimal"), "٣", "not_a_number"),
    (item("a", "date"), "2026-02-29", "not_a_date"),
    (item("a", "date", latest_on="2026-01-31"), "2026-02-01", "too_late"),
    (item("a", "date", earliest_on="2026-01-31"), "2026-01-30", "too_early"),
    (item("a", "string", max_length=3), "abcd", "too_long"),
    (item("a", "string", min_length=3), "ab", "too_short"),
    (item("a", "text"), {"html": 1}, "not_a_text"),
    (item("a", "display"), "x", "not_answerable"),
]


@pytest.mark.parametrize(("question", "given", "code"), ONE)
@pytest.mark.parametrize("completed", [True, False])
def test_one_answer(question: dict[str, Any], given: Any, code: str | None, completed: bool) -> None:
    found = validate(definition(question), {"a": given}, completed)
    assert [problem.code for problem in found] == ([code] if code else [])


def test_required_only_when_completed_and_enabled() -> None:
    asked = definition(item("a", required=True), item("b", required=True, conditions=[when("a", "=", True)]))
    assert validate(asked, {}, completed=False) == []
    assert validate(asked, {}, completed=True) == [Problem("a", ProblemCode.REQUIRED)]
    assert validate(asked, {"a": False}, completed=True) == []
    assert validate(asked, {"a": True, "b": None}, completed=True) == [Problem("b", ProblemCode.REQUIRED)]


def test_answers_to_hidden_and_unknown_questions() -> None:
    asked = definition(item("a"), item("b", conditions=[when("a", "=", True)]))
    answers = {"a": False, "b": True, "zzz": 1}
    assert [p.code for p in validate(asked, answers, completed=True)] == ["disabled", "unknown_item"]
    assert [p.code for p in validate(asked, answers, completed=False)] == ["unknown_item"]
    assert clean(asked, answers) == {"a": False}


def test_every_problem_has_a_sentence() -> None:
    asked = definition(item("a", "integer", maximum=3), item("own", "integer"), texts={"item:own:error": "Eget."})
    for code in ProblemCode:
        said = sentence(asked, Problem("a", code, "7.5"))
        assert said.endswith(".")
        assert "%" not in said
    assert sentence(asked, Problem("own", ProblemCode.TOO_HIGH, "3")) == "Eget."
    assert sentence(asked, Problem("own", ProblemCode.REQUIRED)) == "Skriv ett tal."
    assert sentence(asked, Problem("a", ProblemCode.TOO_HIGH, "7.5")) == "Talet är för högt. Det högsta är 7,5."


def test_every_kind_of_question_says_what_to_do_when_left_out() -> None:
    kinds: dict[ItemType, dict[str, Any]] = {kind: item("a", kind) for kind in ItemType}
    kinds[ItemType.CHOICE] = choice("a", "x")
    for kind in (ItemType.SCALE, ItemType.SLIDER):
        kinds[kind] |= {"minimum": 0, "maximum": 2}
    for kind in set(ItemType) - UNANSWERABLE:
        assert sentence(definition(kinds[kind]), Problem("a", ProblemCode.REQUIRED)).endswith(".")
