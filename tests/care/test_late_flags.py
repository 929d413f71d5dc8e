"""What was late and has come asks for nothing more; a dangerous answer never goes that way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from stegvis.care import queries
from stegvis.care.kinds import FlagState
from stegvis.care.models import Flag
from stegvis.care.queries import Filters
from stegvis.care.schedule import raise_flags, resolve_waiting
from stegvis.course import actions, walk
from stegvis.course.schedule import settle_due
from tests import programs

pytestmark = pytest.mark.django_db
GATE = f"{programs.GATE}.1.e1"


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast))


@pytest.fixture
def late(cast, enrolment):
    """The gate is a week old and unanswered."""
    course = programs.course_of(cast, enrolment)
    course.world.offset_s += int(timedelta(days=8).total_seconds())
    course.world.save()
    settle_due(course.world, worker="test")
    raise_flags(now=course.now())
    return Flag.objects.visible_to(cast.tina).get()


def answer(cast, enrolment, ninth=0):
    course = programs.course_of(cast, enrolment)
    actions.submit(course, walk.unfolded(course, course.now()).gate.key, programs.phq(1, ninth), 0, by=cast.rita)


def test_a_late_flag_resolves_itself_when_the_answer_comes(cast, enrolment, late):
    answer(cast, enrolment)
    raise_flags(now=late.raised_at, course_id=enrolment.course_id)
    late.refresh_from_db()
    assert (late.state, late.handled_by, late.resolved_at is not None) == (FlagState.HANDLED, None, True)
    assert queries.open_flags(cast.tina) == []
    assert not queries.caseload(cast.tina, Filters()).rows[0].has_flag
    page = cast.client("tina").get(reverse("clinician:patient", args=[enrolment.pk])).content.decode()
    assert "Svaret har kommit, så flaggan löste sig själv." in page


def test_it_stands_until_then_and_is_resolved_once(cast, enrolment, late):
    assert resolve_waiting() == 0
    answer(cast, enrolment)
    assert [resolve_waiting(), resolve_waiting()] == [1, 0]


def test_another_occasions_answer_resolves_nothing(cast, enrolment, late):
    Flag.objects.visible_to(cast.tina).filter(pk=late.pk).update(effect_key=late.effect_key.replace(".1.", ".2."))
    answer(cast, enrolment)
    assert resolve_waiting() == 0


def test_what_came_late_and_was_dangerous_is_a_flag_that_stays(cast, enrolment, late):
    answer(cast, enrolment, ninth=2)
    raise_flags(now=late.raised_at)
    assert [flag.kind for flag in queries.open_flags(cast.tina)] == ["danger"]


def test_the_database_lets_no_other_flag_resolve_itself(cast, enrolment, late):
    answer(cast, enrolment, ninth=2)
    raise_flags(now=late.raised_at)
    rows = Flag.objects.visible_to(cast.tina).filter(kind="danger")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(resolved_at=late.raised_at)
