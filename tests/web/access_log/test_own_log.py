"""The resident's own page: who, where, why and what; names as the provider has decided; extracts to keep."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access import own_log, settings
from stegvis.access.models import EarlierNumber, Person
from stegvis.access.settings import Key
from stegvis.audit import log
from stegvis.audit.entry import PatientRef, Subject
from stegvis.audit.kinds import Outcome
from stegvis.audit.models import Entry
from stegvis.lib.clock import local_day, utc_now
from tests.cast import RITA, RUNE
from tests.programs import a_document, enrol, publish

pytestmark = pytest.mark.django_db


def read(cast, who="tina", number=RITA, *, act="results:read", outcome=Outcome.DONE, at=None):
    actor = cast.actor(who)
    subject = Subject("Enrolment", "x", str(cast.ett.pk), "Region Ett", patient=PatientRef("personnummer", number))
    return log.enter(actor.who(), act, subject, now=at or utc_now(), activity="Läsa", outcome=outcome)


def page(cast, query="", who="rita"):
    return cast.client(who).get(reverse("resident:log") + query).content.decode()


def test_it_says_where_why_and_what_and_names_only_where_the_provider_does(cast):
    for _times in range(5):
        read(cast)
    read(cast, outcome=Outcome.REFUSED, act="response:print")
    read(cast, "sven", RUNE)
    text = page(cast)
    assert "Läste resultat" in text and "Norra" in text and "Region Ett" in text and "Vård och behandling" in text
    assert "Tina" not in text and "Personal" in text
    assert "Södra" not in text and "Skrev ut svar" not in text
    assert text.count('<th scope="row">') == 1
    settings.change(cast.ett, {Key.LOG_STAFF_NAMES: True}, by=cast.kaj)
    assert "Tina Ek" in page(cast)


def test_it_is_narrowed_paged_and_says_what_cannot_be_read(cast):
    old = utc_now() - timedelta(days=40)
    for number in range(120):
        read(cast, "sven" if number % 2 else "tina", at=old + timedelta(minutes=number))
    assert "1–100 av 120" in page(cast) and "sida 2 av 2" in page(cast, "?sida=2")
    assert "Södra" not in page(cast, "?enhet=Norra").partition('id="dag-')[2]
    assert "Inget att visa" in page(cast, f"?fran={local_day(utc_now())}")
    assert "ÅÅÅÅ-MM-DD" in page(cast, "?fran=igår")
    assert "Ingen har tittat än" in page(cast, who="rebecka")


def test_what_was_done_under_an_earlier_number_is_there_too(cast):
    earlier = cast.number("202312862382")
    row = EarlierNumber(person=Person.objects.visible_to(cast.rita).get(), replaced_at=utc_now())
    row.set_number(earlier)
    row.save()
    read(cast, number=earlier.value)
    assert "Läste resultat" in page(cast)


def test_extracts_hold_the_same_and_are_logged(cast):
    enrol(cast, publish(cast, a_document()))
    client = cast.client("rita")
    before = own_log.entries(cast.rita, own_log.Wanted()).total
    answer = client.get(reverse("resident:log_json"))
    body = json.loads(answer.content)
    assert len(body["entries"]) == before > 0 and answer["Content-Type"] == "application/json"
    assert body["entries"][0]["what"] == "Startade ett program" and body["entries"][0]["time"][-6:] in {
        "+01:00",
        "+02:00",
    }
    pdf = client.get(reverse("resident:log_pdf"))
    assert pdf.content.startswith(b"%PDF") and b"pdfuaid" in pdf.content
    assert Entry.objects.filter(act="own_log:print").count() == 2
    assert RITA not in pdf["Content-Disposition"]
