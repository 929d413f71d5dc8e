"""A course goes on by another version: what is written is what was rehearsed, and the log alone gives it back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stegvis.access.actor import Actor
from stegvis.course import actions, moving, walk
from stegvis.course.kinds import WorldKind
from stegvis.course.models import Course, World
from stegvis.course.schedule import settle_due
from stegvis.notifications.models import Notice
from stegvis.program.document import Measurement, Module, Opening, Reminder, Section, Step
from stegvis.program.kinds import MeasurementWhen, OpeningRule, ReminderWhen
from stegvis.program.standing import Standing
from stegvis.program.unfold import EffectKind
from stegvis.program.upgrading import Severity, picture, severity
from tests import programs
from tests.programs import GATE, SECOND, WEEKLY, node

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def newer():
    """A module that opens at once, a series every other week instead of every week, a closing measurement."""
    old = programs.a_document()
    extra = Module(node(3), Opening(OpeningRule.AT_START), (Section(node(53), steps=(Step(node(13)),)),))
    gate, weekly = old.measurements
    return replace(
        old,
        modules=(*old.modules, extra),
        measurements=(
            gate,
            replace(weekly, days=14, times=9),
            Measurement(node(43), weekly.questionnaire, MeasurementWhen.EVERY, days=7, times=3),
        ),
    )


def forward(**amount):
    world = World.objects.get(kind=WorldKind.REAL)
    world.offset_s += int(timedelta(**amount).total_seconds())
    world.save()


def fresh(course):
    return Course.lock_rows().get(pk=course.pk)


@pytest.fixture
def walked(cast):
    """Nine days into the old version: the gate answered, the first of the weekly ones open."""
    version = programs.publish(cast)
    enrolment = programs.enrol(cast, version)
    course = programs.course_of(cast, enrolment)
    rita = cast.actor("rita")
    actions.read_welcome(course, by=rita)
    actions.submit(course, walk.unfolded(course, course.now()).gate.key, programs.phq(), 0, by=rita)
    forward(days=9)
    course = fresh(course)
    walk.settle(course, course.now())
    return course


@pytest.fixture
def version(cast, walked):
    return programs.publish(cast, newer())


def test_what_is_written_is_what_was_rehearsed(walked, version):
    assert severity(programs.a_document(), newer()).severity is Severity.MAJOR
    now = walked.now()
    rehearsal = moving.rehearsals([walked], version.document_id, now, tells=True)[walked.pk]
    known = set(walked.effects.values_list("key", flat=True))
    outcome = moving.move([walked.pk], version, now, tells=True, by=BY)[walked.pk]
    assert outcome.rehearsal == rehearsal
    course = fresh(walked)
    assert (course.document_id, course.version, course.title) == (version.document_id, version, version.title)
    stands = walk.standing(course)
    assert picture(walk.plan(course), stands, walk.unfolded(course, now)) == rehearsal.after
    forward(days=95)
    while settle_due(World.objects.get(kind=WorldKind.REAL), worker="w"):
        pass
    rows = course.effects.exclude(key__in=known).filter(due_at__lte=rehearsal.until)
    happened = sorted(rows.values_list("key", "kind", "due_at"))
    assert happened == list(rehearsal.effects)


def test_a_series_is_finished_as_it_was_begun(walked, version):
    before = {each.key: each for each in walk.unfolded(walked, walked.now()).occasions}
    moving.move([walked.pk], version, walked.now(), tells=False, by=BY)
    course = fresh(walked)
    after = {each.key: each for each in walk.unfolded(course, course.now()).occasions}
    assert {key: after[key] for key in before} == before
    assert sum(key.startswith(WEEKLY) for key in after) == 4
    # A series that the old version did not have: its first, two days ago, is not asked.
    states = [after[f"{node(43)}.{n}.e1"].state.value for n in (1, 2, 3)]
    assert states == ["closed", "upcoming", "upcoming"]


def test_the_log_alone_gives_the_course_back(walked, version, cast):
    moving.move([walked.pk], version, walked.now(), tells=True, by=BY)
    course = fresh(walked)
    copy = walk.rebuilt(course, course.now())
    assert copy.document_id == version.document_id
    assert (copy.standing, copy.phase, copy.steps_total, copy.next_due_at) == (
        course.standing,
        course.phase,
        course.steps_total,
        course.next_due_at,
    )


def test_nobody_is_moved_inside_something_begun(walked, version, cast):
    occasion = next(e for e in walk.unfolded(walked, walked.now()).occasions if e.is_answerable)
    actions.save_draft(walked, occasion.key, {}, 0, by=cast.actor("rita"))
    outcome = moving.move([walked.pk], version, walked.now(), tells=True, by=BY)[walked.pk]
    assert (outcome.seq, outcome.rehearsal.waits) == (None, "draft")
    assert fresh(walked).document_id != version.document_id
    actions.submit(fresh(walked), occasion.key, programs.phq(), 1, by=cast.actor("rita"))
    assert moving.move([walked.pk], version, walked.now(), tells=True, by=BY)[walked.pk].seq


def test_moved_twice_is_moved_once(walked, version):
    first = moving.move([walked.pk], version, walked.now(), tells=True, by=BY)
    assert first[walked.pk].seq
    assert moving.move([walked.pk], version, walked.now(), tells=True, by=BY) == {}
    assert fresh(walked).facts.filter(kind="version_changed").count() == 1
    assert fresh(walked).effects.filter(kind=EffectKind.NOTICE, payload__about="version").count() == 1


def test_taken_back_it_stands_as_before_until_the_resident_acts(walked, version, cast):
    old = walked.version
    before = walk.unfolded(walked, walked.now())
    moving.move([walked.pk], version, walked.now(), tells=True, by=BY)
    course = fresh(walked)
    assert not moving.has_acted(course)
    assert moving.take_back(course, old, course.now(), by=BY)
    course = fresh(walked)
    assert (course.document_id, course.version) == (old.document_id, old)
    after = walk.unfolded(course, course.now())
    assert (after.occasions, after.modules, after.next) == (before.occasions, before.modules, before.next)
    assert walk.rebuilt(course, course.now()).standing == course.standing
    moving.move([walked.pk], version, walked.now(), tells=True, by=BY)
    course = fresh(walked)
    actions.complete_step(course, programs.STEPS[0], by=cast.actor("rita"))
    assert moving.has_acted(fresh(walked))


def test_a_late_worker_moves_as_a_punctual_one(walked, version):
    due = walked.now()
    forward(minutes=30)
    outcome = moving.move([walked.pk], version, walked.now(), due_at=due, tells=True, by=BY)[walked.pk]
    assert outcome.rehearsal.at == due
    assert Standing.from_json(fresh(walked).standing).tables["version"][""][0].at == due


def test_a_minor_version_waits_for_nothing(walked, cast):
    old = programs.a_document()
    texts = {"sv": {**old.texts["sv"], f"{SECOND}.title": "Längre fram"}}
    version = programs.publish(cast, replace(old, texts=texts))
    occasion = next(e for e in walk.unfolded(walked, walked.now()).occasions if e.is_answerable)
    actions.save_draft(walked, occasion.key, {}, 0, by=cast.actor("rita"))
    before = walk.unfolded(walked, walked.now())
    assert moving.move([walked.pk], version, walked.now(), tells=False, minor=True, by=BY)[walked.pk].seq
    after = walk.unfolded(fresh(walked), walked.now())
    assert (after.occasions, after.modules, after.gate) == (before.occasions, before.modules, before.gate)
    assert {each.measurement_id for each in after.occasions} == {GATE, WEEKLY}


def test_only_what_asks_for_something_that_is_gone_is_withdrawn(cast):
    """A move is nothing that the resident has done: that they have been away is still worth saying."""
    old = programs.a_document()
    away = Reminder(node(73), ReminderWhen.INACTIVE, after_days=5, pause_days=9, most=1)
    old = replace(old, reminders=(away,), texts={"sv": {**old.texts["sv"], f"{node(73)}.text": "Titta in."}})
    enrolment = programs.enrol(cast, programs.publish(cast, old))
    course, rita = programs.course_of(cast, enrolment), cast.actor("rita")
    actions.read_welcome(course, by=rita)
    actions.submit(course, walk.unfolded(course, course.now()).gate.key, programs.phq(), 0, by=rita)
    forward(days=11)
    course = fresh(course)
    walk.settle(course, course.now())
    texts = {key: text for key, text in old.texts["sv"].items() if not key.startswith(WEEKLY)}
    new = programs.publish(cast, replace(old, measurements=old.measurements[:1], texts={"sv": texts}))
    told = Notice.objects.without_asking_who_because("a test").filter(course_id=course.pk, gone_at=None)
    assert {each.about for each in told.all()} >= {"occasion", "reminder"}
    assert moving.move([course.pk], new, course.now(), tells=False, by=BY)[course.pk].seq
    assert "reminder" in {each.about for each in told.all()}
    assert not told.filter(about="occasion").exists()
