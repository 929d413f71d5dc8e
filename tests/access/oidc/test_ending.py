"""Signing out at the provider ends the sessions here that came of it; nothing else does, whatever is sent."""

import time
import uuid
from datetime import datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django.test import Client

from stegvis.access.models import SignIn, UsedTicket
from stegvis.access.oidc import ending, providers
from stegvis.access.oidc.ending import EVENT, read_leaving
from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.access.oidc.providers import provider as provider_by
from stegvis.audit.models import Entry
from stegvis.lib.clock import utc_now
from tests.access.oidc.hostile import CLIENT_ID, GONE, K2, RITA, SE, settings_file
from tests.access.oidc.test_signing_in import RUNE, come_in

TYP = "logout+jwt"


def said(provider, **changed):
    now = int(time.time())
    claims = {
        "iss": provider.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 120, "jti": uuid.uuid4().hex,
        "events": {EVENT: {}}, "sub": "s-1", **changed,
    }  # fmt: skip
    return {key: value for key, value in claims.items() if value is not GONE}


def ago(seconds):
    return int(time.time()) - seconds


def by(how):
    return lambda provider: how(provider, said(provider))


def with_claims(**changed):
    return lambda provider: provider.signed(said(provider, **changed), typ=TYP)


CASES = [
    ("an ID token", by(lambda p, c: p.signed(c)), Refusal.SIGNATURE),
    ("another type", by(lambda p, c: p.signed(c, typ="at+jwt")), Refusal.SIGNATURE),
    ("no token", lambda p: "", Refusal.SIGNATURE),
    ("unsigned", by(lambda p, c: p.by_hand(c, {"alg": "none", "typ": TYP})), Refusal.ALGORITHM),
    (
        "signed with our name as a secret",
        by(lambda p, c: p.by_hand(c, {"alg": "HS256", "typ": TYP, "kid": "k1"}, CLIENT_ID.encode())),
        Refusal.ALGORITHM,
    ),
    ("a key of nobody's", by(lambda p, c: p.signed(c, K2, typ=TYP)), Refusal.UNKNOWN_KEY),
    ("another issuer", with_claims(iss="https://annan.exempel.se"), Refusal.ISS),
    ("another service", with_claims(aud="annan"), Refusal.AUD),
    ("us among others", with_claims(aud=[CLIENT_ID, "annan"]), Refusal.AUD),
    ("no event", with_claims(events=GONE), Refusal.LOGOUT_EVENT),
    ("another event", with_claims(events={"urn:annat": {}}), Refusal.LOGOUT_EVENT),
    ("an event that is no object", with_claims(events={EVENT: True}), Refusal.LOGOUT_EVENT),
    ("a nonce", with_claims(nonce="n"), Refusal.LOGOUT_NONCE),
    ("nobody", with_claims(sub=GONE), Refusal.LOGOUT_WHO),
    ("no id", with_claims(jti=GONE), Refusal.TICKET_ID),
    ("run out", with_claims(iat=ago(400), exp=ago(200)), Refusal.EXP),
    ("from tomorrow", with_claims(iat=ago(-4000), exp=ago(-4100)), Refusal.IAT),
    ("for an hour", with_claims(exp=ago(-3600)), Refusal.LIFE),
    ("times that are no numbers", with_claims(iat=True), Refusal.IAT),
    ("no end", with_claims(exp=GONE), Refusal.EXP),
]


