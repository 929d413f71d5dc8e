"""The worker's round, whole: what is due, flags, seals, and the editor's queue."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from stegvis.audit.models import Entry, Seal
from stegvis.care.models import Flag
from stegvis.course import actions, walk
from stegvis.course.models import World
from tests import programs

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_round_raises_what_is_due_and_leaves_the_queue_empty():
    from tests.cast import make_cast

    cast = make_cast()
    enrolment = programs.enrol(cast, programs.publish(cast))
    course = programs.course_of(cast, enrolment)
    gate = walk.unfolded(course, course.now()).gate
    actions.save_draft(course, gate.key, {"9": "LA6571-9"}, 0, by=cast.rita)
    World.objects.update(offset_s=timedelta(minutes=11).total_seconds())
    call_command("work", "--once")
    flag = Flag.objects.visible_to(cast.tina).get()
    assert (flag.kind, flag.unsent, flag.priority) == ("danger", True, True)
    assert World.objects.get().seen_at is not None
    assert not DBTaskResult.objects.ready().exists()
    call_command("work", "--once")
    assert Flag.objects.visible_to(cast.tina).count() == 1
    assert Entry.objects.exists()
    assert not Seal.objects.exists()


def test_the_editors_jobs_are_done():
    from tests.cast import make_cast

    cast = make_cast()
    from stegvis.authoring.actions import create_program
    from stegvis.lib.clock import utc_now

    create_program(cast.verkstaden, "Nytt", now=utc_now(), by=cast.disa)
    call_command("work", "--once")
    assert not DBTaskResult.objects.ready().exists()
