"""Rule 3, someone is told: a roster with deputies and hours, a neutral staff channel, deadlines in opening hours."""

from datetime import UTC, datetime, timedelta
from math import ceil
from uuid import uuid4

import pytest

from stegvis.access import settings
from stegvis.access.models import CareUnit
from stegvis.audit.models import Entry
from stegvis.care import actions as care
from stegvis.care import promised, queries
from stegvis.care.aggregates import uncovered_units, unwatched_units
from stegvis.care.models import Absence, ClosedDay, FlagStep, Shift, UnitHours
from stegvis.care.schedule import escalate_due, raise_flags
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.policies import Placing
from stegvis.course import worlds
from stegvis.lib.clock import local_day
from stegvis.notifications.kinds import DeliveryState
from stegvis.notifications.models import StaffChannel, StaffNotice
from stegvis.program.kinds import DangerLevel
from tests import programs
from tests.safety.conftest import GATE, Ward, of_phq, ward_with

pytestmark = pytest.mark.django_db

OFFICE = [[480, 990]]
URGENT = "Prioriterade flaggor</h2>"
WEEK = [*([OFFICE] * 5), [], []]
MONDAY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)  # ten in Stockholm
FRIDAY = datetime(2027, 1, 15, 14, 30, tzinfo=UTC)  # half past three


def at(ward, moment):
    """The clock of the world says this; only forward."""
    world = ward.course.world
    world.offset_s += ceil((moment - world.now()).total_seconds())
    world.save()


def steps(ward):
    """What has happened with the newest flag, by kind."""
    rows = FlagStep.objects.filter(flag=ward.flags[-1]).order_by("id")
    return [row.kind for row in rows]


def told(ward):
    """Which roles' channels have been handed something about the newest flag, in order."""
    rows = StaffNotice.objects.filter(key__contains=str(ward.flags[-1].pk)).order_by("id")
    return [row.channel.role for row in rows.select_related("channel")]


def start_for_rune(ward):
    """The same program for another resident."""
    version, today = ward.enrolment.course.version, local_day(ward.course.now())
    return programs.enrol(ward.cast, version, "rune", start_on=today)


@pytest.fixture
def office(cast):
    """Norra is open in office hours; it is Monday ten o'clock, and Rita begins."""
    UnitHours.objects.filter(unit=cast.norra).update(week=WEEK)
    world = worlds.real_world()
    # Never a part of a second before ten: what is promised would then be a quarter sooner.
    world.offset_s = ceil((MONDAY - world.now()).total_seconds())
    world.save()
    version = programs.publish(cast)
    return Ward(cast, programs.enrol(cast, version, start_on=MONDAY.date()))


def test_the_unit_is_told_at_once_and_urgently(office):
    office.send(2)
    assert steps(office) == ["raised", "told"]
    notice = StaffNotice.objects.get()
    assert (notice.channel.role, notice.channel.unit, notice.urgent) == ("unit", office.cast.norra, True)


def test_what_leaves_says_nothing_of_whom_or_what(office):
    office.send(2)
    key = StaffNotice.objects.get().key
    assert "Rita" not in key and str(office.enrolment.pk) not in key and str(office.course.pk) not in key


def test_the_deadline_runs_in_opening_hours(office):
    at(office, FRIDAY)
    office.send(2)
    flag = office.flags[-1]
    left = timedelta(minutes=120) - (datetime(2027, 1, 15, 15, 30, tzinfo=UTC) - flag.raised_at)
    assert flag.deadline_at == datetime(2027, 1, 18, 7, 0, tzinfo=UTC) + left


def test_a_closed_day_moves_the_deadline(office):
    at(office, FRIDAY)
    ClosedDay.objects.create(unit=office.cast.norra, day="2027-01-18", reason="Planering")
    office.send(2)
    assert office.flags[-1].deadline_at.date().isoformat() == "2027-01-19"


def test_the_units_own_minutes_hold(office):
    unit = CareUnit.objects.get(pk=office.cast.norra.pk)
    settings.change(unit, {settings.Key.FLAG_DEADLINE_MINUTES: 30}, by=office.cast.irma)
    office.send(2)
    flag = office.flags[-1]
    assert flag.deadline_at - flag.raised_at == timedelta(minutes=30)


def test_not_taken_by_its_deadline_it_goes_to_the_resident_administrators(office):
    office.send(2)
    office.later(minutes=119)
    assert steps(office) == ["raised", "told"]
    office.later(minutes=2)
    assert steps(office) == ["raised", "told", "administrators"]
    assert told(office) == ["unit", "unit"]


