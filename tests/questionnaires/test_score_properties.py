"""What holds for any score: exact, within its bounds, blind to order, and never made up."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.questionnaires.engine import Definition, bounds, parse, score

from .documents import choice, document

OPTIONS = ("w", "x", "y", "z")


@st.composite
def scored(draw: st.DrawFn) -> tuple[Definition, dict[str, Any], dict[str, Any]]:
    """A questionnaire of choices worth 0 to 3, its one score rule, and answers with some missing."""
    size = draw(st.integers(2, 12))
    parts = [
        {"link_id": f"n{place}", "weight": str(draw(st.decimals("0.25", 4, places=2))), "reverse": draw(st.booleans())}
        for place in range(size)
    ]
    rule: dict[str, Any] = {"code": "t", "method": draw(st.sampled_from(["sum", "mean"])), "items": parts}
    if draw(st.booleans()):
        rule |= {"missing": "prorate", "most_missing": draw(st.integers(1, size - 1))}
    made = parse(document(*(choice(part["link_id"], *OPTIONS) for part in parts), scores=[rule]))
    given_answers = {part["link_id"]: draw(st.sampled_from([*OPTIONS, None])) for part in parts}
    return made, rule, given_answers


def by_hand(rule: dict[str, Any], answers: dict[str, Any]) -> Fraction | None:
    """The same arithmetic in fractions, written another way."""
    there = [part for part in rule["items"] if answers[part["link_id"]] is not None]
    missing = len(rule["items"]) - len(there)
    if missing > rule.get("most_missing", 0):
        return None
    worth = {code: place for place, code in enumerate(OPTIONS)}
    total, weights = Fraction(0), Fraction(0)
    for part in there:
        value = worth[answers[part["link_id"]]]
        total += Fraction(part["weight"]) * (3 - value if part["reverse"] else value)
        weights += Fraction(part["weight"])
    if rule["method"] == "mean":
        return total / weights
    return total * sum(Fraction(part["weight"]) for part in rule["items"]) / weights


@given(scored())
@settings(max_examples=150, deadline=None)
def test_the_total_is_what_it_is_by_hand(case: tuple[Definition, dict[str, Any], dict[str, Any]]) -> None:
    made, rule, answers = case
    result, expected = score(made, answers)[0], by_hand(rule, answers)
    if expected is None:
        assert result.value is None
        return
    assert result.value is not None
    assert abs(Fraction(result.value) - expected) <= Fraction(1, 200)
    exact = rule["method"] == "sum" and not result.missing
    assert not exact or Fraction(result.value) == expected
    assert result.prorated == bool(result.missing)


@given(scored(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_items_and_of_answers_changes_nothing(case: Any, chance: Any) -> None:
    made, rule, answers = case
    parts, given_answers = list(rule["items"]), list(answers.items())
    chance.shuffle(parts)
    chance.shuffle(given_answers)
    items = [choice(f"n{place}", *OPTIONS) for place in range(len(parts))]
    turned = parse(document(*items, scores=[rule | {"items": parts}]))
    assert score(turned, dict(given_answers))[0].value == score(made, answers)[0].value


@given(scored())
@settings(max_examples=60, deadline=None)
def test_both_ends_of_the_scale_are_reached_and_never_passed(case: Any) -> None:
    made, rule, answers = case
    low, high = bounds(made, made.scores[0])
    turned = {part["link_id"]: part["reverse"] for part in rule["items"]}
    least = {link: OPTIONS[-1] if reverse else OPTIONS[0] for link, reverse in turned.items()}
    most = {link: OPTIONS[0] if reverse else OPTIONS[-1] for link, reverse in turned.items()}
    assert (score(made, least)[0].value, score(made, most)[0].value) == (low, high)
    value = score(made, answers)[0].value
    assert value is None or low <= value <= high


@given(scored(), st.integers(2, 8))
@settings(max_examples=40, deadline=None)
def test_the_caller_s_way_of_counting_changes_nothing(case: Any, digits: int) -> None:
    made, _rule, answers = case
    expected = score(made, answers)[0].value
    with localcontext() as context:
        context.prec = digits
        assert score(made, answers)[0].value == expected


@given(scored(), st.sampled_from(["nonsense", 3, True, [], ["w"], {"a": 1}, Decimal(2)]))
@settings(max_examples=40, deadline=None)
def test_what_is_no_answer_is_missing(case: Any, nonsense: Any) -> None:
    made, rule, answers = case
    first = rule["items"][0]["link_id"]
    assert score(made, answers | {first: nonsense}) == score(made, answers | {first: None})
