"""Staff read a resident's diary, logged; what was corrected or removed is still there."""

import csv
import io
from uuid import uuid4

import pytest
from django.urls import reverse

from stegvis.audit.models import Entry
from stegvis.course import actions, diaries
from tests import diaries as made
from tests import programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast, made.a_document()))


@pytest.fixture
def course(cast, enrolment):
    return made.begin(cast, enrolment)


def add(cast, course, **changed):
    entered = actions.Entered(diaries.days_of(course)[1], None, {**made.NIGHT, **changed})
    return actions.add_entry(course, made.SLEEP, uuid4(), entered, by=cast.rita).row


def text(response):
    return response.content.decode()


def test_the_first_page_shows_the_newest_and_the_way_to_the_rest(cast, enrolment, course):
    tina = cast.client("tina")
    page = text(tina.get(reverse("clinician:patient", args=[enrolment.pk])))
    assert "Hela dagboken" not in page
    add(cast, course)
    page = text(tina.get(reverse("clinician:patient", args=[enrolment.pk])))
    assert "Sömndagbok" in page and "95 %" in page
    assert reverse("clinician:diary", args=[enrolment.pk, made.SLEEP]) in page


def test_reading_the_diary_is_logged_and_a_colleague_is_asked_why(cast, enrolment, course):
    add(cast, course, anteckning="Bara för Tina")
    address = reverse("clinician:diary", args=[enrolment.pk, made.SLEEP])
    page = cast.client("tina").get(address)
    assert page.status_code == 200 and "7,3" in text(page)
    assert Entry.objects.filter(act="diary:read", account_id=cast.tina.account_id).count() == 1
    asked = cast.client("tor").get(address)
    assert "Sömndagbok" not in text(asked) and reverse("clinician:choose", args=[enrolment.pk]) in text(asked)
    assert cast.client("sven").get(address).status_code == 404


def test_an_entry_shows_what_it_was_before(cast, enrolment, course):
    first = add(cast, course, anteckning="Först")
    second = actions.Entered(first.on, None, {**made.NIGHT, "anteckning": "Sedan"})
    actions.correct_entry(course, made.SLEEP, first.entry, 1, second, by=cast.rita)
    page = text(cast.client("tina").get(reverse("clinician:diary_entry", args=[enrolment.pk, made.SLEEP, first.entry])))
    assert page.index("Sedan") < page.index("Före rättelsen") < page.index("Först")


def test_a_removed_entry_is_marked_and_readable(cast, enrolment, course):
    row = add(cast, course, anteckning="Ångrade mig")
    actions.remove_entry(course, made.SLEEP, row.entry, 1, by=cast.rita)
    tina = cast.client("tina")
    entry = reverse("clinician:diary_entry", args=[enrolment.pk, made.SLEEP, row.entry])
    page = text(tina.get(reverse("clinician:diary", args=[enrolment.pk, made.SLEEP])))
    assert entry in page and "invånaren har tagit bort" in page
    page = text(tina.get(entry))
    assert "Borttagen av invånaren" in page and "Ångrade mig" in page


def test_a_flag_from_a_diary_says_which_question(cast, enrolment, course):
    from stegvis.care.schedule import raise_flags

    entered = actions.Entered(diaries.days_of(course)[1], None, {"ovre": 215, "undre": 90})
    actions.add_entry(course, made.WATCHED, uuid4(), entered, by=cast.rita)
    raise_flags(now=course.now(), course_id=course.pk)
    tina = cast.client("tina")
    page = text(tina.get(reverse("clinician:patient", args=[enrolment.pk])))
    assert "Övre trycket" in page and "215" in page and "Mycket högt blodtryck" in page
    assert "Ett farligt svar i Blodtryck" in text(tina.get(reverse("clinician:history", args=[enrolment.pk])))


def test_the_spreadsheet_has_the_entries_that_count(cast, enrolment, course):
    first = add(cast, course, anteckning="=Först")
    second = actions.Entered(first.on, None, {**made.NIGHT, "anteckning": "=Sedan"})
    actions.correct_entry(course, made.SLEEP, first.entry, 1, second, by=cast.rita)
    content = cast.client("tina").get(reverse("clinician:results_csv", args=[enrolment.pk])).content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    kept = {row["Kod"]: row for row in rows if row["Slag"] == "registrering"}
    assert kept["anteckning"]["Svar"] == "'=Sedan" and "Först" not in content.decode()
    assert {row["Datum"] for row in kept.values()} == {first.on.isoformat()}
    assert {row["Rättelse"] for row in kept.values()} == {"rättelse"}
    assert kept["effektivitet"]["Värde"] == "95"
