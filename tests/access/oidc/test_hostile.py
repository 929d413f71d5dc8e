"""Whatever a provider sends that is wrong is refused: a page that says what to do, a line in the log, and no session."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from stegvis.access.models import KnownSubject, Person, SignIn
from stegvis.access.oidc import fetching
from stegvis.access.oidc.kinds import Refusal, Stopped, Telling
from stegvis.audit.kinds import Outcome
from stegvis.audit.models import Entry
from tests.access.oidc import conformance
from tests.access.oidc.cases import CASES
from tests.access.oidc.hops import CASES as HOP_CASES

# One case signs with a key that is too small.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Key size")]
UNLOGGED = {Refusal.STATE_UNKNOWN}
HEADLINES = {
    Telling.CANCELLED: "Du avbröt inloggningen",
    Telling.LOW_LEVEL: "Här behövs en starkare e-legitimation",
    Telling.NO_NUMBER: "Vi fick inget personnummer",
    Telling.FOREIGN: "Utländsk e-legitimation",
    Telling.DOWN: "svarar inte just nu",
    Telling.LATE: "Inloggningen hann bli för gammal",
    Telling.CONFLICT: "Du har fått ett nytt nummer",
    Telling.CLOSED: "Kontot är stängt",
    Telling.NO_COMMISSION: "Du saknar medarbetaruppdrag",
    Telling.WRONG: "Det gick inte att logga in",
}
STATUS = {Telling.CANCELLED: 200, Telling.DOWN: 503}


def refusals():
    return [entry.reason.split(": ")[1] for entry in Entry.objects.filter(act="session:refused")]


def nobody_came_in(client):
    rows = Session.objects.filter(session_key=client.session.session_key)
    signed_in = any("_auth_user_id" in row.get_decoded() for row in rows)
    return not signed_in and not SignIn.objects.exists() and not KnownSubject.objects.exists()


def told(response, refusal):
    """What the page comes to, whatever was wrong: its headline, its status, and a code that is not the log's word."""
    telling = Stopped(refusal).telling
    page = response.content.decode()
    assert response.status_code == STATUS.get(telling, 403)
    assert f"{HEADLINES[telling]}" in page
    assert f">{refusal.value}<" not in page and "<script>" not in page.split("<main")[1].split("</main")[0]
    return page


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_it_is_refused_told_and_logged(provider, case, monkeypatch):
    if case.refusal is Refusal.TOO_SLOW:
        # Only where slowness is what is tried: on a loaded machine an honest answer may take as long.
        for name, seconds in (("READ_S", 0.4), ("WHOLE_S", 0.6)):
            monkeypatch.setattr(fetching, name, seconds)
    client = Client()
    case.twist(provider)
    begun = client.get("/in/e-leg/ond/?next=/min/")
    if begun.url.startswith("/in/gick-inte/"):
        response = begun
    else:
        response = client.get(provider.authorize(begun.url))
    assert (response.status_code, response.url) == (302, "/in/gick-inte/")
    page = told(client.get(response.url), case.refusal)
    assert "next=%2Fmin%2F" in page or case.refusal in UNLOGGED
    assert refusals() == ([] if case.refusal in UNLOGGED else [case.refusal.value])
    assert nobody_came_in(client) and not Person.objects.without_asking_who_because("the test counts").exists()
    if case.refusal not in UNLOGGED:
        entry = Entry.objects.get(act="session:refused")
        assert (entry.outcome == Outcome.REFUSED and entry.resource_id in page) or case.refusal in {
            Refusal.CANCELLED, Refusal.STATE_LATE, Refusal.CODE_REFUSED
        }  # fmt: skip


def test_every_refusal_is_somewhere_tried():
    elsewhere = {
        Refusal.STATE_LATE, Refusal.OTHER_PROVIDER, Refusal.SUBJECT_TAKEN, Refusal.EARLIER_CONFLICT, Refusal.UNREACHABLE,
        Refusal.LOGOUT_EVENT, Refusal.LOGOUT_NONCE, Refusal.LOGOUT_WHO,  # test_ending
        Refusal.TICKET_USED, Refusal.ACCOUNT_CLOSED, Refusal.HSA_ID_MISSING, Refusal.NO_COMMISSION, Refusal.SUB,
    }  # fmt: skip
    assert set(Refusal) == {case.refusal for case in (*CASES, *HOP_CASES)} | elsewhere


def test_the_document_of_every_case_is_current():
    assert conformance.PAGE.read_text(encoding="utf-8") == conformance.page(), "python -m tests.access.oidc.conformance"
