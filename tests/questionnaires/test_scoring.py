"""Scores, bands and change, by rules that are data."""

from __future__ import annotations

from decimal import Decimal, getcontext
from typing import Any

import pytest

from stegvis.questionnaires.engine import CannotParse, change, dangers, parse, score, spans

from .documents import choice, definition, document, item, when

A, B, C = (choice(name, "none", "some", "much") for name in "abc")


def rule(*links: Any, method: str = "sum", **more: Any) -> dict[str, Any]:
    items = [{"link_id": link} if isinstance(link, str) else link for link in links]
    return {"code": "total", "method": method, "items": items, **more}


def total(rule_: dict[str, Any], answers: dict[str, Any], *items: dict[str, Any]) -> Any:
    [result] = score(definition(*(items or (A, B, C)), scores=[rule_]), answers)
    return result


def test_weights_and_reverse() -> None:
    weighted = rule(
        {"link_id": "a", "weight": "1.5"}, {"link_id": "b", "reverse": True}, {"link_id": "c", "weight": -1}
    )
    result = total(weighted, {"a": "much", "b": "none", "c": "some"})
    assert result.value == Decimal(4)  # 3 + 2 - 1
    assert (result.min, result.max) == (-2, 5)


def test_mean_is_rounded_half_up_whatever_the_callers_context() -> None:
    assert total(rule("a", "b", "c", method="mean"), {"a": "some", "b": "some", "c": "much"}).value == Decimal("1.33")
    getcontext().prec, before = 3, getcontext().prec
    try:
        exact = total(rule("n"), {"n": "123456.789"}, item("n", "decimal"))
    finally:
        getcontext().prec = before
    assert exact.value == Decimal("123456.789")
    assert (exact.min, exact.max) == (None, None)


@pytest.mark.parametrize(("answers", "value", "prorated"), [
    ({"a": "some", "b": "much", "c": "none"}, 3, False),
    ({"a": "some", "b": "much"}, "4.5", True),
    ({"a": "some"}, None, False),
    ({}, None, False),
])  # fmt: skip
def test_prorating_only_as_far_as_the_rule_allows(answers: dict[str, Any], value: Any, prorated: bool) -> None:
    result = total(rule("a", "b", "c", missing="prorate", most_missing=1), answers)
    assert result.value == (None if value is None else Decimal(value))
    assert result.prorated is prorated


@pytest.mark.parametrize("faulty", [99, -1, "3", True, None, "", "many"])
def test_a_faulty_answer_is_missing_and_never_scored(faulty: Any) -> None:
    number = item("n", "integer", minimum=0, maximum=10)
    result = total(rule("n"), {"n": faulty}, number)
    assert (result.value, result.missing) == (None, ("n",))


def test_a_hidden_answer_is_missing() -> None:
    hidden = choice("b", "none", "some", conditions=[when("a", "=", "much")])
    assert total(rule("a", "b"), {"a": "none", "b": "some"}, A, hidden).missing == ("b",)
    assert total(rule("a", "b"), {"a": "much", "b": "some"}, A, hidden).value == 3


def test_several_answers_add_up() -> None:
    many = choice("m", "none", "some", "much", multiple=True)
    result = total(rule("m"), {"m": ["some", "much"]}, many)
    assert (result.value, result.min, result.max) == (3, 0, 3)
    assert total(rule("m"), {"m": ["some", "some"]}, many).value is None


BANDS = [
    {"code": "low", "low": 0, "tone": "calm", "source": "s"},
    {"code": "high", "low": "2.5", "tone": "marked", "source": "s"},
]


def test_bands_hold_their_lower_edge() -> None:
    banded = rule("n", bands=BANDS)
    number = item("n", "decimal")
    found = {value: total(banded, {"n": value}, number).band for value in ("-0.1", "0", "2.49", "2.5", "900")}
    assert {value: band and band.code for value, band in found.items()} == {
        "-0.1": None, "0": "low", "2.49": "low", "2.5": "high", "900": "high",
    }  # fmt: skip
    [parsed] = definition(number, scores=[banded]).scores
    assert [(span.low, span.high) for span in spans(parsed)] == [(0, Decimal("2.5")), (Decimal("2.5"), None)]


def test_change_against_the_threshold() -> None:
    [graded] = definition(A, scores=[rule("a", better="lower", reliable_change=4, reliable_change_source="s")]).scores
    moved = change(graded, Decimal(12), Decimal(8))
    assert (moved.difference, moved.reliable, moved.better) == (-4, True, True)
    assert change(graded, Decimal(8), Decimal(11)).reliable is False
    assert change(graded, Decimal(8), Decimal(12)).better is False
    assert change(graded, Decimal(8), Decimal(8)).better is None
    [plain] = definition(A, scores=[rule("a")]).scores
    assert change(plain, Decimal(1), Decimal(9)).reliable is None


@pytest.mark.parametrize(("kind", "operator", "threshold", "given", "hit"), [
    (A, ">=", 1, "some", True),
    (A, ">=", 1, "none", False),
    (A, "=", "much", "much", True),
    (A, "!=", "none", "none", False),
    (A, "exists", True, "none", True),
    (item("a"), "=", True, True, True),
    (item("a"), "=", True, False, False),
    (item("a", "scale", minimum=0, maximum=10), "<", 3, 2, True),
    (item("a", "scale", minimum=0, maximum=10), "<", 3, 3, False),
    (item("a", "decimal"), ">", "7.5", "7.6", True),
    (item("a", "integer", maximum=10), ">", 7, 900, True),
])  # fmt: skip
def test_danger_rules(kind: Any, operator: str, threshold: Any, given: Any, hit: bool) -> None:
    rules = [{"id": "d", "link_id": "a", "operator": operator, "threshold": threshold}]
    assert bool(dangers(definition(kind, dangers=rules), {"a": given})) is hit
    assert dangers(definition(kind, dangers=rules), {}) == []


WRONG_RULES: dict[str, dict[str, Any]] = {
    "unknown item": {"scores": [rule("nowhere")]},
    "no points": {"scores": [rule("p")]},
    "text": {"scores": [rule("t")]},
    "twice": {"scores": [rule("a", "a")]},
    "same code": {"scores": [rule("a"), rule("b")]},
    "falling bands": {"scores": [rule("a", bands=BANDS[::-1])]},
    "prorate without a limit": {"scores": [rule("a", "b", missing="prorate")]},
    "prorate everything": {"scores": [rule("a", missing="prorate", most_missing=1)]},
    "float": {"scores": [rule({"link_id": "a", "weight": 0.1})]},
    "change without source": {"scores": [rule("a", reliable_change=4)]},
    "danger on nothing": {"dangers": [{"id": "d", "link_id": "x", "operator": "=", "threshold": 1}]},
    "danger on text": {"dangers": [{"id": "d", "link_id": "t", "operator": "=", "threshold": "x"}]},
    "danger on a missing option": {"dangers": [{"id": "d", "link_id": "a", "operator": "=", "threshold": "x"}]},
}


@pytest.mark.parametrize("more", WRONG_RULES.values(), ids=WRONG_RULES)
def test_impossible_rules_are_refused(more: dict[str, Any]) -> None:
    without_points = item("p", "choice", options=[{"code": "x"}])
    with pytest.raises(CannotParse):
        parse(document(A, B, without_points, item("t", "text"), **more))
