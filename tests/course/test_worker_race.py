"""Several workers and residents at the same time: everything happens once, on both databases."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.course import actions, walk
from stegvis.course.models import Course, Effect, Fact, Response, World
from stegvis.course.schedule import settle_due
from stegvis.lib.errors import Cannot
from tests import programs
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "a test counts what several workers did"


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Run every job in a thread of its own with a connection of its own; give back what each gave or raised."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number: int, job: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[number] = job()
        except Exception as error:  # noqa: BLE001 - what was raised is part of the outcome
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, job)) for n, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def people():
    return make_cast()


def enrolled(people):
    version = programs.publish(people)
    for resident in ("rita", "rune", "rebecka"):
        enrolment = programs.enrol(people, version, resident)
        course = programs.course_of(people, enrolment, resident)
        actions.read_welcome(course, by=people.actor(resident))
        gate = walk.unfolded(course, course.now()).gate
        actions.save_draft(course, gate.key, {"9": "LA6570-1"}, 0, by=people.actor(resident))


def test_four_workers_do_what_one_would(people):
    enrolled(people)
    World.objects.update(offset_s=timedelta(days=30).total_seconds())
    world = World.objects.get()

    def work(name: str) -> Callable[[], object]:
        def run() -> int:
            done = sum(settle_due(world, worker=name, limit=2) for _ in range(4))
            return done + raise_flags(now=world.now())

        return run

    results = at_once(*(work(name) for name in "abcd"))
    assert [result for result in results if isinstance(result, Exception)] == []
    raise_flags(now=world.now())
    assert max(Counter(Effect.objects.values_list("course_id", "key")).values()) == 1
    per_course = Counter(
        Effect.objects.filter(kind="occasion_open", key__startswith=programs.WEEKLY).values_list("course_id", flat=True)
    )
    assert set(per_course.values()) == {4}
    flags = Flag.objects.without_asking_who_because(REASON).filter(kind="danger")
    assert flags.count() == 3
    for course in Course.objects.without_asking_who_because(REASON):
        seqs = list(Fact.objects.filter(course=course).order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, len(seqs) + 1))
        assert walk.rebuilt(course, world.now()).standing == course.standing


def test_a_double_click_sends_one_response(people):
    version = programs.publish(people)
    enrolment = programs.enrol(people, version, "rita")
    key = walk.unfolded(enrolment.course, enrolment.course.now()).gate.key

    def send() -> object:
        course = programs.course_of(people, enrolment)
        return actions.submit(course, key, programs.phq(1, ninth=1), 0, by=people.actor("rita"))

    results = at_once(send, send, send)
    assert [r for r in results if isinstance(r, Exception) and not isinstance(r, Cannot)] == []
    assert Response.objects.count() == 1
    assert Fact.objects.filter(kind="response_submitted").count() == 1
    assert Effect.objects.filter(kind="danger_flag").count() == 1


def test_two_tabs_that_save_at_once_lose_nothing(people):
    version = programs.publish(people)
    enrolment = programs.enrol(people, version, "rita")
    key = walk.unfolded(enrolment.course, enrolment.course.now()).gate.key

    def save(code: str) -> Callable[[], object]:
        def run() -> object:
            course = programs.course_of(people, enrolment)
            return actions.save_draft(course, key, {"1": code}, 0, by=people.actor("rita"))

        return run

    results = at_once(save("LA6568-5"), save("LA6571-9"))
    stale = [result for result in results if isinstance(result, actions.StaleSave)]
    saved = [result for result in results if isinstance(result, actions.Saved)]
    assert (len(saved), len(stale)) == (1, 1)
    assert stale[0].saved == Response.objects.get().answers
    assert stale[0].typed != stale[0].saved


def test_the_same_person_is_started_once_by_two_therapists(people):
    version = programs.publish(people)
    results = at_once(
        lambda: programs.enrol(people, version, "rita", by="tina"),
        lambda: programs.enrol(people, version, "rita", by="tor"),
    )
    refused = [result for result in results if isinstance(result, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], Cannot)
    assert Course.objects.without_asking_who_because(REASON).count() == 1
