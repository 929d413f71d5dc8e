"""Undoing a start: at once where nothing has been done, behind what exists where something has."""

import pytest
from django.urls import reverse

from stegvis.audit.models import Entry
from stegvis.care.models import Enrolment

pytestmark = pytest.mark.django_db


def undone(row):
    return Enrolment._base_manager.get(pk=row.pk).undone_at is not None


def test_a_start_that_nobody_has_used_is_undone_with_a_reason(cast, enrolment):
    client, address = cast.client("tina"), reverse("clinician:undo", args=[enrolment.pk])
    assert "Det här finns redan" not in client.get(address).content.decode()
    client.post(address, {"reason": "Fel person."})
    assert undone(enrolment)


def test_where_there_are_answers_they_are_counted_and_confirmed(cast, answered):
    client, address = cast.client("tina"), reverse("clinician:undo", args=[answered.pk])
    page = client.get(address).content.decode()
    assert "1 besvarat formulär" in page
    assert "Avsluta det i stället" in page
    answer = client.post(address, {"reason": "Fel person."})
    assert answer.status_code == 422
    assert "Bekräfta att starten var fel" in answer.content.decode()
    assert not undone(answered)
    client.post(address, {"reason": "Fel person.", "sure": "on"})
    assert undone(answered)


@pytest.mark.parametrize("name", ["patient", "exercises", "history", "undo"])
def test_no_page_title_says_whose_it_is(cast, answered, name):
    page = cast.client("tina").get(reverse(f"clinician:{name}", args=[answered.pk])).content.decode()
    title = page.split("<title>")[1].split("</title>")[0]
    assert "Rita" not in title and "Lund" not in title
    assert "Rita Lund" in page


def test_the_registry_is_logged_each_time_it_is_read(cast, version):
    client = cast.client("tina")
    page = client.post(reverse("clinician:start"), {"number": "19550801-2647"}).content.decode()
    token = page.split('name="person" value="')[1].split('"')[0]
    client.post(reverse("clinician:start_confirm"), {"person": token})
    assert Entry.objects.filter(act="registry:look_up").count() == 2
