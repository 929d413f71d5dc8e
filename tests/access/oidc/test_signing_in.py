"""Signing in through a provider that does right: who it becomes, what is kept, and what a second time comes to."""

import json
import time
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from joserfc import jwt
from joserfc.jws import JWSRegistry

from stegvis.access import signin
from stegvis.access.hats import hats_of
from stegvis.access.identity import read_number
from stegvis.access.models import Account, EarlierNumber, KnownSubject, Person, SignIn
from stegvis.access.oidc import metadata
from stegvis.access.oidc.providers import read_provider
from stegvis.audit.models import Entry
from stegvis.lib.clock import local_day, utc_now
from tests.access.oidc.hostile import E1, GONE, K2, LOA3, OURS, RITA, SE
from tests.access.oidc.test_hostile import nobody_came_in, refusals

pytestmark = pytest.mark.django_db
COORDINATION, OTHER_COORDINATION, RUNE = "202312862382", "202312872399", "195508012647"
PERSONAL = f"{SE}personalIdentityNumber"
PREVIOUS = f"{SE}previousCoordinationNumber"


def come_in(provider, client=None, way="ond", target="/min/"):
    """The whole way; the response to the provider's answer."""
    client = client or Client()
    begun = client.get(f"/in/e-leg/{way}/?next={target}")
    provider.code = f"c{time.monotonic_ns()}"
    return client.get(provider.authorize(begun.url))


def people():
    return list(Person.objects.without_asking_who_because("the test counts"))


def test_the_question_is_as_the_profile_has_it(provider):
    asked = dict(parse_qsl(urlsplit(Client().get("/in/e-leg/ond/").url).query))
    assert asked["response_type"] == "code" and asked["prompt"] == "login"
    assert asked["code_challenge_method"] == "S256" and len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 43 and len(asked["nonce"]) >= 43 and asked["state"] != asked["nonce"]
    acr = json.loads(asked["claims"])["id_token"]["acr"]
    assert acr["essential"] is True and LOA3 in acr["values"] and all("loa2" not in each for each in acr["values"])
    assert "acr_values" not in asked and "client_secret" not in asked
    assert asked["redirect_uri"] == "http://testserver/in/e-leg/ond/svar/"


def test_a_resident_comes_in_and_to_where_they_were_going(provider):
    client = Client()
    response = come_in(provider, client, target="/min/aviseringar/")
    assert (response.status_code, response.url) == (302, "/min/aviseringar/")
    assert client.get("/min/").status_code == 200
    [person] = people()
    assert person.number.value == RITA and person.full_name == "Rita Lind"
    # Our proof: signed by our key, for this address, short, and never seen before.
    proof = jwt.decode(provider.proof["client_assertion"], OURS, algorithms=["RS256"]).claims
    assert proof["aud"] == f"{provider.issuer}/token" and proof["exp"] - proof["iat"] == 60 and proof["jti"]
    assert "client_secret" not in provider.proof
    # Nothing of the provider's own word for the person is kept in plain.
    assert KnownSubject.objects.get().subject_hash != "s-1"
    assert Entry.objects.filter(act="session:begin", account_id=str(KnownSubject.objects.get().account_id)).exists()
    kept = Session.objects.get(session_key=client.session.session_key).get_decoded()
    assert not any(str(value).count(".") == 2 for value in kept.values())


def test_the_second_time_is_the_same_account_in_another_session(provider):
    client = Client()
    come_in(provider, client)
    before = client.session.session_key
    come_in(provider, client)
    assert client.session.session_key != before and not Session.objects.filter(session_key=before).exists()
    assert Account.objects.filter(resident=True).count() == KnownSubject.objects.count() == SignIn.objects.count() == 1


def test_an_answer_counts_once_and_only_in_the_session_that_asked(provider):
    client, thief = Client(), Client()
    begun = client.get("/in/e-leg/ond/")
    answer = provider.authorize(begun.url)
    assert thief.get(answer).status_code == 403 and thief.get("/min/").url.startswith("/in/")
    assert client.get(answer).url == "/min/"
    client.post("/in/ut/")
    again = client.get(answer, follow=True)
    assert "Inloggningen hann bli för gammal" in again.content.decode()
    assert provider.calls.count("token") == 1


def test_an_answer_through_another_provider_s_door_is_refused(provider):
    client = Client()
    answer = provider.authorize(client.get("/in/e-leg/ond/").url)
    client.get(answer.replace("/ond/", "/annan/"))
    assert refusals() == ["other_provider"] and nobody_came_in(client) and "token" not in provider.calls


