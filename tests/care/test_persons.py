"""A protected identity is opened by a choice and nothing leaves about it; a locked account is shut at once."""

import pytest
from django.urls import reverse

from stegvis.access import sessions
from stegvis.access.models import Account, AccountLock, Patient
from stegvis.care import contact, queries
from stegvis.care.actions import choose_to_open
from stegvis.care.kinds import OpeningReason
from stegvis.care.models import Enrolment
from stegvis.care.persons import actions
from stegvis.course.models import Course
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.schedule import preparing
from tests.programs import a_document, enrol, publish

pytestmark = pytest.mark.django_db


def test_protected_and_locked(cast):
    row = enrol(cast, publish(cast, a_document()))
    tina, page = cast.client("tina"), reverse("clinician:patient", args=[row.pk])
    protect, lock = (reverse(f"clinician:{name}", args=[row.pk, 1]) for name in ("protect", "account_lock"))
    assert tina.post(protect, {"skydd-why": ""}).status_code == 422
    assert contact.may_print(row) and contact.may_contact(cast.tina, row)
    tina.post(protect, {"skydd-why": "Har visat beslutet vid besöket."})
    # The own therapist too chooses why; then it is open, marked, and nothing with a name leaves.
    shut = tina.get(page).content.decode()
    assert "Varför behöver du öppna?" in shut and "PHQ-9" not in shut
    opened = queries.enrolment(cast.tina, row.pk)
    choose_to_open(opened, OpeningReason.OWN, by=cast.tina)
    assert "Skyddade uppgifter" in tina.get(page).content.decode()
    assert not contact.may_print(opened) and not contact.may_contact(cast.tina, opened)
    assert preparing._is_guarded(row.course.person_id) and not preparing._is_shut(row.course.person_id)

    # Locked: out of every page at once, told whom to ring, no notices; lifted with a reason.
    rita = cast.client("rita")
    assert rita.get("/min/").status_code == 200
    tina.post(lock, {"konto-why": "Någon annan har haft telefonen."})
    assert rita.get("/min/").status_code == 302 and preparing._is_shut(row.course.person_id)
    account = Account.objects.get(pk=cast.accounts["rita"].pk)
    with pytest.raises(sessions.CannotSignIn, match="Ring Norra, 08-465 004 12"):
        sessions.sign_in(rita.request().wsgi_request, account, AccountLock.objects.get().locked_at.date())
    unlock = reverse("clinician:account_lock", args=[row.pk, 0])
    assert tina.post(unlock, {"konto-why": ""}).status_code == 422
    tina.post(unlock, {"konto-why": "Telefonen är tillbaka."})
    cast.accounts["rita"].refresh_from_db()
    assert cast.client("rita").get("/min/").status_code == 200
    assert (AccountLock.objects.get().lifted_why, AccountLock.objects.get().lifted_by) == (
        "Telefonen är tillbaka.",
        str(cast.accounts["tina"].pk),
    )


def test_each_provider_has_a_lock_of_its_own(cast):
    version = publish(cast, a_document())
    mine, theirs = enrol(cast, version), enrol(cast, version, by="sven")
    there = Patient.objects.without_asking_who_because("test").create(
        provider=cast.tva, person=mine.course.person, given_name="Rita", family_name="R", created_at=utc_now()
    )
    moved = {"unit": cast.o, "provider": cast.tva, "therapist": cast.accounts["ove"], "patient": there}
    Enrolment.objects.without_asking_who_because("test").filter(pk=theirs.pk).update(**moved)
    Course.objects.without_asking_who_because("test").filter(pk=theirs.course_id).update(provider=cast.tva)

    def post(who, row, on, why):
        return cast.client(who).post(reverse("clinician:account_lock", args=[row.pk, on]), {"konto-why": why})

    def page(who, row):
        return cast.client(who).get(reverse("clinician:person", args=[row.pk])).content.decode()

    def is_open():
        return Account.objects.get(pk=cast.accounts["rita"].pk).is_active

    post("tina", mine, 1, "Hotad av en närstående.")
    assert not is_open() and "Hotad av en närstående." in page("tina", mine)
    seen = page("ove", theirs)
    assert "Låst av en annan vårdgivare." in seen and "08-465 004 12" not in seen and "Hotad" not in seen
    refused = post("ove", theirs, 0, "Vi vill öppna det igen.")
    assert refused.status_code == 422 and "har inte låst kontot" in refused.content.decode() and not is_open()

    # The other's own stands beside it, once; each lifts its own, and the last opens the account.
    for _twice in range(2):
        post("ove", theirs, 1, "Telefonen är stulen, säger hen.")
    assert AccountLock.objects.count() == 2 and "Telefonen" not in page("tina", mine)
    with pytest.raises(sessions.CannotSignIn, match="Ring Norra, 08-465 004 12; Ö"):
        sessions.sign_in(cast.client("nobody").request().wsgi_request, account(cast), local_day(utc_now()))
    assert post("tina", mine, 0, "Hotet är borta nu.").status_code == 302 and not is_open()
    assert "Hotet" not in page("ove", theirs) and "Telefonen är stulen" in page("ove", theirs)
    assert post("ove", theirs, 0, "Telefonen är tillbaka.").status_code == 302 and is_open()
    assert post("ove", theirs, 0, "En gång till för mycket.").status_code == 302 and is_open()

    # What the system has locked is lifted by nobody at a unit.
    actions.shut(account(cast), "Registret", now=utc_now(), by="registry")
    assert "Ingen enhet kan låsa upp det." in page("tina", mine)
    assert post("tina", mine, 0, "Vi vill öppna det igen.").status_code == 422 and not is_open()


def account(cast):
    return Account.objects.get(pk=cast.accounts["rita"].pk)
