"""Rule 3: what the resident reads of when an answer is seen."""

from datetime import timedelta

import pytest

from stegvis.care import promised, queries
from stegvis.care.models import Absence, ClosedDay, Shift
from tests.safety.conftest import FRIDAY, GATE, at

pytestmark = pytest.mark.django_db


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
