"""Starting: the number, the right person, once; what stops it is a sentence and loses nothing."""

import re

import pytest
from django.core import signing
from django.urls import reverse

from stegvis.access.models import RoleGrant
from stegvis.care.models import Enrolment
from stegvis.lib.clock import local_day, utc_now
from tests import programs
from tests.cast import REBECKA, RITA

pytestmark = pytest.mark.django_db

START, CONFIRM = reverse("clinician:start"), reverse("clinician:start_confirm")


def step_two(client, number=REBECKA):
    answer = client.post(START, {"number": number})
    assert answer.status_code == 200
    page = answer.content.decode()
    found = re.search(r'name="person" value="([^"]+)"', page)
    return page, found.group(1) if found else ""


def chosen(cast, version, token, **other):
    fields = {
        "person": token,
        "version": str(version.pk),
        "therapist": str(cast.accounts["tina"].pk),
        "start_on": local_day(utc_now()).isoformat(),
    }
    return {**fields, **other}


def started(cast):
    return Enrolment.objects.visible_to(cast.tina).count()


def test_two_steps_to_a_started_program(cast, version):
    client = cast.client("tina")
    page, token = step_two(client, "19860401-2388")
    assert "Är det här rätt person?" in page and "Rebecka Lund" in page and "19860401-2388" in page
    after = client.post(CONFIRM, chosen(cast, version, token), follow=True)
    assert "Sov bättre är startat för Rebecka Lund." in after.content.decode()
    assert started(cast) == 1
    assert REBECKA[:8] not in "".join(url for url, _code in after.redirect_chain)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Skriv numret."),
        ("8604012388", "Skriv tolv siffror"),
        ("198604012389", "Numret stämmer inte"),
        ("inte ett nummer", "Numret ska ha tolv tecken"),
        ("<script>alert(1)</script>", "Numret ska ha tolv tecken"),
        ("9" * 200, "Numret ska ha tolv tecken"),
    ],
)
def test_what_is_no_number_gets_a_sentence_and_stays_in_the_box(cast, version, typed, sentence):
    page = cast.client("tina").post(START, {"number": typed}).content.decode()
    assert sentence in page
    assert "<script>alert" not in page
    if typed.isdigit():
        assert f'value="{typed}"' in page


def test_a_number_that_the_registry_does_not_know(cast, version):
    page = cast.client("tina").post(START, {"number": "189002029800"}).content.decode()
    assert "Numret finns inte i personregistret" in page
    assert started(cast) == 0


def test_pressing_twice_starts_once_and_shows_the_way(cast, version):
    client = cast.client("tina")
    _page, token = step_two(client)
    client.post(CONFIRM, chosen(cast, version, token))
    again = client.post(CONFIRM, chosen(cast, version, token)).content.decode()
    assert "Programmet pågår redan" in again
    assert reverse("clinician:patient", args=[Enrolment.objects.visible_to(cast.tina).get().pk]) in again
    assert started(cast) == 1


def test_what_the_person_already_has_is_shown_before(cast, version, enrolment):
    page, _token = step_two(cast.client("tor"), RITA)
    assert "Har redan program hos er" in page


def test_another_unit_of_the_provider_does_not_learn_of_it(cast, version, enrolment):
    page, _token = step_two(cast.client("sven"), RITA)
    assert "Har redan program" not in page


def test_a_wrong_choice_keeps_the_rest(cast, version):
    client = cast.client("tina")
    _page, token = step_two(client)
    page = client.post(CONFIRM, chosen(cast, version, token, start_on="2020-01-01")).content.decode()
    assert "Startdatumet kan inte ligga bakåt i tiden." in page
    assert 'value="2020-01-01"' in page and "Rebecka Lund" in page
    page = client.post(CONFIRM, chosen(cast, version, token, start_on="i morgon")).content.decode()
    assert "Skriv datumet som" in page
    page = client.post(CONFIRM, chosen(cast, version, token, therapist="") | {"version": "x"}).content.decode()
    assert "Välj en behandlare." in page
    assert started(cast) == 0


def test_a_unit_with_one_handler_starts_nothing_and_says_why(cast, version):
    client = cast.client("tina")
    _page, token = step_two(client)
    RoleGrant.objects.filter(account__in=[cast.accounts["tor"], cast.accounts["irma"]]).delete()
    sentence = "Minst två personer måste hantera program på enheten."
    page = client.get(START).content.decode()
    assert sentence in page and "disabled" in page
    assert sentence in client.post(START, {"number": REBECKA}).content.decode()
    assert sentence in client.post(CONFIRM, chosen(cast, version, token)).content.decode()
    assert started(cast) == 0


def test_the_signed_number_is_bound_to_who_asked_and_to_its_time(cast, version):
    _page, token = step_two(cast.client("tor"))
    forged = signing.dumps(["personnummer", REBECKA, str(cast.accounts["tina"].pk), ""], salt="another")
    for bad in (token, forged, "", "x"):
        answer = cast.client("tina").post(CONFIRM, chosen(cast, version, bad))
        assert answer["Location"] == START
    assert started(cast) == 0


def test_a_version_of_another_unit_cannot_be_started(cast):
    elsewhere = programs.publish(cast, units=("sodra",))
    client = cast.client("tina")
    _page, token = step_two(client)
    assert client.post(CONFIRM, chosen(cast, elsewhere, token)).status_code == 200
    assert started(cast) == 0


def test_a_wrong_start_is_undone_with_a_reason(cast, enrolment):
    client, address = cast.client("tina"), reverse("clinician:undo", args=[enrolment.pk])
    assert "Programmet försvinner genast för invånaren." in client.get(address).content.decode()
    assert "Skriv kort vad som blev fel." in client.post(address, {"reason": " "}).content.decode()
    after = client.post(address, {"reason": "Fel person"}, follow=True).content.decode()
    assert "Starten är ångrad" in after and "Fel person" in after
    assert "Rita Lund" not in client.get(reverse("clinician:caseload")).content.decode()
