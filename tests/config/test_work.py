"""The worker's round, whole: what is due, flags, seals, and the editor's queue."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from stegvis.audit.models import Entry, Seal
from stegvis.care.models import Flag
from stegvis.catalogue.models import FrozenDocument
from stegvis.config.management.commands.work import attempt
from stegvis.course import actions, walk
from stegvis.course.models import Course, World
from stegvis.lib.clock import utc_now
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


def test_a_course_that_cannot_be_read_stops_nobody_elses_flag():
    from tests.cast import make_cast

    cast = make_cast()
    version = programs.publish(cast)
    broken, other = programs.enrol(cast, version), programs.enrol(cast, version, "rune", by="sven")
    course = programs.course_of(cast, other, "rune")
    gate = walk.unfolded(course, course.now()).gate
    actions.save_draft(course, gate.key, {"9": "LA6571-9"}, 0, by=cast.rune)
    strange = FrozenDocument.objects.create(hash="f" * 64, schema=99, content=b'{"schema": 99}', created_at=utc_now())
    Course.objects.without_asking_who_because("a test breaks one").filter(pk=broken.course_id).update(
        document=strange, next_due_at=utc_now()
    )
    World.objects.update(offset_s=timedelta(minutes=11).total_seconds())
    call_command("work", "--once")
    assert Flag.objects.visible_to(cast.sven).get().unsent


def test_a_part_of_a_round_that_fails_leaves_the_others_alone():
    def fails() -> int:
        raise OperationalError

    assert attempt(fails) == 0
    assert attempt(lambda: 3) == 3
