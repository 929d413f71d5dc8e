"""Starting, steering, undoing, opening and flags."""

from datetime import timedelta

import pytest

from stegvis.access.doors import Refused
from stegvis.audit.kinds import Activity
from stegvis.audit.models import Entry
from stegvis.care import actions, queries
from stegvis.care.actions import CannotStart, CannotSteer
from stegvis.care.kinds import FlagState, OpeningReason
from stegvis.care.models import Enrolment, Flag
from stegvis.care.queries import Filters
from stegvis.care.schedule import raise_flags
from stegvis.course import actions as course_actions
from stegvis.course import walk
from stegvis.course.kinds import Phase
from stegvis.course.models import Course
from stegvis.lib.clock import local_day, utc_now
from tests import programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast):
    return programs.publish(cast)


@pytest.fixture
def enrolment(cast, version):
    return programs.enrol(cast, version)


def danger(cast, enrolment, ninth=2):
    course = programs.course_of(cast, enrolment)
    gate = walk.unfolded(course, course.now()).gate
    course_actions.submit(course, gate.key, programs.phq(1, ninth=ninth), 0, by=cast.rita)
    raise_flags(now=course.now(), course_id=course.pk)
    return Flag.objects.visible_to(cast.tina).get()


def test_a_start_makes_patient_course_and_enrolment_in_one_go(cast, enrolment):
    assert enrolment.patient.full_name == "Rita Lund"
    assert enrolment.course.phase == Phase.ACTIVE
    entry = Entry.objects.filter(act="enrolment:start").get()
    assert entry.patient_number == "192707169203"
    assert entry.unit_name == "Norra"


def test_the_same_program_is_not_started_twice(cast, version, enrolment):
    with pytest.raises(CannotStart):
        programs.enrol(cast, version)
    assert Enrolment.objects.visible_to(cast.tina).count() == 1


def test_a_start_in_the_future_opens_nothing_before(cast, version):
    row = programs.enrol(cast, version, start_on=local_day(utc_now()) + timedelta(days=3))
    assert row.course.phase == Phase.UPCOMING


def test_a_start_in_the_past_is_refused(cast, version):
    with pytest.raises(CannotStart):
        programs.enrol(cast, version, start_on=local_day(utc_now()) - timedelta(days=3))


def test_a_unit_with_one_person_left_starts_nothing(cast, version):
    cast.accounts["siv"].grants.update(withdrawn_at=utc_now(), withdrawn_by="x")
    with pytest.raises(CannotStart) as refused:
        programs.enrol(cast, version, "rune", by="sven")
    assert "två personer" in refused.value.sentence
    assert Enrolment.objects.visible_to(cast.sven).count() == 0


def test_a_version_that_is_not_distributed_here_cannot_be_started(cast):
    version = programs.publish(cast, units=("norra",))
    with pytest.raises(CannotStart):
        programs.enrol(cast, version, "rune", by="sven")


def test_the_list_of_a_unit_is_the_units_own(cast, version, enrolment):
    programs.enrol(cast, version, "rune", by="sven")
    everyone = Filters(own=False)
    assert [row.given_name for row in queries.caseload(cast.tina, everyone).rows] == ["Rita"]
    assert [row.given_name for row in queries.caseload(cast.sven, everyone).rows] == ["Rune"]
    for name in ("ove", "disa", "kaj", "emil", "berit", "stat", "data"):
        assert queries.caseload(cast.actor(name), everyone).total == 0, name
        assert queries.enrolment(cast.actor(name), enrolment.pk) is None, name


def test_a_colleagues_patient_is_opened_by_an_active_logged_choice(cast, enrolment):
    _row, verdict = queries.open_enrolment(cast.tor, enrolment.pk, "enrolment:read")
    assert not verdict
    assert verdict.found
    actions.choose_to_open(enrolment, OpeningReason.SUBSTITUTE, by=cast.tor)
    _row, verdict = queries.open_enrolment(cast.tor, enrolment.pk, "enrolment:read")
    assert verdict
    last = Entry.objects.latest("id")
    assert (last.name, last.activity, last.act) == ("Tor Ek", Activity.READ, "enrolment:read")


def test_own_patients_are_open_and_each_opening_is_logged(cast, enrolment):
    before = Entry.objects.count()
    assert queries.open_enrolment(cast.tina, enrolment.pk, "enrolment:read")[1]
    assert Entry.objects.count() == before + 1


def test_a_module_is_opened_and_closed_by_staff(cast, enrolment):
    actions.open_module(enrolment, programs.SECOND, by=cast.tina)
    course = programs.course_of(cast, enrolment)
    assert walk.unfolded(course, course.now()).modules[programs.SECOND].is_open
    actions.close_module(enrolment, programs.SECOND, by=cast.tina)
    course = programs.course_of(cast, enrolment)
    assert not walk.unfolded(course, course.now()).modules[programs.SECOND].is_open


