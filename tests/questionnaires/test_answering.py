"""From a posted form to answers: nothing a browser can send makes it fail, nothing typed is lost."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.questionnaires.answering import LONGEST_TYPED, read_post
from stegvis.questionnaires.engine import Definition, ProblemCode, by_points, validate
from stegvis.questionnaires.form import build_form
from stegvis.questionnaires.load import shipped

from .documents import choice, definition, item

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
        fields = _filled(build_form(made, example.answers).fields)
        assert read_post(made, post(**fields)).answers == dict(example.answers)


def _filled(views: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for view in views:
        checked = [mark.value for mark in view.marks if mark.checked]
        fields[view.item.link_id] = checked or view.value
        fields |= _filled(view.children)
    return fields


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
