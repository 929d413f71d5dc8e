"""The form as values: edited, answered, and what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.governance.nominations.delivered import DELIVERED
from stegvis.governance.nominations.fields import (
    CannotEditForm,
    CannotRead,
    Field,
    added,
    as_json,
    asked,
    changed,
    missing,
    moved,
    read_answer,
    read_fields,
    retired,
)
from stegvis.governance.nominations.kinds import FieldKind
from stegvis.governance.nominations.likeness import likeness, words_of

KEYS = st.sampled_from([field.key for field in DELIVERED])


def test_the_delivered_form_asks_everything_and_every_key_once():
    keys = [field.key for field in DELIVERED]
    assert len(keys) == len(set(keys)) == 32
    assert all(field.label and field.group for field in DELIVERED)
    assert {"problem", "goal", "benefit", "target_group", "age", "volume", "care_process", "why_platform", "kind",
            "existing_content", "questionnaires", "messages", "answer_time", "similar", "working_group", "hours",
            "evaluation", "others_interested", "languages", "accessibility", "deputy", "contact_consulted",
            "risk_described"} <= set(keys)  # fmt: skip


def test_a_form_is_the_same_after_being_kept():
    assert read_fields(as_json(DELIVERED)) == DELIVERED


@given(KEYS, st.integers(-40, 40))
def test_moving_keeps_every_question_and_back_again_is_where_it_was(key, steps):
    there = moved(DELIVERED, key, steps)
    assert sorted(field.key for field in there) == sorted(field.key for field in DELIVERED)
    rest = [field.key for field in there if field.key != key]
    assert rest == [field.key for field in DELIVERED if field.key != key]
    place = [field.key for field in DELIVERED].index(key)
    assert [field.key for field in there].index(key) == min(max(place + steps, 0), len(DELIVERED) - 1)


def test_moving_passes_questions_that_are_not_asked():
    form = retired(DELIVERED, DELIVERED[1].key)
    up = moved(form, DELIVERED[2].key, -1)
    assert up[0].key == DELIVERED[2].key


def test_a_new_question_gets_a_key_of_its_own_and_stands_last_under_its_heading():
    form = added(DELIVERED, Field("", "Åldrar?", group="För vem"))
    form = added(form, Field("", "Åldrar!", group="För vem"))
    new = [field for field in form if field not in DELIVERED]
    assert [field.key for field in new] == ["aldrar", "aldrar_2"]
    headings = [field.group for field in form]
    assert headings.index("I vården") == headings.index("För vem") + headings.count("För vem")


@given(st.text(max_size=60))
def test_any_label_gives_a_key_that_can_stand_in_an_address(label):
    try:
        form = added((), Field("", label))
    except CannotEditForm:
        assert not label.strip() or not label.isprintable()
    else:
        assert form[0].key.replace("_", "").isalnum() and form[0].key.isascii() and len(form[0].key) <= 40


def test_a_changed_question_keeps_its_key_and_its_answers():
    form = changed(DELIVERED, "goal", Field("other", "Vad vill ni nå?", FieldKind.SHORT))
    (goal,) = (field for field in form if field.key == "goal")
    assert goal.label == "Vad vill ni nå?"


@pytest.mark.parametrize(
    "field", [Field("", "  "), Field("", "Vilken?", FieldKind.CHOICE), Field("", "Vilken?", FieldKind.CHOICE, options=("A", "A"))]
)  # fmt: skip
def test_a_question_that_cannot_be_asked_is_refused(field):
    with pytest.raises(CannotEditForm):
        added(DELIVERED, field)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (FieldKind.NUMBER, "1 200", 1200),
        (FieldKind.NUMBER, "", ""),
        (FieldKind.DATE, "2026-03-31", "2026-03-31"),
        (FieldKind.YES_NO, "no", "no"),
        (FieldKind.SHORT, " en\n rad\x00 ", "en rad"),
        (FieldKind.LONG, "två\r\nrader", "två\nrader"),
        (FieldKind.CHOICE, "Guidat", "Guidat"),
    ],
)
def test_answers_are_read(kind, typed, kept):
    assert read_answer(Field("x", "X", kind, options=("Guidat", "Öppet")), typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [(FieldKind.NUMBER, "många"), (FieldKind.DATE, "31 mars"), (FieldKind.YES_NO, "kanske"), (FieldKind.CHOICE, "Nej")],
)
def test_what_is_no_answer_is_told(kind, typed):
    with pytest.raises(CannotRead):
        read_answer(Field("x", "X", kind, options=("Guidat",)), typed)


def test_what_is_missing_is_what_is_required_and_asked():
    form = (Field("a", "A", required=True), Field("b", "B"), Field("c", "C", required=True, retired=True))
    assert [field.key for field in missing(form, {})] == ["a"]
    assert missing(form, {"a": "svar"}) == []
    assert [field.key for field in asked(form)] == ["a", "b"]


def test_likeness_weighs_titles_over_purposes_and_counts_a_word_once():
    wanted = words_of("Sömn vid skiftarbete", "sömndagbok")
    titled = likeness(wanted, [(3, "Sömnprogram"), (1, "Om sömnen")])
    assert titled.score == 0 or titled.words  # words of fewer than six letters must be alike
    assert likeness(words_of("panikångest"), [(3, "Panikångest"), (1, "panikångest")]).score == 3
    assert likeness(words_of("program för patienten"), [(3, "Program för patienten")]).score == 0
