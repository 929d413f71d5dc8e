"""A pause moves what comes after it, holds back no danger, and can be planned, changed, taken away and ended."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from stegvis.access.doors import Refused
from stegvis.audit.models import Entry
from stegvis.care import actions
from stegvis.care.actions import pausing
from stegvis.care.actions.pausing import CannotPause
from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.course import actions as course_actions
from stegvis.course import planned, walk, worlds
from stegvis.course.kinds import Phase
from stegvis.course.models import Fact
from stegvis.program.document import Opening
from stegvis.program.facts import FactKind
from stegvis.program.kinds import OpeningRule
from stegvis.program.unfold import AheadKind
from tests import programs

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Stockholm")
FAR = timedelta(days=400)


def today():
    return worlds.real_now().astimezone(ZONE).date()


def in_days(n):
    return today() + timedelta(days=n)


@pytest.fixture
def version(cast):
    document = programs.a_document()
    first, second = document.modules
    second = replace(second, opening=Opening(OpeningRule.DAYS_AFTER_START, 10))
    return programs.publish(cast, replace(document, modules=(first, second)))


@pytest.fixture
def enrolment(cast, version):
    return programs.enrol(cast, version)


def days_of(cast, enrolment):
    """What comes on which day, by kind and ref."""
    course = programs.course_of(cast, enrolment)
    found = planned.coming(walk.plan(course), walk.standing(course), course.now(), course.now() + FAR)
    named = {AheadKind.MODULE, AheadKind.OCCASION_OPEN, AheadKind.OCCASION_DUE}
    return {(a.kind, a.ref): a.at.astimezone(ZONE).date() for a in found if a.kind in named}


def paused(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    return [(each.begins, each.until) for each in planned.pauses(walk.standing(course))]


def kinds(enrolment):
    return list(Fact.objects.filter(course_id=enrolment.course_id).order_by("seq").values_list("kind", flat=True))


def phase(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    return walk.shown(course, course.now()).phase.value


def test_a_pause_moves_what_comes_after_it_and_nothing_before(cast, enrolment):
    before = days_of(cast, enrolment)
    pausing.pause(enrolment, in_days(8), in_days(22), by=cast.tina)
    after = days_of(cast, enrolment)
    moved = {name: (after[name] - day).days for name, day in before.items()}
    assert {moved[name] for name, day in before.items() if day > in_days(8)} == {14}
    assert {moved[name] for name, day in before.items() if day < in_days(8)} == {0}


def test_a_pause_now_begins_at_once_and_shows_on_the_row(cast, enrolment):
    pausing.pause(enrolment, today(), in_days(5), by=cast.tina)
    assert phase(cast, enrolment) == Phase.PAUSED
    assert programs.course_of(cast, enrolment).phase == Phase.PAUSED
    assert Entry.objects.get(act="enrolment:pause").patient_number == "192707169203"


def test_without_an_end_what_comes_waits_and_goes_on_when_somebody_says(cast, enrolment):
    before = days_of(cast, enrolment)
    pausing.pause(enrolment, today(), None, by=cast.tina)
    assert days_of(cast, enrolment) == {}
    pausing.resume(enrolment, by=cast.tina)
    assert days_of(cast, enrolment) == before
    assert phase(cast, enrolment) == Phase.ACTIVE


def test_a_dangerous_answer_in_a_pause_is_a_flag_as_always(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    gate = walk.unfolded(course, course.now()).gate
    pausing.pause(enrolment, today(), in_days(5), by=cast.tina)
    course = programs.course_of(cast, enrolment)
    course_actions.submit(course, gate.key, programs.phq(1, ninth=2), 0, by=cast.rita)
    raise_flags(now=course.now(), course_id=course.pk)
    assert Flag.objects.visible_to(cast.tina).get().priority


def test_two_clicks_are_one_pause_and_one_end(cast, enrolment):
    for _click in range(2):
        pausing.pause(enrolment, today(), in_days(5), by=cast.tina)
    assert kinds(enrolment).count(FactKind.PAUSED) == 1
    for _click in range(2):
        pausing.resume(enrolment, by=cast.tina)
    assert kinds(enrolment).count(FactKind.RESUMED) == 1


@pytest.mark.parametrize(
    ("begins", "until", "said"),
    [(-1, 4, "bakåt"), (5, 5, "dagen efter"), (5, 3, "dagen efter"), (4, 8, "redan"), (800, 900, "årtalet")],
)
def test_days_that_do_not_hold_together_are_refused(cast, enrolment, begins, until, said):
    pausing.pause(enrolment, in_days(3), in_days(6), by=cast.tina)
    with pytest.raises(CannotPause) as refused:
        pausing.pause(enrolment, in_days(begins), in_days(until), by=cast.tina)
    assert said in refused.value.sentence
    assert kinds(enrolment).count(FactKind.PAUSED) == 1


def test_a_planned_pause_is_changed_and_taken_away(cast, enrolment):
    before = days_of(cast, enrolment)
    pausing.pause(enrolment, in_days(8), in_days(22), by=cast.tina)
    first = kinds(enrolment).index(FactKind.PAUSED) + 1
    pausing.change_pause(enrolment, first, in_days(9), in_days(12), by=cast.tina)
    assert paused(cast, enrolment) == [(in_days(9), in_days(12))]
    last = len(kinds(enrolment))
    for _click in range(2):
        pausing.cancel_pause(enrolment, last, by=cast.tina)
    assert paused(cast, enrolment) == []
    assert days_of(cast, enrolment) == before


def test_a_running_pause_gets_another_end_and_keeps_what_has_been(cast, enrolment):
    before = days_of(cast, enrolment)
    pausing.pause(enrolment, today(), in_days(5), by=cast.tina)
    seq = len(kinds(enrolment))
    pausing.change_pause(enrolment, seq, today(), in_days(3), by=cast.tina)
    assert phase(cast, enrolment) == Phase.PAUSED
    assert {(day - before[name]).days for name, day in days_of(cast, enrolment).items()} == {3}
    with pytest.raises(CannotPause):
        pausing.cancel_pause(enrolment, len(kinds(enrolment)), by=cast.tina)
    with pytest.raises(CannotPause):
        pausing.change_pause(enrolment, len(kinds(enrolment)), today(), today(), by=cast.tina)
    assert phase(cast, enrolment) == Phase.PAUSED


def test_what_another_has_already_ended_is_said(cast, enrolment):
    pausing.pause(enrolment, today(), in_days(5), by=cast.tina)
    seq = len(kinds(enrolment))
    pausing.resume(enrolment, by=cast.tina)
    with pytest.raises(CannotPause) as refused:
        pausing.change_pause(enrolment, seq, today(), in_days(9), by=cast.tina)
    assert "Ladda om" in refused.value.sentence


def test_the_start_is_moved_before_it_has_begun(cast, version):
    enrolment = programs.enrol(cast, version, start_on=in_days(9))
    before = days_of(cast, enrolment)
    pausing.move_start(enrolment, in_days(12), by=cast.tina)
    after = days_of(cast, enrolment)
    assert after and {(after[name] - before[name]).days for name in before} == {3}
    assert set(after) == set(before)
    for day in (in_days(-1), in_days(900)):
        with pytest.raises(CannotPause):
            pausing.move_start(enrolment, day, by=cast.tina)
    pausing.move_start(enrolment, in_days(12), by=cast.tina)
    assert kinds(enrolment).count(FactKind.STARTED) == 2


def test_a_start_that_has_been_is_not_moved(cast, enrolment):
    with pytest.raises(Refused) as refused:
        pausing.move_start(enrolment, in_days(3), by=cast.tina)
    assert "uppehåll" in refused.value.sentence


def test_a_pause_before_the_start_is_refused(cast, version):
    enrolment = programs.enrol(cast, version, start_on=in_days(9))
    with pytest.raises(CannotPause) as refused:
        pausing.pause(enrolment, in_days(2), in_days(4), by=cast.tina)
    assert "startdatumet" in refused.value.sentence


ACTS = [
    lambda row, by: pausing.pause(row, in_days(2), in_days(4), by=by),
    lambda row, by: pausing.change_pause(row, 2, in_days(2), in_days(4), by=by),
    lambda row, by: pausing.cancel_pause(row, 2, by=by),
    lambda row, by: pausing.resume(row, by=by),
    lambda row, by: pausing.move_start(row, in_days(2), by=by),
]


@pytest.mark.parametrize("act", range(len(ACTS)))
def test_only_staff_on_the_unit_move_time(cast, enrolment, act):
    before = kinds(enrolment)
    for name in ("sven", "ove", "berit", "data", "stat", "kaj", "disa", "rita"):
        with pytest.raises(Refused):
            ACTS[act](enrolment, cast.actor(name))
    assert kinds(enrolment) == before


@pytest.mark.parametrize("act", ACTS)
def test_time_stands_still_for_good_after_the_end(cast, enrolment, act):
    actions.set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    before = len(kinds(enrolment))
    with pytest.raises(Refused):
        act(enrolment, cast.tina)
    assert len(kinds(enrolment)) == before


def test_a_pause_was_tried_on_a_copy_and_did_what_it_showed(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    plan, standing, now = walk.plan(course), walk.standing(course), course.now()
    wanted = planned.pause_payload(in_days(8), in_days(22))
    shown = planned.moves(plan, standing, planned.tried(standing, FactKind.PAUSED, wanted, now), now, now + FAR)
    assert kinds(enrolment).count(FactKind.PAUSED) == 0
    pausing.pause(enrolment, in_days(8), in_days(22), by=cast.tina)
    after = days_of(cast, enrolment)
    assert shown and all(each.becomes.astimezone(ZONE).date() == after[each.kind, each.ref] for each in shown)
