"""Rule 1, danger answers: data in the program, help at once, a flag when sent or when not sent in time."""

from dataclasses import replace

import pytest
from django.urls import reverse

from stegvis.course import actions
from stegvis.course.models import Fact, Response
from stegvis.program.kinds import DangerLevel
from stegvis.questionnaires import engine
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.engine.definition import Condition, Operator
from tests import programs
from tests.safety.conftest import GATE, HELP, of_phq, ward_with

pytestmark = pytest.mark.django_db


def test_what_is_dangerous_is_data_in_the_questionnaire():
    programs.a_document()
    definition = library.current_definition("phq-9")
    assert [(rule.link_id, rule.operator.value, rule.threshold) for rule in definition.dangers] == [("9", ">=", 1)]
    assert [bool(engine.dangers(definition, programs.phq(1, ninth=n))) for n in range(4)] == [False, True, True, True]


@pytest.mark.parametrize(("ninth", "told"), [(1, 0), (2, 1), (3, 1)])
def test_a_program_may_set_a_threshold_of_its_own(cast, ninth, told):
    ward = ward_with(cast, dangers=of_phq(threshold=2))
    ward.send(ninth)
    assert len(ward.flags) == told
    assert (HELP in ward.page("resident:thanks", ward.course.pk, GATE)) is bool(told)


def test_a_program_may_let_the_own_therapist_be_the_one_to_be_told(cast):
    ward = ward_with(cast, dangers=of_phq(level=DangerLevel.ORDINARY))
    ward.send(1)
    flag = ward.flags[0]
    assert not flag.priority
    assert "Farliga svar att bedöma" in ward.page("clinician:home", who="tina")
    assert "Farliga svar att bedöma" not in ward.page("clinician:home", who="tor")
    assert HELP in ward.page("resident:thanks", ward.course.pk, GATE)
    with pytest.raises(Exception, match="Skriv kort"):
        ward.handle(flag, " ")


def test_with_no_own_therapist_left_everybody_is_told_whatever_the_program_says(cast):
    ward = ward_with(cast, dangers=of_phq(level=DangerLevel.ORDINARY))
    cast.accounts["tina"].grants.update(withdrawn_at=ward.course.now(), withdrawn_by="x")
    ward.send(1)
    assert ward.flags[0].priority


def test_help_comes_with_the_answer_not_with_the_sending(ward):
    form = {"q.9": programs.phq(0, 1)["9"], "revision": "0"}
    address = reverse("resident:questionnaire", args=[ward.course.pk, GATE])
    reply = ward.cast.client("rita").post(address, form, headers={"X-Autosave": "1"})
    assert HELP in reply.json()["danger"]
    assert ward.flags == []


def test_sent_is_a_priority_flag_at_once(ward):
    ward.send(2)
    assert [(flag.priority, flag.unsent, flag.state) for flag in ward.flags] == [(True, False, "open")]


def test_given_and_never_sent_is_told_after_ten_minutes_as_unsent(ward):
    ward.give(2)
    ward.later(minutes=9)
    assert ward.flags == []
    ward.later(minutes=2)
    assert [(flag.priority, flag.unsent) for flag in ward.flags] == [(True, True)]


def test_the_minutes_are_the_programs_and_the_form_says_them_before(cast):
    ward = ward_with(cast, unsent_after=30)
    assert "efter 30 minuter" in ward.page("resident:questionnaire", ward.course.pk, GATE)
    ward.give(2)
    ward.later(minutes=15)
    assert ward.flags == []
    ward.later(minutes=16)
    assert len(ward.flags) == 1


def test_the_flag_shows_that_answer_alone_marked_unsent(ward):
    ward.give(2)
    ward.later(minutes=11)
    shown = ward.page("clinician:flag", ward.flags[0].pk, who="tina")
    definition = library.current_definition("phq-9")
    assert "Osänt" in shown
    assert definition.text("item:9:text") in shown
    assert [link for link in "12345678" if definition.text(f"item:{link}:text") in shown] == []
    case = ward.page("clinician:patient", ward.enrolment.pk, who="tina")
    assert [link for link in "12345678" if definition.text(f"item:{link}:text") in case] == []


def test_changing_the_answer_never_removes_the_flag(ward):
    ward.give(3)
    ward.send(0)
    assert [(flag.unsent, flag.detail["value"]) for flag in ward.flags] == [(True, programs.phq(0, 3)["9"])]


def test_correcting_what_was_sent_never_removes_the_flag_and_keeps_the_first(ward):
    ward.send(3)
    actions.amend(ward.course, GATE, ward.answers(0), by=ward.cast.rita)
    ward.work()
    assert [flag.state for flag in ward.flags] == ["open"]
    rows = list(Response.objects.filter(course=ward.course).order_by("sent_at"))
    assert [row.answers["9"] for row in rows] == [programs.phq(1, n)["9"] for n in (3, 0)]
    assert rows[1].amends == rows[0]


def test_own_words_are_nowhere_in_the_open_log(ward, monkeypatch):
    """A rule may look at a question answered with own words; the log then holds only that there were some."""
    words = engine.DangerHit("self_harm", "9", ":Jag orkar inte mer", "9")
    monkeypatch.setattr("stegvis.course.dangers.engine.dangers", lambda *_: [words])
    ward.give(2)
    ward.later(minutes=11)
    assert "orkar" not in str(list(Fact.objects.filter(course=ward.course).values_list("payload", flat=True)))
    assert "egna ord" in ward.page("clinician:flag", ward.flags[0].pk, who="tina")


@pytest.fixture
def hiding(ward, monkeypatch):
    """PHQ-9 where the ninth question is asked only when the first is answered with something else than not at all."""
    asked = library.current_definition("phq-9")
    first = asked.index["1"].options[0].code
    items = tuple(
        replace(item, conditions=(Condition("1", Operator.NOT_EQUAL, first),)) if item.link_id == "9" else item
        for item in asked.items
    )
    changed = replace(asked, items=items)
    assert changed.index["9"].conditions
    monkeypatch.setattr(library, "definition_by_digest", lambda _digest: changed)
    return ward


def test_given_and_hidden_by_another_answer_in_the_same_save_is_told(hiding):
    """Without scripts, or with no connection, both changes come at once: it was given all the same."""
    answers = hiding.answers(2) | {"1": programs.phq(0)["1"]}
    form = {f"q.{key}": value for key, value in answers.items()}
    address = reverse("resident:questionnaire", args=[hiding.course.pk, GATE])
    sent = hiding.cast.client("rita").post(address, form | {"revision": "0", "do": "send", "live": "1"})
    assert sent.status_code == 302
    assert "9" not in Response.objects.get(course=hiding.course).answers
    hiding.work()
    assert [(flag.unsent, flag.detail["value"]) for flag in hiding.flags] == [(True, answers["9"])]
    assert HELP in hiding.page("resident:thanks", hiding.course.pk, GATE)


def test_hidden_in_a_draft_is_told_once(hiding):
    answers = hiding.answers(2) | {"1": programs.phq(0)["1"]}
    for revision in (0, 1):
        actions.save_draft(hiding.course, GATE, {**answers, "2": answers["2"]}, revision, by=hiding.cast.rita)
    hiding.later(minutes=11)
    assert len(hiding.flags) == 1