def test_an_answer_that_took_too_long_is_refused(provider, monkeypatch):
    client = Client()
    answer = provider.authorize(client.get("/in/e-leg/ond/").url)
    later = utc_now() + timedelta(minutes=16)
    monkeypatch.setattr("stegvis.web.entrance.eid.utc_now", lambda: later)
    client.get(answer)
    assert refusals() == ["state_late"] and nobody_came_in(client)


def test_es256_an_aud_among_several_and_a_new_key_are_all_right(provider):
    # Headers that nobody asked for are passed over, large ones too.
    more = {"x5c": ["A" * 2000], "env": "prov"}
    registry = JWSRegistry(algorithms=["ES256"], strict_check_header=False)
    registry.max_header_length = 8000
    provider.sign_id = lambda claims: jwt.encode({"alg": "ES256", "kid": "e1", **more}, claims, E1, registry=registry)
    provider.id = {"aud": ["stegvis-prov", "annan"], "azp": "stegvis-prov", "at_hash": GONE}
    assert come_in(provider).url == "/min/"
    # Keys are fetched anew for an unknown one, but not more than once a minute.
    provider.sign_id = lambda claims: provider.signed(claims, K2)
    provider.jwks = [K2.as_dict(private=False)]
    come_in(provider)
    assert refusals() == ["unknown_key"] and provider.calls.count("jwks") == 1
    kept = metadata._keys[provider.issuer]
    metadata._keys[provider.issuer] = metadata._Kept(kept.value, kept.at - timedelta(minutes=2))
    provider.sign_info = provider.sign_id
    assert come_in(provider).url == "/min/" and provider.calls.count("jwks") == 2
    assert provider.calls.count("openid-configuration") == 1


def test_a_coordination_number_and_the_number_after_it_are_one_person(provider):
    provider.info = {PERSONAL: GONE, f"{SE}coordinationNumber": COORDINATION}
    come_in(provider)
    [before] = people()
    provider.info = {PREVIOUS: COORDINATION}
    assert come_in(provider).url == "/min/"
    [after] = people()
    assert after.pk == before.pk and after.number.value == RITA
    assert EarlierNumber.objects.get().number.value == COORDINATION
    log = [entry.patient_number for entry in Entry.objects.filter(act="person:renumber").order_by("id")]
    assert log == [COORDINATION, RITA]
    # The old number still leads to the same person, also from an e-ID that was never renewed.
    assert signin.person_with(read_number(COORDINATION)) == after
    come_in(provider)
    provider.info, provider.sub = {PERSONAL: GONE, f"{SE}coordinationNumber": COORDINATION}, "s-2"
    assert come_in(provider).url == "/min/" and len(people()) == 1
    assert Entry.objects.filter(act="person:renumber").count() == 2


def test_a_new_number_that_only_ever_signed_in_gives_way(provider, cast):
    provider.info = {PERSONAL: "200503052383"}
    come_in(provider)
    provider.info, provider.sub = {PERSONAL: GONE, f"{SE}coordinationNumber": COORDINATION}, "s-2"
    come_in(provider)
    count = len(people())
    provider.info, provider.sub = {PERSONAL: "200503052383", PREVIOUS: COORDINATION}, "s-1"
    assert come_in(provider).url == "/min/" and len(people()) == count - 1


def test_two_lives_under_two_numbers_are_left_to_people(provider, cast):
    """Rita of the cast has been here; what stands under a coordination number is somebody else until people say so."""
    provider.info, provider.sub = {PERSONAL: GONE, f"{SE}coordinationNumber": COORDINATION}, "s-2"
    come_in(provider)
    from stegvis.access.models import Patient

    rita = signin.person_with(read_number(RITA)) or signin.person_for(read_number(RITA), "Rita", "Lind")
    Patient.objects.create(provider=cast.ett, person=rita, given_name="Rita", family_name="Lind", created_at=utc_now())
    client, count = Client(), len(people())
    provider.info, provider.sub = {PREVIOUS: COORDINATION}, "s-1"
    come_in(provider, client)
    assert refusals() == ["earlier_conflict"] and len(people()) == count and not EarlierNumber.objects.exists()
    assert "Inget är borta" in client.get("/in/gick-inte/").content.decode()


