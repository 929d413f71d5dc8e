"""A resident signs in by e-ID at a real, certified provider, and a member of staff by theirs. The demo's people are there
beside; nobody here is chosen from a list of ours."""

import json
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from stegvis.demo.content import people
from tests.journeys.person import PHONE
from tests.journeys.service import ROOT, free_port
from tests.provider import SE, RealProvider

ELIAS = next(each for each in people.residents() if each["given"] == "Elias")
THERAPIST = next(each for each in people.STAFF if each["slug"] == "sofia-nilsson")


def _resident(sub, raw, loa=3):
    return {
        "sub": sub, "name": f"{raw['given']} {raw['family']}" + ("" if loa == 3 else " (låg nivå)"), "loa": loa,
        "claims": {
            "given_name": raw["given"], "family_name": raw["family"],
            f"{SE}personalIdentityNumber": raw["identity_number"],
        },
    }  # fmt: skip


@pytest.fixture(scope="module")
def region(empty_region, tmp_path_factory):
    """The region's units and people, with a provider for residents and one for staff."""
    folder = tmp_path_factory.mktemp("eid")
    service = empty_region.copied(folder / "region")
    staff = {
        "sub": "p-1", "name": "Personal utan uppdrag", "loa": 3,
        "claims": {"given_name": "Nils", "family_name": "Ny", "employeeHsaId": "SE0000000001-OKAND"},
    }  # fmt: skip
    known = {
        "sub": "p-2", "name": "Personal med uppdrag", "loa": 3,
        "claims": {
            "given_name": THERAPIST["given"], "family_name": THERAPIST["family"],
            "employeeHsaId": THERAPIST["hsa_id"], "commissions": told_of(service),
        },
    }  # fmt: skip
    provider = RealProvider(
        folder, free_port(), service.url, [_resident("r-1", ELIAS), _resident("r-2", ELIAS, loa=2), staff, known]
    )
    provider.lay_out()
    provider.start()
    service.settings["STEGVIS_SIGN_IN"] = provider.settings
    service.eid = provider.issuer
    service.rises()
    yield service
    service.stop()
    provider.stop()
    assert service.complaints() == []
    assert "Error" not in provider.said(), provider.said()


def told_of(service):
    """What the directory would have an identity provider say of the therapist."""
    asked = (
        "import django, json; django.setup(); from stegvis.access.models import Commission\n"
        f"rows = Commission.objects.filter(account__staff__hsa_id={THERAPIST['hsa_id']!r}).select_related('unit__provider')\n"
        "print(json.dumps([dict(commissionHsaId=r.hsa_id, commissionName=r.name, commissionPurpose=r.purpose,"
        " healthCareUnitHsaId=r.unit.hsa_id, healthCareUnitName=r.unit.name,"
        " healthCareProviderHsaId=r.unit.provider.hsa_id, healthCareProviderName=r.unit.provider.name) for r in rows]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=service.environment(), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def chooses(person, way, who):
    """Away to the provider, where one says who one is."""
    person.page.get_by_role("link", name=way).click()
    person.page.get_by_role("link", name=who, exact=True).click()
    person.page.wait_for_load_state()
    return person


def at(person, path):
    expect(person.page).to_have_url(re.compile(re.escape(f"{person.service.url}{path}") + "$"))


def test_a_resident_signs_in_by_eid_and_out_again(somebody, region):
    elias = somebody(region, size=PHONE)
    # On the way to a page of one's own: first to the provider, and then there.
    elias.opens("/min/aviseringar/")
    expect(elias.page.get_by_role("heading", name="Med e-legitimation")).to_be_visible()

    chooses(elias, "Provlegitimation", "Avbryt").sees("Du avbröt inloggningen")
    with elias.expecting(403):
        chooses(elias, "Försök igen", f"{ELIAS['given']} {ELIAS['family']} (låg nivå)")
    elias.sees("Här behövs en starkare e-legitimation").sees("Kod att ge till supporten")
    chooses(elias, "Försök igen", f"{ELIAS['given']} {ELIAS['family']}")
    at(elias, "/min/aviseringar/")
    elias.looks()

    # The same person at another device: seen from here, and ended from here.
    desk = somebody(region)
    desk.opens("/in/")
    chooses(desk, "Provlegitimation", f"{ELIAS['given']} {ELIAS['family']}")
    at(desk, "/min/")
    elias.opens("/in/inloggningar/").sees("Den här enheten, nu").sees("Provlegitimation")
    elias.presses("Avsluta alla andra").sees("1 annan inloggning är avslutad.")
    desk.opens("/min/").sees("Du har blivit utloggad")
    at(desk, "/in/?next=/min/&slut=1")

    # Out, here and there: the next one at this device has to say who they are.
    elias.opens("/min/")
    elias.page.locator("form.foot-out button").click()
    elias.page.get_by_role("button", name="Ja, logga ut").click()
    expect(elias.page.get_by_text("Du är utloggad.")).to_be_visible()
    at(elias, "/")
    elias.opens("/min/")
    at(elias, "/in/?next=/min/")

    # In again, and out at the provider alone: it says so itself, and the session here is over too.
    chooses(elias, "Provlegitimation", f"{ELIAS['given']} {ELIAS['family']}")
    at(elias, "/min/")
    elias.page.goto(f"{region.eid}/session/end")
    elias.page.get_by_role("button", name="Ja, logga ut").click()
    elias.page.wait_for_load_state()
    elias.opens("/min/").sees("Du har blivit utloggad")


def test_staff_sign_in_with_their_commissions(somebody, region):
    person = somebody(region)
    person.opens("/in/")
    with person.expecting(403):
        chooses(person, "Tjänstelegitimation", "Personal utan uppdrag")
    person.sees("Du saknar medarbetaruppdrag").sees("behörighetsadministratör")
    chooses(person, "Försök igen", "Personal med uppdrag")
    expect(person.page).to_have_url(re.compile("/(vard|in/uppdrag)/$"))
    if person.page.url.endswith("/in/uppdrag/"):
        person.presses(re.compile("^Arbeta här"))
    person.opens("/in/uppdrag/").sees("Logga in igen och byt")
