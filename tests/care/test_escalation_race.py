"""Several workers tell of the same flags: each step is taken once, on both databases."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from stegvis.care.models import Flag, FlagStep
from stegvis.care.schedule import escalate_due, raise_flags
from stegvis.course import actions, walk
from stegvis.course.models import World
from stegvis.notifications.models import StaffNotice
from tests import programs
from tests.cast import make_cast
from tests.course.test_worker_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "a test counts what several workers did"


def test_four_workers_take_each_step_once():
    people = make_cast()
    version = programs.publish(people)
    for resident in ("rita", "rune", "rebecka"):
        enrolment = programs.enrol(people, version, resident)
        course = programs.course_of(people, enrolment, resident)
        gate = walk.unfolded(course, course.now()).gate
        actions.submit(course, gate.key, programs.phq(1, ninth=2), 0, by=people.actor(resident))
    world = World.objects.get()
    raise_flags(now=world.now())
    later = world.now() + timedelta(days=2)

    def work() -> Callable[[], object]:
        return lambda: sum(escalate_due(now=later) for _ in range(2))

    results = at_once(*(work() for _ in range(4)))
    assert [result for result in results if isinstance(result, Exception)] == []
    escalate_due(now=later)
    flags = Flag.objects.without_asking_who_because(REASON)
    assert flags.count() == 3
    taken = Counter(FlagStep.objects.values_list("kind", flat=True))
    assert taken == dict.fromkeys(("raised", "told", "administrators", "manager", "provider"), 3)
    assert StaffNotice.objects.count() == 12
    assert sum(result for result in results if isinstance(result, int)) <= 9