@pytest.mark.parametrize(("token", "refusal"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_not_the_providers_word_for_us_now_is_refused(provider, token, refusal):
    with pytest.raises(Stopped) as stopped:
        read_leaving(provider_by("ond"), token(provider), utc_now())
    assert stopped.value.refusal is refusal


def leave(token, way="ond"):
    return Client(enforce_csrf_checks=True).post(f"/in/e-leg/{way}/ut/", {"logout_token": token})


def alive(client):
    return client.get("/min/").status_code == 200


@pytest.mark.django_db
def test_those_who_have_left_there_are_out_here_and_nobody_else(provider):
    rita, again, other_way, rune = (Client() for _each in range(4))
    provider.id = {"sid": "one"}
    come_in(provider, rita)
    provider.id = {"sid": "two"}
    come_in(provider, again)
    come_in(provider, other_way, way="annan")
    provider.sub, provider.person[f"{SE}personalIdentityNumber"] = "s-2", RUNE
    provider.id = {"sid": "three"}
    come_in(provider, rune)
    provider.sub, provider.person[f"{SE}personalIdentityNumber"] = "s-1", RITA
    # Not believed, for another provider, or nobody who is here: nobody is out.
    assert leave(provider.signed(said(provider))).json() == {"error": "invalid_request"}
    assert leave(provider.signed(said(provider, sub="nobody"), typ=TYP)).status_code == 200
    assert leave(provider.signed(said(provider), typ=TYP), "finns-inte").status_code == 404
    assert all(alive(each) for each in (rita, again, other_way, rune))
    # One of two sessions of the same person, by the provider's own name for it.
    token = provider.signed(said(provider, sid="one"), typ=TYP)
    answer = leave(token)
    assert (answer.status_code, answer.content) == (200, b"") and "no-store" in answer.headers["Cache-Control"]
    assert not alive(rita) and alive(again)
    # The same word again ends nothing that has begun since.
    provider.id = {"sid": "one"}
    come_in(provider, rita)
    assert leave(token).status_code == 400 and alive(rita)
    # By name alone; then by person: all of theirs by this provider.
    assert leave(provider.signed(said(provider, sub=GONE, sid="three"), typ=TYP)).status_code == 200 and not alive(rune)
    assert leave(provider.signed(said(provider), typ=TYP)).status_code == 200
    assert not alive(rita) and not alive(again) and alive(other_way)
    assert SignIn.objects.count() == 1 and UsedTicket.objects.count() == 4
    ended = Entry.objects.filter(act="session:end")
    assert ended.count() == 4 and {row.reason for row in ended} == {"Provlegitimation"}
    assert Client().get("/in/e-leg/ond/ut/").status_code == 405


@pytest.mark.django_db
def test_a_word_that_could_not_be_carried_out_is_not_spent(provider, monkeypatch):
    """What breaks on the way, as a database that goes away or a worker that is killed, leaves all as it was."""
    first, second = Client(), Client()
    provider.id = {"sid": "one"}
    come_in(provider, first)
    come_in(provider, second)
    token = provider.signed(said(provider), typ=TYP)
    entered = []

    def breaks(*args, **more):
        entered.append(args)
        if len(entered) == 2:
            raise OperationalError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(ending.log, "enter", breaks)
        with pytest.raises(OperationalError):
            leave(token)
    assert len(entered) == 2 and not UsedTicket.objects.exists() and alive(first) and alive(second)
    assert leave(token).status_code == 200 and not alive(first) and not alive(second)
    assert leave(token).status_code == 400
    # Two that came at once: the one that lost the race is told so where it is spent.
    read = read_leaving(provider_by("ond"), token, utc_now())
    with pytest.raises(Stopped) as stopped, transaction.atomic():
        ending._spend(read)
    assert stopped.value.refusal is Refusal.TICKET_USED


@pytest.mark.django_db
def test_a_name_of_a_session_alone_is_looked_for_in_pieces_and_only_until_it_is_found(provider, monkeypatch):
    monkeypatch.setattr(ending, "AT_A_TIME", 2)
    rita, again, *others = (Client() for _each in range(6))
    provider.id = {"sid": "one"}
    for client in (rita, again):
        come_in(provider, client)
    # As if the provider had another name for people now, and then those who came the same way before and after.
    SignIn.objects.update(way="Ett tidigare namn")
    provider.sub, provider.person[f"{SE}personalIdentityNumber"] = "s-2", RUNE
    for number, client in enumerate(others):
        provider.id = {"sid": f"other {number}"}
        come_in(provider, client)
    for place, row in zip((0x3, 0x5, 0x1, 0x2, 0x6, 0x7), SignIn.objects.order_by("signed_in_at"), strict=True):
        SignIn.objects.filter(pk=row.pk).update(id=uuid.UUID(int=place))
    pieces, meant = [], ending._meant
    monkeypatch.setattr(ending, "_meant", lambda rows, *more: pieces.append(len(rows)) or meant(rows, *more))
    name = said(provider, sub=GONE, sid="one")
    assert leave(provider.signed(name, typ=TYP)).status_code == 200
    # Two pieces, where the second has one of them; then that account's own. The last piece is never read.
    assert pieces == [2, 2, 2] and not alive(rita) and not alive(again) and all(alive(each) for each in others)
    assert leave(provider.signed({**name, "sid": "nobody's", "jti": "j"}, typ=TYP)).status_code == 200
    assert all(alive(each) for each in others)


@pytest.mark.django_db
def test_when_somebody_showed_who_they_are_is_remembered_only_where_it_is_known(provider, settings):
    def identified(client):
        return Session.objects.get(session_key=client.session.session_key).get_decoded()["identified"]

    def moment(client):
        return datetime.fromisoformat(identified(client)).timestamp()

    asked, told, remembered = (Client() for _each in range(3))
    before = time.time()
    come_in(provider, asked)
    provider.id = {"auth_time": ago(5)}
    come_in(provider, told)
    # By the provider's own word; where a new identification was asked for and nothing is told of it, now.
    assert moment(asked) >= before and abs(moment(told) - provider.id["auth_time"]) < 1
    # Without a new identification asked for, and none told of, nobody knows.
    key = next(iter(provider_by("ond").keys))
    place = settings.STEGVIS_SIGN_IN
    with open(f"{place}/z.toml", "w", encoding="utf-8") as file:
        file.write(settings_file(provider.issuer, key, key="minns", more='prompt = ""\n'))
    providers._configured.cache_clear()
    provider.id = {}
    come_in(provider, remembered, way="minns")
    assert identified(remembered) == "" and remembered.get("/min/aviseringar/mobil/").url.startswith("/in/igen/")
    answer = remembered.get("/in/igen/?next=/min/aviseringar/mobil/")
    again = answer.content.decode()
    assert "Legitimera dig med Provlegitimation" in again and "/in/e-leg/minns/?next=" in again
    # There the way leads with a new identification, whatever the setting says; a press is enough in the demo only.
    assert "prompt=login" in remembered.get("/in/e-leg/minns/").url
    assert remembered.post("/in/igen/").status_code == 404
    # Who has just shown who they are ends the others.
    assert (
        asked.get("/in/igen/").status_code == 200
        and asked.post("/in/inloggningar/", {"all": "1"}).url == "/in/inloggningar/"
    )
