"""Groups that are answered in rows: places, conditions across rows, empty rows, limits."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.http import QueryDict

from stegvis.questionnaires.answering import read_post
from stegvis.questionnaires.engine import (
    CannotParse,
    clean,
    dangers,
    enabled,
    initial,
    parse,
    places,
    rows_of,
    settle,
    validate,
)

from .documents import choice, definition, document, item, when


def medicines(**more: Any) -> dict[str, Any]:
    inside = [
        item("namn", "string", required=True),
        item("dos", "decimal"),
        item("varfor", "text", conditions=[when("dos", ">", 10)]),
    ]
    return item("medicin", "group", items=inside, repeats=True, **more)


def test_a_row_is_a_place_of_its_own() -> None:
    asked = definition(medicines(), item("sist"))
    keys = [place.key for place in places(asked, {"medicin#1#namn": "x"})]
    assert keys == [
        "medicin",
        *("medicin#0#namn", "medicin#0#dos", "medicin#0#varfor"),
        *("medicin#1#namn", "medicin#1#dos", "medicin#1#varfor"),
        "sist",
    ]
    assert rows_of(asked, {}, "medicin") == 1
    assert rows_of(definition(medicines(least_rows=3)), {}, "medicin") == 3


def test_a_condition_looks_in_its_own_row() -> None:
    asked = definition(medicines())
    on = enabled(asked, {"medicin#0#dos": "5", "medicin#1#dos": "50"})
    assert "medicin#0#varfor" not in on
    assert "medicin#1#varfor" in on


def test_a_condition_from_outside_asks_whether_any_row_fits() -> None:
    asked = definition(medicines(), item("lakare", conditions=[when("dos", ">", 10)]))
    assert "lakare" not in enabled(asked, {"medicin#0#dos": "5"})
    assert "lakare" in enabled(asked, {"medicin#0#dos": "5", "medicin#1#dos": "50"})


def test_a_hidden_row_question_counts_as_unanswered_outside() -> None:
    asked = definition(medicines(), item("efter", conditions=[when("varfor", "exists", True)]))
    answers = {"medicin#0#dos": "5", "medicin#0#varfor": "typed before the dose was changed"}
    assert "efter" not in enabled(asked, answers)
    assert "efter" in enabled(asked, answers | {"medicin#0#dos": "11"})


def test_empty_rows_are_gone_when_sent() -> None:
    asked = definition(medicines())
    answers = {"medicin#0#namn": " ", "medicin#2#namn": "b", "medicin#4#namn": "c", "medicin#4#dos": "3"}
    assert clean(asked, answers) == {"medicin#0#namn": "b", "medicin#1#namn": "c", "medicin#1#dos": "3"}
    assert validate(asked, clean(asked, answers), completed=True) == []


def test_what_is_required_in_a_row_is_required_only_where_the_row_is_begun() -> None:
    asked = definition(medicines())
    assert validate(asked, {}, completed=True) == []
    problems = validate(asked, {"medicin#1#dos": "3"}, completed=True)
    assert [(each.key, each.code) for each in problems] == [("medicin#1#namn", "required")]


def test_too_few_and_too_many_rows() -> None:
    asked = definition(medicines(least_rows=2, most_rows=3))
    one = {"medicin#0#namn": "a"}
    assert [each.code for each in validate(asked, one, completed=False)] == []
    assert [(each.key, each.code, each.limit) for each in validate(asked, one, completed=True)] == [
        ("medicin", "too_few_rows", "2")
    ]
    many = {f"medicin#{row}#namn": "a" for row in range(4)}
    assert [each.code for each in validate(asked, many, completed=False)] == ["too_many_rows"]


def test_rows_inside_rows() -> None:
    inner = item("dag", "group", repeats=True, items=[item("tid", "time")])
    asked = definition(item("vecka", "group", repeats=True, items=[inner, item("slut")]))
    answers = {"vecka#1#dag#2#tid": "07:30", "vecka#1#slut": True, "vecka#3#dag#0#tid": "08:00"}
    assert "vecka#1#dag#2#tid" in enabled(asked, answers)
    assert clean(asked, answers) == {
        "vecka#0#dag#0#tid": "07:30",
        "vecka#0#slut": True,
        "vecka#1#dag#0#tid": "08:00",
    }


@pytest.mark.parametrize(
    "key", ["medicin#50#namn", "medicin#01#namn", "medicin#x#namn", "medicin#-1#namn", "medicin##namn"]
)
def test_a_place_that_cannot_be_is_named_and_makes_no_rows(key: str) -> None:
    asked = definition(medicines())
    assert len(places(asked, {key: "a"})) == 4
    assert [(each.key, each.code) for each in validate(asked, {key: "a"}, completed=False)] == [(key, "unknown_item")]
    assert clean(asked, {key: "a"}) == {}


def test_a_danger_in_a_row_is_found_in_each_row() -> None:
    asked = definition(
        item("g", "group", repeats=True, items=[choice("tankar", "nej", "ja")]),
        dangers=[{"id": "fara", "link_id": "tankar", "operator": ">=", "threshold": 1}],
    )
    hits = dangers(asked, {"g#0#tankar": "nej", "g#1#tankar": "ja", "g#2#tankar": "ja"})
    assert [(hit.rule_id, hit.link_id, hit.key) for hit in hits] == [
        ("fara", "tankar", "g#1#tankar"),
        ("fara", "tankar", "g#2#tankar"),
    ]


def test_a_sum_over_rows_and_one_within_each() -> None:
    inside = [item("antal", "integer"), item("pris", "integer"), item("rad", "integer", calculated="{antal} * {pris}")]
    asked = definition(
        item("kop", "group", repeats=True, items=inside),
        item("allt", "integer", calculated="sum({rad})"),
        item("rader", "integer", calculated="count({antal})"),
    )
    answers = {"kop#0#antal": 2, "kop#0#pris": 10, "kop#1#antal": 3, "kop#1#pris": 1, "kop#2#antal": 9}
    found = settle(asked, answers).answers
    assert (found["kop#0#rad"], found["kop#1#rad"], found["allt"], found["rader"]) == (20, 3, 23, 3)


def test_a_score_over_rows_is_refused() -> None:
    made = document(
        item("g", "group", repeats=True, items=[item("n", "integer")]),
        scores=[{"code": "total", "method": "sum", "items": [{"link_id": "n"}]}],
    )
    with pytest.raises(CannotParse, match="repeats"):
        parse(made)


def test_rows_three_deep_are_refused() -> None:
    deep = item("c", "group", repeats=True, items=[item("d")])
    for name in ("b", "a"):
        deep = item(name, "group", repeats=True, items=[deep])
    with pytest.raises(CannotParse, match="deeper than 2"):
        parse(document(deep))


def test_hostile_places_take_bounded_time() -> None:
    inner = item("b", "group", repeats=True, items=[item(f"n{n}") for n in range(20)])
    asked = definition(item("a", "group", repeats=True, items=[inner]))
    answers = {f"a#{row}#b#{row}#n0": True for row in range(50)} | {"a#49#b#49#n19": True}
    started = time.perf_counter()
    validate(asked, answers, completed=True)
    assert time.perf_counter() - started < 5


def test_what_is_hidden_begins_in_every_row_and_makes_none_alone() -> None:
    inside = [
        item("namn", "string", required=True),
        item("form", "string", required=True, hidden=True, initial="tablett"),
    ]
    asked = definition(item("medicin", "group", items=inside, repeats=True, least_rows=1))
    begins = initial(asked)
    assert begins == {"medicin#0#form": "tablett"}
    assert [each.code for each in validate(asked, begins, completed=True)] == ["too_few_rows"]
    assert clean(asked, begins) == {}
    posted = QueryDict("q.medicin%230%23namn=Alvedon&q.medicin%231%23namn=Levaxin")
    answers = read_post(asked, posted, begins).answers
    assert answers["medicin#1#form"] == "tablett"
    assert validate(asked, answers, completed=True) == []
    assert len(clean(asked, {**answers, "medicin#2#form": "tablett"})) == 4


def test_what_is_worked_out_of_sight_stops_nobody() -> None:
    asked = definition(item("n", "integer"), item("svar", "integer", hidden=True, calculated="{n} * 2", maximum=10))
    assert validate(asked, {"n": 9}, completed=True) == []
    assert clean(asked, {"n": 9}) == {"n": 9, "svar": 18}


def test_a_hidden_group_hides_what_it_holds() -> None:
    inside = [item("x", "integer", initial=3), item("y", "string")]
    kinds = item("slag", "group", hidden=True, repeats=True, items=[item("kod", "string", initial="a")])
    asked = definition(item("g", "group", hidden=True, items=inside), kinds, item("n", "integer", required=True))
    assert asked.by_hand == {"n"}
    kept = read_post(asked, QueryDict("q.n=1&q.x=99&q.y=hej&q.slag%230%23kod=b"), initial(asked)).answers
    assert kept == {"n": 1, "x": 3, "slag#0#kod": "a"}
    assert validate(asked, kept, completed=True) == []
    assert clean(asked, kept) == kept
    with pytest.raises(CannotParse, match="hidden"):
        definition(item("g", "group", hidden=True, items=[item("x", "integer", required=True)]))


def test_many_sums_over_many_rows_end_in_time() -> None:
    inner = item("h", "group", repeats=True, items=[item("n", "integer")])
    sums = [item(f"s{n}", "integer", calculated=" + ".join(["sum({n})"] * 100)) for n in range(20)]
    asked = definition(item("g", "group", repeats=True, items=[inner]), *sums)
    answers = {f"g#{a}#h#{b}#n": 1 for a in range(40) for b in range(40)}
    began = time.process_time()
    assert settle(asked, answers).answers["s19"] == 160_000
    assert time.process_time() - began < 5
