"""What the resident is told of a walk: nothing that is done already, that has ended, or that was long ago."""

from datetime import timedelta

import pytest

from stegvis.care import actions as care
from stegvis.course import actions, walk, worlds
from stegvis.course.kinds import Phase
from stegvis.course.models import Course, Effect, World
from stegvis.course.schedule import settle_due
from stegvis.notifications.models import Notice
from tests import programs

pytestmark = pytest.mark.django_db
REASON = "a test looks at what was told"


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast))


def course_of(enrolment):
    rows = Course.objects.without_asking_who_because(REASON).select_related("world", "person", "provider")
    return rows.get(pk=enrolment.course_id)


def forward(**amount):
    world = World.objects.get()
    world.offset_s += int(timedelta(**amount).total_seconds())
    world.save()


def told(**which):
    """What it is about, of all that still counts."""
    rows = Notice.objects.without_asking_who_because(REASON).filter(gone_at=None, **which)
    return sorted(rows.values_list("about", flat=True))


def answer(cast, enrolment, occasion):
    actions.submit(course_of(enrolment), occasion, programs.phq(1), 0, by=cast.rita)


def test_one_who_answers_before_the_worker_comes_is_not_told_to_answer(cast, enrolment):
    answer(cast, enrolment, f"{programs.GATE}.1.e1")
    forward(days=8)
    weekly = f"{programs.WEEKLY}.1.e1"
    assert not Effect.objects.filter(ref=weekly).exists()
    answer(cast, enrolment, weekly)
    assert Effect.objects.filter(ref=weekly, kind="occasion_open").exists()
    assert told() == ["begun"]


def test_a_wrong_start_takes_back_all_that_was_to_be_told(cast, enrolment):
    assert told() == ["begun"]
    care.undo_start(enrolment, "Fel person.", by=cast.tina)
    assert told() == []


def test_a_program_that_is_closed_asks_for_nothing_more(cast, enrolment):
    answer(cast, enrolment, f"{programs.GATE}.1.e1")
    forward(days=8)
    settle_due(worlds.real_world(), worker="w")
    assert told() == ["begun", "occasion"]
    care.set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    # That it has closed is told.
    assert told() == ["begun", "phase"]


def test_what_was_due_before_there_were_notices_is_nobodys_news(cast, enrolment):
    answer(cast, enrolment, f"{programs.GATE}.1.e1")
    forward(days=8)
    # As a database from before notices comes: walks that go on, nothing told, and the moment of the change.
    Notice.objects.without_asking_who_because(REASON).all().delete()
    Effect.objects.filter(kind="notice").delete()
    World.objects.update(tells_from=worlds.real_now())
    walk_again = course_of(enrolment)
    walk.settle(walk_again, walk_again.now())
    assert Effect.objects.filter(kind="notice").exists()
    assert told() == []
    forward(days=7)
    settle_due(worlds.real_world(), worker="w")
    assert told() == ["occasion"]
