"""A resident's way through a program: what is shown, what is kept, and what is not theirs."""

from dataclasses import replace

import pytest
from django.urls import reverse

from stegvis.care import actions as care
from stegvis.care.models import Flag
from stegvis.course import actions
from stegvis.course.kinds import Phase
from stegvis.course.models import ExerciseAnswer, Response
from stegvis.lib.clock import local_day
from tests import programs
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GATE = f"{programs.GATE}.1.e1"
EMBEDDED = f"{programs.EMBEDDED}.1.e1"


@pytest.fixture
def enrolment(cast: Cast):
    return programs.enrol(cast, programs.publish(cast))


@pytest.fixture
def walk(enrolment):
    return enrolment.course_id


@pytest.fixture
def rita(cast: Cast):
    return cast.client("rita")


@pytest.fixture
def begun(cast: Cast, enrolment):
    """Welcome read and the gate answered: the steps are open."""
    course = programs.course_of(cast, enrolment)
    actions.read_welcome(course, by=cast.rita)
    actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    return enrolment.course_id


def at(name, *args):
    return reverse(f"resident:{name}", args=args)


def answers(value=1, ninth=0, revision=0, **more):
    given = {f"q.{key}": code for key, code in programs.phq(value, ninth).items()}
    return given | {"revision": str(revision)} | more


def text(response):
    return response.content.decode()


# --- What to do now -----------------------------------------------------------------------------


def test_the_first_page_begins_with_the_welcome(rita, walk):
    page = text(rita.get(at("home")))
    assert "Hej Rita" in page and "Börja" in page
    assert at("program", walk) in page


def test_without_programs_the_page_says_so_kindly(cast: Cast):
    assert "Du har inga program just nu" in text(cast.client("rebecka").get(at("home")))


def test_the_welcome_is_read_once_and_then_the_gate_comes_first(rita, walk):
    assert "Välkommen." in text(rita.get(at("program", walk)))
    assert rita.post(at("read_welcome", walk)).status_code == 302
    page = text(rita.get(at("program", walk)))
    assert at("questionnaire", walk, GATE) in page
    assert at("step", walk, programs.STEPS[0]) not in page


def test_a_step_behind_the_gate_leads_to_the_gate(rita, walk):
    response = rita.get(at("step", walk, programs.STEPS[0]))
    assert response.status_code == 302 and response.url == at("questionnaire", walk, GATE)


def test_an_upcoming_program_says_when_it_begins(cast: Cast, rita):
    from datetime import timedelta

    from stegvis.lib.clock import utc_now

    on = local_day(utc_now()) + timedelta(days=9)
    later = programs.enrol(cast, programs.publish(cast), start_on=on)
    assert "Börjar den" in text(rita.get(at("home")))
    page = rita.get(at("program", later.course_id))
    assert page.status_code == 200 and "Steg 1" not in text(page)


# --- Steps --------------------------------------------------------------------------------------


def test_a_step_shows_its_place_and_goes_on(rita, begun):
    page = text(rita.get(at("step", begun, programs.STEPS[0])))
    assert "Steg 1 av 2" in page and "Text 0." in page and "Klar, nästa" in page
    response = rita.post(at("complete", begun, programs.STEPS[0]))
    assert response.url == at("step", begun, programs.STEPS[1])
    response = rita.post(at("complete", begun, programs.STEPS[1]), follow=True)
    assert "Du är klar med modulen Om sömn" in text(response)


def test_a_step_marked_twice_is_done_once(rita, begun):
    for _time in range(2):
        assert rita.post(at("complete", begun, programs.STEPS[0])).status_code == 302
    assert "1 av 3 steg klara" in text(rita.get(at("program", begun)))


def test_a_closed_module_shows_no_steps(rita, begun):
    assert rita.get(at("step", begun, programs.STEPS[2])).status_code == 404
    assert rita.post(at("complete", begun, programs.STEPS[2])).status_code == 409
    assert "Öppnas av din behandlare" in text(rita.get(at("program", begun)))


def test_a_module_that_staff_open_can_be_entered(cast: Cast, rita, begun, enrolment):
    care.open_module(enrolment, programs.SECOND, by=cast.tina)
    assert rita.get(at("step", begun, programs.STEPS[2])).status_code == 200


