"""A resident with a running program at Norra, Tina's."""

import pytest

from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.course import actions, walk
from tests import programs


@pytest.fixture
def version(cast):
    return programs.publish(cast)


@pytest.fixture
def enrolment(cast, version):
    return programs.enrol(cast, version)


@pytest.fixture
def answered(cast, enrolment):
    """PHQ-9 before the start has been answered: eight ones, and a dangerous ninth."""
    course = programs.course_of(cast, enrolment)
    gate = walk.unfolded(course, course.now()).gate
    actions.submit(course, gate.key, programs.phq(1, ninth=2), 0, by=cast.rita)
    raise_flags(now=course.now(), course_id=course.pk)
    enrolment.refresh_from_db()
    return enrolment


@pytest.fixture
def flag(cast, answered):
    return Flag.objects.visible_to(cast.tina).get(enrolment=answered)