def test_a_subject_that_comes_with_another_s_number_is_refused(provider):
    come_in(provider)
    for taken in (RUNE, None):
        if taken:
            other = signin.person_for(read_number(RUNE), "Rune", "Ek")
            signin.resident_account(other)
        provider.info = {PERSONAL: RUNE if taken else "198604012388"}
        come_in(provider)
    assert refusals() == ["subject_taken"] * 2


def test_a_closed_account_and_one_who_is_made_up_stay_out(provider):
    come_in(provider)
    Account.objects.filter(resident=True).update(is_active=False)
    come_in(provider)
    Account.objects.filter(resident=True).update(is_active=True)
    for person in people():
        person.made_up = True
        person.save()
    come_in(provider)
    assert refusals() == ["account_closed"] * 2


def test_outside_the_demo_the_page_shows_the_providers_residents_first(provider, settings):
    settings.STEGVIS_DEMO = False
    page = Client().get("/in/?next=/min/").content.decode()
    assert page.index("/in/e-leg/ond/?next=%2Fmin%2F") < page.index("/in/e-leg/tjanst/?next=%2Fmin%2F")
    assert 'name="person"' not in page and "inte kopplad" not in page
    assert "e-leg/ond/?next" not in Client().get("/in/?next=https://annan.example/").content.decode()


def test_our_public_keys_are_published_and_never_the_private(provider):
    keys = Client().get("/in/e-leg/ond/nycklar.json").json()["keys"]
    assert keys[0]["kid"] == "ours" or keys[0]["kid"]
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(keys[0]) and keys[0]["alg"] == "RS256"


# --- Staff ---------------------------------------------------------------------------------------


def commission(cast, name, **changed):
    row = cast.accounts[name].commissions.first()
    unit = row.unit
    return {
        "commissionHsaId": row.hsa_id, "commissionName": row.name, "commissionPurpose": row.purpose,
        "commissionRight": ["Läsa;alla;SJF"], "healthCareUnitHsaId": unit.hsa_id, "healthCareUnitName": unit.name,
        "healthCareProviderHsaId": unit.provider.hsa_id, "healthCareProviderName": unit.provider.name, **changed,
    }  # fmt: skip


def be_staff(provider, cast, name, *rows, **more):
    provider.sub = f"staff-{name}"
    provider.person = {
        "given_name": name.title(),
        "family_name": "Prov",
        "employeeHsaId": cast.accounts[name].staff.hsa_id,
    }
    if rows:
        provider.person["commissions"] = list(rows)
    provider.person.update(more)


def test_a_commission_that_is_told_of_opens_what_its_roles_open(provider, cast):
    be_staff(provider, cast, "tina", commission(cast, "tina", commissionPurpose="VÅRD OCH BEHANDLING"))
    client = Client()
    assert come_in(provider, client, "tjanst", "/vard/").url == "/vard/"
    assert client.get("/vard/").status_code == 200
    # One that is not told of in this session does not count, though the directory has it.
    assert hats_of(cast.accounts["tina"], local_day(utc_now()), frozenset()) != hats_of(
        cast.accounts["tina"], local_day(utc_now())
    )


def test_flat_claims_are_one_commission(provider, cast):
    be_staff(provider, cast, "tina", **commission(cast, "tina"))
    assert come_in(provider, way="tjanst", target="/vard/").url == "/vard/"


@pytest.mark.parametrize(
    "missing",
    ["commissionHsaId", "commissionPurpose", "healthCareUnitHsaId", "healthCareProviderHsaId"],
)
def test_a_commission_without_what_it_needs_does_not_count(provider, cast, missing):
    be_staff(provider, cast, "tina", {**commission(cast, "tina"), missing: ""})
    client = Client()
    come_in(provider, client, "tjanst")
    assert refusals() == ["no_commission"] and nobody_came_in(client)
    page = client.get("/in/gick-inte/").content.decode()
    assert "Du saknar medarbetaruppdrag" in page and "behörighetsadministratör" in page


@pytest.mark.parametrize(
    "missing", ["commissionName", "commissionRight", "healthCareUnitName", "healthCareProviderName"]
)
def test_what_a_commission_may_lack_it_may_lack(provider, cast, missing):
    row = {key: value for key, value in commission(cast, "tina").items() if key != missing}
    be_staff(provider, cast, "tina", row)
    assert come_in(provider, way="tjanst", target="/vard/").url == "/vard/"