def test_a_hidden_section_is_not_there(cast: Cast, rita, begun, enrolment):
    care.hide_section(enrolment, programs.SECTIONS[0], by=cast.tina)
    assert rita.get(at("step", begun, programs.STEPS[0])).status_code == 404
    assert "Om sömn" not in text(rita.get(at("program", begun)))


def test_a_closed_program_can_be_read_and_not_changed(cast: Cast, rita, begun, enrolment):
    care.set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    assert "Avslutade program" in text(rita.get(at("home")))
    page = text(rita.get(at("step", begun, programs.STEPS[0])))
    assert "Text 0." in page and "<textarea" not in page
    assert rita.post(at("complete", begun, programs.STEPS[0])).status_code == 403
    assert rita.get(at("questionnaire", begun, EMBEDDED)).status_code == 409
    week = rita.post(at("exercise", begun, programs.EXERCISE), {"text": "Skrivet", "revision": "0", "do": "save"})
    assert week.status_code == 409 and "Skrivet" in text(week)
    late = rita.post(at("questionnaire", begun, f"{programs.WEEKLY}.1.e1"), answers(2, do="send"))
    assert late.status_code == 409 and "Det här skrev du" in text(late)


# --- Exercises ----------------------------------------------------------------------------------


def test_an_exercise_is_saved_and_shown_again(rita, begun):
    response = rita.post(
        at("exercise", begun, programs.EXERCISE), {"text": "Jag läste.", "revision": "0", "do": "save"}
    )
    assert response.url.endswith(f"#block-{programs.EXERCISE}")
    page = text(rita.get(at("step", begun, programs.STEPS[0])))
    assert "Jag läste." in page and "Vi läser inom två vardagar." in page
    assert reverse("entrance:crisis") in page


def test_a_sent_exercise_is_settled_and_flags_staff(rita, begun):
    address = at("exercise", begun, programs.EXERCISE)
    for _time in range(2):
        rita.post(address, {"text": "Klar.", "revision": "0", "do": "send"})
    row = ExerciseAnswer.objects.get(course_id=begun)
    assert row.content == "Klar." and row.sent_at
    assert Flag.objects.without_asking_who_because("test").count() == 1
    assert "Inskickad" in text(rita.get(at("step", begun, programs.STEPS[0])))


def test_an_empty_exercise_is_not_sent(rita, begun):
    page = rita.post(
        at("exercise", begun, programs.EXERCISE), {"text": " ", "revision": "0", "do": "send"}, follow=True
    )
    assert "Övningen är tom" in text(page)
    assert ExerciseAnswer.objects.get(course_id=begun).sent_at is None


def test_an_exercise_in_two_tabs_shows_both(rita, begun):
    address = at("exercise", begun, programs.EXERCISE)
    rita.post(address, {"text": "Första", "revision": "0", "do": "save"})
    page = rita.post(address, {"text": "Andra", "revision": "0", "do": "save"})
    assert page.status_code == 409
    assert "Första" in text(page) and "Andra" in text(page)
    rita.post(address, {"text": "Andra", "revision": "1", "do": "save"})
    assert ExerciseAnswer.objects.get(course_id=begun).content == "Andra"


def test_an_exercise_saved_by_the_script_answers_with_its_revision(rita, begun):
    reply = rita.post(
        at("exercise", begun, programs.EXERCISE), {"text": "Hej", "revision": "0"}, headers={"X-Autosave": "1"}
    )
    assert reply.json() == {"revision": 1}


def test_what_cannot_be_saved_is_shown_to_be_copied(cast: Cast, rita, begun, enrolment):
    care.close_module(enrolment, programs.FIRST, by=cast.tina)
    page = rita.post(at("exercise", begun, programs.EXERCISE), {"text": "Viktigt", "revision": "0", "do": "save"})
    assert page.status_code == 409 and "Viktigt" in text(page)


# --- Questionnaires -----------------------------------------------------------------------------


def test_the_form_says_when_dangerous_answers_are_seen(rita, walk):
    page = text(rita.get(at("questionnaire", walk, GATE)))
    assert "När någon ser dina svar" in page and "Svarar du nu läses det senast" in page


