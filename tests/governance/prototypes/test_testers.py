"""A tester's link: what it opens, for how long, and everything that it does not open."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from stegvis.access.doors import Refused
from stegvis.config.throttles import Amounts
from stegvis.course.worlds import real_now
from stegvis.governance import models
from stegvis.governance.models import Pin
from stegvis.governance.prototypes import pins, rounds, testers
from stegvis.governance.prototypes.kinds import PinKind
from stegvis.governance.prototypes.people import actor_of
from stegvis.governance.prototypes.pins import CannotSay, Said
from stegvis.governance.prototypes.testers import CannotInvite
from tests.governance.prototypes.laying import Shown, shown
from tests.programs import STEPS, node

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast) -> Shown:
    return shown(cast)


@pytest.fixture
def link(made, cast) -> str:
    _tester, token = testers.invite(made.round(), "Maj-Britt", now=real_now(), by=cast.disa)
    return f"/prova/{token}/"


def begun(link: str, name: str = "Maj-Britt") -> Client:
    client = Client()
    assert client.post(link, {"name": name}).status_code == 302
    return client


def the_tester():
    return models.Tester.objects.select_related("round__initiative__provider").get()


def test_the_link_is_kept_as_a_hash_and_shown_once(made, cast):
    round, disa = made.round(), cast.client("disa")
    address = f"/utveckling/prototyper/{round.pk}/testare/"
    shown_once = disa.post(address, {"do": "invite", "name": "Maj-Britt"}).content.decode()
    token = re.search(r"/prova/([\w-]+)/", shown_once).group(1)
    assert len(token) >= 43
    assert token not in disa.get(address).content.decode()
    assert the_tester().token_hash == testers.hash_of(token) != token


def test_a_look_begins_nothing(link):
    client = Client()
    page = client.get(link)
    assert page.status_code == 200 and "Välkommen att prova" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "no-store" in page.headers["Cache-Control"]
    assert the_tester().begun_at is None
    assert client.get(link + "synpunkter/").url == link
    assert not models.Tryout.objects.exists()


def test_the_way_to_help_is_one_press_away_everywhere(link):
    client = begun(link)
    walk = client.post(link + "prova/", {"do": "begin"}).url
    for address in (
        link,
        walk,
        link + "synpunkter/",
        link + f"steg/{STEPS[0]}/",
        link + f"synpunkter/ny/?plats={node(60)}",
    ):
        assert 'href="/om/akut-hjalp/"' in client.get(address).content.decode(), address


def test_a_tester_walks_and_says_something(link):
    client = begun(link, "Majsan")
    walk = client.post(link + "prova/", {"do": "begin"}).url
    assert walk.startswith(link + "som-invanare/min/")
    client.post(walk + "valkommen/")
    assert client.get(walk).status_code == 200
    form = client.get(link + f"synpunkter/ny/?plats={node(60)}").content.decode()
    assert "Skriv inget om dig själv" in form and "Behöver du hjälp nu?" in form
    said = {"plats": node(60), "kind": "unclear", "text": "Jag förstår inte ordet."}
    assert client.post(link + "synpunkter/ny/", said).status_code == 302
    pin = Pin.objects.get()
    assert (pin.speaker, pin.tester, pin.account) == ("Majsan", the_tester(), None)


def test_nothing_else_is_reached_with_it(made, cast, link):
    client = begun(link)
    round = the_tester().round
    for address in ("/utveckling/", f"/utveckling/prototyper/{round.pk}/", "/min/", "/katalog/", "/vard/"):
        assert client.get(address).url.startswith("/in/"), address
    for rest in ("som-personal/", "sammanfattning/", "testare/", "mote/", "mote/folj/", "som-invanare/vard/"):
        assert client.get(link + rest).status_code in (302, 404), rest
        assert client.get(link + rest, follow=True).status_code in (200, 404)
    assert client.get(link + "som-personal/").status_code == 404


def test_only_the_own_round(made, cast, link):
    first = the_tester().round
    other = shown(cast, title="Ett annat")
    second_round = other.work.prototype_rounds.first() or other.round()
    actor = actor_of(the_tester())
    begun(link)
    pins.add_pin(first, uuid4(), Said("program", PinKind.WISH, "Hej"), now=real_now(), by=actor_of(the_tester()))
    with pytest.raises(Refused) as caught:
        pins.add_pin(second_round, uuid4(), Said("program", PinKind.WISH, "Hej"), now=real_now(), by=actor)
    assert not caught.value.verdict.found
    theirs = pins.add_pin(second_round, uuid4(), Said("program", PinKind.WISH, "Nej"), now=real_now(), by=cast.disa)
    with pytest.raises(Refused):
        pins.comment(theirs, uuid4(), "Hej", now=real_now(), by=actor)
    assert Client().get(link + f"synpunkter/{theirs.pk}/").status_code == 404


@pytest.mark.parametrize("how", ["revoked", "expired", "closed", "withdrawn", "renewed"])
def test_a_link_that_does_not_hold_opens_nothing(made, cast, link, how):
    client = begun(link)
    tester = the_tester()
    if how == "revoked":
        testers.revoke(tester, now=real_now(), by=cast.disa)
    elif how == "expired":
        models.Tester.objects.update(expires_at=real_now() - timedelta(seconds=1))
    elif how == "closed":
        rounds.close_round(tester.round, now=real_now(), by=cast.disa)
    elif how == "withdrawn":
        made.work.stage = "withdrawn"
        made.work.save()
    else:
        _tester, token = testers.renew(tester, now=real_now(), by=cast.disa)
        assert client.get(f"/prova/{token}/").status_code == 200
    for address in (link, link + "synpunkter/", link + "prova/"):
        gone = client.get(address)
        assert gone.status_code == 404 and "Länken gäller inte" in gone.content.decode()
    assert client.post(link + "prova/", {"do": "begin"}).status_code == 404
    assert not models.Tryout.objects.filter(course__isnull=False).exists()


def test_guesses_are_turned_away_and_so_is_a_script_with_a_link(link, settings):
    settings.STEGVIS_LIMITS = {"unknown_link": Amounts(3, 3, 600), "link": Amounts(2, 2, 600)}
    assert [Client().get(link).status_code for _n in range(3)] == [200, 200, 429]
    codes = [Client().get(f"/prova/gissning-{n}/") for n in range(4)]
    assert [each.status_code for each in codes] == [404, 404, 404, 429]
    assert 0 < int(codes[-1].headers["Retry-After"]) <= 200 and "finns kvar" not in codes[-1].content.decode()
    kept = Client().post(link, {"text": "Mina <ord>"}, headers={"Origin": "http://testserver"})
    assert kept.status_code == 429 and 'value="Mina &lt;ord&gt;"' in kept.content.decode()


def test_a_tester_who_says_too_much_too_fast_waits(made, cast, link):
    begun(link)
    tester, now = the_tester(), real_now()
    for _n in range(pins.TESTERS_PACE[0]):
        pins.add_pin(tester.round, uuid4(), Said("program", PinKind.WISH, "Hej"), now=now, by=actor_of(tester))
    with pytest.raises(CannotSay, match="lite fort"):
        pins.add_pin(tester.round, uuid4(), Said("program", PinKind.WISH, "Hej"), now=now, by=actor_of(tester))


def test_a_name_and_nothing_else(made, cast):
    round = made.round()
    for name in ("", "   ", "123456 Maj", "x" * 200):
        with pytest.raises(CannotInvite):
            testers.invite(round, name, now=real_now(), by=cast.disa)


def test_who_may_not_invite(made, cast):
    round = made.round()
    for name in ("emil", "sven", "klas"):
        with pytest.raises(Refused):
            testers.invite(round, "Maj-Britt", now=real_now(), by=cast.actor(name))


def test_a_tester_sees_no_earlier_round(made, cast, link):
    first = the_tester().round
    pins.add_pin(first, uuid4(), Said(node(60), PinKind.WISH, "Från förra gången"), now=real_now(), by=cast.tor)
    rounds.close_round(first, now=real_now(), by=cast.disa)
    texts = {**made.document.texts, "sv": {**made.document.texts["sv"], "program.lead": "Ny ingress."}}
    second = made.round(texts=texts)
    _tester, token = testers.invite(second, "Bosse", now=real_now(), by=cast.disa)
    client = begun(f"/prova/{token}/", "Bosse")
    assert "Från förra gången" not in client.get(f"/prova/{token}/synpunkter/").content.decode()
    assert (
        "Från förra gången"
        in cast.client("tor").get(f"/utveckling/prototyper/{second.pk}/synpunkter/").content.decode()
    )
