"""Whatever happens to a course, its columns are what its facts give, and each effect is there once."""

import random
from datetime import timedelta

import pytest

from stegvis.access.actor import Actor
from stegvis.course import walk, worlds
from stegvis.course.models import Course, Effect, World
from stegvis.course.schedule import settle_due
from stegvis.lib.clock import local_day
from stegvis.program.facts import FactKind
from stegvis.program.standing import Standing
from stegvis.program.unfold import unfold
from tests import programs
from tests.crash import scene

pytestmark = pytest.mark.django_db
INDEXES = ("standing", "fact_count", "phase", "steps_done", "steps_total", "next_due_at")
BY = Actor.system("a generated life")
TURNS = 25


@pytest.fixture
def course(cast):
    version = programs.publish(cast, scene.document())
    enrolment = programs.enrol(cast, version)
    return Course.lock_rows().get(pk=enrolment.course_id)


def something(chance, course):
    """A fact that could come now: kind, ref, payload."""
    today = local_day(course.now())
    pause = {"from": (today + timedelta(days=chance.randrange(3))).isoformat(), "until": None}
    if chance.random() < 0.5:
        pause["until"] = (today + timedelta(days=chance.randrange(4, 9))).isoformat()
    gate = walk.unfolded(course, course.now()).gate
    answered = [(FactKind.RESPONSE_SUBMITTED, gate.key, {"scores": {"total": "9"}, "dangers": []})] if gate else []
    danger = {"rule": "suicidal", "item": "9", "value": "LA6570-1", "sent": False}
    return chance.choice(
        [
            (FactKind.WELCOME_READ, "", {}),
            (FactKind.STEP_DONE, chance.choice(programs.STEPS), {}),
            (FactKind.EXERCISE_SENT, programs.EXERCISE, {}),
            (FactKind.FEEDBACK_GIVEN, programs.EXERCISE, {}),
            (FactKind.MODULE_CLOSED, programs.SECOND, {}),
            (FactKind.MODULE_OPENED, programs.SECOND, {}),
            (FactKind.SECTION_HIDDEN, programs.SECTIONS[1], {}),
            (FactKind.SECTION_SHOWN, programs.SECTIONS[1], {}),
            (FactKind.MESSAGE_SENT, "m", {"to": chance.choice(["resident", "staff"])}),
            (FactKind.PAUSED, "", pause),
            (FactKind.RESUMED, "", {}),
            (FactKind.PHASE_SET, "", {"phase": chance.choice(["active", "maintenance"])}),
            (FactKind.DANGER_GIVEN, gate.key if gate else "x", danger),
            (FactKind.LEFT, "", {}),
            (FactKind.REOPENED, "", {}),
            *answered,
        ]
    )


@pytest.mark.parametrize("seed", range(5))
def test_columns_are_what_the_facts_give(course, seed):
    chance = random.Random(seed)
    for _turn in range(TURNS):
        world = World.objects.get(pk=course.world_id)
        world.offset_s += chance.randrange(60, 3 * 24 * 3600)
        world.save()
        if chance.random() < 0.5:
            settle_due(world, worker="w")
        course = Course.lock_rows().get(pk=course.pk)
        now = course.now()
        if chance.random() < 0.7:
            kind, ref, payload = something(chance, course)
            walk.record(course, kind, ref, payload, occurred_at=now, by=BY)
        walk.settle(course, now)
        kept, copy = Course.lock_rows().get(pk=course.pk), walk.rebuilt(course, now)
        assert {name: getattr(copy, name) for name in INDEXES} == {name: getattr(kept, name) for name in INDEXES}
    # Nothing that is due is unwritten, whoever wrote it.
    due = {effect.key for effect in unfold(walk.plan(course), Standing.from_json(course.standing), now).effects}
    assert due <= set(Effect.objects.filter(course=course).values_list("key", flat=True))


def test_a_leap_of_two_months_gives_what_small_steps_give(cast):
    version = programs.publish(cast, scene.document())
    world, found = worlds.real_world(), []
    for resident, hours in (("rita", 60 * 24), ("rune", 10)):
        # Not on the hour: the clock is set to whole seconds, and one of the two would begin an hour before.
        scene.set_clock(world, scene.BEGIN + timedelta(minutes=10))
        pk = programs.enrol(cast, version, resident, start_on=scene.BEGIN.date()).course_id
        for step in range(1, 60 * 24 // hours + 1):
            scene.set_clock(world, scene.BEGIN + timedelta(hours=step * hours))
            settle_due(World.objects.get(pk=world.pk), worker="w")
        effects = Effect.objects.filter(course=pk).order_by("key").values_list("key", "kind", "ref", "due_at")
        # Both were started within the same minute, and some rules count from the minute.
        found.append([(*row[:3], row[3].replace(minute=0, second=0, microsecond=0)) for row in effects])
        Course.objects.without_asking_who_because("only one walks at a time").filter(pk=pk).update(next_due_at=None)
    assert found[0] == found[1]
