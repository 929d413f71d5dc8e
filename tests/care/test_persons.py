"""A protected identity is opened by a choice and nothing leaves about it; a locked account is shut at once."""

import pytest
from django.urls import reverse

from stegvis.access import sessions
from stegvis.access.models import Account, AccountLock
from stegvis.care import contact, queries
from stegvis.care.actions import choose_to_open
from stegvis.care.kinds import OpeningReason
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
