"""The walk: facts, drafts, sending, effects, the worker."""

from datetime import timedelta

import pytest

from stegvis.course import actions, walk
from stegvis.course.actions import CannotAnswer, StaleSave
from stegvis.course.kinds import Phase, ResponseState
from stegvis.course.models import Course, Effect, ExerciseAnswer, Fact, Response, Score, World
from stegvis.course.schedule import settle_due
from stegvis.lib.errors import Cannot
from stegvis.program.keys import step_occasion_key
from stegvis.program.unfold import NextKind
from tests import programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast))


@pytest.fixture
def course(cast, enrolment):
    return programs.course_of(cast, enrolment)


def gate_of(course):
    return walk.unfolded(course, course.now()).gate


def pass_time(course, **amount):
    """Move the world's clock."""
    World.objects.filter(pk=course.world_id).update(offset_s=timedelta(**amount).total_seconds())
    return World.objects.get(pk=course.world_id)


def begin(course, by):
    actions.read_welcome(course, by=by)
    gate = gate_of(course)
    actions.submit(course, gate.key, programs.phq(), 0, by=by)


def test_a_new_course_begins_with_its_welcome_and_then_its_gate(cast, course):
    assert course.phase == Phase.ACTIVE
    assert walk.unfolded(course, course.now()).next.kind is NextKind.WELCOME
    actions.read_welcome(course, by=cast.rita)
    assert walk.unfolded(course, course.now()).next.kind is NextKind.GATE


def test_steps_wait_behind_the_gate_and_open_after_it(cast, course):
    with pytest.raises(actions.steps.CannotContinue):
        actions.complete_step(course, programs.STEPS[0], by=cast.rita)
    begin(course, cast.rita)
    actions.complete_step(course, programs.STEPS[0], by=cast.rita)
    actions.complete_step(course, programs.STEPS[0], by=cast.rita)
    assert course.steps_done == 1
    assert Fact.objects.filter(course=course, kind="step_done").count() == 1


def test_a_draft_is_saved_with_a_revision_and_shown_again(cast, course):
    gate = gate_of(course)
    saved = actions.save_draft(course, gate.key, {"1": "LA6568-5"}, 0, by=cast.rita)
    assert saved.response.revision == 1
    assert Response.objects.get().answers == {"1": "LA6568-5"}


def test_a_stale_save_changes_nothing_and_holds_both(cast, course):
    gate = gate_of(course)
    actions.save_draft(course, gate.key, {"1": "LA6568-5"}, 0, by=cast.rita)
    with pytest.raises(StaleSave) as stale:
        actions.save_draft(course, gate.key, {"1": "LA6571-9"}, 0, by=cast.rita)
    assert stale.value.saved == {"1": "LA6568-5"}
    assert stale.value.typed == {"1": "LA6571-9"}
    assert Response.objects.get().answers == {"1": "LA6568-5"}


def test_an_incomplete_sending_saves_the_draft_and_says_what_is_missing(cast, course):
    gate = gate_of(course)
    result = actions.submit(course, gate.key, {"1": "LA6568-5"}, 0, by=cast.rita)
    assert not result.sent
    assert {problem.key for problem in result.problems} >= {"2", "9"}
    assert Response.objects.get().state == ResponseState.DRAFT


def test_sending_scores_and_a_second_sending_is_the_first(cast, course):
    gate = gate_of(course)
    first = actions.submit(course, gate.key, programs.phq(2), 0, by=cast.rita)
    second = actions.submit(course, gate.key, programs.phq(2), 1, by=cast.rita)
    assert second.response == first.response
    with pytest.raises(actions.AlreadySent):
        actions.submit(course, gate.key, programs.phq(3), 1, by=cast.rita)
    assert [(score.code, int(score.value)) for score in Score.objects.all()] == [("total", 16)]


def test_what_is_sent_can_be_corrected_and_the_first_is_kept(cast, course):
    gate = gate_of(course)
    actions.submit(course, gate.key, programs.phq(2), 0, by=cast.rita)
    amended = actions.amend(course, gate.key, programs.phq(1), by=cast.rita)
    assert Response.objects.count() == 2
    assert amended.response.amends.answers == programs.phq(2)


