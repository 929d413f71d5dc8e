"""From a posted form to answers: nothing a browser can send makes it fail, nothing typed is lost."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.questionnaires.answering import LONGEST_TYPED, read_post, without_row
from stegvis.questionnaires.engine import Definition, ProblemCode, by_points, item_at, settle, validate
from stegvis.questionnaires.form import build_form
from stegvis.questionnaires.load import shipped

from . import guessing
from .documents import choice, definition, item
from .filled import posted
from .strategies import definitions

DEFINITIONS = {made.key: made for made in shipped()}
ALL = definition(
    item("yes"),
    choice("one", "x", "y"),
    choice("many", "x", "y", "z", multiple=True),
    item("scale", "scale", minimum=0, maximum=4),
    item("slider", "slider", minimum=0, maximum=10),
    item("whole", "integer"),
    item("number", "decimal", unit="h"),
    item("line", "string", max_length=10),
    item("story", "text"),
    item("day", "date"),
)


def post(**fields: Any) -> QueryDict:
    pairs = {f"q.{name}": value for name, value in fields.items()}
    return QueryDict(urlencode(pairs, doseq=True, quote_via=quote_plus))


def test_every_kind_is_read() -> None:
    received = read_post(ALL, post(
        yes="false", one="y", many=["z", "x"], scale="3", slider=" 7 ", whole="−2",
        number="7,5", line=" hej ", story="rad 1\r\nrad 2", day="2026-01-31",
    ))  # fmt: skip
    assert received.answers == {
        "yes": False, "one": "y", "many": ["x", "z"], "scale": 3, "slider": 7, "whole": -2,
        "number": "7.5", "line": " hej ", "story": "rad 1\nrad 2", "day": "2026-01-31",
    }  # fmt: skip
    assert received.problems == ()
    assert validate(ALL, received.answers, completed=True) == []


def test_blank_is_no_answer() -> None:
    empty = dict.fromkeys(ALL.index, "")
    assert read_post(ALL, post(**empty)).answers == {}
    assert read_post(ALL, post(story="  \n ")).answers == {}
    assert read_post(ALL, QueryDict("")).answers == {}


@pytest.mark.parametrize(("name", "typed", "code"), [
    ("whole", "sju", "not_a_whole_number"),
    ("whole", "7,5", "not_a_whole_number"),
    ("number", "7,5,5", "not_a_number"),
    ("number", "ungefär 8", "not_a_number"),
    ("slider", "99", "too_high"),
    ("day", "31/1", "not_a_date"),
    ("line", "elva tecken", "too_long"),
])  # fmt: skip
def test_what_was_typed_is_kept_and_pointed_out(name: str, typed: str, code: str) -> None:
    received = read_post(ALL, post(**{name: typed}))
    problems = validate(ALL, received.answers, completed=False)
    assert [(p.key, p.code) for p in problems] == [(name, code)]
    [view] = [view for view in build_form(ALL, received.answers, problems).fields if view.item.link_id == name]
    assert view.value == typed
    assert view.errors


def test_hostile_fields_are_dropped_and_too_long_is_cut() -> None:
    data = post(one="<script>", many=["x", "nope"], yes="maybe", story="a" * 50_000, line="a\x00b\x1b")
    data = QueryDict(data.urlencode() + "&csrfmiddlewaretoken=x&q.unknown=1&q.=2&__proto__=3&" + "z=1&" * 500)
    received = read_post(ALL, data)
    assert received.answers == {"many": ["x"], "story": "a" * LONGEST_TYPED, "line": "ab"}
    assert {(p.key, p.code) for p in received.problems} == {
        ("one", ProblemCode.NOT_AN_OPTION), ("many", ProblemCode.NOT_AN_OPTION),
        ("yes", ProblemCode.NOT_YES_OR_NO), ("story", ProblemCode.TOO_LONG),
    }  # fmt: skip


def test_one_page_at_a_time_keeps_the_rest() -> None:
    received = read_post(ALL, post(one="x"), earlier={"yes": True, "one": "y"}, only={"one", "whole"})
    assert received.answers == {"yes": True, "one": "x"}


@pytest.mark.parametrize("made", DEFINITIONS.values(), ids=DEFINITIONS)
def test_worked_examples_survive_the_form(made: Definition) -> None:
    """Drawn as a form and posted back, an answer set is the same."""
    for example in made.examples:
        html = render_to_string("questionnaires/form.html", {"q": build_form(made, example.answers)})
        calculated = {item.link_id for item in made.in_order if item.calculated}
        expected = {key: value for key, value in example.answers.items() if key not in calculated}
        assert read_post(made, posted(html)).answers == expected


HOSTILE = st.text(max_size=30) | st.sampled_from(
    ["x", "true", "7,5", "9" * 400, "-", "1e9", "NaN", "٣", "\x00", "2026-02-31", "{}", "q.one", "\u202e"]
)


@given(st.dictionaries(st.sampled_from([*ALL.index, "", "x", "__class__"]), st.lists(HOSTILE, max_size=3)))
@settings(max_examples=150, deadline=None)
def test_no_post_crashes(fields: dict[str, list[str]]) -> None:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(f"q.{name}", values)
    received = read_post(ALL, data)
    assert set(received.answers) <= set(ALL.index)
    build_form(ALL, received.answers, validate(ALL, received.answers, completed=True))


def test_points_find_their_option() -> None:
    assert by_points(ALL, {"one": 1, "scale": 3}) == {"one": "y", "scale": 3}


# --- Every kind of question, rows, and people's ways of writing --------------------------------------

MORE = definition(
    item("time", "time"),
    item("when", "date-time"),
    item("part", "date", partial=True),
    choice("own", "x", "y", open=True),
    choice("owns", "x", "none", multiple=True, open=True),
    item("sum", "integer", calculated="{n} + 1"),
    item("n", "integer"),
    item("kept", "string", hidden=True, initial="från början"),
    item("rows", "group", repeats=True, items=[
        item("name", "string"), item("inner", "group", repeats=True, items=[item("deep")]),
    ]),
)  # fmt: skip
KEPT = {"kept": "från början"}


@pytest.mark.parametrize(("name", "typed", "read"), [
    ("time", "7:05", "07:05"), ("time", "07.05", "07:05"), ("time", "705", "07:05"), ("time", "kl 7", "07:00"),
    ("time", "24:00", "24:00"), ("time", "snart", "snart"),
    ("part", "2026-3-1", "2026-03-01"), ("part", "20260301", "2026-03-01"), ("part", "1/3 2026", "2026-03-01"),
    ("part", "2026-3", "2026-03"), ("part", "2026", "2026"), ("part", "2026-13", "2026-13"), ("part", "våren", "våren"),
])  # fmt: skip
def test_people_write_in_their_own_ways(name: str, typed: str, read: str) -> None:
    assert read_post(MORE, post(**{name: typed})).answers == {name: read} | KEPT


@pytest.mark.parametrize(("date", "time", "read"), [
    ("2026-03-21", "7.05", "2026-03-21T07:05"), ("2026-3-1", "", "2026-03-01"), ("", "07:05", "T07:05"),
])  # fmt: skip
def test_a_moment_is_a_date_and_a_time_and_half_of_it_is_kept(date: str, time: str, read: str) -> None:
    received = read_post(MORE, post(**{"when:date": date, "when:time": time}))
    assert received.answers == {"when": read} | KEPT
    html = render_to_string("questionnaires/form.html", {"q": build_form(MORE, received.answers)})
    assert read_post(MORE, posted(html)).answers == received.answers
    wrong = [problem.code for problem in validate(MORE, received.answers, completed=False)]
    assert wrong == ([] if date and time else [ProblemCode.NOT_A_MOMENT])


def test_own_words_count_where_they_are_chosen() -> None:
    assert read_post(MORE, post(**{"own": ":", "own:own": " hund "})).answers["own"] == ":hund"
    assert read_post(MORE, post(**{"own": "x", "own:own": "hund"})).answers["own"] == "x"
    assert read_post(MORE, post(**{"own:own": "hund"})).answers["own"] == ":hund"
    assert read_post(MORE, post(**{"owns": [":", "x"], "owns:own": "katt"})).answers["owns"] == ["x", ":katt"]
    chosen_and_not_said = read_post(MORE, post(**{"own": ":", "own:own": ""})).answers
    assert [p.code for p in validate(MORE, chosen_and_not_said, completed=False)] == [ProblemCode.NOT_AN_OPTION]


def test_what_is_calculated_or_hidden_is_never_the_browsers() -> None:
    assert read_post(MORE, post(sum="99", n="1", kept="något annat")).answers == {"n": 1} | KEPT


def test_rows_are_read_and_numbered_from_nought() -> None:
    received = read_post(MORE, post(**{
        "rows#4#": "", "rows#4#name": "b", "rows#2#name": "a", "rows#4#inner#7#deep": "true", "rows#9#": "",
        "rows#x#name": "c", "#1#": "", "nope#0#name": "d",
    }))  # fmt: skip
    assert received.answers == {"rows#0#name": "a", "rows#1#name": "b", "rows#1#inner#0#deep": True} | KEPT
    assert received.rows == {"rows": 3, "rows#0#inner": 0, "rows#1#inner": 1, "rows#2#inner": 0}


def test_a_row_is_taken_out_and_those_after_it_move_up() -> None:
    answers = {"a": 1, "g#0#x": 0, "g#1#x": 1, "g#2#x": 2, "g#2#h#1#y": 3, "gg#1#x": 4}
    assert without_row(answers, "g", 1) == {"a": 1, "g#0#x": 0, "g#1#x": 2, "g#1#h#1#y": 3, "gg#1#x": 4}
    assert without_row(answers, "g#2#h", 1) == {key: value for key, value in answers.items() if key != "g#2#h#1#y"}


@given(st.randoms(use_true_random=False), definitions())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_can_be_read_survives_the_form(die: Any, made: Definition) -> None:
    """Drawn, posted and read again, every answer that is asked for is the same, rows and all."""
    on = settle(made, answers := guessing.answers(die, made, odd=False)).on
    drawn = {
        key: value for key, value in answers.items()
        if key in on and not item_at(made, key).calculated and not item_at(made, key).hidden
    }  # fmt: skip
    html = render_to_string("questionnaires/form.html", {"q": build_form(made, drawn)})
    again = read_post(made, posted(html)).answers
    hidden = {key for key in again if item_at(made, key).hidden}
    assert {key: _as_set(value) for key, value in again.items() if key not in hidden} == {
        key: _as_set(value) for key, value in drawn.items() if value != []
    }


def _as_set(value: Any) -> Any:
    return set(value) if isinstance(value, list) else value
