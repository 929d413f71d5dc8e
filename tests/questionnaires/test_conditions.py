"""Which questions are enabled: every operator, chains, groups, and circles refused."""

from __future__ import annotations

from typing import Any

import pytest

from stegvis.questionnaires.engine import CannotParse, clean, enabled, parse

from .documents import choice, definition, document, item, when

TARGETS = {
    "boolean": item("a"),
    "choice": choice("a", "x", "y"),
    "several": choice("a", "x", "y", multiple=True),
    "number": item("a", "decimal"),
    "scale": item("a", "scale", minimum=0, maximum=10),
    "date": item("a", "date"),
    "text": item("a", "string"),
}

CASES: list[tuple[str, str, Any, Any, bool]] = [
    ("boolean", "exists", True, False, True),
    ("boolean", "exists", True, None, False),
    ("boolean", "exists", False, None, True),
    ("boolean", "exists", False, True, False),
    ("boolean", "=", True, True, True),
    ("boolean", "=", True, False, False),
    ("boolean", "=", True, None, False),
    ("boolean", "=", False, None, False),
    ("boolean", "!=", True, False, True),
    ("boolean", "!=", True, True, False),
    ("boolean", "!=", True, None, True),
    ("choice", "=", "x", "x", True),
    ("choice", "=", "x", "y", False),
    ("choice", "=", "x", "no such", False),
    ("choice", "!=", "x", "y", True),
    ("several", "=", "x", ["x", "y"], True),
    ("several", "=", "x", ["y"], False),
    ("several", "!=", "x", ["y"], True),
    ("several", "!=", "x", ["x", "y"], False),
    ("several", "exists", True, [], False),
    ("number", ">", 5, "5.1", True),
    ("number", ">", 5, 5, False),
    ("number", ">", 5, None, False),
    ("number", "<", "5.5", "5.4", True),
    ("number", "<", "5.5", "5.50", False),
    ("number", "<", 5, None, False),
    ("number", ">=", 5, "5.0", True),
    ("number", ">=", 5, "4.999", False),
    ("number", "<=", 5, 5, True),
    ("number", "<=", 5, "5.001", False),
    ("number", "=", "7.5", "7.50", True),
    ("number", "=", 7, "seven", False),
    ("number", "!=", 7, "7.0", False),
    ("scale", "<=", 4, 0, True),
    ("scale", "=", 1, True, False),
    ("date", ">", "2026-01-31", "2026-02-01", True),
    ("date", "<=", "2026-01-31", "2026-02-01", False),
    ("date", "=", "2026-01-31", "2026-01-31", True),
    ("date", "=", "2026-01-31", "2026-02-31", False),
    ("text", "=", "ja", "ja", True),
    ("text", "exists", True, "   ", False),
]


@pytest.mark.parametrize(("kind", "operator", "value", "given", "shown"), CASES)
def test_operators(kind: str, operator: str, value: Any, given: Any, shown: bool) -> None:
    asked = definition(TARGETS[kind], item("b", conditions=[when("a", operator, value)]))
    assert ("b" in enabled(asked, {} if given is None else {"a": given})) is shown


@pytest.mark.parametrize(("behaviour", "given", "shown"), [
    ("all", {"a": True, "b": True}, True),
    ("all", {"a": True}, False),
    ("any", {"a": True}, True),
    ("any", {}, False),
])  # fmt: skip
def test_all_and_any(behaviour: str, given: dict[str, Any], shown: bool) -> None:
    lines = [when("a", "=", True), when("b", "=", True)]
    asked = definition(item("a"), item("b"), item("c", behaviour=behaviour, conditions=lines))
    assert ("c" in enabled(asked, given)) is shown


def chain(length: int, backwards: bool = False) -> list[dict[str, Any]]:
    links = [item("n0")] + [item(f"n{n}", conditions=[when(f"n{n - 1}", "=", True)]) for n in range(1, length)]
    return links[::-1] if backwards else links


@pytest.mark.parametrize("backwards", [False, True])
def test_a_long_chain_breaks_where_an_answer_is_hidden(backwards: bool) -> None:
    asked = definition(*chain(1500, backwards))
    answers: dict[str, Any] = {f"n{n}": True for n in range(1500)}
    assert len(enabled(asked, answers)) == 1500
    answers["n3"] = False
    assert enabled(asked, answers) == {"n0", "n1", "n2", "n3"}
    assert clean(asked, answers) == {"n0": True, "n1": True, "n2": True, "n3": False}


def test_a_condition_on_a_hidden_question_counts_it_as_unanswered() -> None:
    asked = definition(
        item("a"),
        item("b", conditions=[when("a", "=", True)]),
        item("c", conditions=[when("b", "exists", False)]),
    )
    assert enabled(asked, {"a": False, "b": True}) == {"a", "c"}
    assert enabled(asked, {"a": True, "b": True}) == {"a", "b"}


def test_what_a_hidden_group_holds_is_hidden() -> None:
    inner = item("inner", "group", items=[item("deep")])
    asked = definition(item("a"), item("g", "group", items=[inner], conditions=[when("a", "=", True)]))
    assert enabled(asked, {}) == {"a"}
    assert enabled(asked, {"a": True}) == {"a", "g", "inner", "deep"}


CIRCLES = {
    "itself": [item("a", conditions=[when("a", "exists", True)])],
    "two": [item("a", conditions=[when("b", "=", True)]), item("b", conditions=[when("a", "=", True)])],
    "three": [
        item("a", conditions=[when("c", "=", True)]),
        item("b", conditions=[when("a", "=", True)]),
        item("c", conditions=[when("b", "=", True)]),
    ],
    "a group and what it holds": [item("g", "group", items=[item("a")], conditions=[when("a", "exists", True)])],
    "through a group": [
        item("g", "group", items=[item("a")], conditions=[when("b", "exists", True)]),
        item("b", conditions=[when("a", "exists", True)]),
    ],
}


@pytest.mark.parametrize("items", CIRCLES.values(), ids=CIRCLES)
def test_circles_are_refused(items: list[dict[str, Any]]) -> None:
    with pytest.raises(CannotParse, match="round in a circle"):
        parse(document(*items))