def test_what_does_not_count_is_said(provider, cast):
    strange = [
        commission(cast, "tina", commissionHsaId="SE-NY-1", healthCareUnitHsaId="SE-OKAND"),
        # A unit of one provider under another's name, and somebody else's commission.
        commission(cast, "tina", commissionHsaId="SE-NY-2", healthCareProviderHsaId=cast.tva.hsa_id),
        commission(cast, "sven"),
        "skräp",
    ]
    be_staff(provider, cast, "tina", commission(cast, "tina"), *strange)
    client = Client()
    come_in(provider, client, "tjanst")
    assert client.session["left-out"] == 4 and client.get("/vard/").status_code == 200
    assert "Alla dina uppdrag syns inte" in client.get("/in/uppdrag/").content.decode()


def test_a_new_commission_is_added_for_a_while_and_opens_nothing_without_a_role(provider, cast):
    be_staff(provider, cast, "emil", {**commission(cast, "tina"), "commissionHsaId": "SE-EMIL-1"})
    client = Client()
    come_in(provider, client, "tjanst")
    row = cast.accounts["emil"].commissions.get()
    assert row.source == "sign_in" and row.ends_on == row.starts_on + timedelta(days=30)
    assert client.get("/vard/").status_code == 403 and client.get("/utveckling/").status_code == 200


def test_one_that_ended_in_the_directory_is_not_brought_back_by_a_claim(provider, cast):
    be_staff(provider, cast, "expired", commission(cast, "expired"))
    client = Client()
    come_in(provider, client, "tjanst")
    assert refusals() == ["no_commission"] and nobody_came_in(client)


def test_an_employee_without_a_unit_gets_the_process_and_nothing_else(provider, cast):
    cast.ett.hsa_id = "SE-REGION-ETT"
    cast.ett.save()
    provider.person = {"given_name": "Nils", "family_name": "Ny", "employeeHsaId": "SE-NILS"}
    client = Client()
    assert come_in(provider, client, "anstalld").url.startswith("/utveckling/")
    assert client.get("/utveckling/").status_code == 200
    assert {client.get(each).status_code for each in ("/vard/", "/region/", "/studio/", "/min/")} == {403}
    provider.person = {"given_name": "Nils", "family_name": "Ny"}
    come_in(provider, way="anstalld")
    assert refusals() == ["hsa_id_missing"]


def test_another_commission_is_another_sign_in(provider, cast):
    from stegvis.access.kinds import Role
    from tests.cast import grant

    grant(cast.accounts["tina"], Role.DESIGNER, publisher_unit=cast.verkstaden)
    be_staff(provider, cast, "tina", commission(cast, "tina"))
    client = Client()
    assert come_in(provider, client, "tjanst").url.startswith("/in/uppdrag/")
    keys = [actor.hat.key for actor in hats_of(cast.accounts["tina"], local_day(utc_now()))]
    assert client.post("/in/uppdrag/", {"hat": keys[0]}).url == "/vard/"
    page = client.get("/in/uppdrag/").content.decode()
    assert "Logga in igen och byt" in page and keys[1] not in page
    assert client.post("/in/uppdrag/", {"hat": keys[1]}).url.startswith("/in/e-leg/tjanst/")
    assert client.get("/vard/").status_code == 200
    # On the way to another sign-in the provider asks anew, whatever the setting says.
    assert "prompt=login" in client.get("/in/e-leg/tjanst/").url


# --- Settings files --------------------------------------------------------------------------------

GOOD = {
    "key": "x", "name": "X", "audience": "resident", "issuer": "https://x.example", "client_id": "c", "keys": ["k.pem"]
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"key": "Å"}, "key"),
        ({"audience": "alla"}, "audience"),
        ({"issuer": "http://x.example"}, "issuer"),
        ({"issuer": "https://x.example?a=1"}, "issuer"),
        ({"keys": []}, "keys"),
        ({"levels": {"a": "3"}}, "levels"),
        ({"levels": {"a": 2}}, "levels"),
        ({"claims": {"strange": "x"}}, "claims"),
        ({"prompt": "none"}, "prompt"),
        ({"userinfo": "unsigned"}, "userinfo"),
        ({"client_secret": "x"}, "client_secret"),
        ({"name": ""}, "name"),
    ],
)
def test_a_fault_in_a_settings_file_stops_the_start_and_is_named(changed, named):
    assert read_provider(GOOD, "x.toml").prompt == "login"
    with pytest.raises(ImproperlyConfigured, match=named):
        read_provider({**GOOD, **changed}, "x.toml")
