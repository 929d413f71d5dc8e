"""Diaries: kept once, corrected without erasing, removed by a mark, told when dangerous."""

from datetime import time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from stegvis.access.doors.change import Refused
from stegvis.care import registered
from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.course import actions, diaries, queries, walk
from stegvis.course.models import Course, DiaryEntry, Fact, World
from stegvis.questionnaires import queries as library
from tests import diaries as made
from tests import programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast, made.a_document()))


@pytest.fixture
def course(cast, enrolment) -> Course:
    return made.begin(cast, enrolment)


def today(course):
    return diaries.days_of(course)[1]


def entered(course, answers=None, on=None, at=None, **changed):
    return actions.Entered(on or today(course), at, {**(answers or made.NIGHT), **changed})


def add(cast, course, diary=made.SLEEP, entry=None, **given):
    return actions.add_entry(course, diary, entry or uuid4(), entered(course, **given), by=cast.rita)


def pressure(**changed):
    return {"ovre": 130, "undre": 80, **changed}


def pass_days(course, days):
    offset = timedelta(days=days).total_seconds()
    World.objects.filter(pk=course.world_id).update(offset_s=offset)
    course.world.refresh_from_db()


def test_an_entry_is_kept_once_however_often_it_is_sent(cast, course):
    entry = uuid4()
    first = add(cast, course, entry=entry).row
    again = add(cast, course, entry=entry).row
    assert first.pk == again.pk and DiaryEntry.objects.count() == 1
    assert first.answers["effektivitet"] == 95
    assert course.last_active_at == first.entered_at


def test_what_is_wrong_is_not_kept(cast, course):
    result = add(cast, course, vaken=5000)
    assert result.row is None and {problem.key for problem in result.problems} >= {"vaken"}
    awake_longer_than_in_bed = add(cast, course, lade="05:00", vaken=300)
    assert [problem.key for problem in awake_longer_than_in_bed.problems] == ["sovtid"]
    assert not DiaryEntry.objects.exists()


def test_a_day_is_filled_in_once_and_the_other_is_shown(cast, course):
    kept = add(cast, course).row
    with pytest.raises(actions.DayTaken) as caught:
        add(cast, course, kvalitet=1)
    assert caught.value.row.pk == kept.pk
    assert DiaryEntry.objects.get().answers["kvalitet"] == 4


def test_the_database_refuses_a_second_entry_of_a_day(cast, course):
    kept = add(cast, course).row
    with pytest.raises(IntegrityError), transaction.atomic():
        DiaryEntry.objects.create(
            course=course, block=kept.block, entry=uuid4(), definition=kept.definition, on=kept.on,
            answers={}, entered_at=kept.entered_at, per_day=True,
        )  # fmt: skip


def test_a_diary_for_any_time_takes_many_in_a_day(cast, course):
    for clock in (time(20, 0), time(7, 30)):
        add(cast, course, made.PRESSURE, answers=pressure(), at=clock)
    days = today(course), today(course)
    assert [row.at for row in queries.diary_entries(cast.rita, course, made.PRESSURE, *days)] == [
        time(7, 30),
        time(20, 0),
    ]


def test_a_correction_is_a_new_row_and_the_first_is_kept(cast, course):
    first = add(cast, course).row
    second = actions.correct_entry(
        course, made.SLEEP, first.entry, first.revision, entered(course, kvalitet=1), by=cast.rita
    ).row
    found = queries.diary_entry(cast.rita, course, made.SLEEP, first.entry)
    assert [row.answers["kvalitet"] for row in found] == [1, 4]
    assert second.amends_id == first.pk and second.revision == 2
    days = today(course), today(course)
    assert [row.pk for row in queries.diary_entries(cast.rita, course, made.SLEEP, *days)] == [second.pk]


def test_corrected_in_two_tabs_both_are_shown_and_nothing_is_overwritten(cast, course):
    first = add(cast, course).row
    correct = actions.correct_entry
    correct(course, made.SLEEP, first.entry, 1, entered(course, kvalitet=1), by=cast.rita)
    with pytest.raises(actions.EntryChanged) as caught:
        correct(course, made.SLEEP, first.entry, 1, entered(course, kvalitet=2), by=cast.rita)
    assert caught.value.row.answers["kvalitet"] == 1
    # The same correction pressed twice is one.
    assert correct(course, made.SLEEP, first.entry, 1, entered(course, kvalitet=1), by=cast.rita).row.revision == 2


