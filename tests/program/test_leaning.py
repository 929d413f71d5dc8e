"""Places to lean on: a change is seen at the place where it is made and at those that hold it, and nowhere else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.program.document import Danger, Document, Measurement, Module, Opening
from stegvis.program.kinds import DangerLevel, OpeningRule
from stegvis.program.leaning import places
from tests.program.samples import DEFINITION, Q, with_every_kind

ASKED: dict[str, Any] = {
    "url": "https://stegvis.example/questionnaire/prov",
    "version": "1.0",
    "language": "sv",
    "items": [
        {"link_id": "1", "type": "choice", "options": [{"code": "nej"}, {"code": "ja"}]},
        {
            "link_id": "g",
            "type": "group",
            "items": [{"link_id": "9", "type": "scale"}, {"link_id": "10", "type": "text"}],
        },
    ],
    "scores": [{"code": "t", "method": "sum", "items": [{"link_id": "1"}]}],
    "dangers": [{"id": "fara", "link_id": "9", "operator": ">=", "threshold": 1}],
    "texts": {
        "sv": {
            "title": "Prov",
            "item:1:text": "Ett?",
            "item:9:text": "Nio?",
            "item:10:text": "Tio?",
            "score:t": "Summa",
            "danger:fara": "Fara",
        }
    },
}
URL = ASKED["url"]
DOCUMENT = replace(with_every_kind(), questionnaires={Q: ASKED})
# Nodes that hold others are changed whenever those are.
PARENTS = {node.id: parent for node, parent in DOCUMENT.nodes()}
WORDS = sorted(key for key in DOCUMENT.texts["sv"] if key.rpartition(".")[0] in PARENTS or key.startswith("program."))


def differing(old: Document, new: Document) -> set[str]:
    was, now = places(old), places(new)
    return {place for place in was.keys() | now.keys() if was.get(place) != now.get(place)}


def holders(node: str) -> set[str]:
    found = set()
    while node in PARENTS:
        found.add(node)
        node = PARENTS[node]
    return found


def with_definition(**changed: Any) -> Document:
    return replace(DOCUMENT, questionnaires={Q: {**ASKED, **changed}})


@given(st.sampled_from(WORDS), st.text(min_size=1, max_size=5))
def test_changed_words_are_seen_where_they_stand_and_in_what_holds_them(key: str, more: str):
    texts = {"sv": {**DOCUMENT.texts["sv"], key: DOCUMENT.texts["sv"][key] + more}}
    node, _dot, field = key.rpartition(".")
    expected = {f"words:{field}"} if node == "program" else holders(node)
    assert differing(DOCUMENT, replace(DOCUMENT, texts=texts)) == expected


@given(st.sampled_from(DOCUMENT.measurements), st.integers(20, 90))
def test_a_changed_measurement_is_seen_there_alone(measured: Measurement, days: int):
    asked = tuple(replace(each, window_days=days) if each.id == measured.id else each for each in DOCUMENT.measurements)
    assert differing(DOCUMENT, replace(DOCUMENT, measurements=asked)) == {measured.id}


@given(st.sampled_from(DOCUMENT.modules), st.integers(50, 90))
def test_an_opening_rule_is_a_place_of_its_own(module: Module, days: int):
    modules = tuple(
        replace(each, opening=Opening(OpeningRule.DAYS_AFTER_START, days)) if each.id == module.id else each
        for each in DOCUMENT.modules
    )
    assert differing(DOCUMENT, replace(DOCUMENT, modules=modules)) == {module.id, f"opens:{module.id}"}


def test_modules_in_another_order_are_seen_in_the_order_alone():
    assert differing(DOCUMENT, replace(DOCUMENT, modules=DOCUMENT.modules[::-1])) == {"order"}


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("messages", False, "head:messages"),
        ("unsent_after", 30, "head:unsent"),
        ("length_days", 70, "head:length"),
        ("dangers", (Danger(URL, "fara", DangerLevel.ORDINARY),), f"danger:{URL}#fara"),
        ("dangers", (Danger(URL, "fara", threshold=2.0),), f"danger:{URL}#fara"),
    ],
)
def test_a_setting_is_seen_at_its_own_place(name: str, value: Any, place: str):
    changed = replace(DOCUMENT, settings=replace(DOCUMENT.settings, **{name: value}))
    assert differing(DOCUMENT, changed) == {place}


def _text(key: str) -> Document:
    texts = {"sv": {**ASKED["texts"]["sv"], key: "Något annat"}}
    return with_definition(texts=texts)


WHOLE = f"asked:{URL}"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (_text("item:1:text"), {WHOLE, f"question:{URL}#1"}),
        (_text("item:9:text"), {WHOLE, f"question:{URL}#9", f"danger:{URL}#fara"}),
        (_text("item:1:option:ja"), {WHOLE, f"question:{URL}#1"}),
        # Link id 1 is not the beginning of link id 10.
        (_text("item:10:help"), {WHOLE, f"question:{URL}#10"}),
        # A condition on a group is a condition on what it holds.
        (_text("item:g:text"), {WHOLE, f"question:{URL}#9", f"question:{URL}#10", f"danger:{URL}#fara"}),
        (_text("score:t"), {WHOLE, f"score:{URL}#t"}),
        (_text("danger:fara:help"), {WHOLE, f"danger:{URL}#fara"}),
        (_text("title"), {WHOLE}),
        (with_definition(version="1.1"), set()),
        (with_definition(examples=[{"name": "x"}]), set()),
        (
            with_definition(dangers=[{**ASKED["dangers"][0], "threshold": 2}]),
            {WHOLE, f"danger:{URL}#fara"},
        ),
    ],
)
def test_a_changed_questionnaire_is_seen_at_the_questions_it_touches(changed: Document, expected: set[str]):
    assert differing(DOCUMENT, changed) == expected


def test_the_same_question_under_another_digest_is_the_same_place():
    other = "9" * 64
    moved = replace(
        DOCUMENT,
        questionnaires={other: {**ASKED, "version": "2.0"}},
        measurements=tuple(replace(each, questionnaire=other) for each in DOCUMENT.measurements),
    )
    found = differing(DOCUMENT, moved)
    assert not any(place.startswith(("question:", "danger:", "asked:", "score:")) for place in found)
    assert found == {each.id for each in DOCUMENT.measurements}


def test_a_broken_definition_gives_less_and_no_error():
    broken = replace(
        DOCUMENT, questionnaires={Q: {"url": DEFINITION["url"], "items": "nej", "dangers": [3], "texts": None}}
    )
    assert WHOLE in places(broken)
