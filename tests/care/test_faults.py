"""One row that cannot be read, one unit whose hours make no sense: everybody else's flags are raised and go on."""

from datetime import timedelta

import pytest

from stegvis.access.models import CareUnit
from stegvis.care.models import Flag, FlagStep, UnitHours
from stegvis.care.schedule import escalate_due, raise_flags, raising
from stegvis.care.schedule import escalating as steps
from stegvis.course import actions, walk
from stegvis.course.models import Effect, World
from tests import programs

pytestmark = pytest.mark.django_db
REASON = "a test looks at flags"


@pytest.fixture
def in_danger(cast):
    """Three residents who have sent a dangerous answer each."""
    version, found = programs.publish(cast), []
    for resident in ("rita", "rune", "rebecka"):
        course = programs.course_of(cast, programs.enrol(cast, version, resident), resident)
        gate = walk.unfolded(course, course.now()).gate
        actions.submit(course, gate.key, programs.phq(1, ninth=2), 0, by=cast.actor(resident))
        found.append(course.pk)
    return found


def now():
    return World.objects.get().now()


def flags():
    return Flag.objects.without_asking_who_because(REASON)


def test_more_effects_than_a_round_takes_that_cannot_become_flags_stop_no_danger(in_danger, monkeypatch):
    whole = raising._flag

    def faulty(enrolment, effect, times, at):
        if effect.course_id in in_danger[:2]:
            raise ValueError("a row that cannot be read")
        return whole(enrolment, effect, times, at)

    monkeypatch.setattr(raising, "_flag", faulty)
    assert raise_flags(now=now(), limit=2) == 1
    assert [flag.enrolment.course_id for flag in flags()] == in_danger[2:]


def test_danger_comes_before_all_that_is_less_urgent(in_danger):
    first = Effect.objects.order_by("id").first()
    for number in range(3):
        # Written before the dangers: what a long outage leaves in front of them.
        Effect.objects.create(
            id=-number - 1, course_id=in_danger[0], key=f"late.{number}", kind="occasion_late",
            due_at=first.due_at, made_at=first.made_at,
        )  # fmt: skip
    raise_flags(now=now(), limit=3)
    assert set(flags().values_list("kind", flat=True)) == {"danger"}


def test_flags_that_cannot_go_on_keep_no_other_back(in_danger, monkeypatch):
    raise_flags(now=now())
    stuck = set(flags().filter(enrolment__course_id__in=in_danger[:2]).values_list("pk", flat=True))
    whole = steps._one

    def faulty(pk, at, times):
        if pk in stuck:
            raise ValueError("a row that cannot be read")
        return whole(pk, at, times)

    monkeypatch.setattr(steps, "_one", faulty)
    flags().filter(pk__in=stuck).update(next_step_at=now() - timedelta(days=3))
    escalate_due(now=now() + timedelta(days=2), limit=2)
    gone_on = FlagStep.objects.filter(kind="administrators").values_list("flag__enrolment__course_id", flat=True)
    assert list(gone_on) == in_danger[2:]


def test_a_unit_whose_hours_cannot_be_read_stops_no_escalation_and_promises_nothing(cast, in_danger):
    raise_flags(now=now())
    CareUnit.objects.filter(pk=cast.sodra.pk).update(timezone="Ingen/Stans")
    UnitHours.objects.update_or_create(unit=cast.sodra, defaults={"outlook": {"wait": 5, "open": []}})
    later = now() + timedelta(days=2)
    escalate_due(now=later)
    assert FlagStep.objects.filter(kind="administrators").count() == 3
    kept = UnitHours.objects.get(unit=cast.sodra)
    assert (kept.outlook, kept.outlook_at) == ({}, later)
