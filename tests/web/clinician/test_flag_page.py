"""One flag: taken, noted, handed on, handled; whose it is and what has happened. And the unit's list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from stegvis.care import actions as care
from stegvis.care.flagged import waiting_on_unit
from stegvis.care.models import Absence, Flag, FlagStep
from stegvis.care.queries import open_flags
from stegvis.lib.clock import local_day
from tests import programs
from tests.safety.conftest import Ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward(cast):
    made = Ward(cast, programs.enrol(cast, programs.publish(cast)))
    made.send(2)
    return made


def post(ward, who, name, **data):
    return ward.cast.client(who).post(reverse(f"clinician:{name}", args=[ward.flags[0].pk]), data)


def test_taken_noted_handed_on_and_handled_stand_in_its_history(ward):
    tor = ward.cast.accounts["tor"]
    post(ward, "tina", "acknowledge")
    post(ward, "tina", "flag_note", words="Ringt, inget svar.")
    post(ward, "tina", "flag_hand_on", **{"till-to": str(tor.pk), "till-words": "Jag går för dagen."})
    page = ward.page("clinician:flag", ward.flags[0].pk, who="tina")
    for said in ("Tina Ek tog flaggan", "Ringt, inget svar.", "lämnade den till Tor Ek", "Ligger hos Tor Ek"):
        assert said in page
    ward.open_for_flag("tor")
    post(ward, "tor", "handle", note="Ringt och bokat tid.")
    page = ward.page("clinician:flag", ward.flags[0].pk, who="tina")
    assert "Tor Ek hanterade flaggan" in page and "Ringt och bokat tid." in page
    assert "Kommer:" not in page and "Lämna till en kollega" not in page


def test_without_a_word_or_a_colleague_the_page_comes_back_open_and_says_so(ward):
    answer = post(ward, "tina", "flag_note", words=" ")
    assert answer.status_code == 422 and "Skriv kort vad som har hänt" in answer.content.decode()
    answer = post(ward, "tina", "flag_hand_on", **{"till-to": "", "till-words": "Går hem"})
    assert answer.status_code == 422 and "Välj en kollega." in answer.content.decode()
    assert "Går hem" in answer.content.decode()
    assert FlagStep.objects.filter(kind__in=["noted", "handed_on"]).count() == 0


def test_a_colleague_notes_and_hands_on_only_what_has_been_opened(ward):
    assert "Varför behöver du öppna?" in post(ward, "tor", "flag_note", words="Ringt").content.decode()
    assert FlagStep.objects.filter(kind="noted").count() == 0


def test_the_notes_are_sealed_in_the_database(ward):
    post(ward, "tina", "flag_note", words="Ringt, inget svar.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM care_flagstep WHERE kind = 'noted'")
        assert "Ringt" not in cursor.fetchone()[0]


def test_the_units_list_has_every_priority_flag_and_says_nothing_of_what(ward):
    page = ward.page("clinician:flags", who="tor")
    assert "Rita Lund" in page and "Ska vara tagen senast" in page and "Mer än hälften" not in page
    assert "Rita Lund" not in ward.page("clinician:flags", who="sven")


def test_a_resident_administrator_sees_what_belongs_to_nobody_who_is_there(ward):
    Flag.objects.without_asking_who_because("test").update(priority=False)
    today = local_day(ward.course.now())
    assert open_flags(ward.cast.irma, today) == []
    Absence.objects.create(unit=ward.cast.norra, person=ward.cast.accounts["tina"], from_day=today, until_day=today)
    assert len(open_flags(ward.cast.irma, today)) == 1
    Absence.objects.update(replaced_by=ward.cast.accounts["tor"])
    assert open_flags(ward.cast.irma, today) == []
    assert len(open_flags(ward.cast.tor, today)) == 1


def test_absence_that_begins_today_gives_the_flags_to_who_stands_in(ward):
    today, tina, irma = local_day(ward.course.now()), ward.cast.accounts["tina"], ward.cast.accounts["irma"]
    care.add_absence(ward.cast.norra, tina.pk, today, today, irma.pk, by=ward.cast.irma)
    assert ward.flags[0].owner_id == irma.pk


def test_a_flag_from_before_steps_were_kept_says_what_it_knows(ward):
    post(ward, "tina", "handle", note="Ringt och bokat tid.")
    FlagStep.objects.all().delete()
    page = ward.page("clinician:flag", ward.flags[0].pk, who="tina")
    assert "Flaggan kom" in page and "Tina Ek hanterade flaggan" in page and "Ringt och bokat tid." in page


def test_what_nobody_has_taken_stands_before_what_a_colleague_has(ward):
    post(ward, "tina", "acknowledge")
    taken = ward.flags[0]
    first = taken.pk
    Flag.objects.create(
        enrolment=taken.enrolment,
        effect_key="another",
        kind=taken.kind,
        priority=True,
        raised_at=taken.raised_at + timedelta(hours=1),
        deadline_at=taken.deadline_at + timedelta(hours=1),
    )
    for found in (open_flags(ward.cast.tina), waiting_on_unit(ward.cast.tina)):
        assert [flag.state for flag in found if flag.priority] == ["open", "acknowledged"]
        assert [flag.pk for flag in found if flag.priority][-1] == first
