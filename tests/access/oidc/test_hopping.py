"""From a portal: what a ticket opens, once and for a minute; and every wrong one, which opens nothing."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from stegvis.access.models import SignIn, UsedTicket
from stegvis.access.oidc import hopping
from stegvis.access.oidc.kinds import Stopped
from stegvis.access.oidc.portals import Portal
from stegvis.access.oidc.providers import read_provider
from stegvis.access.schedule import forget_run_out
from stegvis.lib.clock import utc_now
from stegvis.web.entrance.ways import local
from tests.access.oidc.hops import AUDIENCE, CASES, ISSUER, NOT_OURS, NOW, PUBLISHED, claims, signed

PORTAL = Portal("1177", "1177", ISSUER, ("portal.json",))
pytestmark = pytest.mark.filterwarnings("ignore:Key size")


def judged(text, now=NOW):
    return hopping.read_ticket(PORTAL, hopping.public_keys([json.dumps(PUBLISHED)]), text, AUDIENCE, now)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_wrong_ticket_opens_nothing(case):
    with pytest.raises(Stopped) as stopped:
        judged(case.ticket())
    assert stopped.value.refusal is case.refusal


def test_a_right_ticket_holds_for_its_minute_and_its_name_is_a_digest():
    right = judged(signed(claims(aud=[AUDIENCE], nbf=int(NOW.timestamp()))))
    assert (right.target, len(right.digest)) == ("/min/nytt/", 64) and right.until == NOW + timedelta(seconds=60)
    assert judged(signed(claims()), NOW + timedelta(seconds=59)).digest == right.digest
    assert judged(signed(claims(jti="c" * 24))).digest != right.digest
    with pytest.raises(Stopped):
        judged(signed(claims()), NOW + timedelta(seconds=60))


@pytest.mark.parametrize("target", NOT_OURS)
def test_what_is_no_address_of_ours_leads_nowhere(target):
    assert local(target) == ""


GOOD = {"key": "1177", "name": "1177", "issuer": ISSUER, "keys": ["a.json"]}
WRONG = (
    [{**GOOD, "key": "Stor Bokstav"}],
    [{**GOOD, "keys": []}],
    [{**GOOD, "keys": [7]}],
    [{**GOOD, "more": 1}],
    "1177",
    [7],
)


@pytest.mark.parametrize("rows", WRONG, ids=range(len(WRONG)))
def test_a_settings_file_that_is_wrong_stops_the_start(rows):
    file = {
        "key": "a",
        "name": "A",
        "audience": "resident",
        "issuer": "https://a.example",
        "client_id": "x",
        "keys": "k.pem",
    }
    assert read_provider({**file, "portals": [GOOD]}, "a.toml").portals == (
        Portal("1177", "1177", ISSUER, ("a.json",)),
    )
    with pytest.raises(ImproperlyConfigured, match="portals"):
        read_provider({**file, "portals": rows}, "a.toml")


@pytest.fixture
def portal(provider, settings, tmp_path):
    settings.STEGVIS_BASE_URL = AUDIENCE.removesuffix("/fran/1177/")
    (tmp_path / "portal.jwks").write_text(json.dumps(PUBLISHED))
    with (tmp_path / "a.toml").open("a") as file:
        file.write(f'[[portals]]\nkey = "1177"\nname = "1177"\nissuer = "{ISSUER}"\nkeys = "{tmp_path}/portal.jwks"\n')
    return provider


def hop(client, jti="d" * 24, **more):
    return client.get("/fran/1177/", {"biljett": signed(claims(utc_now(), jti=jti, **more))})


@pytest.mark.django_db
def test_a_hop_goes_to_the_provider_that_the_portal_shares_and_asks_for_no_new_identification(portal, caplog):
    client = Client()
    # A link that is looked at in advance uses nothing up.
    assert client.head("/fran/1177/", {"biljett": signed(claims(utc_now(), jti="d" * 24))}).status_code == 405
    away = hop(client)
    asked = parse_qs(urlsplit(away.url).query)
    assert (
        away.url.startswith(portal.issuer)
        and "prompt" not in asked
        and away.headers["Referrer-Policy"] == "no-referrer"
    )
    # Nobody is signed in by the ticket: only the provider's answer does that.
    assert "_auth_user_id" not in client.session and not SignIn.objects.exists()
    there = client.get(portal.authorize(away.url))
    assert there.url == "/min/nytt/" and "_auth_user_id" in client.session
    # A second time, in any browser: a calm page, with the ordinary way in.
    for other in (client, Client()):
        gone = hop(other)
        assert gone.status_code == 403 and 'href="/in/"' in gone.content.decode()
    assert "ticket_used" in caplog.text and "biljett" not in caplog.text
    # Whoever is signed in is asked about anew, by the provider: the computer may be shared.
    assert hop(client, jti="e" * 24).url.startswith(portal.issuer)
    assert hop(client, jti="f" * 24, target="https://annan.example/").url.startswith(portal.issuer)
    begun = client.session["sign-ins"][-1]
    assert begun["target"] == ""
    assert Client().get("/fran/annan/").status_code == 404
    forget_run_out(now=utc_now() + timedelta(minutes=3))
    assert not UsedTicket.objects.exists()


@pytest.mark.django_db
def test_a_wrong_ticket_changes_nothing_and_tells_nothing(portal):
    client = Client()
    for case in (CASES[0], CASES[5], CASES[14]):
        answer = client.get("/fran/1177/", {"biljett": case.ticket()})
        page = answer.content.decode()
        assert answer.status_code == 403 and "Länken hit gällde inte längre" in page and case.refusal.value not in page
    assert not UsedTicket.objects.exists() and not Session.objects.exists()