def test_half_an_answer_is_kept_as_a_draft(rita, walk):
    rita.post(at("questionnaire", walk, GATE), {"q.1": programs.phq(2)["1"], "revision": "0", "do": "save"})
    page = text(rita.get(at("questionnaire", walk, GATE)))
    assert 'name="revision" value="1"' in page and page.count(" checked") == 1


def test_sending_too_little_points_at_what_is_missing(rita, walk):
    page = rita.post(at("questionnaire", walk, GATE), {"q.1": programs.phq(2)["1"], "revision": "0", "do": "send"})
    assert page.status_code == 422
    assert "error-summary" in text(page) and page.content.decode().count(" checked") == 1
    assert Response.objects.get(course_id=walk).answers


def test_sending_twice_sends_once(rita, walk):
    for _time in range(2):
        response = rita.post(at("questionnaire", walk, GATE), answers(do="send"))
        assert response.url == at("thanks", walk, GATE)
    assert Response.objects.filter(course_id=walk).count() == 1
    page = text(rita.get(at("thanks", walk, GATE)))
    assert "Tack för dina svar" in page and "Summa PHQ-9 var 8" in page


def test_two_tabs_show_both_and_lose_neither(rita, walk):
    address = at("questionnaire", walk, GATE)
    rita.post(address, answers(1, do="save"))
    page = rita.post(address, answers(2, do="send"))
    assert page.status_code == 409 and "Vilka svar vill du behålla?" in text(page)
    assert 'name="revision" value="1"' in text(page) and 'name="do" value="send"' in text(page)
    # What differs is marked on both sides, and nothing else: the ninth question is answered alike.
    assert page.content.decode().count("q-answer--differs") == 2 * 8
    assert rita.post(address, answers(2, revision=1, do="send")).url == at("thanks", walk, GATE)
    assert Response.objects.get(course_id=walk).answers == programs.phq(2)


def test_a_dangerous_answer_shows_help_at_once_without_scripts(rita, walk):
    page = rita.post(at("questionnaire", walk, GATE), {"q.9": programs.phq(0, 2)["9"], "revision": "0", "do": "send"})
    assert page.status_code == 422 and "90101" in text(page)
    rita.post(at("questionnaire", walk, GATE), answers(1, 2, revision=1, do="save"))
    assert "Tack för att du berättar" in text(rita.get(at("questionnaire", walk, GATE)))


def test_a_dangerous_answer_stays_on_the_thanks_page_and_flags_the_unit(rita, walk):
    rita.post(at("questionnaire", walk, GATE), answers(1, 2, do="send"))
    page = text(rita.get(at("thanks", walk, GATE)))
    assert page.index("90101") < page.index("<h1>Tack för dina svar")
    flag = Flag.objects.without_asking_who_because("test").get()
    assert flag.priority


def test_the_script_is_told_of_danger(rita, walk):
    reply = rita.post(
        at("questionnaire", walk, GATE), {"q.9": programs.phq(0, 1)["9"], "revision": "0"}, headers={"X-Autosave": "1"}
    )
    assert reply.json()["revision"] == 1 and "90101" in reply.json()["danger"]


def test_a_stale_save_by_the_script_is_409(rita, walk):
    address = at("questionnaire", walk, GATE)
    rita.post(address, answers(1), headers={"X-Autosave": "1"})
    assert rita.post(address, answers(2), headers={"X-Autosave": "1"}).status_code == 409


def test_a_questionnaire_inside_a_step_leads_back_to_it(rita, begun):
    page = text(rita.get(at("step", begun, programs.STEPS[1])))
    assert at("questionnaire", begun, EMBEDDED) in page
    assert at("step", begun, programs.STEPS[1]) in text(rita.get(at("questionnaire", begun, EMBEDDED)))


def test_an_occasion_that_has_not_come_is_not_open(rita, begun):
    page = rita.get(at("questionnaire", begun, f"{programs.WEEKLY}.1.e1"))
    assert page.status_code == 409 and "inte öppet" in text(page)


def test_unknown_occasions_and_rubbish_are_404(rita, begun):
    for occasion in ("x", "x.y.z", f"{programs.GATE}.9.e1", "..", "%00"):
        assert rita.get(f"/min/{begun}/formular/{occasion}/").status_code in {404, 400}