def test_unhandled_at_closing_time_goes_to_the_named_manager(office):
    at(office, MONDAY + timedelta(hours=3, minutes=30))
    office.send(2)
    office.later(minutes=179)
    assert steps(office) == ["raised", "told", "administrators"]
    office.later(minutes=2)
    assert steps(office)[-1] == "manager" and told(office)[-1] == "manager"


def test_long_before_closing_time_a_second_deadline_is_enough(office):
    office.send(2)
    office.later(minutes=239)
    assert steps(office)[-1] == "administrators"
    office.later(minutes=2)
    assert steps(office)[-1] == "manager"


def test_late_in_the_day_closing_time_comes_before_the_deadline(office):
    at(office, FRIDAY)
    office.send(2)
    office.later(minutes=61)
    assert steps(office) == ["raised", "told", "administrators", "manager"]
    assert set(FlagStep.objects.filter(kind__in=["administrators", "manager"]).values_list("why", flat=True)) == {
        "closing"
    }


def test_in_the_night_nobody_is_told_of_a_closing_time(office):
    at(office, FRIDAY + timedelta(hours=5))
    office.send(2)
    office.later(days=2)
    assert steps(office) == ["raised", "told"]


def test_then_to_the_providers_contact(office):
    office.send(2)
    office.later(days=2)
    assert steps(office) == ["raised", "told", "administrators", "manager", "provider"]
    assert told(office) == ["unit", "unit", "manager", "provider"]
    assert unwatched_units(office.cast.kaj, office.course.now()) == ["Norra"]


def test_each_step_happens_once_however_often_the_worker_looks(office):
    office.send(2)
    office.later(days=2)
    for _round in range(3):
        office.work()
    office.later(days=5)
    assert steps(office) == ["raised", "told", "administrators", "manager", "provider"]
    assert len(told(office)) == 4


def test_a_late_worker_tells_those_whom_a_punctual_one_has_told(office, cast):
    office.send(2)
    at(office, MONDAY + timedelta(days=3))
    escalate_due(now=office.course.now())
    assert steps(office) == ["raised", "told", "administrators", "manager", "provider"]


def test_the_clock_set_back_undoes_and_repeats_nothing(office):
    office.send(2)
    office.later(hours=3)
    before = (steps(office), told(office))
    world = office.course.world
    world.offset_s -= 3 * 3600
    world.save()
    office.work()
    office.later(hours=3)
    assert (steps(office), told(office)) == before


def test_taken_in_time_goes_no_further_until_the_unit_closes(office):
    office.send(2)
    care.acknowledge(office.flags[-1], by=office.cast.tor)
    office.later(hours=4)
    assert steps(office) == ["raised", "told", "taken"]
    assert office.flags[-1].owner_id == office.cast.accounts["tor"].pk


def test_taken_and_not_done_at_closing_time_goes_to_the_manager_once(office):
    office.send(2)
    care.acknowledge(office.flags[-1], by=office.cast.tor)
    at(office, datetime(2027, 1, 11, 15, 31, tzinfo=UTC))
    office.work()
    office.later(days=4)
    assert steps(office) == ["raised", "told", "taken", "manager"]


def test_with_a_note_along_the_way_it_may_stand_until_the_next_closing_time(office):
    office.send(2)
    care.acknowledge(office.flags[-1], by=office.cast.tina)
    care.note(office.flags[-1], "Ringt, inget svar. Försöker igen i morgon.", by=office.cast.tina)
    at(office, MONDAY + timedelta(hours=12))
    office.work()
    assert "manager" not in steps(office)
    office.later(days=1)
    assert steps(office)[-1] == "manager"


def test_handled_goes_nowhere(office):
    office.send(2)
    office.handle(office.flags[-1])
    office.later(days=7)
    assert steps(office) == ["raised", "told", "handled"]


def test_handed_on_it_waits_for_the_colleague_and_goes_on_if_the_colleague_does_not_take_it(office):
    office.send(2)
    care.acknowledge(office.flags[-1], by=office.cast.tina)
    care.hand_on(office.flags[-1], office.cast.accounts["tor"].pk, "Jag går hem sjuk.", by=office.cast.tina)
    flag = office.flags[-1]
    assert (flag.state, flag.owner_id, flag.acknowledged_by_id) == ("open", office.cast.accounts["tor"].pk, None)
    office.later(hours=3)
    assert steps(office) == ["raised", "told", "taken", "handed_on", "administrators"]


