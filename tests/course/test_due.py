"""Courses that are due: claimed by a lease, settled together, each exactly once whatever happens to the worker."""

from datetime import timedelta

import pytest

from stegvis.catalogue.freezing import plan_of
from stegvis.course import actions, walk
from stegvis.course.kinds import WorldKind
from stegvis.course.models import Course, Effect, Fact, World
from stegvis.course.schedule import batch, claims, settle_due
from stegvis.lib import points
from stegvis.lib.points import Point
from stegvis.notifications.models import Notice
from tests import programs

pytestmark = pytest.mark.django_db
REASON = "a test looks at what a worker did"


def rows():
    return Course.objects.without_asking_who_because(REASON)


@pytest.fixture
def courses(cast):
    """Three residents who have begun, eight days ago."""
    version = programs.publish(cast)
    for resident in ("rita", "rune", "rebecka"):
        enrolment = programs.enrol(cast, version, resident)
        course = programs.course_of(cast, enrolment, resident)
        actions.read_welcome(course, by=cast.actor(resident))
        gate = walk.unfolded(course, course.now()).gate
        actions.submit(course, gate.key, programs.phq(), 0, by=cast.actor(resident))
    forward(days=8)
    return list(rows().order_by("pk"))


def forward(**amount):
    world = World.objects.get(kind=WorldKind.REAL)
    world.offset_s += int(timedelta(**amount).total_seconds())
    world.save()
    return world


def world():
    return World.objects.get(kind=WorldKind.REAL)


def weekly():
    return Effect.objects.filter(kind="occasion_open", key__startswith=programs.WEEKLY).count()


def test_a_batch_is_settled_together_and_gives_its_leases_back(courses):
    assert settle_due(world(), worker="w") == 3
    assert weekly() == 3
    assert set(rows().values_list("claimed_by", "claimed_until", "attempts")) == {("", None, 0)}
    for course in rows().select_related("world"):
        copy = walk.rebuilt(course, course.now())
        assert (copy.phase, copy.next_due_at, copy.standing) == (course.phase, course.next_due_at, course.standing)


def test_the_batch_and_the_single_writer_write_the_same(courses):
    first, *_others = courses
    single = Course.lock_rows().get(pk=first.pk)
    walk.settle(single, single.now())
    settle_due(world(), worker="w")

    def written(course):
        fields = ("key", "kind", "ref", "payload")
        effects = [(*row[:3], len(row[3])) for row in course.effects.order_by("key").values_list(*fields)]
        facts = list(course.facts.order_by("seq").values_list("seq", "kind", "ref", "by"))
        return effects, [fact for fact in facts if fact[3].startswith("system")]

    assert written(courses[0]) == written(courses[1]) == written(courses[2])


def test_the_number_of_queries_does_not_grow_with_the_batch(courses, django_assert_max_num_queries):
    plan_of(courses[0].document_id)
    world_now = world()
    with django_assert_max_num_queries(14):
        settle_due(world_now, worker="w")


def test_a_lease_is_held_until_it_has_run_out(courses):
    now = world().now()
    assert len(claims.claim(world().pk, now, "dead", 10)) == 3
    assert settle_due(world(), worker="w") == 0
    forward(seconds=claims.LEASE.total_seconds() + 5)
    assert settle_due(world(), worker="w") == 3


def test_a_clock_that_is_moved_back_makes_no_lease_eternal(courses):
    later = world().now() + timedelta(hours=3)
    assert len(claims.claim(world().pk, later, "dead", 10)) == 3
    assert settle_due(world(), worker="w") == 3


def test_a_clock_that_is_moved_back_and_on_again_doubles_nothing(courses):
    settle_due(world(), worker="w")
    before = set(Effect.objects.values_list("course_id", "key"))
    forward(days=-5)
    assert settle_due(world(), worker="w") == 0
    forward(days=5)
    settle_due(world(), worker="w")
    assert set(Effect.objects.values_list("course_id", "key")) == before
    assert Fact.objects.filter(by__startswith="system").count() == len(
        set(Fact.objects.filter(by__startswith="system").values_list("course_id", "kind", "ref"))
    )


def test_a_worker_that_has_lost_its_lease_settles_nothing(courses):
    claimed = [pk for pk, _attempts in claims.claim(world().pk, world().now(), "slow", 10)]
    rows().update(claimed_by="other")
    assert batch.settle(world(), claimed, "slow") == 0
    assert weekly() == 0


def test_one_that_cannot_be_read_stops_nobody_and_waits_longer_each_time(courses):
    poison = courses[1]
    rows().filter(pk=poison.pk).update(standing={"format": 99})
    assert settle_due(world(), worker="w") == 2
    # It does not spin: the lease stands.
    assert settle_due(world(), worker="w") == 0
    for _vain in range(claims.PATIENCE):
        forward(seconds=claims.LEASE.total_seconds() + 5)
        settle_due(world(), worker="w")
    kept = rows().get(pk=poison.pk)
    assert kept.attempts == claims.PATIENCE + 1
    assert kept.claimed_until - world().now() > claims.LEASE
    # And when it can be read again, nothing was lost.
    rows().filter(pk=poison.pk).update(standing=walk.rebuilt(poison, poison.now()).standing)
    forward(seconds=claims.LONG_LEASE.total_seconds() + 5)
    assert settle_due(world(), worker="w") == 1
    assert weekly() == 3


def test_a_fault_in_the_writing_is_met_one_by_one(courses, monkeypatch):
    whole = batch.settle

    def faulty(place, pks, worker):
        if courses[0].pk in pks:
            raise ValueError("a row that the database refuses")
        return whole(place, pks, worker)

    monkeypatch.setattr(batch, "settle", faulty)
    assert settle_due(world(), worker="w") == 2
    assert weekly() == 2


def test_three_days_without_a_worker_and_every_effect_has_its_own_time(courses):
    forward(days=3)
    settle_due(world(), worker="w")
    late = Effect.objects.filter(kind__in=["occasion_open", "occasion_late"], key__startswith=programs.WEEKLY)
    for effect in late:
        assert effect.due_at < effect.made_at - timedelta(hours=12)


def test_points_are_passed_in_order_and_only_while_somebody_looks(courses):
    seen: list[Point] = []
    with points.observed(seen.append):
        settle_due(world(), worker="w")
    assert seen == [Point.CLAIM_HELD, Point.SETTLE_BEFORE_COMMIT, Point.SETTLE_AFTER_COMMIT]
    forward(days=7)
    settle_due(world(), worker="w")
    assert len(seen) == 3
    with pytest.raises(ValueError):
        points.passed("somewhere:else")


def test_only_the_real_world_tells(courses):
    course = courses[0]
    training = World.objects.create(kind=WorldKind.TRAINING, offset_s=world().offset_s)
    rows().filter(pk=course.pk).update(world=training)
    before = set(Notice.objects.without_asking_who_because(REASON).values_list("pk", flat=True))
    settle_due(training, worker="w")
    settle_due(world(), worker="w")
    new = Notice.objects.without_asking_who_because(REASON).exclude(pk__in=before)
    assert course.pk not in set(new.values_list("course_id", flat=True))
    assert {each.pk for each in courses[1:]} == set(new.values_list("course_id", flat=True))


def test_what_is_carried_out_is_not_left_for_others(courses):
    settle_due(world(), worker="w")
    waiting = Effect.objects.filter(taken_at=None).values_list("kind", flat=True)
    assert "occasion_open" not in waiting and "module_open" not in waiting
