"""Today's work and the caseload: what is there, what is not, and what it costs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.access.models import Patient, Person, RoleGrant
from stegvis.care.models import Enrolment
from stegvis.course.models import Course
from stegvis.lib.clock import utc_now
from stegvis.messaging import actions as messages
from tests import programs

pytestmark = pytest.mark.django_db

HOME, LIST = "clinician:home", "clinician:caseload"


def text(client, name, query=""):
    answer = client.get(reverse(name) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def more(cast, enrolment, number):
    """Copies of an enrolment for made-up people: rows only, as cheap as can be."""
    number_cipher = enrolment.course.person.number_cipher
    people = [
        Person(
            given_name=f"Namn{n}", family_name="Extra", number_type="personnummer",
            number_cipher=number_cipher, number_hash=uuid4().hex, created_at=utc_now(),
        )
        for n in range(number)
    ]  # fmt: skip
    Person.objects.bulk_create(people)
    made = [
        Patient(provider=cast.ett, person=p, given_name=p.given_name, family_name="Extra", created_at=utc_now())
        for p in people
    ]
    Patient.objects.bulk_create(made)
    wanted = ("provider_id", "world_id", "document_id", "version_id", "title", "standing", "phase", "started_at")
    same = {name: getattr(enrolment.course, name) for name in wanted}
    courses = [Course(id=uuid4(), person=p, **same) for p in people]
    Course.objects.bulk_create(courses)
    Enrolment.objects.bulk_create(
        Enrolment(
            provider=cast.ett, unit=cast.norra, patient=patient, course=course, therapist=enrolment.therapist,
            started_by=enrolment.therapist, started_at=utc_now() - timedelta(days=n % 40),
        )
        for n, (patient, course) in enumerate(zip(made, courses, strict=True))
    )  # fmt: skip


def cost(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_nothing_to_do_is_said_kindly(cast):
    assert "Inget väntar på dig" in text(cast.client("tina"), HOME)


def test_a_danger_flag_stands_first_for_the_whole_unit_and_says_whose(cast, flag):
    own, colleague = text(cast.client("tina"), HOME), text(cast.client("tor"), HOME)
    address = reverse("clinician:flag", args=[flag.pk])
    assert address in own and address in colleague
    assert "Tina Ek är behandlare" in colleague
    assert "Tina Ek är behandlare" not in own
    assert "Flera dagar" not in own + colleague  # what was answered is a step away


def test_a_message_waits_in_the_therapists_list_only_until_answered(cast, enrolment):
    messages.write(enrolment, "Hej!", "k1", by=cast.rita)
    assert "Meddelanden som väntar på svar" in text(cast.client("tina"), HOME)
    assert "Meddelanden som väntar på svar" not in text(cast.client("tor"), HOME)
    assert "Meddelanden som väntar på svar" in text(cast.client("irma"), HOME)  # covers for the unit
    messages.write(enrolment, "Hej Rita!", "k2", by=cast.tina)
    assert "Meddelanden som väntar på svar" not in text(cast.client("tina"), HOME)


def test_a_unit_with_one_handler_is_told(cast):
    RoleGrant.objects.filter(account__in=[cast.accounts["tor"], cast.accounts["irma"]]).delete()
    assert "Minst två personer måste hantera program" in text(cast.client("tina"), HOME)


def test_own_list_and_the_units(cast, enrolment):
    assert "Rita Lund" in text(cast.client("tina"), LIST)
    assert "Rita Lund" not in text(cast.client("tor"), LIST)
    assert "Rita Lund" in text(cast.client("tor"), LIST, "?visa=enheten")
    assert "Rita Lund" in text(cast.client("irma"), LIST)


def test_the_list_is_narrowed_by_name_phase_and_program(cast, enrolment):
    client = cast.client("tina")
    assert "Rita Lund" in text(client, LIST, "?namn=rit+lu")
    assert "Ingen träff" in text(client, LIST, "?namn=sigge")
    assert "Ingen träff" in text(client, LIST, "?fas=closed")
    assert "Rita Lund" in text(client, LIST, f"?program={enrolment.course.version.program.code}")


@pytest.mark.parametrize(
    "query", ["?sida=0", "?sida=9999999999", "?sida=x", "?fas=nej", "?visa=alla", "?program=%00", "?namn=%27%3B--"]
)
def test_no_query_makes_the_list_fail(cast, enrolment, query):
    text(cast.client("tina"), LIST, query)


def test_another_units_people_are_never_listed(cast, enrolment):
    assert "Rita" not in text(cast.client("sven"), LIST, "?visa=enheten")


def test_fifty_a_page_and_the_same_cost_for_three_and_three_hundred(cast, version):
    first = programs.enrol(cast, version)
    more(cast, first, 2)
    client = cast.client("tina")
    address = reverse(LIST)
    cost(client, address)
    three = cost(client, address)
    more(cast, first, 300)
    assert cost(client, address) == three
    assert "1–50 av 303" in client.get(address).content.decode()
    assert cost(client, f"{address}?sida=3") == three


def test_home_costs_the_same_for_few_and_for_many(cast, version):
    first = programs.enrol(cast, version)
    client, address = cast.client("tina"), reverse(HOME)
    more(cast, first, 10)
    cost(client, address)
    few = cost(client, address)
    more(cast, first, 60)
    assert cost(client, address) == few