def test_a_dangerous_answer_that_is_sent_is_an_effect_at_once(cast, course):
    actions.submit(course, gate_of(course).key, programs.phq(1, ninth=1), 0, by=cast.rita)
    effect = Effect.objects.get(kind="danger_flag")
    assert effect.payload["unsent"] is False


def test_one_that_is_never_sent_is_an_effect_after_ten_minutes_though_changed(cast, course):
    gate = gate_of(course)
    actions.save_draft(course, gate.key, {"9": "LA6570-1"}, 0, by=cast.rita)
    actions.save_draft(course, gate.key, {"9": "LA6568-5"}, 1, by=cast.rita)
    assert not Effect.objects.filter(kind="danger_flag").exists()
    world = pass_time(course, minutes=11)
    settle_due(world, worker="w")
    effect = Effect.objects.get(kind="danger_flag")
    assert effect.payload["unsent"] is True
    assert effect.payload["value"] == "LA6570-1"


def test_a_closed_occasion_cannot_be_answered(cast, course):
    begin(course, cast.rita)
    later = walk.unfolded(course, course.now()).occasions[-1]
    with pytest.raises(CannotAnswer):
        actions.save_draft(course, later.key, {}, 0, by=cast.rita)


def test_a_questionnaire_inside_a_step_is_answered_there(cast, course):
    begin(course, cast.rita)
    key = step_occasion_key(programs.EMBEDDED, 1)
    assert actions.save_draft(course, key, {}, 0, by=cast.rita).response.revision == 1


def test_an_exercise_is_saved_sent_once_and_told(cast, course):
    begin(course, cast.rita)
    actions.save_exercise(course, programs.EXERCISE, "Jag läste.", 0, by=cast.rita)
    row = actions.send_exercise(course, programs.EXERCISE, "Jag läste en bok.", 1, by=cast.rita)
    again = actions.send_exercise(course, programs.EXERCISE, "Jag läste en bok.", 2, by=cast.rita)
    assert row == again
    with pytest.raises(Cannot):
        actions.send_exercise(course, programs.EXERCISE, "Annat.", 2, by=cast.rita)
    assert ExerciseAnswer.objects.get().content == "Jag läste en bok."
    assert Effect.objects.filter(kind="exercise_to_read").count() == 1


def test_the_worker_opens_what_time_opens_and_only_once(cast, course):
    begin(course, cast.rita)
    world = pass_time(course, days=8)
    assert settle_due(world, worker="a") == 1
    assert settle_due(world, worker="b") == 0
    weekly = Effect.objects.filter(kind="occasion_open", key__startswith=programs.WEEKLY)
    assert weekly.count() == 1


def test_a_lost_lease_is_taken_over(cast, course):
    begin(course, cast.rita)
    world = pass_time(course, days=8)
    rows = Course.objects.without_asking_who_because("a test plays a worker that died")
    rows.filter(pk=course.pk).update(claimed_by="dead", claimed_until=world.now() + timedelta(minutes=1))
    assert settle_due(world, worker="b") == 0
    rows.filter(pk=course.pk).update(claimed_until=world.now() - timedelta(seconds=1))
    assert settle_due(world, worker="b") == 1


def test_the_row_is_an_index_that_the_facts_rebuild(cast, course):
    begin(course, cast.rita)
    actions.complete_step(course, programs.STEPS[0], by=cast.rita)
    now = course.now()
    copy = walk.rebuilt(course, now)
    same = ("standing", "fact_count", "phase", "steps_done", "steps_total", "next_due_at")
    assert {name: getattr(copy, name) for name in same} == {name: getattr(course, name) for name in same}


def test_answers_and_exercises_are_sealed_in_their_rows(cast, course):
    begin(course, cast.rita)
    actions.save_exercise(course, programs.EXERCISE, "mycket privat text", 0, by=cast.rita)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select content from course_exerciseanswer union all select answers from course_response")
        stored = " ".join(row[0] for row in cursor.fetchall())
    assert "privat" not in stored
    assert "LA65" not in stored
