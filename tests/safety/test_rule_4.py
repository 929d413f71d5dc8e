"""Rule 4, alarm load: a repeated, assessed answer goes first to its own therapist; colleagues see that it is there."""

import pytest
from django.urls import reverse

from stegvis.audit.models import Entry
from stegvis.care import actions as care

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
