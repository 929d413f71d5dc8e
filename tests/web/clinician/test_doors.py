"""Who comes in where: other units, wrong hats, no roles, expired commissions, a colleague's patient."""

import uuid

import pytest
from django.urls import reverse

from stegvis.audit.models import Entry
from stegvis.care.models import CareOpening

pytestmark = pytest.mark.django_db

PATIENT_PAGES = ("patient", "exercises", "messages", "history", "reassign", "undo", "reopen")


def url(name, *args):
    return reverse(f"clinician:{name}", args=args)


@pytest.mark.parametrize("name", ["sven", "ove"])
@pytest.mark.parametrize("page", PATIENT_PAGES)
def test_another_units_resident_does_not_exist(cast, enrolment, name, page):
    assert cast.client(name).get(url(page, enrolment.pk)).status_code == 404


def test_an_id_that_does_not_exist_looks_the_same(cast, enrolment):
    client = cast.client("tina")
    assert client.get(url("patient", uuid.uuid4())).status_code == 404
    assert client.get(url("flag", uuid.uuid4())).status_code == 404
    assert client.get(url("response", enrolment.pk, uuid.uuid4())).status_code == 404


def test_another_units_flag_does_not_exist(cast, flag):
    assert cast.client("sven").get(url("flag", flag.pk)).status_code == 404
    assert cast.client("sven").post(url("acknowledge", flag.pk)).status_code == 404


@pytest.mark.parametrize("name", ["rita", "disa", "kaj", "emil"])
@pytest.mark.parametrize("page", ["home", "caseload", "start", "roles", "counts"])
def test_other_hats_do_not_come_in(cast, name, page):
    assert cast.client(name).get(url(page)).status_code == 403


@pytest.mark.parametrize("name", ["berit", "data", "stat"])
@pytest.mark.parametrize("page", ["home", "caseload", "start"])
def test_a_commission_without_a_treating_role_sees_no_patients(cast, name, page):
    assert cast.client(name).get(url(page)).status_code == 403


def test_an_expired_commission_opens_nothing(cast, enrolment):
    client = cast.client("expired")
    for address in (url("home"), url("caseload"), url("patient", enrolment.pk)):
        assert client.get(address).status_code == 403


def test_nobody_is_led_to_the_entrance_and_back(cast, enrolment):
    address = url("patient", enrolment.pk)
    answer = cast.client("nobody").get(address)
    assert answer.status_code == 302
    assert address in answer["Location"]


def test_a_colleagues_patient_is_opened_by_a_choice_that_is_logged(cast, answered):
    client, address = cast.client("tor"), url("patient", answered.pk)
    before = client.get(address)
    assert "Varför behöver du öppna?" in before.content.decode()
    assert "PHQ-9" not in before.content.decode()
    assert not Entry.objects.filter(act="enrolment:read", account_id=str(cast.accounts["tor"].pk)).exists()
    unsaid = client.post(url("choose", answered.pk), {"next": address})
    assert "Välj varför du behöver öppna." in unsaid.content.decode()
    after = client.post(url("choose", answered.pk), {"reason": "flag", "next": address}, follow=True)
    assert "Summa PHQ-9" in after.content.decode()
    assert Entry.objects.filter(act="enrolment:choose_to_open").count() == 1
    assert Entry.objects.filter(act="enrolment:read", account_id=str(cast.accounts["tor"].pk)).exists()


def test_an_act_on_a_colleagues_patient_asks_first(cast, enrolment):
    answer = cast.client("tor").post(url("open_module", enrolment.pk, "x"))
    assert answer.status_code == 403
    assert "Varför behöver du öppna?" in answer.content.decode()
    assert not CareOpening.objects.exists()


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "/in/", "/min/"])
def test_the_choice_leads_only_to_our_own_pages(cast, enrolment, target):
    answer = cast.client("tor").post(url("choose", enrolment.pk), {"reason": "asked", "next": target})
    assert answer["Location"] == url("patient", enrolment.pk)


def test_every_reading_is_logged(cast, enrolment):
    client = cast.client("tina")
    for page, act in (
        ("patient", "enrolment:read"),
        ("exercises", "exercise:read"),
        ("messages", "thread:read"),
        ("history", "history:read"),
    ):
        client.get(url(page, enrolment.pk))
        assert Entry.objects.filter(act=act, resource_id=str(enrolment.pk)).count() == 1


def test_a_form_with_a_fault_is_a_reading_too(cast, answered):
    tina = cast.client("tina")
    for page, sent, act in (
        ("add_occasion", {}, "enrolment:read"),
        ("messages", {"body": "", "do": "send"}, "thread:read"),
    ):
        before = Entry.objects.filter(act=act, outcome="done").count()
        assert tina.post(reverse(f"clinician:{page}", args=[answered.pk]), sent).status_code == 422
        assert Entry.objects.filter(act=act, outcome="done").count() == before + 1
