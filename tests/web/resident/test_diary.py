"""A resident's diary: quick to fill in, asked once about what is unusual, nothing lost, nothing erased."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from stegvis.care.models import Flag
from stegvis.course import actions, diaries
from stegvis.course.models import DiaryEntry, World
from tests import diaries as made
from tests import programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast, made.a_document()))


@pytest.fixture
def course(cast, enrolment):
    return made.begin(cast, enrolment)


@pytest.fixture
def rita(cast):
    return cast.client("rita")


def at(course, name, diary=made.SLEEP, *more):
    return reverse(f"resident:{name}", args=[course.pk, diary, *more])


def night(course, entry=None, on=None, **changed):
    answers = {**made.NIGHT, **changed}
    return {
        "registrering": str(entry or uuid4()),
        "dag": (on or diaries.days_of(course)[1]).isoformat(),
        **{f"q.{key}": str(value) for key, value in answers.items() if value is not None},
    }


def pressure(course, entry=None, **changed):
    answers = {"ovre": 130, "undre": 80, **changed}
    return {
        "registrering": str(entry or uuid4()),
        "dag": diaries.days_of(course)[1].isoformat(),
        "tid": "07:30",
        **{f"q.{key}": str(value) for key, value in answers.items()},
    }


def text(response):
    return response.content.decode()


def add(cast, course, **changed):
    entered = actions.Entered(diaries.days_of(course)[1], None, {**made.NIGHT, **changed})
    return actions.add_entry(course, made.SLEEP, uuid4(), entered, by=cast.rita).row


# --- The way there ------------------------------------------------------------------------------


def test_the_step_leads_to_todays_entry(rita, course):
    page = text(rita.get(reverse("resident:step", args=[course.pk, programs.STEPS[0]])))
    assert "Sömndagbok" in page and at(course, "diary_add") in page


def test_once_the_step_is_done_one_tap_from_the_first_page_is_enough(cast, rita, course):
    places = [reverse("resident:home"), reverse("resident:program", args=[course.pk])]
    assert all(at(course, "diary_add") not in text(rita.get(place)) for place in places)
    actions.complete_step(course, programs.STEPS[0], by=cast.rita)
    assert all(at(course, "diary_add") in text(rita.get(place)) for place in places)
    add(cast, course)
    pages = [text(rita.get(place)) for place in places]
    assert all(at(course, "diary_add") not in page and "Ifylld i dag" in page for page in pages)


def test_before_the_step_is_reached_there_is_no_such_page(cast, rita, enrolment):
    course = programs.course_of(cast, enrolment)
    assert rita.get(at(course, "diary")).status_code == 404
    assert rita.get(at(course, "diary_add")).status_code == 404


# --- Filling in ---------------------------------------------------------------------------------


def test_an_entry_is_saved_and_shown_in_calendar_graph_and_list(rita, course):
    response = rita.post(at(course, "diary_add"), night(course), follow=True)
    page = text(response)
    assert "Sparat." in page
    assert "95 %" in page and "7,3 timmar" in page
    assert page.count('role="img"') >= 4, "a wide and a narrow drawing for each graph"


def test_pressed_twice_it_is_one_entry(rita, course):
    sent = night(course)
    for _time in range(2):
        assert rita.post(at(course, "diary_add"), sent).status_code == 302
    assert DiaryEntry.objects.count() == 1


def test_a_fault_is_shown_at_its_field_and_nothing_typed_is_lost(rita, course):
    response = rita.post(at(course, "diary_add"), night(course, vaken="två", anteckning="Varmt"))
    assert response.status_code == 422
    assert "heltal mellan 0 och 960" in text(response) and "Varmt" in text(response)
    assert 'value="två"' in text(response)
    assert not DiaryEntry.objects.exists()


def test_a_day_that_cannot_be_is_a_fault_of_the_day(rita, course):
    tomorrow = diaries.days_of(course)[1] + timedelta(days=1)
    assert "har inte varit än" in text(rita.post(at(course, "diary_add"), night(course, on=tomorrow)))
    response = rita.post(at(course, "diary_add"), {**night(course), "dag": "i går"})
    assert response.status_code == 422 and "Skriv vilken dag" in text(response) and 'value="i går"' in text(response)


def test_what_is_unusual_is_asked_about_once_and_then_accepted(rita, course):
    sent = night(course, lade="20:00", vaken=310)
    asked = rita.post(at(course, "diary_add"), sent)
    assert asked.status_code == 422 and "Stämmer det här?" in text(asked) and "310 minuter" in text(asked)
    # Another unusual value is another question.
    other = rita.post(at(course, "diary_add"), {**sent, "q.vaken": "320", "stammer": "vaken=310"})
    assert other.status_code == 422 and "320 minuter" in text(other)
    assert rita.post(at(course, "diary_add"), {**sent, "stammer": "vaken=310"}).status_code == 302
    assert DiaryEntry.objects.get().answers["vaken"] == 310


def test_the_same_day_in_two_tabs_shows_both_and_keeps_the_chosen(rita, course):
    rita.post(at(course, "diary_add"), night(course, anteckning="Den första"))
    response = rita.post(at(course, "diary_add"), night(course, anteckning="Den andra"))
    assert response.status_code == 409
    assert "Den första" in text(response) and "Den andra" in text(response)
    first = DiaryEntry.objects.get()
    chosen = {**night(course, anteckning="Den andra"), "revision": "1"}
    assert rita.post(at(course, "diary_correct", made.SLEEP, first.entry), chosen).status_code == 302
    rows = DiaryEntry.objects.order_by("revision")
    assert [row.answers["anteckning"] for row in rows] == ["Den första", "Den andra"]
    assert [row.current for row in rows] == [False, True]


def test_several_in_a_day_have_a_list_of_their_own(rita, course):
    for clock in ("07:30", "19:15"):
        assert rita.post(at(course, "diary_add", made.PRESSURE), pressure(course) | {"tid": clock}).status_code == 302
    page = text(rita.get(at(course, "diary", made.PRESSURE)))
    today = diaries.days_of(course)[1].isoformat()
    assert "130/80" in page and f"?dag={today}#dag" in page
    day = text(rita.get(at(course, "diary", made.PRESSURE) + f"?dag={today}"))
    assert "07.30" in day and "19.15" in day and "Lägg till den dagen" in day


# --- Correcting and removing --------------------------------------------------------------------


def test_a_correction_keeps_the_first(cast, rita, course):
    row = add(cast, course, anteckning="Fel natt")
    form = text(rita.get(at(course, "diary_correct", made.SLEEP, row.entry)))
    assert "Fel natt" in form and 'value="22:45"' in form
    sent = {**night(course, anteckning="Rätt natt"), "revision": "1"}
    page = text(rita.post(at(course, "diary_correct", made.SLEEP, row.entry), sent, follow=True))
    assert "Rätt natt" in page and "Det du skrev först" in page and "Fel natt" in page


def test_corrected_in_two_tabs_both_are_shown(cast, rita, course):
    row = add(cast, course)
    address = at(course, "diary_correct", made.SLEEP, row.entry)
    rita.post(address, {**night(course, anteckning="Flik ett"), "revision": "1"})
    response = rita.post(address, {**night(course, anteckning="Flik två"), "revision": "1"})
    assert response.status_code == 409 and "Flik ett" in text(response) and "Flik två" in text(response)


def test_removing_asks_first_and_says_who_still_sees_it(cast, rita, course):
    row = add(cast, course)
    address = at(course, "diary_remove", made.SLEEP, row.entry)
    assert "Norra kan fortfarande se den" in text(rita.get(address))
    assert DiaryEntry.objects.get().current
    rita.post(address, {"revision": "1"})
    assert rita.post(address, {"revision": "1"}).status_code == 302
    assert rita.get(at(course, "diary_entry", made.SLEEP, row.entry)).status_code == 404
    assert DiaryEntry.objects.get().removed_at


def test_corrected_after_it_was_removed_what_was_typed_is_shown(cast, rita, course):
    row = add(cast, course)
    actions.remove_entry(course, made.SLEEP, row.entry, 1, by=cast.rita)
    sent = {**night(course, anteckning="Skrev just det här"), "revision": "1"}
    response = rita.post(at(course, "diary_correct", made.SLEEP, row.entry), sent)
    assert response.status_code == 409 and "Skrev just det här" in text(response)


# --- Danger -------------------------------------------------------------------------------------


def test_a_dangerous_value_brings_help_and_a_flag_at_once(cast, rita, course, enrolment):
    page = text(rita.get(at(course, "diary_add", made.WATCHED)))
    assert "När någon ser dina svar" in page
    sent = pressure(course, ovre=215)
    response = rita.post(at(course, "diary_add", made.WATCHED), sent, follow=True)
    assert "112" in text(response) and "Ring och prata" in text(response)
    assert Flag.objects.visible_to(cast.tina).filter(enrolment=enrolment, priority=True).count() == 1


def test_a_dangerous_value_in_a_form_with_a_fault_brings_help_and_is_noted(cast, rita, course, enrolment):
    response = rita.post(at(course, "diary_add", made.WATCHED), pressure(course, ovre=215, undre="hög"))
    assert response.status_code == 422 and "Ring och prata" in text(response)
    assert course.facts.filter(kind="danger_given").count() == 1


# --- What is not theirs, and the end -------------------------------------------------------------


def test_somebody_elses_diary_does_not_exist(cast, course):
    row = add(cast, course)
    rune = cast.client("rune")
    for name, more in (
        ("diary", ()),
        ("diary_add", ()),
        ("diary_entry", (row.entry,)),
        ("diary_correct", (row.entry,)),
    ):
        assert rune.get(at(course, name, made.SLEEP, *more)).status_code == 404


def test_queries_do_not_grow_with_the_days(cast, rita, course, django_assert_max_num_queries):
    for days in range(20):
        World.objects.filter(pk=course.world_id).update(offset_s=days * 86_400)
        course.world.refresh_from_db()
        add(cast, course)
    rita.get(at(course, "diary"))
    with django_assert_max_num_queries(6):
        page = text(rita.get(at(course, "diary")))
    assert page.count("calendar-day") >= 20


@pytest.mark.parametrize(
    "query", ["?manad=2026-13", "?manad=x&till=y", "?till=9999-12-31", "?manad=0001-01", "?dag=0000"]
)
def test_a_strange_address_shows_today(rita, course, query):
    for diary in (made.SLEEP, made.PRESSURE):
        assert rita.get(at(course, "diary", diary) + query).status_code == 200
    assert rita.get(at(course, "diary_add") + query).status_code == 200


def test_what_the_browser_kept_is_shown_and_not_saved(rita, course):
    response = rita.post(at(course, "diary_add"), {**night(course, anteckning="Kvar i mobilen"), "do": "show"})
    assert response.status_code == 200 and "Kvar i mobilen" in text(response)
    assert not DiaryEntry.objects.exists()
    page = text(rita.post(at(course, "diary_add"), night(course), follow=True))
    assert f'data-kept-sent="{at(course, "diary_add")}"' in page