def test_answers_can_be_corrected_and_the_first_are_kept(rita, begun):
    address = at("correct", begun, GATE)
    assert rita.get(address).status_code == 200
    assert rita.post(address, answers(3)).url == at("thanks", begun, GATE)
    assert Response.objects.filter(course_id=begun).count() == 2
    assert "Summa PHQ-9 var 24" in text(rita.get(at("results", begun)))


# --- Results ------------------------------------------------------------------------------------


def test_results_are_a_graph_with_a_sentence(rita, begun):
    page = text(rita.get(at("results", begun)))
    assert "<svg" in page and "Summa PHQ-9 var 8" in page


@pytest.mark.parametrize(("shown", "status", "drawn"), [("none", 404, False), ("sentence", 200, False)])
def test_results_follow_the_program(cast: Cast, rita, shown, status, drawn):
    version = programs.publish(cast, programs.a_document(results=shown))
    course = programs.course_of(cast, programs.enrol(cast, version))
    actions.read_welcome(course, by=cast.rita)
    actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    page = rita.get(at("results", course.pk))
    assert page.status_code == status
    assert ("chart-wide" in text(page)) is drawn
    assert ("Summa PHQ-9 var 8" in text(rita.get(at("thanks", course.pk, GATE)))) is (shown != "none")


# --- Whose it is --------------------------------------------------------------------------------

ADDRESSES = (
    ("program", ()),
    ("about", ()),
    ("results", ()),
    ("step", (programs.STEPS[0],)),
    ("questionnaire", (GATE,)),
    ("thanks", (GATE,)),
    ("correct", (GATE,)),
)


@pytest.mark.parametrize(("name", "more"), ADDRESSES)
def test_somebody_elses_is_not_there(cast: Cast, begun, name, more):
    address = at(name, begun, *more)
    assert cast.client("rune").get(address).status_code == 404
    assert cast.client("tina").get(address).status_code == 403
    response = cast.client("nobody").get(address)
    assert response.status_code == 302 and response.url.startswith("/in/?next=")


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("read_welcome", ()),
        ("complete", (programs.STEPS[0],)),
        ("exercise", (programs.EXERCISE,)),
        ("questionnaire", (GATE,)),
    ],
)
def test_nobody_else_can_change_it(cast: Cast, begun, name, more):
    address = at(name, begun, *more)
    assert cast.client("rune").post(address, {"text": "x"}).status_code == 404
    assert cast.client("tina").post(address).status_code == 403
    assert cast.client("nobody").post(address).status_code == 302


def test_a_wrong_start_is_gone_at_once(cast: Cast, rita, begun, enrolment):
    care.undo_start(enrolment, "Fel person.", by=cast.tina)
    assert rita.get(at("program", begun)).status_code == 404
    assert "Du har inga program just nu" in text(rita.get(at("home")))


def test_a_document_that_cannot_be_read_leaves_the_rest_alone(cast: Cast, rita, begun):
    import json

    from stegvis.catalogue.freezing import open_document, plan_of
    from stegvis.catalogue.models import FrozenDocument

    open_document.cache_clear()
    plan_of.cache_clear()
    row = FrozenDocument.objects.get()
    plain = {**json.loads(bytes(row.content)), "schema": 999}
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_frozendocument SET content = %s", [json.dumps(plain).encode()])
    try:
        assert "nyare version av Stegvis" in text(rita.get(at("home")))
        page = rita.get(at("program", begun))
        assert page.status_code == 409 and "Inget är förlorat" in text(page)
    finally:
        open_document.cache_clear()
        plan_of.cache_clear()


def test_a_questionnaire_behind_another_is_no_link_and_says_what_comes_first(cast: Cast, rita):
    document = programs.a_document()
    second = replace(document.measurements[0], id=programs.node(43), gate=False)
    texts = {"sv": document.texts["sv"] | {f"{second.id}.title": "Mätning"}}
    both = replace(document, measurements=(*document.measurements, second), texts=texts)
    course = programs.course_of(cast, programs.enrol(cast, programs.publish(cast, both)))
    actions.read_welcome(course, by=cast.rita)
    later = at("questionnaire", course.pk, f"{second.id}.1.e1")
    page = text(rita.get(at("program", course.pk)))
    assert later not in page
    assert "Svara på Mätning först" in page
    assert "Svara på de här frågorna först" in text(rita.get(later, follow=True))
    actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    assert later in text(rita.get(at("program", course.pk)))