def test_it_is_handed_on_only_to_one_who_is_there_and_with_a_word(office):
    office.send(2)
    Absence.objects.create(
        unit=office.cast.norra, person=office.cast.accounts["tor"], from_day="2027-01-11", until_day="2027-01-11"
    )
    flag, tina = office.flags[-1], office.cast.tina
    with pytest.raises(care.CannotHandOn, match="inte på plats"):
        care.hand_on(flag, office.cast.accounts["tor"].pk, "Jag går hem.", by=tina)
    with pytest.raises(care.CannotHandOn, match="inte på plats"):
        care.hand_on(flag, office.cast.accounts["sven"].pk, "Jag går hem.", by=tina)
    with pytest.raises(care.CannotHandOn, match="varför"):
        care.hand_on(flag, office.cast.accounts["irma"].pk, " ", by=tina)


def test_each_step_is_in_the_log(office):
    before = Entry.objects.count()
    office.send(2)
    office.later(days=2)
    acts = [entry.act for entry in Entry.objects.order_by("id")[before:] if entry.act.startswith("flag:")]
    assert acts == ["flag:raised", "flag:told", "flag:administrators", "flag:manager", "flag:provider"]


def test_a_telling_that_fails_lets_the_next_in_line_come_at_once(office, monkeypatch):
    office.send(2)
    monkeypatch.setattr(
        "stegvis.care.schedule.escalating.outside.staff_delivery",
        lambda _unit, keys: {key: DeliveryState.FAILED for key in keys if key.endswith(":told")},
    )
    office.work()
    assert steps(office) == ["raised", "told", "administrators"]
    assert FlagStep.objects.get(kind="administrators").why == "failed"
    office.work()
    assert steps(office) == ["raised", "told", "administrators"]


def test_without_a_channel_the_next_who_has_one_is_told_at_once(office):
    StaffChannel.objects.filter(unit=office.cast.norra, role="unit").update(removed_at=MONDAY)
    office.send(2)
    assert steps(office) == ["raised", "told", "administrators", "manager"]
    assert told(office) == ["manager"]


def test_without_any_channel_the_coordinators_page_says_where(office):
    StaffChannel.objects.update(removed_at=MONDAY)
    office.send(2)
    assert steps(office)[-1] == "provider" and told(office) == []
    assert unwatched_units(office.cast.kaj, office.course.now()) == ["Norra"]


def test_the_page_shows_whose_it_is_by_when_and_whether_the_telling_came(office):
    office.send(2)
    page = office.page("clinician:flag", office.flags[-1].pk, who="tina")
    assert "Ska vara tagen senast i dag" in page and "Ligger hos Tina Ek" in page
    assert "Enheten fick besked" in page and "Beskedet är på väg" in page
    office.later(hours=3)
    assert "Försenad" in office.page("clinician:home", who="tor")


def test_what_the_own_therapist_alone_was_told_of_goes_to_all_when_nobody_has_taken_it(cast):
    ward = ward_with(cast, dangers=of_phq(level=DangerLevel.ORDINARY))
    ward.send(1)
    assert URGENT not in ward.page("clinician:home", who="tor")
    ward.later(hours=17)
    assert steps(ward) == ["raised", "told", "administrators"]
    assert URGENT in ward.page("clinician:home", who="tor") and URGENT in ward.page("clinician:home", who="irma")


def test_a_worker_that_died_after_the_flag_tells_the_same_once(office):
    """Raised, told and marked in one transaction: a round that is run again changes nothing."""
    office.send(2)
    raise_flags(now=office.course.now())
    escalate_due(now=office.course.now())
    assert StaffNotice.objects.count() == 1


def test_a_program_with_danger_rules_is_not_started_without_cover(office):
    Shift.objects.filter(unit=office.cast.norra).update(deputy=None)
    with pytest.raises(care.CannotStart, match="Det saknas 11 januari, 12 januari"):
        start_for_rune(office)
    page = office.page("clinician:start", who="tina")
    assert "Några program kan inte startas nu" in page and "11 januari" in page
    assert "Be Irma Ek, som är invånaradministratör, att ordna det." in page
    own = office.page("clinician:start", who="irma")
    assert "Lägg in någon och en ersättare de dagarna." in own


def test_cover_is_asked_for_fourteen_days_ahead_on_days_that_are_open(office):
    Shift.objects.filter(unit=office.cast.norra).update(until_day="2027-01-20")
    with pytest.raises(care.CannotStart, match="21 januari och 22 januari"):
        start_for_rune(office)
    for day in ("2027-01-21", "2027-01-22"):
        ClosedDay.objects.create(unit=office.cast.norra, day=day)
    assert start_for_rune(office)


