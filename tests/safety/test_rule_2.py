"""Rule 2: a flag is never suppressed, whatever state the program or the unit is in."""

import pytest

from stegvis.access.models import CareUnit
from stegvis.care import actions as care
from stegvis.care.actions import CannotStart, pausing
from stegvis.care.aggregates import unwatched_units
from stegvis.care.models import FlagStep, UnitHours
from stegvis.course import actions
from stegvis.course.kinds import Phase
from stegvis.lib.clock import local_day
from stegvis.notifications.models import StaffChannel, StaffNotice
from stegvis.questionnaires import queries as library
from tests import programs
from tests.safety.conftest import GATE

pytestmark = pytest.mark.django_db


def end(ward, how):
    if how == "paused":
        pausing.pause(ward.enrolment, local_day(ward.course.now()), None, by=ward.cast.tina)
        assert ward.course.phase == Phase.PAUSED
    elif how == "wrong_start":
        care.undo_start(ward.enrolment, "Fel person.", by=ward.cast.tina)
    else:
        care.set_phase(ward.enrolment, Phase(how), by=ward.cast.tina)


@pytest.mark.parametrize("how", ["paused", "maintenance", "closed", "wrong_start"])
def test_what_was_sent_before_is_told_after(ward, how):
    actions.submit(ward.course, GATE, ward.answers(2), 0, by=ward.cast.rita)
    end(ward, how)
    ward.work()
    assert [flag.priority for flag in ward.flags] == [True]


@pytest.mark.parametrize("how", ["paused", "maintenance", "closed", "wrong_start"])
def test_what_was_never_sent_is_told_in_time_all_the_same(ward, how):
    ward.give(2)
    end(ward, how)
    ward.later(minutes=11)
    assert [(flag.priority, flag.unsent) for flag in ward.flags] == [(True, True)]


def test_maintenance_asks_and_tells_as_before(ward):
    ward.send(0)
    end(ward, "maintenance")
    ward.send(2, ward.ask_again())
    assert len(ward.flags) == 1


def test_a_dangerous_answer_typed_after_closing_is_told(ward):
    end(ward, "closed")
    actions.note_dangers(ward.course, GATE, library.current_definition("phq-9"), ward.answers(3), by=ward.cast.rita)
    ward.later(minutes=11)
    assert len(ward.flags) == 1


def test_what_is_sent_in_a_pause_is_told_at_once_and_goes_on_as_always(ward):
    end(ward, "paused")
    ward.give(2)
    ward.later(minutes=11)
    assert len(ward.flags) == 1
    ward.later(hours=3)
    assert "administrators" in told_steps(ward)


def test_in_a_pause_the_resident_reads_that_nobody_has_promised_to_read_what_is_written(ward):
    end(ward, "paused")
    assert "Ingen har lovat att läsa det här under uppehållet" in ward.page("resident:messages", ward.course.pk)


def test_a_flag_can_be_taken_and_handled_after_closing(ward):
    ward.send(2)
    end(ward, "closed")
    ward.handle(ward.flags[0])
    assert ward.flags[0].state == "handled"


def test_with_nobody_left_the_flag_is_raised_and_the_provider_is_told_where(ward):
    ward.empty_the_unit()
    ward.send(2)
    now = ward.course.now()
    assert len(ward.flags) == 1
    assert unwatched_units(ward.cast.kaj, now) == ["Norra"]
    shown = ward.page("region:overview", who="kaj")
    assert "Flaggor som ingen ser" in shown
    assert "Rita" not in shown
    assert unwatched_units(ward.cast.klas, now) == []  # another region's
    assert unwatched_units(ward.cast.sven, now) == []  # care staff ask elsewhere


def told_steps(ward):
    return list(FlagStep.objects.filter(flag=ward.flags[-1]).order_by("id").values_list("kind", flat=True))


def lose_everybody(ward, how):
    """Nobody on the unit can see a flag any more."""
    if how == "nobody has a role":
        ward.empty_the_unit()
    elif how == "the unit is closed for good":
        CareUnit.objects.filter(pk=ward.cast.norra.pk).update(archived_on="2026-01-01")
    else:
        UnitHours.objects.filter(unit=ward.cast.norra).delete()


@pytest.mark.parametrize("how", ["nobody has a role", "the unit is closed for good", "the unit never opens"])
def test_with_nobody_left_the_manager_and_the_providers_contact_are_told_at_once(ward, how):
    lose_everybody(ward, how)
    ward.send(2)
    assert told_steps(ward) == ["raised", "told", "manager", "provider"]
    assert set(FlagStep.objects.filter(kind__in=["manager", "provider"]).values_list("why", flat=True)) == {"nobody"}
    channels = StaffNotice.objects.order_by("id").values_list("channel__role", flat=True)
    assert list(channels) == ["unit", "manager", "provider"]
    assert unwatched_units(ward.cast.kaj, ward.course.now()) == ["Norra"]
    assert "Just nu finns ingen på Norra" in ward.page("resident:thanks", ward.course.pk, GATE)


def test_without_a_manager_the_providers_contact_is_told_at_once(ward):
    StaffChannel.objects.filter(unit=ward.cast.norra, role="manager").delete()
    ward.empty_the_unit()
    ward.send(2)
    assert told_steps(ward)[-1] == "provider"


def test_when_the_last_one_leaves_with_a_flag_standing_it_goes_on_all_the_same(ward):
    ward.send(2)
    ward.empty_the_unit()
    ward.later(hours=3)
    assert told_steps(ward)[-1] == "provider"


def test_the_provider_is_told_of_nothing_while_somebody_watches(ward):
    ward.send(2)
    assert unwatched_units(ward.cast.kaj, ward.course.now()) == []


def test_with_nobody_left_the_resident_reads_that_nobody_is_there(ward):
    ward.empty_the_unit()
    assert "finns ingen på Norra som läser svaren" in ward.page("resident:questionnaire", ward.course.pk, GATE)
    ward.send(2)
    thanks = ward.page("resident:thanks", ward.course.pk, GATE)
    assert "finns ingen på Norra som läser det här" in thanks
    assert "Norra får veta" not in thanks


def test_lack_of_watchers_stops_starts(ward):
    for name in ("tor", "irma"):
        ward.cast.accounts[name].grants.update(withdrawn_at=ward.course.now(), withdrawn_by="x")
    with pytest.raises(CannotStart, match="två personer"):
        programs.enrol(ward.cast, ward.enrolment.course.version, "rune")
