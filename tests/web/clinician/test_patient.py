"""One resident's pages: results, flags, steering, exercises, history."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.care.actions import set_phase
from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.course import actions, walk
from stegvis.course.kinds import Phase
from stegvis.course.models import Response
from tests import programs

pytestmark = pytest.mark.django_db

NASTY = "<script>alert('x')</script> & \"citat\" {{ 7|add:7 }} åäö 🙂"


def url(name, *args):
    return reverse(f"clinician:{name}", args=args)


def page(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_answer_stands_on_its_scale_with_a_sentence(cast, answered):
    shown = page(cast.client("tina"), "patient", answered.pk)
    assert 'class="chart-scale"' in shown and "Gräns 10" in shown
    assert "Summa PHQ-9 var 10 (måttliga besvär)" in shown
    assert "chart-wide" not in shown and "Visa som tabell" not in shown


def test_several_answers_are_a_graph_a_table_and_a_sentence(cast, answered):
    course = programs.course_of(cast, answered)
    actions.read_welcome(course, by=cast.rita)
    course.refresh_from_db()
    course.world.offset_s = 8 * 86400
    course.world.save()
    walk.settle(course, course.now())
    weekly = next(o for o in walk.unfolded(course, course.now()).occasions if o.is_answerable)
    actions.submit(course, weekly.key, programs.phq(2), 0, by=cast.rita)
    shown = page(cast.client("tina"), "patient", answered.pk)
    assert 'class="chart-wide"' in shown and "Gräns 10" in shown
    assert "Summa PHQ-9 har gått från 10 (måttliga besvär)" in shown
    assert "Visa som tabell" in shown


def test_only_the_newest_correction_counts(cast, answered):
    course = programs.course_of(cast, answered)
    occasion = walk.unfolded(course, course.now()).occasions[0].key
    actions.amend(course, occasion, programs.phq(0), by=cast.rita)
    shown = page(cast.client("tina"), "patient", answered.pk)
    assert "Summa PHQ-9 var 0 (inga eller minimala besvär)" in shown
    assert "Rättat" in shown
    newest = Response.objects.get(course=course, amends__isnull=False)
    assert "Se vad som svarades först" in page(cast.client("tina"), "response", answered.pk, newest.pk)
    assert "Invånaren har rättat" in page(cast.client("tina"), "response", answered.pk, newest.amends_id)


def test_a_danger_flag_says_which_answer_and_that_it_was_sent(cast, flag):
    for shown in (page(cast.client("tina"), "flag", flag.pk), page(cast.client("tina"), "patient", flag.enrolment_id)):
        assert "Tankar att det skulle vara bättre om du var död" in shown
        assert "Mer än hälften av dagarna" in shown
        assert "Svaret är skickat." in shown
        assert "Osänt" not in shown


def test_an_answer_that_was_never_sent_is_marked_and_shown_alone(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    gate = walk.unfolded(course, course.now()).gate
    actions.save_draft(course, gate.key, programs.phq(3, ninth=1), 0, by=cast.rita)
    course.refresh_from_db()
    course.world.offset_s = 3600
    course.world.save()
    walk.settle(course, course.now())
    raise_flags(now=course.now(), course_id=course.pk)
    raised = Flag.objects.visible_to(cast.tina).get()
    shown = page(cast.client("tina"), "flag", raised.pk)
    assert "Osänt" in shown and "Flera dagar" in shown
    assert "Nästan varje dag" not in shown  # the other answers are the resident's own
    draft = Response.objects.get(course=course)
    assert cast.client("tina").get(url("response", enrolment.pk, draft.pk)).status_code == 404


def test_a_flag_is_taken_and_handled_with_a_word(cast, flag):
    client = cast.client("tina")
    client.post(url("acknowledge", flag.pk))
    assert "Tina Ek har tagit den" in page(cast.client("tor"), "home")
    unsaid = client.post(url("handle", flag.pk), {"note": "  "})
    assert "Skriv kort vad du har gjort" in unsaid.content.decode()
    after = client.post(url("handle", flag.pk), {"note": "Ringde, vi ses i dag."}, follow=True).content.decode()
    assert "Flaggan är hanterad." in after and "Ringde, vi ses i dag." in after
    again = client.post(url("handle", flag.pk), {"note": "Igen"})
    assert again.status_code == 409 and "Flaggan är redan hanterad." in again.content.decode()


def test_modules_are_opened_and_closed_and_sections_hidden(cast, enrolment):
    client, second, section = cast.client("tina"), programs.SECOND, programs.SECTIONS[1]
    opened = client.post(url("open_module", enrolment.pk, second), follow=True).content.decode()
    assert "Vidare är öppen för invånaren." in opened
    closed = client.post(url("close_module", enrolment.pk, second), follow=True).content.decode()
    assert "Vidare är stängd." in closed
    hidden = client.post(url("hide_section", enrolment.pk, section), follow=True).content.decode()
    assert "Avsnittet är dolt" in hidden and "Visa igen" in hidden
    shown = client.post(url("show_section", enrolment.pk, section), follow=True).content.decode()
    assert "visas för invånaren igen" in shown
    missing = client.post(url("open_module", enrolment.pk, "finns-inte"), follow=True).content.decode()
    assert "Modulen finns inte i programmet." in missing


def test_what_the_policy_refuses_is_a_closed_button_with_its_sentence(cast, enrolment):
    set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    client = cast.client("tina")
    shown = page(client, "patient", enrolment.pk)
    assert "disabled" in shown and "Programmet är avslutat." in shown
    assert "Öppna programmet igen" in shown
    refused = client.post(url("open_module", enrolment.pk, programs.SECOND))
    assert refused.status_code == 403 and "Programmet är avslutat." in refused.content.decode()


@pytest.mark.parametrize(("way", "phase"), [("vidmakthallande", "maintenance"), ("avslut", "closed")])
def test_a_phase_is_set_after_a_question(cast, enrolment, way, phase):
    client, address = cast.client("tina"), url("phase", enrolment.pk, way)
    assert "Det här händer" in client.get(address).content.decode()
    enrolment.course.refresh_from_db()
    assert enrolment.course.phase == Phase.ACTIVE
    client.post(address)
    enrolment.course.refresh_from_db()
    assert enrolment.course.phase == phase
    if phase == "closed":
        client.post(url("reopen", enrolment.pk))
        enrolment.course.refresh_from_db()
        assert enrolment.course.phase == Phase.ACTIVE


def test_an_unknown_phase_does_not_exist(cast, enrolment):
    assert cast.client("tina").get(url("phase", enrolment.pk, "wrong_start")).status_code == 404


def test_the_therapist_is_changed(cast, enrolment):
    client, address = cast.client("tina"), url("reassign", enrolment.pk)
    assert "Välj en behandlare." in client.post(address, {"therapist": ""}).content.decode()
    client.post(address, {"therapist": str(cast.accounts["tor"].pk)})
    enrolment.refresh_from_db()
    assert enrolment.therapist_id == cast.accounts["tor"].pk


def send_exercise(cast, enrolment, text):
    course = programs.course_of(cast, enrolment)
    actions.send_exercise(course, programs.EXERCISE, text, 0, by=cast.rita)
    raise_flags(now=course.now(), course_id=course.pk)


def test_exercises_are_read_and_commented_once_the_text_is_there(cast, answered):
    client, address = cast.client("tina"), url("comment", answered.pk, programs.EXERCISE)
    assert "Inga övningar inskickade" in page(client, "exercises", answered.pk)
    early = client.post(address, {"text": "Bra!"})
    assert early.status_code == 422
    send_exercise(cast, answered, NASTY)
    shown = page(client, "exercises", answered.pk)
    assert "<script>alert" not in shown and "&lt;script&gt;alert" in shown and "{{ 7|add:7 }}" in shown
    assert client.post(address, {"text": "   "}).status_code == 422
    after = client.post(address, {"text": NASTY}, follow=True).content.decode()
    assert "Kommentaren är skickad" in after and "<script>alert" not in after
    assert not Flag.objects.visible_to(cast.tina).filter(kind="exercise").exclude(state="handled").exists()


def test_a_comment_that_is_too_long_comes_back(cast, answered):
    send_exercise(cast, answered, "Hej")
    answer = cast.client("tina").post(url("comment", answered.pk, programs.EXERCISE), {"text": "x" * 10_001})
    assert answer.status_code == 422 and "x" * 10_001 in answer.content.decode()


def test_a_resident_administrator_sees_why_commenting_is_closed(cast, answered):
    send_exercise(cast, answered, "Hej")
    client = cast.client("irma")
    client.post(url("choose", answered.pk), {"reason": "substitute"})
    assert "Du har ingen roll som får kommentera övningar." in page(client, "exercises", answered.pk)


def test_history_tells_without_content(cast, answered):
    send_exercise(cast, answered, "Hemligt innehåll")
    shown = page(cast.client("tina"), "history", answered.pk)
    assert "Programmet startades" in shown and "Tina Ek" in shown
    assert "Skickade in övningen Din kväll" in shown
    assert "Hemligt innehåll" not in shown


def test_a_name_that_looks_like_a_page_is_only_a_name(cast, enrolment):
    enrolment.patient.given_name = "<b onmouseover=x>Rita</b>"
    enrolment.patient.save()
    client = cast.client("tina")
    for shown in (page(client, "patient", enrolment.pk), page(client, "caseload")):
        assert "<b onmouseover" not in shown and "&lt;b onmouseover" in shown


def test_the_number_is_masked_until_asked_for(cast, enrolment):
    shown = page(cast.client("tina"), "patient", enrolment.pk)
    assert "19270716-••••" in shown
    assert "19270716-9203" in shown  # inside the folded part


def test_the_page_costs_the_same_for_one_answer_and_for_many(cast, answered):
    client, address = cast.client("tina"), url("patient", answered.pk)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    flag, response = Flag.objects.visible_to(cast.tina).get(), Response.objects.get()
    scores = list(response.scores.all())
    for number in range(30):
        flag.pk, flag.effect_key, flag._state.adding = uuid4(), f"k{number}", True
        flag.save()
        response.pk, response.occasion, response._state.adding = uuid4(), f"{programs.EMBEDDED}.{number}.e1", True
        response.save()
        for score in scores:
            score.pk, score.response, score._state.adding = None, response, True
            score.save()
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).content.decode().count("Farligt svar") >= 31
    assert len(many) == len(one) <= 25
