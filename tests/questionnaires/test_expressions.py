"""Calculated values: what can be written, what comes out, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.questionnaires.engine import CannotParse, parse, score, settle, validate
from stegvis.questionnaires.engine.expressions import CannotRead, as_json, parse_expression, references

from .documents import choice, definition, document, item, when

NUMBERS = ("a", "b", "c")


def worth(text: str, kind: str = "decimal", decimals: int | None = 4, **answers: Any) -> object:
    more = {} if kind == "integer" or decimals is None else {"decimals": decimals}
    asked = definition(
        *(item(name, "decimal") for name in NUMBERS),
        *(item(name, "time") for name in ("fran", "till")),
        *(item(name, "date-time") for name in ("start", "slut")),
        choice("val", "noll", "ett", "tva", multiple=True),
        item("ja"),
        item("svar", kind, calculated=text, **more),
    )
    return settle(asked, answers).answers.get("svar")


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("{a} + {b} * {c}", {"a": 1, "b": 2, "c": 3}, "7"),
        ("({a} + {b}) * {c}", {"a": 1, "b": 2, "c": 3}, "9"),
        ("{a} / ({b} / 100 * {b} / 100)", {"a": "81.5", "b": 178}, "25.7228"),
        ("{a} - {b} - {c}", {"a": 1, "b": 2, "c": 3}, "-4"),
        ("-{a}", {"a": "0.5"}, "-0.5"),
        ("{a} / 3 * 3", {"a": 1}, "1"),
        ("0.1 + 0.2", {}, "0.3"),
        ("{a} / {b}", {"a": 1, "b": 0}, None),
        ("{a} + {b}", {"a": 1}, None),
        ("{a} + {b}", {"a": 1, "b": "x"}, None),
        ("sum({a}, {b}, {c})", {"a": 1, "c": "2.5"}, "3.5"),
        ("sum({a}, {b})", {}, None),
        ("mean({a}, {b}, {c})", {"a": 1, "b": 2}, "1.5"),
        ("min({a}, {b})", {"a": 3, "b": 2}, "2"),
        ("max({a}, 10)", {"a": 3}, "10"),
        ("count({a}, {b}, {ja})", {"a": 3, "ja": False}, "2"),
        ("round({a}, 1) * 2", {"a": "0.25"}, "0.6"),
        ("round({a}, 0)", {"a": "-2.5"}, "-3"),
        ("{val} + {ja}", {"val": ["ett", "tva"], "ja": True}, "4"),
        ("hours({fran}, {till})", {"fran": "23:15", "till": "06:45"}, "7.5"),
        ("hours({fran}, {till})", {"fran": "07:00", "till": "07:00"}, "0"),
        ("hours({start}, {slut})", {"start": "2026-03-28T22:00", "slut": "2026-03-30T01:30"}, "27.5"),
        ("hours({start}, {slut})", {"start": "2026-03-30T01:30", "slut": "2026-03-28T22:00"}, "-27.5"),
        ("hours({fran}, {slut})", {"fran": "07:00", "slut": "2026-03-28T22:00"}, None),
        ("hours({fran}, {till}) * 60", {"fran": "07:00"}, None),
    ],
)
def test_what_comes_out(text: str, answers: dict[str, Any], expected: str | None) -> None:
    assert worth(text, **answers) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("0.005", 2, "0.01"),
        ("-0.005", 2, "-0.01"),
        ("0.0049", 2, "0"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("1.10", 2, "1.1"),
    ],
)
def test_rounding_is_half_up(value: str, decimals: int, expected: str) -> None:
    assert worth("{a}", decimals=decimals, a=value) == expected


def test_a_whole_number_is_stored_as_one() -> None:
    assert worth("{a} / 2", "integer", a=3) == 2
    assert worth("{a}", decimals=None, a="1.23456") == "1.23"


def test_too_large_to_be_an_answer_is_no_answer() -> None:
    assert worth("{a} * {a}", a=999_999_999) is None


def test_what_the_browser_says_is_never_used() -> None:
    asked = definition(item("a", "integer"), item("svar", "integer", calculated="{a} + 1"))
    assert settle(asked, {"a": 1, "svar": 99}).answers == {"a": 1, "svar": 2}
    assert settle(asked, {"svar": 99}).answers == {}
    assert validate(asked, {"a": 1, "svar": 99}, completed=True) == []


def test_a_hidden_question_is_not_in_the_calculation_and_a_condition_can_ask_the_result() -> None:
    asked = definition(
        item("ja"),
        item("a", "integer", conditions=[when("ja", "=", True)]),
        item("svar", "integer", calculated="sum({a}, 1)"),
        item("mer", conditions=[when("svar", ">", 1)]),
    )
    assert settle(asked, {"ja": False, "a": 5}).answers["svar"] == 1
    found = settle(asked, {"ja": True, "a": 5})
    assert (found.answers["svar"], "mer" in found.on) == (6, True)


def test_a_calculated_value_can_be_scored() -> None:
    asked = definition(
        item("a", "integer"),
        item("svar", "integer", calculated="{a} * 2", minimum=0, maximum=10),
        scores=[{"code": "total", "method": "sum", "items": [{"link_id": "svar"}]}],
    )
    assert [each.value for each in score(asked, {"a": 4, "svar": 0})] == [8]


@pytest.mark.parametrize(
    "text",
    [
        "", "{a", "{a} +", "+", "{a} {b}", "{a} ** 2", "a + 1", "sin({a})", "sum()", "sum({a},)", "hours({a})",
        "hours({a}, 1)", "round({a})", "round({a}, {b})", "round({a}, 99)", "1 = 1", "{a}; drop", "__import__('os')",
        "(" * 60 + "1" + ")" * 60, "-" * 60 + "1", "1+" * 1500 + "1", "1e5", "0x10", "{a}.b",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(CannotRead):
        parse_expression(text)
    with pytest.raises(CannotParse):
        parse(document(item("a", "integer"), item("svar", "integer", calculated=text)))


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ([item("svar", "integer", calculated="{svar} + 1")], "circle"),
        ([item("a", "integer", calculated="{b}"), item("b", "integer", calculated="{a}")], "circle"),
        ([item("a", "integer", calculated="{b}"), item("b", "integer", conditions=[when("a", ">", 1)])], "circle"),
        ([item("svar", "integer", calculated="{nej}")], "no item"),
        ([item("t", "text"), item("svar", "integer", calculated="{t}")], "no number"),
        ([item("svar", "integer", calculated="1", initial=2)], "begin with"),
    ],
)
def test_circles_and_strangers_are_refused(items: list[dict[str, Any]], why: str) -> None:
    with pytest.raises(CannotParse, match=why):
        parse(document(*items))


@given(st.text(alphabet="{}ab12.+-*/(), sumhours", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_expression(text)
    except CannotRead:
        return
    assert as_json(found)
    assert references(found) <= set(text.replace("{", "}").split("}"))


@pytest.mark.parametrize("sign", ["+", "-", "*", "/"])
def test_a_chain_of_signs_has_an_end_and_as_long_as_it_may_be_it_is_judged(sign: str) -> None:
    with pytest.raises(CannotRead):
        parse_expression(sign.join(["1"] * 500))
    assert worth(sign.join(["{a}"] * 201), a=1) is not None
    with pytest.raises(CannotParse):
        parse(document(item("a", "decimal"), item("b", "decimal", calculated=sign.join(["{a}"] * 400))))
