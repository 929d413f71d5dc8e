"""Rule 4, alarm load: a repeated, assessed answer goes first to its own therapist; colleagues see that it is there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access import settings
from stegvis.access.models import CareUnit
from stegvis.audit.models import Entry
from stegvis.care import actions as care
from stegvis.care.models import Absence, FlagStep
from stegvis.lib.clock import local_day
from stegvis.notifications.models import StaffNotice

pytestmark = pytest.mark.django_db
REPEATED = "Upprepade svar som en kollega tar först"
URGENT = "Prioriterade flaggor</h2>"


def assessed(ward, ninth=2):
    """A dangerous answer that was sent and assessed."""
    ward.send(ninth)
    ward.handle(ward.flags[0])


def test_a_first_answer_goes_to_all(ward):
    ward.send(2)
    assert ward.flags[0].own_first_until is None
    assert URGENT in ward.page("clinician:home", who="tor")


def test_the_same_answer_after_a_documented_assessment_goes_first_to_the_own_therapist(ward):
    assessed(ward)
    ward.later(days=7)
    ward.send(2, ward.ask_again())
    flag = ward.flags[-1]
    assert flag.own_first_until is not None and flag.priority
    assert URGENT in ward.page("clinician:home", who="tina")
    colleague = ward.page("clinician:home", who="tor")
    assert URGENT not in colleague
    assert REPEATED in colleague and reverse("clinician:flag", args=[flag.pk]) in colleague


def test_it_escalates_to_all_when_the_therapist_has_not_taken_it_in_a_day(ward):
    assessed(ward)
    ward.later(days=7)
    ward.send(2, ward.ask_again())
    ward.later(hours=25)
    assert URGENT in ward.page("clinician:home", who="tor")
    assert REPEATED not in ward.page("clinician:home", who="tor")


def again(ward):
    """The same answer a week after it was assessed."""
    assessed(ward)
    ward.later(days=7)
    ward.send(2, ward.ask_again())
    return ward.flags[-1]


def steps(flag):
    return list(FlagStep.objects.filter(flag=flag).order_by("id").values_list("kind", flat=True))


def test_it_escalates_the_same_way_after_that(ward):
    flag = again(ward)
    assert (steps(flag), flag.deadline_at) == (["raised", "told"], flag.own_first_until)
    ward.later(hours=24, minutes=1)
    assert steps(flag) == ["raised", "told", "to_all"]
    ward.later(hours=2)
    assert steps(flag) == ["raised", "told", "to_all", "administrators"]


def test_the_own_therapist_is_told_without_haste_and_all_with(ward):
    flag = again(ward)
    ward.later(hours=25)
    notices = StaffNotice.objects.filter(key__contains=str(flag.pk)).order_by("id")
    assert [notice.urgent for notice in notices] == [False, True]


def test_only_a_therapist_who_is_there_before_it_would_go_on_has_it_first(ward):
    assessed(ward)
    ward.later(days=7)
    occasion, today = ward.ask_again(), local_day(ward.course.now())
    Absence.objects.create(
        unit=ward.cast.norra,
        person=ward.cast.accounts["tina"],
        from_day=today - timedelta(days=1),
        until_day=today + timedelta(days=3),
    )
    ward.send(2, occasion)
    flag = ward.flags[-1]
    assert flag.own_first_until is None
    assert flag.owner_id == ward.cast.accounts["tor"].pk


def test_how_long_is_the_units_to_decide(ward):
    unit = CareUnit.objects.get(pk=ward.cast.norra.pk)
    settings.change(unit, {settings.Key.OWN_FIRST_HOURS: 6}, by=ward.cast.irma)
    flag = again(ward)
    assert flag.own_first_until - flag.raised_at == timedelta(hours=6)


def test_how_long_an_assessment_holds_is_the_units_to_decide(ward):
    unit = CareUnit.objects.get(pk=ward.cast.norra.pk)
    settings.change(unit, {settings.Key.ASSESSMENT_HOLDS_DAYS: 5}, by=ward.cast.irma)
    assert again(ward).own_first_until is None


def test_it_is_still_acknowledged_and_closed_with_a_word(ward):
    assessed(ward)
    ward.later(days=7)
    ward.send(2, ward.ask_again())
    flag = ward.flags[-1]
    care.acknowledge(flag, by=ward.cast.tor)  # a colleague may take it all the same
    with pytest.raises(Exception, match="Skriv kort"):
        ward.handle(flag, "")
    ward.handle(flag)
    assert ward.flags[-1].state == "handled"


@pytest.mark.parametrize(("first", "again"), [(2, 3), (2, 1)])
def test_another_answer_goes_to_all_worse_or_milder(ward, first, again):
    assessed(ward, first)
    ward.later(days=7)
    ward.send(again, ward.ask_again())
    assert ward.flags[-1].own_first_until is None


def test_an_answer_nobody_has_assessed_goes_to_all_however_often_it_comes(ward):
    ward.send(2)
    ward.later(days=7)
    ward.send(2, ward.ask_again())
    assert [flag.own_first_until for flag in ward.flags] == [None, None]


def test_an_assessment_does_not_hold_for_ever(ward):
    assessed(ward)
    ward.later(days=31)
    ward.send(2, ward.ask_again())
    assert ward.flags[-1].own_first_until is None


def test_one_that_was_never_sent_goes_to_all(ward):
    assessed(ward)
    ward.later(days=7)
    ward.give(2, ward.ask_again())
    ward.later(minutes=11)
    assert (ward.flags[-1].unsent, ward.flags[-1].own_first_until) == (True, None)


def test_without_the_own_therapist_it_goes_to_all(ward):
    assessed(ward)
    ward.later(days=7)
    occasion = ward.ask_again()
    ward.cast.accounts["tina"].grants.update(withdrawn_at=ward.course.now(), withdrawn_by="x")
    ward.send(2, occasion)
    assert ward.flags[-1].own_first_until is None


def test_colleagues_see_that_a_flag_exists_and_opening_it_is_active_and_logged(ward):
    ward.send(2)
    client, address = ward.cast.client("tor"), reverse("clinician:flag", args=[ward.flags[0].pk])
    assert address in ward.page("clinician:home", who="tor")
    asked = client.get(address).content.decode()
    assert "Varför behöver du öppna?" in asked
    assert "Mer än hälften" not in asked
    before = Entry.objects.count()
    ward.open_for_flag("tor")
    assert "Mer än hälften" in client.get(address).content.decode()
    assert [(e.name, e.act) for e in Entry.objects.order_by("id")[before:]] == [
        ("Tor Ek", "enrolment:choose_to_open"),
        ("Tor Ek", "flag:read"),
    ]


def test_opening_without_a_reason_comes_back_with_the_form(ward):
    ward.send(2)
    answer = ward.cast.client("tor").post(reverse("clinician:choose", args=[ward.enrolment.pk]), {"reason": ""})
    assert answer.status_code == 422
    assert "Välj varför du behöver öppna." in answer.content.decode()
