"""Rule 3, someone is told: a roster with deputies and hours, a neutral staff channel, deadlines in opening hours."""

from datetime import UTC, datetime, timedelta

import pytest

from stegvis.access import settings
from stegvis.access.models import CareUnit
from stegvis.audit.models import Entry
from stegvis.care import actions as care
from stegvis.care.aggregates import unwatched_units
from stegvis.care.models import Absence, ClosedDay, FlagStep
from stegvis.care.schedule import escalate_due, raise_flags
from stegvis.notifications.kinds import DeliveryState
from stegvis.notifications.models import StaffChannel, StaffNotice
from stegvis.program.kinds import DangerLevel
from tests.safety.conftest import FRIDAY, MONDAY, at, of_phq, ward_with

pytestmark = pytest.mark.django_db

URGENT = "Prioriterade flaggor</h2>"


def steps(ward):
    """What has happened with the newest flag, by kind."""
    rows = FlagStep.objects.filter(flag=ward.flags[-1]).order_by("id")
    return [row.kind for row in rows]


def told(ward):
    """Which roles' channels have been handed something about the newest flag, in order."""
    rows = StaffNotice.objects.filter(key__contains=str(ward.flags[-1].pk)).order_by("id")
    return [row.channel.role for row in rows.select_related("channel")]


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
