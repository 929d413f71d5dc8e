"""A therapist's comment on an exercise is announced until the page it stands on has been opened."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from stegvis.care import actions as care
from stegvis.care.models import ExerciseFeedback
from stegvis.config.middleware import WroteOnGet, refuse_writes
from stegvis.course import actions
from stegvis.lib.clock import utc_now
from stegvis.web.walking.next_up import before, when
from tests import programs

pytestmark = pytest.mark.django_db
TOLD = "Du har fått en kommentar"
GATE = f"{programs.GATE}.1.e1"


def page(client, name, *args):
    return client.get(reverse(f"resident:{name}", args=args)).content.decode()


@pytest.fixture
def commented(cast):
    enrolment = programs.enrol(cast, programs.publish(cast))
    course = programs.course_of(cast, enrolment)
    actions.read_welcome(course, by=cast.rita)
    actions.submit(course, GATE, programs.phq(0), 0, by=cast.rita)
    actions.send_exercise(programs.course_of(cast, enrolment), programs.EXERCISE, "Hej", 0, by=cast.rita)
    care.comment(enrolment, programs.EXERCISE, "Bra!", by=cast.tina)
    return enrolment


def test_it_is_told_on_the_first_page_and_the_programs_until_it_is_read(cast, commented):
    rita = cast.client("rita")
    step = reverse("resident:step", args=[commented.course_id, programs.STEPS[0]])
    for shown in (page(rita, "home"), page(rita, "program", commented.course_id)):
        assert TOLD in shown and "Din kväll" in shown and "Läs kommentaren" in shown and step in shown
    assert "Bra!" in rita.get(step).content.decode()
    assert TOLD not in page(rita, "home") + page(rita, "program", commented.course_id)


def test_another_page_of_the_program_reads_nothing(cast, commented):
    rita = cast.client("rita")
    page(rita, "step", commented.course_id, programs.STEPS[1])
    assert TOLD in page(rita, "home")


def test_a_second_comment_is_told_again(cast, commented):
    rita = cast.client("rita")
    page(rita, "step", commented.course_id, programs.STEPS[0])
    care.comment(commented, programs.EXERCISE, "En sak till.", by=cast.tina)
    assert TOLD in page(rita, "home")


def test_nobody_else_is_told_and_staff_do_not_read_it_for_the_resident(cast, commented):
    assert TOLD not in page(cast.client("rune"), "home")
    cast.client("tina").get(reverse("clinician:exercises", args=[commented.pk]))
    assert ExerciseFeedback.objects.get().read_at is None


@pytest.mark.parametrize("change", [{"text": "x"}, {"read_at": utc_now(), "text": "x"}])
def test_a_page_may_write_the_mark_and_nothing_else_of_a_comment(commented, change):
    with connection.execute_wrapper(refuse_writes):
        ExerciseFeedback.objects.filter(read_at__isnull=True).update(read_at=utc_now())
        with pytest.raises(WroteOnGet):
            ExerciseFeedback.objects.filter(block=programs.EXERCISE).update(**change)


def test_what_comes_today_says_its_hour():
    now = utc_now().replace(month=6, day=15, hour=8, minute=0)
    assert when(now.replace(hour=16), now) == "i dag klockan 18.00"
    assert when(now + timedelta(days=1), now) == "den 16 juni"
    assert when(now + timedelta(days=300), now).endswith(str(now.year + 1))
    assert before(now.replace(hour=16), now) == "Svara gärna i dag"
    assert before(now + timedelta(days=3), now) == "Svara gärna före den 18 juni"
