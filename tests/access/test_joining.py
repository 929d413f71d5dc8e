"""Two numbers become one person: all that hangs on the one follows to the other, in every room, or nothing does."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from stegvis.access import signin
from stegvis.access.identity import read_number
from stegvis.access.joining import GIVES_WAY, CannotJoin, join, points_at
from stegvis.access.models import Account, EarlierNumber, Patient, Person
from stegvis.audit.models import Entry
from stegvis.care.models import Enrolment
from stegvis.course.models import Course
from stegvis.lib.clock import utc_now
from stegvis.notifications.models import NoticeChoice
from tests.cast import RITA, RUNE
from tests.programs import a_document, enrol, publish

pytestmark = pytest.mark.django_db
WHY = "the test counts"


def everything(person):
    """How many rows of every room point at a person, their account or their patients."""
    patients = Patient.objects.without_asking_who_because(WHY).filter(person=person)
    accounts = Account.objects.filter(person=person)
    return {
        (key.model._meta.label, key.name): key.model._base_manager.filter(**{f"{key.name}__in": rows}).count()
        for model, rows in ((Person, [person]), (Account, accounts), (Patient, patients))
        for key in points_at(model)
    }


@pytest.fixture
def both(cast):
    """Rune and Rita are each in a program of their own at the same provider, and have been signed in."""
    one, other = publish(cast), publish(cast, a_document())
    mine, yours = enrol(cast, one, "rune"), enrol(cast, other, "rita")
    for number in (RUNE, RITA):
        person = signin.person_with(read_number(number))
        NoticeChoice.objects.without_asking_who_because(WHY).create(person=person, changed_at=utc_now())
    return mine, yours


def test_all_follows_and_both_numbers_lead_to_it(cast, both):
    rune, rita = signin.person_with(read_number(RUNE)), signin.person_with(read_number(RITA))
    Patient.objects.without_asking_who_because(WHY).filter(person=rune).update(protected=True, protected_why="hot")
    Account.objects.filter(person=rune).update(is_active=False)
    before = everything(rune)
    assert before["care.Enrolment", "patient"] == 1 and before["course.Course", "person"] == 1
    moved = join(read_number(RUNE), read_number(RITA), decision="RV 2026-17", now=utc_now())
    assert not Person.objects.without_asking_who_because(WHY).filter(pk=rune.pk).exists()
    assert not any(everything(rune).values())
    enrolments = Enrolment.objects.without_asking_who_because(WHY).filter(patient__person=rita)
    assert {each.pk for each in enrolments} == {each.pk for each in both}
    assert Course.objects.without_asking_who_because(WHY).filter(person=rita).count() == 2
    assert Patient.objects.without_asking_who_because(WHY).filter(person=rita).count() == 1
    assert Patient.objects.without_asking_who_because(WHY).get(person=rita).protected_why == "hot"
    assert not Account.objects.get(person=rita).is_active
    assert moved["access.Patient (ersatt)"] == moved["notifications.NoticeChoice (ersatt)"] == 1
    assert signin.person_with(read_number(RUNE)) == rita and EarlierNumber.objects.get().number.value == RUNE
    told = Entry.objects.filter(act="person:join").order_by("id")
    assert [(each.patient_number, each.reason) for each in told] == [(RUNE, "RV 2026-17"), (RITA, "RV 2026-17")]


def test_trying_keeps_nothing_and_says_the_same(cast, both, monkeypatch):
    answers = iter([RUNE, RITA] * 2)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    tried, done = io.StringIO(), io.StringIO()
    rune = signin.person_with(read_number(RUNE))
    before = everything(rune)
    call_command("join_numbers", decision="RV 2026-17", dry_run=True, stdout=tried)
    assert everything(rune) == before and not Entry.objects.filter(act="person:join").exists()
    call_command("join_numbers", decision="RV 2026-17", stdout=done)
    assert tried.getvalue().splitlines()[:-1] == done.getvalue().splitlines()[:-1]
    assert RUNE not in done.getvalue() and done.getvalue().endswith("Klart.\n")


def test_what_makes_no_sense_is_refused_and_changes_nothing(cast, both, monkeypatch):
    rita, rune = read_number(RITA), read_number(RUNE)
    for earlier, present in ((rita, rita), (rita, read_number("202312862382"))):
        with pytest.raises(CannotJoin):
            join(earlier, present, decision="RV 1", now=utc_now())
    Person.objects.without_asking_who_because(WHY).filter(number_hash=signin.number_hash(rune)).update(made_up=True)
    with pytest.raises(CannotJoin, match="påhittad"):
        join(rune, rita, decision="RV 1", now=utc_now())
    monkeypatch.setattr("builtins.input", lambda _question: "12")
    for decision in (" ", "RV 1"):
        with pytest.raises(CommandError):
            call_command("join_numbers", decision=decision)


def test_what_gives_way_is_named_as_it_is():
    known = {key.model._meta.label for model in (Person, Account, Patient) for key in points_at(model)}
    assert known >= GIVES_WAY
