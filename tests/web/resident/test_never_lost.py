"""Safety rules 1, 2 and 15 where something stands in the way: another tab, a closed program, a correction."""

import pytest
from django.urls import reverse

from stegvis.care import actions as care
from stegvis.course import actions
from stegvis.course.kinds import Phase
from stegvis.course.models import Fact, Response
from stegvis.messaging.models import Message
from tests import programs
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GATE = f"{programs.GATE}.1.e1"
SCRIPT = {"X-Autosave": "1"}
TOLD = "får veta att du har svarat så här"


@pytest.fixture
def enrolment(cast: Cast):
    return programs.enrol(cast, programs.publish(cast))


@pytest.fixture
def rita(cast: Cast):
    return cast.client("rita")


def at(enrolment, name, *args):
    return reverse(f"resident:{name}", args=[enrolment.course_id, *args])


def answers(value=0, ninth=0, **more):
    given = {f"q.{key}": code for key, code in programs.phq(value, ninth).items()}
    return {"revision": "0", "do": "send"} | given | more


def send_gate(rita, enrolment, **given):
    return rita.post(at(enrolment, "questionnaire", GATE), answers(**given))


def given_dangers():
    return Fact.objects.filter(kind="danger_given").count()


def text(response):
    return response.content.decode()


def test_a_dangerous_answer_in_a_stale_tab_brings_help_and_is_told(rita, enrolment):
    address = at(enrolment, "questionnaire", GATE)
    rita.post(address, answers(1), headers=SCRIPT)
    page = rita.post(address, answers(0, ninth=3))
    assert (page.status_code, TOLD in text(page), given_dangers()) == (409, True, 1)


def test_the_script_in_a_stale_tab_is_told_of_danger_too(rita, enrolment):
    address = at(enrolment, "questionnaire", GATE)
    rita.post(address, answers(1), headers=SCRIPT)
    reply = rita.post(address, answers(0, ninth=3), headers=SCRIPT)
    assert (reply.status_code, TOLD in reply.json()["danger"], given_dangers()) == (409, True, 1)


def test_other_answers_after_sending_are_shown_and_a_danger_in_them_is_told(rita, enrolment):
    send_gate(rita, enrolment)
    page = send_gate(rita, enrolment, ninth=3)
    assert (page.status_code, TOLD in text(page), given_dangers()) == (409, True, 1)
    assert "redan skickat" in text(page)


def test_a_dangerous_answer_after_the_program_closed_is_told_all_the_same(cast, rita, enrolment):
    care.set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    page = send_gate(rita, enrolment, ninth=3)
    assert (page.status_code, TOLD in text(page), given_dangers()) == (409, True, 1)


def test_the_script_corrects_nothing_and_still_brings_help(rita, enrolment):
    send_gate(rita, enrolment)
    address = at(enrolment, "correct", GATE)
    form = text(rita.get(address))
    assert 'data-q-form="asks"' in form
    assert 'value="save"' not in form
    reply = rita.post(address, answers(0, ninth=3), headers=SCRIPT)
    assert (TOLD in reply.json()["danger"], given_dangers(), Response.objects.count()) == (True, 1, 1)


def test_a_correction_with_a_fault_and_a_danger_is_told(rita, enrolment):
    send_gate(rita, enrolment)
    half = answers(0, ninth=3)
    half.pop(next(name for name in half if name.startswith("q.")))
    page = rita.post(at(enrolment, "correct", GATE), half)
    assert (page.status_code, TOLD in text(page), given_dangers()) == (422, True, 1)


def test_a_correction_that_came_too_late_is_shown(cast, rita, enrolment):
    send_gate(rita, enrolment)
    care.set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    page = rita.post(at(enrolment, "correct", GATE), answers(2, ninth=3))
    assert (page.status_code, given_dangers()) == (409, 1)
    assert "Det här skrev du" in text(page)


def test_answers_in_a_section_that_was_hidden_meanwhile_are_shown(cast, rita, enrolment):
    send_gate(rita, enrolment)
    course = programs.course_of(cast, enrolment)
    actions.read_welcome(course, by=cast.rita)
    address = at(enrolment, "questionnaire", f"{programs.EMBEDDED}.1.e1")
    care.hide_section(enrolment, programs.SECTIONS[0], by=cast.tina)
    assert rita.get(address).status_code == 404
    assert rita.post(address, {"revision": "0", "do": "send"}).status_code == 409


def test_another_text_after_the_exercise_was_sent_is_shown(rita, enrolment):
    send_gate(rita, enrolment)
    address = at(enrolment, "exercise", programs.EXERCISE)
    rita.post(address, {"text": "Det första.", "revision": "0", "do": "send"})
    assert rita.post(address, {"text": "Det första.", "revision": "0", "do": "send"}).status_code == 302
    page = rita.post(address, {"text": "Något helt annat.", "revision": "0", "do": "send"})
    assert page.status_code == 409
    assert "Något helt annat." in text(page)


def test_two_versions_of_an_exercise_show_where_they_differ(rita, enrolment):
    send_gate(rita, enrolment)
    address = at(enrolment, "exercise", programs.EXERCISE)
    rita.post(address, {"text": "Jag läser.\nJag sover.", "revision": "0"})
    page = rita.post(address, {"text": "Jag läser.\nJag går ut.", "revision": "0"})
    assert page.status_code == 409
    shown = text(page)
    assert shown.count("Skiljer sig") == 2 and shown.count("<p>Jag läser.</p>") == 2


def test_a_message_to_a_program_that_closed_meanwhile_is_shown(cast, rita, enrolment):
    care.set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    page = rita.post(at(enrolment, "messages"), {"body": "Min långa text.", "do": "send", "once": "a"})
    assert page.status_code == 403
    assert "Min långa text." in text(page)
    assert "Programmet är avslutat." in text(page)


def test_a_draft_that_is_too_long_is_not_cut(rita, enrolment):
    page = rita.post(at(enrolment, "messages"), {"body": "a" * 10_001, "do": "draft", "once": "a"})
    assert page.status_code == 422
    assert "a" * 10_001 in text(page)


def test_a_form_sent_again_with_another_text_is_another_message(rita, enrolment):
    for body in ("Ett.", "Ett.", "Två."):
        rita.post(at(enrolment, "messages"), {"body": body, "do": "send", "once": "a"})
    assert sorted(each.body for each in Message.objects.all()) == ["Ett.", "Två."]
