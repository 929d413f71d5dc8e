"""Scores and calculations as FHIRPath: read only where exact, and written so that others get the same number."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.questionnaires.engine import Definition, ItemType, parse, score, settle
from stegvis.questionnaires.fhir import Imported, export_questionnaire, export_response, import_questionnaire
from stegvis.questionnaires.fhir.writing import calculation_path, score_path
from stegvis.questionnaires.load import shipped

from ..strategies import answers_for, documents
from .paths import evaluated
from .samples import calculated, questionnaire, weighed
from .test_answers_out import ABOUT

GROUP = {"linkId": "g", "type": "group", "item": [weighed(str(number), 0, 1, 2, 3) for number in (1, 2, 3)]}


def total(expression: str, kind: str = "decimal", **more: Any) -> dict[str, Any]:
    return {
        "linkId": "t",
        "type": kind,
        "text": "Summa",
        "readOnly": True,
        "extension": [calculated(expression)],
        **more,
    }


def with_total(expression: str, *items: dict[str, Any], **more: Any) -> Imported:
    return import_questionnaire(questionnaire(*(items or (GROUP,)), total(expression), **more))


def codes(found: Imported) -> set[str]:
    return {each.code for each in found.report.weighty}


@pytest.mark.parametrize(
    "expression",
    [
        "%resource.repeat(item).answer.weight().sum()",
        "%resource.repeat(item).where(linkId='1' or linkId='2' or linkId='3').answer.value.ordinal().sum()",
        "%resource.item.where(linkId='g').item.answer.value.ordinal().aggregate($this + $total, 0)",
        "%resource.descendants().where(linkId in ('1' | '2' | '3')).answer.value.weight().sum()",
    ],
)
def test_a_sum_of_points_becomes_a_score_that_waits_for_every_answer(expression: str) -> None:
    found = with_total(expression)
    assert found.definition is not None
    (rule,) = found.definition.scores
    assert [part.link_id for part in rule.items] == ["1", "2", "3"]
    assert "t" not in found.definition.index
    assert codes(found) == {"score-waits"}
    assert score(found.definition, {"1": "c1", "2": "c2"})[0].value is None
    assert score(found.definition, {"1": "c1", "2": "c2", "3": "c3"})[0].value == 6


def test_a_sum_that_needs_every_answer_is_taken_without_a_word() -> None:
    terms = [
        f"%resource.item.where(linkId='g').item.where(linkId='{number}').answer.value.ordinal()" for number in (1, 2)
    ]
    found = with_total(f"{terms[0]} + 2 * {terms[1]}")
    assert found.definition is not None and codes(found) == set()
    assert [part.weight for part in found.definition.scores[0].items] == [1, 2]
    assert score(found.definition, {"1": "c1", "2": "c3"})[0].value == 7


def test_a_sum_that_something_hangs_on_stays_as_a_calculated_question_too() -> None:
    after = {"linkId": "u", "type": "boolean", "text": "Ja?",
             "enableWhen": [{"question": "t", "operator": ">", "answerDecimal": 4}]}  # fmt: skip
    expression = "%resource.repeat(item).answer.weight().sum()"
    definition = import_questionnaire(questionnaire(GROUP, total(expression), after)).definition
    assert definition is not None
    assert definition.index["t"].calculated and definition.scores
    assert "u" in settle(definition, {"1": "c3", "2": "c3", "3": "c0"}).on


def test_the_example_that_adds_up_wrong() -> None:
    """As in the guide of the standard: nested items, a path from the top that selects none, a total that is wrong."""
    answers = {"1": "c3", "2": "c2", "3": "c1", "4": "c1", "5": "c0", "6": "c2", "7": "c0", "8": "c0", "9": "c1"}
    recorded = 13
    items = {"linkId": "g", "type": "group", "item": [weighed(link, 0, 1, 2, 3) for link in answers]}
    wrong = with_total("%resource.item.answer.value.ordinal().sum()", items)
    assert wrong.definition is not None
    assert wrong.definition.scores == () and "t" not in wrong.definition.index
    (named,) = wrong.report.weighty
    assert (named.code, named.link_id) == ("calculation-left-out", "t")
    right = with_total("%resource.repeat(item).answer.value.ordinal().sum()", items).definition
    assert right is not None
    assert score(right, answers)[0].value == 10 != recorded


BODY = (
    {"linkId": "kg", "type": "decimal", "text": "Vikt"},
    {"linkId": "cm", "type": "integer", "text": "Längd"},
    {"linkId": "x", "type": "text", "text": "Annat"},
)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("%resource.item.where(linkId='kg').answer.value + 1", "{kg} + 1"),
        ("(item.where(linkId='kg').answer.valueDecimal / 2).round(1)", "round({kg} / 2, 1)"),
        ("%resource.item.where(linkId='kg').answer.value / (%m * %m)", "{kg} / ({cm} / 100 * ({cm} / 100))"),
        ("%m.power(2)", "{cm} / 100 * ({cm} / 100)"),
        ("-%resource.item.where(linkId='cm').answer[0].valueInteger", "-{cm}"),
        ("%resource.item.where(linkId='kg' or linkId='cm').answer.value.avg()", "mean({kg}, {cm})"),
        ("QuestionnaireResponse.descendants().where(linkId='kg').answer.value", "{kg}"),
    ],
)
def test_arithmetic_over_answers_is_taken(expression: str, expected: str) -> None:
    metres = calculated("%resource.item.where(linkId='cm').answer.value / 100", name="m")
    found = with_total(expression if not expression.startswith("(item") else expression.replace("item", "%resource.item", 1),
                       *BODY, extension=[{**metres, "url": "http://hl7.org/fhir/StructureDefinition/variable"}])  # fmt: skip
    assert found.definition is not None
    assert found.definition.index["t"].calculated == expected
    assert codes(found) <= {"decimals-settled"}


@pytest.mark.parametrize(
    "expression",
    [
        "%resource.item.where(linkId='none').answer.value",
        "%resource.item.where(linkId='x').answer.value",
        "%resource.item.where(linkId='cm').answer.valueDecimal",
        "%resource.item.answer.value.sum()",
        "%resource.item.where(linkId='kg').answer.value + %unknown",
        "iif(%resource.item.where(linkId='cm').answer.value > 3, 1, 0)",
        "%resource.item.where(linkId='kg').answer.value.ln()",
        "item.where(linkId='kg').answer.value",
        "(%resource.item.where(linkId='kg').answer.value | %resource.item.where(linkId='cm').answer.value).sum()",
        "%patient.birthDate",
    ],
)
def test_what_is_not_exact_is_named_and_not_guessed(expression: str) -> None:
    found = with_total(expression, *BODY)
    assert found.definition is not None
    assert "t" not in found.definition.index and not found.definition.scores
    assert codes(found) == {"calculation-left-out"}
    open_one = import_questionnaire(questionnaire(*BODY, {**total(expression), "readOnly": False}))
    assert open_one.definition is not None
    assert not open_one.definition.index["t"].calculated
    assert codes(open_one) == {"calculation"}


def test_points_in_rows_are_calculated_and_not_scored() -> None:
    found = with_total("%resource.item.item.answer.weight().sum()", {**GROUP, "repeats": True})
    assert found.definition is not None and not found.definition.scores
    assert found.definition.index["t"].calculated == "sum({1}, {2}, {3})"
    assert settle(found.definition, {"g#0#1": "c3", "g#1#1": "c2"}).answers["t"] == "5"
    assert codes(found) <= {"decimals-settled"}


def test_points_that_are_not_known_are_not_summed() -> None:
    far = {"linkId": "far", "type": "choice", "text": "?", "answerValueSet": "http://example.org/v"}
    found = with_total("%resource.repeat(item).answer.weight().sum()", GROUP, far)
    assert found.definition is not None and not found.definition.scores
    assert codes(found) == {"options-elsewhere", "calculation-left-out"}


def test_an_export_that_somebody_changed_is_named() -> None:
    phq = next(each for each in shipped() if each.key == "phq-9")
    made = export_questionnaire(phq)
    shown = made["item"][-1]["extension"][-1]["valueExpression"]
    shown["expression"] += " + 3"
    found = import_questionnaire(made)
    assert found.definition == phq
    assert codes(found) == {"score-differs"}


def numbers_agree(definition: Definition, answers: dict[str, Any]) -> None:
    """Ours, and what a reader of FHIRPath gets from the response."""
    response = export_response(definition, answers, ABOUT)
    for result in score(definition, answers):
        rule = definition.score_rule(result.code)
        path = score_path(definition, rule) if rule else None
        if path is not None and result.value is not None:
            assert evaluated(path, response) == result.value, path
    settled = settle(definition, answers)
    for item in definition.in_order:
        path = calculation_path(definition, item) if item.calculated else None
        ours = settled.answers.get(item.link_id)
        if path is None or ours is None or item.link_id not in settled.on:
            continue
        decimals = 0 if item.type is not ItemType.DECIMAL else 2 if item.decimals is None else item.decimals
        theirs = evaluated(path, response)
        assert theirs is not None, path
        assert theirs.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) == Decimal(str(ours)), path


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_others_calculate_from_an_export_is_what_we_calculate(data: st.DataObject) -> None:
    definition = parse(data.draw(documents()))
    numbers_agree(definition, data.draw(answers_for(definition, odd=False)))


@pytest.mark.parametrize("definition", shipped(), ids=lambda definition: definition.key)
@pytest.mark.parametrize("points", [0, 1, 2, 3])
def test_what_we_ship_scores_alike_elsewhere(definition: Definition, points: int) -> None:
    answers: dict[str, Any] = {}
    for item in definition.questions:
        fitting = [option.code for option in item.options if option.points == points]
        if fitting and not item.multiple:
            answers[item.link_id] = fitting[0]
        elif item.type in (ItemType.SCALE, ItemType.SLIDER):
            answers[item.link_id] = points
    numbers_agree(definition, answers)
