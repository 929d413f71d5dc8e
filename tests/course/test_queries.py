"""The reading door of the walk: own courses only, children through them, results with what is missing."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from stegvis.catalogue.freezing import keep_media
from stegvis.catalogue.models import MediaUse
from stegvis.course import actions, queries
from stegvis.course.models import World
from stegvis.lib.clock import local_day, utc_now
from tests import programs
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GATE = f"{programs.GATE}.1.e1"


@pytest.fixture
def enrolment(cast: Cast):
    return programs.enrol(cast, programs.publish(cast))


def test_own_courses_and_nobody_elses(cast: Cast, enrolment):
    assert [row.pk for row in queries.courses(cast.rita)] == [enrolment.course_id]
    assert queries.course(cast.rita, enrolment.course_id)
    for other in ("rune", "rebecka", "tina", "disa", "kaj", "emil"):
        assert queries.courses(cast.actor(other)) == []
        assert queries.course(cast.actor(other), enrolment.course_id) is None


def test_what_is_no_id_is_nothing(cast: Cast, enrolment):
    assert queries.course(cast.rita, "inte ett id") is None
    assert queries.course(cast.rita, uuid4()) is None


def test_one_query_for_one_course(cast: Cast, enrolment, django_assert_num_queries):
    rita = cast.rita
    with django_assert_num_queries(1):
        found = queries.course(rita, enrolment.course_id)
        assert found and found.now() and found.version.number == 1


def test_children_are_not_given_to_others(cast: Cast, enrolment):
    course = programs.course_of(cast, enrolment)
    actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    actions.save_exercise(course, programs.EXERCISE, "Mitt", 0, by=cast.rita)
    assert queries.response(cast.rita, course, GATE)
    assert queries.exercise(cast.rita, course, programs.EXERCISE).content == "Mitt"
    for other in (cast.rune, cast.tina):
        assert queries.response(other, course, GATE) is None
        assert queries.exercises(other, course) == {}
        assert queries.drafts(other, course) == set()
        assert queries.sent_occasions(other, course) == {}
        assert queries.results(other, course) == []


def test_the_newest_correction_is_the_answer_that_counts(cast: Cast, enrolment):
    course = programs.course_of(cast, enrolment)
    actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    actions.amend(course, GATE, programs.phq(2), by=cast.rita)
    assert queries.response(cast.rita, course, GATE).answers == programs.phq(2)
    (series,) = queries.results(cast.rita, course)
    assert [point.value for point in series.answered] == [Decimal(16)]


def test_results_tell_what_was_not_answered(cast: Cast, enrolment):
    course = programs.course_of(cast, enrolment)
    actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    World.objects.update(offset_s=timedelta(days=15).total_seconds())
    course = queries.course(cast.rita, course.pk)
    actions.submit(course, f"{programs.WEEKLY}.2.e1", programs.phq(2), 0, by=cast.rita)
    (series,) = queries.results(cast.rita, queries.course(cast.rita, course.pk))
    assert [point.value for point in series.points] == [Decimal(8), None, Decimal(16)]
    assert [point.on for point in series.points] == sorted(point.on for point in series.points)


def test_media_through_ones_own_document_only(cast: Cast, enrolment):
    course = programs.course_of(cast, enrolment)
    kept = keep_media(b"bild", "image/png", now=utc_now())
    assert queries.media(cast.rita, kept) is None
    MediaUse.objects.create(document_id=course.document_id, media_id=kept)
    assert queries.media(cast.rita, kept).pk == kept
    assert queries.media(cast.rebecka, kept) is None
    assert queries.media(cast.tina, kept) is None


def test_what_can_be_reached_follows_the_gate_and_the_module(cast: Cast, enrolment):
    from stegvis.course import walk
    from stegvis.course.reach import CannotReach, reach, reach_exercise, reach_occasion

    course = programs.course_of(cast, enrolment)
    now = course.now()
    known = (walk.plan(course), walk.standing(course), walk.unfolded(course, now))
    assert reach_occasion(*known, GATE)
    for act, ref in (
        (reach, programs.STEPS[0]),
        (reach_exercise, programs.EXERCISE),
        (reach_exercise, programs.STEPS[0]),
        (reach_occasion, f"{programs.EMBEDDED}.1.e1"),
        (reach_occasion, f"{programs.EMBEDDED}.2.e1"),
        (reach_occasion, "x"),
    ):
        with pytest.raises(CannotReach):
            act(*known, ref)
    actions.submit(course, GATE, programs.phq(0), 0, by=cast.rita)
    known = (walk.plan(course), walk.standing(course), walk.unfolded(course, course.now()))
    reach(*known, programs.STEPS[0])
    assert reach_exercise(*known, programs.EXERCISE) == programs.STEPS[0]
    assert reach_occasion(*known, f"{programs.EMBEDDED}.1.e1")
    with pytest.raises(CannotReach):
        reach(*known, programs.STEPS[2])


def test_of_two_answers_on_one_day_the_later_comes_last(cast: Cast, enrolment):
    """Whatever their occasions are called."""
    from stegvis.care import actions as care

    course = programs.course_of(cast, enrolment)
    actions.submit(course, f"{programs.GATE}.1.e1", programs.phq(2), 0, by=cast.rita)
    for value in (1, 0):
        care.add_occasion(enrolment, programs.GATE, local_day(utc_now()), by=cast.tina)
        asked = [key for key in _asked(programs.course_of(cast, enrolment)) if key.startswith(programs.GATE)]
        actions.submit(programs.course_of(cast, enrolment), asked[0], programs.phq(value), 0, by=cast.rita)
    (series,) = queries.results(cast.rita, programs.course_of(cast, enrolment))
    assert [point.value for point in series.answered] == [Decimal(16), Decimal(8), Decimal(0)]


def _asked(course):
    from stegvis.course import walk

    return [each.key for each in walk.unfolded(course, course.now()).occasions if each.is_answerable]
