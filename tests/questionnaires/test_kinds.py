"""Times, partial dates, own words, lone options, values to begin with, plausible ranges, matrices."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.questionnaires.engine import (
    CannotParse,
    PartialDate,
    canonical,
    dangers,
    doubts,
    enabled,
    initial,
    parse,
    points,
    read,
    score,
    validate,
)
from stegvis.questionnaires.engine.moments import read_date

from .documents import choice, definition, document, item, when


def codes(asked: Any, answers: dict[str, Any], completed: bool = False) -> list[str]:
    return [each.code for each in validate(asked, answers, completed=completed)]


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("2020", "2021", -1),
        ("2020", "2020", 0),
        ("2020", "2020-05", None),
        ("2020-06", "2020-05-31", 1),
        ("2020-05", "2020-05-31", None),
        ("2020-02", "2020-03-01", -1),
        ("2020-02-29", "2020-02-29", 0),
    ],
)
def test_partial_dates_are_compared_as_far_as_they_say(one: str, other: str, sign: int | None) -> None:
    first, second = read_date(one), read_date(other)
    assert first is not None and second is not None
    assert first.compared(second) == sign
    assert second.compared(first) == (None if sign is None else -sign)


@pytest.mark.parametrize(
    "text", ["", "20", "2020-13", "2020-00", "2021-02-29", "2020-1-1", "0000", "20200101", "2020-01-01T00:00", 2020]
)
def test_what_is_no_date(text: Any) -> None:
    assert read_date(text) is None


@given(st.integers(1, 9999), st.one_of(st.none(), st.integers(1, 12)))
def test_a_partial_date_is_written_as_it_was_read(year: int, month: int | None) -> None:
    day = PartialDate(year, month)
    assert read_date(day.isoformat()) == day


def test_a_whole_date_is_asked_for_unless_a_part_is_enough() -> None:
    assert codes(definition(item("a", "date")), {"a": "2026"}) == ["not_a_date"]
    partial = definition(item("a", "date", partial=True, earliest_on="2020-05-10"))
    assert codes(partial, {"a": "2020"}) == []
    assert codes(partial, {"a": "2020-04"}) == ["too_early"]


def test_conditions_on_dates_and_times() -> None:
    asked = definition(
        item("d", "date", partial=True),
        item("t", "time"),
        item("dt", "date-time"),
        item("efter", conditions=[when("d", ">", "2020-05")]),
        item("sent", conditions=[when("t", ">=", "22:00")]),
        item("da", conditions=[when("dt", "<", "2026-03-21T07:30")]),
    )
    on = enabled(asked, {"d": "2020-05-31", "t": "22:00", "dt": "2026-03-21T07:29"})
    assert {"sent", "da"} <= on and "efter" not in on
    assert "efter" in enabled(asked, {"d": "2021"})


@pytest.mark.parametrize("value", ["24:00", "7:30", "07:60", "0730", "07:30:00", 730])
def test_what_is_no_time(value: Any) -> None:
    assert codes(definition(item("a", "time")), {"a": value}) == ["not_a_time"]


def test_times_have_limits() -> None:
    asked = definition(item("a", "time", earliest_at="06:00", latest_at="22:00"))
    assert [codes(asked, {"a": value}) for value in ("05:59", "06:00", "22:00", "22:01")] == [
        ["too_early"], [], [], ["too_late"],
    ]  # fmt: skip
    moments = definition(item("a", "date-time", latest_on="2026-03-21"))
    assert codes(moments, {"a": "2026-03-21T23:59"}) == []
    assert codes(moments, {"a": "2026-03-22T00:00"}) == ["too_late"]
    assert codes(moments, {"a": "2026-03-22"}) == ["not_a_moment"]


def test_own_words_are_an_answer_only_where_the_choice_is_open() -> None:
    closed, opened = definition(choice("a", "x", "y")), definition(choice("a", "x", "y", open=True))
    assert codes(closed, {"a": ":hund"}) == ["not_an_option"]
    assert codes(opened, {"a": ":hund"}) == []
    assert codes(opened, {"a": ": "}) == ["not_an_option"]
    assert codes(opened, {"a": "hund"}) == ["not_an_option"]
    assert read(opened.index["a"], ":hund") == (":hund",)
    assert points(opened.index["a"], ":hund") is None
    several = definition(choice("a", "x", "y", open=True, multiple=True))
    assert codes(several, {"a": ["x", ":hund"]}) == []


def test_a_lone_option_stands_alone() -> None:
    made = choice("a", "ont", "feber", multiple=True)
    made["options"].append({"code": "inget", "points": 0, "exclusive": True})
    asked = definition(made)
    assert codes(asked, {"a": ["inget"]}) == []
    assert codes(asked, {"a": ["ont", "inget"]}) == ["exclusive"]


def test_what_is_unlikely_is_asked_about_and_never_refused() -> None:
    asked = definition(item("vikt", "decimal", minimum=1, maximum=500, plausible_low=35, plausible_high=200))
    assert codes(asked, {"vikt": "7.2"}, completed=True) == []
    assert [(each.key, each.code, each.limit) for each in doubts(asked, {"vikt": "7.2"})] == [
        ("vikt", "implausible", "35")
    ]
    assert [each.limit for each in doubts(asked, {"vikt": "250"})] == ["200"]
    assert doubts(asked, {"vikt": "72"}) == doubts(asked, {"vikt": "tung"}) == doubts(asked, {"vikt": "900"}) == []


def test_values_to_begin_with() -> None:
    asked = definition(
        item("a", "decimal", initial="7.5"),
        item("b", "integer", initial=3),
        choice("c", "x", "y", multiple=True, initial=["x", "y"]),
        item("d", initial=False),
        item("g", "group", repeats=True, least_rows=2, items=[item("e", "time", initial="07:00")]),
    )
    assert initial(asked) == {
        "a": "7.5", "b": 3, "c": ["x", "y"], "d": False, "g#0#e": "07:00", "g#1#e": "07:00",
    }  # fmt: skip
    assert validate(asked, initial(asked), completed=True) == []
    assert parse(canonical(asked)) == asked


def test_a_matrix_is_choices_that_share_their_options() -> None:
    rows = [choice("r1", "aldrig", "ofta", required=True), choice("r2", "aldrig", "ofta")]
    asked = definition(
        item("m", "matrix", items=rows),
        scores=[{"code": "total", "method": "sum", "items": [{"link_id": "r1"}, {"link_id": "r2"}]}],
    )
    assert codes(asked, {}, completed=True) == ["required"]
    assert [each.value for each in score(asked, {"r1": "ofta", "r2": "ofta"})] == [2]


@pytest.mark.parametrize(
    "wrong",
    [
        item("m", "matrix"),
        item("m", "matrix", items=[item("r", "text")]),
        item("m", "matrix", items=[choice("r1", "x"), choice("r2", "y")]),
        item("m", "matrix", items=[choice("r1", "x", multiple=True), choice("r2", "x")]),
        item("m", "matrix", items=[choice("r1", "x", items=[item("i")])]),
        item("g", "group", least_rows=1),
        item("g", "group", repeats=True),
        item("g", "group", repeats=True, least_rows=3, most_rows=2, items=[item("i")]),
        item("a", "integer", initial="x"),
        choice("a", "x", initial="y"),
        item("a", hidden=True, required=True),
        item("a", "time", earliest_at="22:00", latest_at="06:00"),
        item("a", "time", earliest_at="24:00"),
        item("a", "integer", plausible_low=3, plausible_high=3),
        item("a", "string", pattern="("),
        item("a", "choice", options=[{"code": "x", "exclusive": True}]),
        item("b", "boolean", open=True),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(CannotParse):
        parse(document(wrong))


def test_questions_under_a_question_follow_it() -> None:
    asked = definition(
        item("a", conditions=[when("z", "=", True)], items=[item("b", "text", required=True)]), item("z")
    )
    assert "b" not in enabled(asked, {})
    assert codes(asked, {"z": True}, completed=True) == ["required"]


OWN = [":vet inte", ":", ":" + "x" * 2_000]


@pytest.mark.parametrize("own", OWN)
def test_own_words_beside_a_dangerous_answer_hide_it_from_nobody(own: str) -> None:
    rules = [
        {"id": "points", "link_id": "a", "operator": ">=", "threshold": 2},
        {"id": "code", "link_id": "a", "operator": "=", "threshold": "ofta"},
    ]
    asked = definition(choice("a", "aldrig", "ibland", "ofta", multiple=True, open=True), dangers=rules)
    assert [hit.rule_id for hit in dangers(asked, {"a": ["ofta", own]})] == ["points", "code"]
    assert dangers(asked, {"a": ["aldrig", own]}) == []
    assert dangers(asked, {"a": [own]}) == []
    assert dangers(asked, {"a": ["okänd"]}) == []