def test_opening_twice_is_one_fact(cast, enrolment):
    actions.open_module(enrolment, programs.SECOND, by=cast.tina)
    before = programs.course_of(cast, enrolment).fact_count
    actions.open_module(enrolment, programs.SECOND, by=cast.tina)
    assert programs.course_of(cast, enrolment).fact_count == before


def test_what_is_not_in_the_program_cannot_be_steered(cast, enrolment):
    with pytest.raises(CannotSteer):
        actions.open_module(enrolment, "nonsense", by=cast.tina)


def test_another_unit_cannot_steer(cast, enrolment):
    for name in ("sven", "ove", "kaj", "disa", "rita"):
        with pytest.raises(Refused):
            actions.open_module(enrolment, programs.SECOND, by=cast.actor(name))


def test_a_wrong_start_is_hidden_from_the_resident_and_kept(cast, enrolment):
    actions.undo_start(enrolment, "Fel person.", by=cast.tina)
    assert not Course.objects.visible_to(cast.rita).exists()
    assert queries.caseload(cast.tina, Filters()).total == 0
    assert queries.caseload(cast.tina, Filters(phase="wrong_start")).total == 1
    with pytest.raises(Refused):
        actions.undo_start(enrolment, "Igen.", by=cast.tina)


def test_undoing_needs_a_reason(cast, enrolment):
    with pytest.raises(CannotStart):
        actions.undo_start(enrolment, " ", by=cast.tina)
    assert Course.objects.visible_to(cast.rita).exists()


def test_a_danger_flag_is_seen_by_every_therapist_of_the_unit(cast, enrolment):
    danger(cast, enrolment)
    for name in ("tina", "tor", "irma"):
        assert [flag.priority for flag in queries.open_flags(cast.actor(name))] == [True], name
    assert queries.open_flags(cast.sven) == []


def test_a_flag_is_raised_once_however_often_the_worker_runs(cast, enrolment):
    danger(cast, enrolment)
    for _ in range(3):
        raise_flags(now=utc_now())
    assert Flag.objects.visible_to(cast.tina).count() == 1


def test_a_danger_flag_is_raised_though_the_program_is_closed(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    gate = walk.unfolded(course, course.now()).gate
    course_actions.submit(course, gate.key, programs.phq(1, ninth=3), 0, by=cast.rita)
    actions.set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    raise_flags(now=utc_now())
    assert Flag.objects.visible_to(cast.tina).count() == 1


def test_a_priority_flag_is_closed_with_a_word_of_what_was_done(cast, enrolment):
    flag = danger(cast, enrolment)
    actions.acknowledge(flag, by=cast.tor)
    with pytest.raises(actions.flags.CannotHandle):
        actions.handle(flag, "Aldrig öppnad.", by=cast.tor)
    actions.choose_to_open(enrolment, OpeningReason.FLAG, by=cast.tor)
    with pytest.raises(actions.flags.CannotHandle):
        actions.handle(flag, " ", by=cast.tor)
    actions.handle(flag, "Ringde och gjorde en bedömning.", by=cast.tor)
    flag.refresh_from_db()
    assert (flag.state, flag.note) == (FlagState.HANDLED, "Ringde och gjorde en bedömning.")
    with pytest.raises(Refused):
        actions.handle(flag, "Igen", by=cast.tor)


def test_feedback_settles_the_exercises_flag(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    gate = walk.unfolded(course, course.now()).gate
    course_actions.submit(course, gate.key, programs.phq(0), 0, by=cast.rita)
    course_actions.send_exercise(course, programs.EXERCISE, "Så här gjorde jag.", 0, by=cast.rita)
    raise_flags(now=utc_now())
    assert len(queries.open_flags(cast.tina)) == 1
    actions.comment(enrolment, programs.EXERCISE, "Fint!", by=cast.tina)
    assert queries.open_flags(cast.tina) == []
    assert [len(e.feedback) for e in queries.exercises(enrolment)] == [1]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(cast, version, rows, django_assert_num_queries):
    for resident in ("rita", "rune", "rebecka")[:rows]:
        programs.enrol(cast, version, resident)
    actor = cast.tina
    with django_assert_num_queries(2):
        page = queries.caseload(actor, Filters())
        assert [row.name and row.phase and row.therapist for row in page.rows]


def test_any_measurement_can_be_asked_once_more_and_holds_nothing_up(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    course_actions.submit(course, walk.unfolded(course, course.now()).gate.key, programs.phq(0), 0, by=cast.rita)
    actions.add_occasion(enrolment, programs.GATE, local_day(utc_now()), by=cast.tina)
    course = programs.course_of(cast, enrolment)
    state = walk.unfolded(course, course.now())
    asked = [each for each in state.occasions if each.measurement_id == programs.GATE and each.is_answerable]
    assert [(each.key, each.gate) for each in asked] == [(f"{programs.GATE}.1001.e1", False)]
    assert state.gate is None
    assert course_actions.submit(course, asked[0].key, programs.phq(3), 0, by=cast.rita).sent
