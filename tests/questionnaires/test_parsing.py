"""Reading JSON: what is refused, where it says so, and how fast."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from stegvis.questionnaires.engine import CannotParse, canonical, digest, parse

from .documents import choice, document, item, when

WRONG_ITEMS: dict[str, tuple[list[dict[str, Any]], str]] = {
    "unknown type": ([item("a", "riddle")], "$.items[0].type"),
    "no link id": ([{"type": "boolean"}], "$.items[0]"),
    "link id with a colon": ([item("a:b")], "$.items[0].link_id"),
    "link id twice": ([item("a"), item("g", "group", items=[item("a")])], "$.items"),
    "no items": ([], "$.items"),
    "options on a text": ([{**item("a", "text"), "options": []}], "$.items[0]"),
    "choice without options": ([choice("a")], "$.items[0].options"),
    "same option twice": ([choice("a", "x", "x")], "$.items[0].options"),
    "scale without ends": ([item("a", "scale")], "$.items[0]"),
    "scale too long": ([item("a", "scale", minimum=0, maximum=100)], "$.items[0]"),
    "minimum above maximum": ([item("a", "integer", minimum=3, maximum=2)], "$.items[0]"),
    "half an integer": ([item("a", "integer", minimum="0.5")], "$.items[0]"),
    "float": ([item("a", "decimal", minimum=0.5)], "$.items[0].minimum"),
    "required as text": ([item("a", required="yes")], "$.items[0].required"),
    "condition on nothing": ([item("a", conditions=[when("x", "=", True)])], "$.items(a)"),
    "condition on a display": (
        [item("d", "display"), item("a", conditions=[when("d", "exists", True)])],
        "$.items(a).conditions",
    ),
    "condition on a missing option": (
        [choice("c", "x"), item("a", conditions=[when("c", "=", "y")])],
        "$.items(a).conditions",
    ),
    "number for a code": (
        [choice("c", "1"), item("a", conditions=[when("c", "=", 1)])],
        "$.items(a).conditions",
    ),
    "greater than on a choice": (
        [choice("c", "x"), item("a", conditions=[when("c", ">", "x")])],
        "$.items(a).conditions",
    ),
    "unknown operator": (
        [item("a"), item("b", conditions=[when("a", "~", True)])],
        "$.items[1].conditions[0].operator",
    ),
    "no conditions": ([item("a", conditions=[])], "$.items[0].conditions"),
    "dates the wrong way": (
        [item("a", "date", earliest_on="2026-02-01", latest_on="2026-01-01")],
        "$.items[0]",
    ),
    "no such day": ([item("a", "date", earliest_on="2026-02-31")], "$.items[0].earliest_on"),
}


@pytest.mark.parametrize(("items", "path"), WRONG_ITEMS.values(), ids=WRONG_ITEMS)
def test_wrong_items_are_refused_with_their_path(items: list[dict[str, Any]], path: str) -> None:
    with pytest.raises(CannotParse) as refusal:
        parse(document(*items))
    assert refusal.value.path == path
    assert refusal.value.reason


WRONG_WHOLES: dict[str, dict[str, Any]] = {
    "schema": {"schema": 2},
    "url": {"url": "javascript:alert(1)"},
    "url without key": {"url": "https://stegvis.example/"},
    "version": {"version": "1 0"},
    "language": {"language": "svenska"},
    "licence": {"licence": {"status": "stolen"}},
    "unknown key": {"script": "x"},
    "no texts": {"texts": {}},
    "text for nothing": {"texts": {"sv": {"title": "x", "item:a:text": "x", "item:b:text": "x"}}},
    "text missing": {"texts": {"sv": {"title": "x"}}},
    "empty text": {"texts": {"sv": {"title": " ", "item:a:text": "x"}}},
    "control character": {"texts": {"sv": {"title": "a\x00b", "item:a:text": "x"}}},
    "half a character": {"texts": {"sv": {"title": "a\ud800", "item:a:text": "x"}}},
    "text as number": {"texts": {"sv": {"title": 1, "item:a:text": "x"}}},
}


@pytest.mark.parametrize("changes", WRONG_WHOLES.values(), ids=WRONG_WHOLES)
def test_wrong_documents_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(CannotParse):
        parse({**document(item("a")), **changes})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        "NaN",
        '{"a": 1, "a": 2}',
        "[" * 100_000,
        '{"x":' * 50_000,
        "9" * 10_000,
        b"\xff\xfe",
        '"x"',
    ],
    ids=range(11),
)
def test_hostile_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(CannotParse):
        parse(text)


def test_too_much_is_refused_quickly() -> None:
    started = time.process_time()
    deep = item("g0", "group", items=[])
    for depth in range(1, 60):
        deep = item(f"g{depth}", "group", items=[deep])
    for items in ([item(f"n{n}") for n in range(10_000)], [deep]):
        with pytest.raises(CannotParse):
            parse(json.dumps(document(*items)))
    with pytest.raises(CannotParse, match="larger than"):
        parse("[" + "1," * 4_000_000)
    assert time.process_time() - started < 3


def test_canonical_bytes_do_not_depend_on_how_it_was_written() -> None:
    written = document(item("a", "decimal", minimum="0.50"), choice("b", "x", "y", required=False))
    other = json.loads(json.dumps(dict(reversed(written.items()))).replace('"0.50"', '"0.5"'))
    assert canonical(parse(written)) == canonical(parse(json.dumps(other, indent=3)))
    assert digest(parse(written)) == digest(parse(other))
    assert b"\\u" not in canonical(parse(document(item("a"), texts={"title": "Så här åäö"})))


def test_every_change_of_wording_changes_the_digest() -> None:
    first = parse(document(item("a")))
    assert digest(first) != digest(parse(document(item("a"), texts={"title": "Prov!"})))
    assert digest(first) != digest(parse(document(item("a", required=True))))


def test_translations_fall_back_to_the_own_language() -> None:
    written = document(item("a"))
    written["texts"]["en"] = {"title": "Test"}
    translated = parse(written)
    assert (translated.title("en"), translated.title("fi"), translated.title()) == ("Test", "Prov", "Prov")
    assert translated.text("item:a:text", "en") == "Fråga a"
