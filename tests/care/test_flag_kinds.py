"""Flags of every kind have an owner and a deadline; those whose cause is gone resolve themselves, a danger never."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import settings
from stegvis.access.models import CareUnit
from stegvis.care.models import Absence, Flag, FlagStep, UnitHours
from stegvis.care.schedule import KINDS, escalate_due, raise_flags, resolve_waiting
from stegvis.course import actions as course_actions
from stegvis.course.models import Effect, World
from stegvis.lib.clock import local_day
from stegvis.messaging import actions as messaging
from tests import programs

pytestmark = pytest.mark.django_db
REASON = "a test looks at every flag"


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast))


def effect(enrolment, kind, **more):
    """What the program has worked out, as the walk writes it."""
    course = enrolment.course
    now = course.now()
    row = Effect.objects.create(
        course=course, key=f"rule.1.{kind}.e1", kind=kind, due_at=now, made_at=now, payload={"rule": "rule"}, **more
    )
    raise_flags(now=now)
    return Flag.objects.without_asking_who_because(REASON).get(effect_key=row.key)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "danger_flag"])
def test_every_kind_is_the_therapists_with_an_ordinary_deadline(cast, enrolment, kind):
    flag = effect(enrolment, kind)
    assert (flag.kind, flag.priority, flag.owner_id) == (KINDS[kind], False, cast.accounts["tina"].pk)
    assert flag.deadline_at - flag.raised_at == timedelta(hours=16)
    assert not FlagStep.objects.exists() and flag.next_step_at is None


def test_the_ordinary_hours_are_the_units_to_decide(cast, enrolment):
    unit = CareUnit.objects.get(pk=cast.norra.pk)
    settings.change(unit, {settings.Key.FLAG_ORDINARY_DEADLINE_HOURS: 4}, by=cast.irma)
    flag = effect(enrolment, "module_done")
    assert flag.deadline_at - flag.raised_at == timedelta(hours=4)


def test_it_is_the_one_who_stands_ins_else_the_deputys_else_the_administrators(cast, enrolment):
    today = local_day(enrolment.course.now())
    days = {"from_day": today - timedelta(days=1), "until_day": today + timedelta(days=2)}
    away = Absence.objects.create(
        unit=cast.norra, person=cast.accounts["tina"], replaced_by=cast.accounts["irma"], **days
    )
    assert effect(enrolment, "module_done").owner_id == cast.accounts["irma"].pk
    away.replaced_by = None
    away.save()
    assert effect(enrolment, "ending_soon").owner_id == cast.accounts["tor"].pk
    Absence.objects.create(unit=cast.norra, person=cast.accounts["tor"], **days)
    assert effect(enrolment, "program_done").owner_id is None


def test_a_unit_without_hours_gives_no_deadline(cast, enrolment):
    UnitHours.objects.filter(unit=cast.norra).delete()
    assert effect(enrolment, "module_done").deadline_at is None


def test_an_ordinary_flag_is_never_sent_on(cast, enrolment):
    flag = effect(enrolment, "module_done")
    escalate_due(now=flag.deadline_at + timedelta(days=3))
    assert not FlagStep.objects.exists()


def test_a_message_that_waits_resolves_when_staff_write_or_say_that_nothing_needs_an_answer(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    course_actions.read_welcome(course, by=cast.rita)
    messaging.write(enrolment, "Hej?", "a", by=cast.rita)
    flag = effect(enrolment, "message_waiting")
    assert resolve_waiting() == 0
    World.objects.update(offset_s=60)
    messaging.write(enrolment, "Hej!", "b", by=cast.tina)
    assert resolve_waiting() == 1
    flag.refresh_from_db()
    assert (flag.state, flag.handled_by_id, flag.resolved_at is not None) == ("handled", None, True)


def test_saying_that_nothing_needs_an_answer_is_enough(cast, enrolment):
    messaging.write(enrolment, "Tack!", "a", by=cast.rita)
    effect(enrolment, "message_waiting")
    enrolment.refresh_from_db()
    World.objects.update(offset_s=60)
    messaging.set_answered(enrolment, by=cast.tina)
    assert resolve_waiting() == 1


def test_one_who_was_inactive_and_comes_back_resolves(cast, enrolment):
    effect(enrolment, "inactive")
    assert resolve_waiting() == 0
    World.objects.update(offset_s=60)
    course_actions.read_welcome(programs.course_of(cast, enrolment), by=cast.rita)
    assert resolve_waiting() == 1


@pytest.mark.parametrize("kind", ["module_done", "score_worsened", "program_done"])
def test_the_database_lets_no_other_flag_resolve_itself(enrolment, kind):
    flag = effect(enrolment, kind)
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.without_asking_who_because(REASON).filter(pk=flag.pk).update(resolved_at=flag.raised_at)