def test_a_removed_entry_is_away_for_the_resident_and_kept_for_the_record(cast, course, enrolment):
    first = add(cast, course).row
    for _time in range(2):
        actions.remove_entry(course, made.SLEEP, first.entry, 1, by=cast.rita)
    assert queries.diary_entry(cast.rita, course, made.SLEEP, first.entry) == []
    assert queries.diary_days(cast.rita, course) == {}
    gone = registered.removed(enrolment, made.SLEEP)
    assert [row.pk for row in gone] == [first.pk] and gone[0].removed_at
    assert gone[0].answers["kvalitet"] == 4
    # The day is free again.
    assert add(cast, course).row


def test_days_ahead_and_before_the_start_are_refused(cast, course):
    for days in (1, -1):
        with pytest.raises(actions.DayRefused):
            add(cast, course, on=today(course) + timedelta(days=days))
    pass_days(course, 3)
    assert add(cast, course, on=today(course) - timedelta(days=3)).row


def test_a_diary_that_is_not_reached_cannot_be_filled_in(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    with pytest.raises(actions.CannotRegister):
        add(cast, course)


def test_once_begun_a_week_of_questions_does_not_stop_it(cast, course):
    actions.complete_step(course, programs.STEPS[0], by=cast.rita)
    diary, standing = walk.plan(course).diaries[made.SLEEP], walk.standing(course)
    assert diaries.is_begun(course, standing, diary)
    pass_days(course, 8)
    assert add(cast, course).row


def test_somebody_else_cannot_write_or_read(cast, course):
    with pytest.raises(Refused):
        actions.add_entry(course, made.SLEEP, uuid4(), entered(course), by=cast.rune)
    add(cast, course)
    assert queries.diary_days(cast.rune, course) == {}
    assert queries.diary_entries(cast.tina, course, made.SLEEP, today(course), today(course)) == []


def test_a_dangerous_value_is_told_at_once_and_outlives_correction_and_removal(cast, course, enrolment):
    first = add(cast, course, made.WATCHED, answers=pressure(ovre=210)).row
    raise_flags(now=course.now(), course_id=course.pk)
    flag = Flag.objects.visible_to(cast.tina).get(enrolment=enrolment)
    assert flag.priority and not flag.unsent and flag.detail["value"] == 210
    correct = actions.Entered(today(course), None, pressure())
    actions.correct_entry(course, made.WATCHED, first.entry, 1, correct, by=cast.rita)
    actions.remove_entry(course, made.WATCHED, first.entry, 2, by=cast.rita)
    raise_flags(now=course.now(), course_id=course.pk)
    assert Flag.objects.visible_to(cast.tina).filter(enrolment=enrolment).count() == 1


def test_tried_with_a_fault_and_then_kept_is_one_flag(cast, course, enrolment):
    entry = uuid4()
    assert add(cast, course, made.WATCHED, entry, answers=pressure(ovre=210, undre=1000)).row is None
    assert add(cast, course, made.WATCHED, entry, answers=pressure(ovre=210)).row
    facts = Fact.objects.filter(course=course, kind="danger_given")
    assert [fact.payload["sent"] for fact in facts.order_by("seq")] == [False, True]
    raise_flags(now=course.now(), course_id=course.pk)
    assert [flag.unsent for flag in Flag.objects.visible_to(cast.tina).filter(enrolment=enrolment)] == [False]


def test_numbers_and_what_a_calendar_has_room_for():
    sleep, tracks = library.current_definition("somndagbok"), diaries.tracks
    assert [track.code for track in diaries.headline(sleep)] == ["score:effektivitet"]
    numbers = diaries.numbers(sleep, made.NIGHT)
    assert numbers["score:effektivitet"] == Decimal(95) and numbers["score:sovtid"] == Decimal("7.3")
    assert "effektivitet" not in numbers, "a score of one question is that question's number, said once"
    pressures = library.current_definition("blodtryck")
    assert [track.code for track in diaries.headline(pressures)] == ["ovre", "undre"]
    assert {track.unit for track in tracks(sleep)} == {"min", "h", "%", ""}


@pytest.fixture(autouse=True)
def _shipped(db):
    programs.load_shipped(now=programs.utc_now())