def test_a_program_without_danger_rules_needs_no_cover(office, monkeypatch):
    Shift.objects.filter(unit=office.cast.norra).delete()
    monkeypatch.setattr("stegvis.care.rosters.may_ask_dangerous", lambda _version: False)
    assert start_for_rune(office)


@pytest.mark.parametrize("how", ["a role ends", "somebody is away", "no opening hours"])
def test_days_that_lose_their_cover_are_shown_on_the_units_pages_and_to_the_coordinator(office, how):
    norra = office.cast.norra
    assert uncovered_units(office.cast.kaj, office.course.now()) == []
    if how == "a role ends":
        office.cast.accounts["tor"].grants.update(ends_on="2027-01-13")
    elif how == "somebody is away":
        Absence.objects.create(
            unit=norra, person=office.cast.accounts["tor"], from_day="2027-01-14", until_day="2027-01-14"
        )
    else:
        UnitHours.objects.filter(unit=norra).delete()
    for name in ("clinician:home", "clinician:roster"):
        page = office.page(name, who="irma")
        assert "Bemanningen har luckor" in page
        assert how == "no opening hours" or "torsdag 14 januari: ingen ersättare" in page
    assert [name for name, _days in uncovered_units(office.cast.kaj, office.course.now())] == ["Norra"]
    assert "Norra" in office.page("region:overview", who="kaj")
    assert "Rita" not in office.page("region:overview", who="kaj")


def test_the_coordinators_page_costs_the_same_for_many_units(office, django_assert_max_num_queries):
    kaj, version = office.cast.kaj, office.enrolment.course.version
    with django_assert_max_num_queries(12) as few:
        uncovered_units(kaj, office.course.now())
    for number in range(5):
        norra = CareUnit.objects.get(pk=office.cast.norra.pk)
        norra.pk, norra.code, norra.hsa_id, norra._state.adding = uuid4(), f"n{number}", f"SE-n{number}", True
        norra.save()
        catalogue.distribute(Placing(version, norra), now=office.course.now(), by=kaj)
    with django_assert_max_num_queries(len(few)):
        assert len(uncovered_units(kaj, office.course.now())) == 5


def test_before_such_a_question_and_after_such_an_answer_the_resident_reads_when_it_is_seen(office):
    # Ten minutes until it is told unsent, then two hours, to the next quarter.
    assert "senast i dag kl. 12.15" in office.page("resident:questionnaire", office.course.pk, GATE)
    office.send(2)
    assert "Svaret läses senast i dag kl. 12.15" in office.page("resident:thanks", office.course.pk, GATE)


def test_on_a_friday_afternoon_the_resident_reads_monday(office):
    at(office, FRIDAY + timedelta(hours=2))
    assert "senast måndag 18 januari kl. 10.00" in office.page("resident:questionnaire", office.course.pk, GATE)
    office.send(2)
    assert "Svaret läses senast måndag 18 januari kl. 10.00" in office.page("resident:thanks", office.course.pk, GATE)


def test_a_closed_day_and_a_day_when_nobody_is_there_are_no_days_for_promises(office):
    at(office, FRIDAY + timedelta(hours=2))
    ClosedDay.objects.create(unit=office.cast.norra, day="2027-01-18")
    for who in ("tina", "tor"):
        person = office.cast.accounts[who]
        Absence.objects.create(unit=office.cast.norra, person=person, from_day="2027-01-19", until_day="2027-01-19")
    assert "senast onsdag 20 januari kl. 10.00" in office.page("resident:questionnaire", office.course.pk, GATE)


def test_when_it_should_have_been_read_and_is_not_the_resident_reads_that(office):
    office.send(2)
    office.later(hours=5)
    thanks = office.page("resident:thanks", office.course.pk, GATE)
    assert "ingen har läst det än" in thanks and "läses senast" not in thanks


def test_the_promise_is_never_sooner_than_the_deadline(office):
    office.send(2)
    contact = queries.contact(office.cast.rita, office.course)
    seen = promised.seen_by(contact, office.course.pk, office.course.now(), after=timedelta(0), priority=True)
    assert seen.given_by >= office.flags[-1].deadline_at


def test_beside_a_box_it_says_when_it_is_read(office):
    at(office, FRIDAY + timedelta(hours=2))
    office.work()
    # Sixteen open hours from Monday at eight.
    assert "Läses senast tisdag 19 januari kl. 15.30" in office.page("resident:messages", office.course.pk)
    Shift.objects.filter(unit=office.cast.norra).delete()
    office.later(minutes=20)
    assert "Just nu är ingen på Norra som läser" in office.page("resident:messages", office.course.pk)
