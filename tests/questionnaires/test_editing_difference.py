"""What differs between two definitions, and whether it counts."""

import pytest

from stegvis.questionnaires import editing
from stegvis.questionnaires.draft_words import change_words, value_words
from tests.questionnaires.test_editing import shipped, small


def between(old, new):
    return editing.difference(editing.definition_of(old, "1.0"), editing.definition_of(new, "2.0"))


def test_the_same_has_no_difference():
    assert between(small(), small()) == []
    assert between(shipped("somnvecka"), shipped("somnvecka")) == []


def test_a_new_wording_shows_both_and_is_minor():
    new = editing.set_item(small(), "hur-mar-du", {}, {"sv": {"text": "Hur mår du i dag?"}})

    changes = between(small(), new)

    assert [(c.code, c.before, c.after, c.major) for c in changes] == [
        ("wording_text", "Hur mår du?", "Hur mår du i dag?", False)
    ]
    assert not editing.is_major(changes)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda doc: editing.add_item(doc, "boolean", "Sover du?")[0], "question_added"),
        (lambda doc: editing.remove_item(doc, "vad-ar-det-som-ar-svart"), "question_removed"),
        (lambda doc: editing.set_conditions(doc, "vad-ar-det-som-ar-svart", [], "all"), "conditions"),
        (lambda doc: editing.set_item(doc, "hur-mar-du", {"required": True}, {}), "setting"),
        (lambda doc: editing.set_rule(doc, "scores", "besvar", {"better": "lower"}, {}), "score_setting"),
        (
            lambda doc: editing.set_bands(
                doc, "besvar", [{"code": "lite", "low": 0, "tone": "mild", "source": "Egen"}], {"sv": ["Lite"]}
            ),
            "bands",
        ),
        (
            lambda doc: editing.set_options(
                doc,
                "hur-mar-du",
                [{"code": "bra", "points": 0}, {"code": "inte-bra", "points": 2}, {"points": 3}],
                {"sv": ["Bra", "Inte bra", "Uselt"]},
            ),
            "option_added",
        ),
    ],
)
def test_what_counts_is_major(change, code):
    changes = between(small(), change(small()))

    assert code in {found.code for found in changes}
    assert editing.is_major(changes)
    for found in changes:
        assert change_words(found)
        assert isinstance(value_words(found, found.before), str)


def test_only_the_one_that_moved_is_said_to_have_moved():
    doc = small()
    for name in ("A", "B", "C", "D"):
        doc, _link = editing.add_item(doc, "boolean", name)

    changes = between(doc, editing.move_to(doc, "d", 1))

    assert [(change.code, change.name) for change in changes] == [("question_moved", "D")]


@pytest.mark.parametrize(
    ("version", "major", "wanted"),
    [("1.0", True, "2.0"), ("1.4", False, "1.5"), ("3", False, "3.1"), ("x", True, "2.0")],
)
def test_the_next_number(version, major, wanted):
    assert editing.next_version(version, major=major) == wanted
