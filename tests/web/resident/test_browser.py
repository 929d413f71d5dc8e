"""Notices in the browser: off there is nothing; on, a resident connects, is told, and takes it away again.

The makers' push services cannot be called from here. What is theirs is played: a fake service takes what we send and
opens it with the browser's key; in the real browser our own worker is handed a message by the browser's test door.
"""

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command

from stegvis.notifications import queries
from stegvis.notifications.channels import push
from stegvis.notifications.channels.push import sealing
from stegvis.notifications.kinds import DeliveryState
from stegvis.notifications.models import Address, Delivery, NoticeChoice, StaffChannel
from stegvis.notifications.schedule import deliver_due
from tests.cast import NOW
from tests.notifications.telling import LATER, choose, put
from tests.notifications.test_push import AUTH, BROWSER_PRIVATE, OURS_PRIVATE, OURS_PUBLIC, opened, subscription

CHOICES, PAGE, WORKER = "/min/aviseringar/", "/min/aviseringar/webblasare/", "/aviseringar.js"
ROW, NEUTRAL = "I den här webbläsaren", "Det finns något nytt till dig. Logga in när det passar dig."


@pytest.fixture
def on(settings):
    settings.STEGVIS_PUSH, settings.STEGVIS_PUSH_KEY = True, OURS_PRIVATE
    settings.STEGVIS_PUSH_CONTACT = "mailto:drift@exempel.se"


@pytest.fixture
def rita(cast):
    StaffChannel.objects.all().delete()
    return cast.client("rita")


def rows():
    return Address._base_manager.all()


def connect(client, given=None):
    given = subscription() if given is None else given
    return client.post(PAGE, {"do": "add", "subscription": given}, follow=True)


# ------------------------------------------------------------------ off and on


def test_off_there_is_neither_row_nor_page_nor_script(rita):
    assert ROW not in rita.get(CHOICES).content.decode()
    assert {rita.get(PAGE).status_code, rita.get(WORKER).status_code} == {404}
    assert rita.post(PAGE, {"do": "add", "subscription": subscription()}).status_code == 404
    assert not rows().exists()


def test_on_it_can_be_chosen_and_nothing_is_chosen_yet(on, rita):
    assert ROW in rita.get(CHOICES).content.decode()
    page = rita.get(PAGE).content.decode()
    assert f'data-key="{OURS_PUBLIC}"' in page and "notices/browser" in page
    assert re.search(r"<noscript>.*skript", page, re.DOTALL)
    assert OURS_PRIVATE not in page and not rows().exists()


def test_the_script_of_the_worker_is_ours_and_never_stored(on, rita, client):
    for browser in (client, rita):
        found = browser.get(WORKER)
        assert found.status_code == 200 and found["Content-Type"].startswith("text/javascript")
        assert "no-store" in found["Cache-Control"] and NEUTRAL in decoded(found.content.decode())
    policy = rita.get(PAGE)["Content-Security-Policy"]
    assert "worker-src 'self'" in policy and "unsafe" not in policy


def decoded(script):
    """The script with its escaped letters as they are read."""
    return re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), script)


# ------------------------------------------------------------------ connecting


def test_a_browser_is_connected_and_then_chosen(on, rita, cast):
    assert "Klart. Välj nu vad du vill veta." in connect(rita).content.decode()
    (row,) = rows()
    assert row.person_id == cast.rita_person.pk and json.loads(row.value)["auth"] == AUTH
    form = {"kinds": ["push"], "topics": ["news"], "quiet_from": "21:00", "quiet_until": "08:00"}
    rita.post(CHOICES, form)
    assert NoticeChoice._base_manager.get(pk=cast.rita_person.pk).push
    page = rita.get(PAGE).content.decode()
    assert "En webbläsare är ansluten" in page and json.loads(row.value)["endpoint"] not in page


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[fe80::1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/x",
        "https://2130706433/x",
        "https://fcm.googleapis.com:99999/x",
        "https://fcm.googleapis.com:22/x",
        "https://@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@10.0.0.1/x",
        "https://fcm.googleapis.com\\@10.0.0.1/x",
        "https://fcm.googleapis.com.exempel.se/x",
        "https://fcm.googleapis.com/x\r\nHost: elak",
        "https://fcm.googleapis.com/" + "x" * 2000,
        "file:///etc/passwd",
        "//fcm.googleapis.com/x",
    ],
)
def test_nobody_makes_us_call_another_machine(on, rita, endpoint):
    found = connect(rita, subscription(endpoint=endpoint))
    assert "Webbläsaren kunde inte anslutas." in found.content.decode() and not rows().exists()


@pytest.mark.parametrize(
    "given",
    ["", "{", "[]", "7", '{"endpoint": 1, "keys": 2}', "[" * 3000, "x" * 5000, subscription(p256dh="AA"),
     subscription(p256dh="B" * 87), subscription(auth="AA"), subscription(auth="ä" * 22), '"\\ud800"'],
)  # fmt: skip
def test_what_is_no_subscription_is_refused_and_never_a_fault(on, rita, given):
    assert "Webbläsaren kunde inte anslutas." in connect(rita, given).content.decode() and not rows().exists()


def test_nothing_of_a_subscription_is_kept_but_what_is_needed(on, rita):
    given = json.loads(subscription()) | {"expirationTime": 7, "more": "x" * 500}
    connect(rita, json.dumps(given))
    assert set(json.loads(rows().get().value)) == {"endpoint", "p256dh", "auth"}


def test_another_browser_takes_its_place(on, rita):
    connect(rita)
    connect(rita, subscription(endpoint="https://fcm.googleapis.com/fcm/send/two"))
    assert json.loads(rows().get().value)["endpoint"].endswith("/two")


# ------------------------------------------------------------------ taking it away


def test_removed_and_no_longer_chosen(on, rita, cast):
    connect(rita)
    NoticeChoice._base_manager.update_or_create(
        pk=cast.rita_person.pk, defaults={"push": True, "news": True, "changed_at": NOW}
    )
    assert "Borttaget." in rita.post(PAGE, {"do": "remove"}, follow=True).content.decode()
    assert not rows().exists() and not NoticeChoice._base_manager.get(pk=cast.rita_person.pk).push
    assert rita.post(PAGE, {"do": "remove"}).status_code == 404


def test_somebody_elses_browser_is_neither_seen_nor_removed(on, rita, cast):
    connect(rita)
    rune = cast.client("rune")
    assert "En webbläsare är ansluten" not in rune.get(PAGE).content.decode()
    assert rune.post(PAGE, {"do": "remove"}).status_code == 404
    connect(rune, subscription(endpoint="https://fcm.googleapis.com/fcm/send/rune"))
    rune.post(PAGE, {"do": "remove"})
    assert rows().get().person_id == cast.rita_person.pk


def test_staff_have_no_such_page(on, cast):
    assert cast.client("tina").get(PAGE).status_code in {302, 403, 404}


# ------------------------------------------------------------------ being told


@contextmanager
def a_push_service(monkeypatch, *answers):
    """A push service on this machine; only here may it be one."""
    calls, answers = [], list(answers) or [201]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            calls.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answers.pop(0) if len(answers) > 1 else answers[0])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    monkeypatch.setattr(push, "may_call", lambda endpoint: endpoint.startswith(address))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield address, calls
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def chosen(cast, client, address):
    connect(client, subscription(endpoint=f"{address}rita"))
    choose(cast.rita_person, sms=False, push=True)
    rows().update(verified_at=NOW)


def test_what_comes_is_sealed_for_that_browser_and_neutral(on, rita, cast, monkeypatch):
    with a_push_service(monkeypatch) as (address, calls):
        chosen(cast, rita, address)
        key = put(cast.rita_person)
        deliver_due(now=LATER, worker="w")
    ((headers, sealed),) = calls
    told = json.loads(opened(sealed, sealing.private_key(BROWSER_PRIVATE), sealing.decode(AUTH)))
    assert told["title"] == "Stegvis" and told["body"].startswith(NEUTRAL)
    assert headers["Content-Encoding"] == "aes128gcm" and headers["Authorization"].startswith("vapid t=")
    held = json.dumps([told, headers])
    assert not any(word in held for word in (key, "Rita", str(cast.rita_person.pk)))
    assert Delivery.objects.get().state == DeliveryState.SENT


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_erased_and_staff_see_that_it_is_not_reached(on, rita, cast, monkeypatch, status):
    with a_push_service(monkeypatch, status) as (address, calls):
        chosen(cast, rita, address)
        put(cast.rita_person)
        deliver_due(now=LATER, worker="w")
        put(cast.rita_person, at=LATER)
        deliver_due(now=LATER + timedelta(minutes=12), worker="w")
        assert len(calls) == 1 and rows().get().value == ""
        assert queries.unreachable([cast.rita_person.pk]) == {cast.rita_person.pk}
        assert "tar inte emot" in rita.get(PAGE).content.decode()
        assert "Anslut igen" in rita.get(CHOICES).content.decode()
        connect(rita, subscription(endpoint=f"{address}again"))
        assert queries.unreachable([cast.rita_person.pk]) == frozenset()


def test_a_new_browser_is_not_erased_for_the_old_ones_sake(on, rita, cast, monkeypatch):
    """The resident connects another one while the call to the first is on its way."""
    with a_push_service(monkeypatch, 410) as (address, _calls):
        chosen(cast, rita, address)
        put(cast.rita_person)
        real = push.Push.send

        def meanwhile(self, *call):
            value = json.loads(rows().get().value) | {"endpoint": f"{address}new"}
            row = rows().get()
            row.value = json.dumps(value, sort_keys=True)
            row.save()
            return real(self, *call)

        monkeypatch.setattr(push.Push, "send", meanwhile)
        monkeypatch.setattr(push.Push, "waits", False)
        deliver_due(now=LATER, worker="w")
    assert json.loads(rows().get().value)["endpoint"].endswith("/new")


def test_a_service_that_is_tired_loses_nobody(on, rita, cast, monkeypatch):
    with a_push_service(monkeypatch, 503, 201) as (address, calls):
        chosen(cast, rita, address)
        put(cast.rita_person)
        deliver_due(now=LATER, worker="w")
        deliver_due(now=LATER + timedelta(minutes=5), worker="w")
    assert len(calls) == 2 and Delivery.objects.get().state == DeliveryState.SENT and rows().get().value


def test_switched_off_again_nothing_leaves(on, rita, cast, monkeypatch, settings):
    with a_push_service(monkeypatch) as (address, calls):
        chosen(cast, rita, address)
        settings.STEGVIS_PUSH = False
        put(cast.rita_person)
        deliver_due(now=LATER, worker="w")
    assert calls == []


# ------------------------------------------------------------------ the key


def test_a_key_pair_is_made_that_can_be_used(capsys):
    call_command("make_push_key")
    said = capsys.readouterr()
    values = dict(line.split("=", 1) for line in said.out.splitlines())
    assert values["STEGVIS_PUSH"] == "on"
    made = sealing.private_key(values["STEGVIS_PUSH_KEY"])
    assert isinstance(made, ec.EllipticCurvePrivateKey) and sealing.encode(sealing.point(made)) in said.err
    call_command("make_push_key")
    assert capsys.readouterr().out != said.out


# ------------------------------------------------------------------ a real browser


@pytest.mark.django_db(transaction=True)
def test_in_a_real_browser_our_worker_is_registered_and_shows_the_neutral_words(on, live_server, chromium_path):
    """Chromium as it is, our page and our worker over HTTP, with the policy on. Only the push service is played."""
    from tests.cast import make_cast

    client = make_cast().client("rita")
    told = {
        "url": live_server.url,
        "chromium": chromium_path,
        "cookies": {name: each.value for name, each in client.cookies.items()},
        "message": json.dumps({"title": "Stegvis", "body": f"{NEUTRAL} {live_server.url}/", "url": "x"}),
        "keys": json.loads(subscription())["keys"],
        "pictures": os.environ.get("PUSH_PICTURES", ""),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.resident.browser_push"],
        input=json.dumps(told), capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    saw = json.loads(done.stdout)
    assert saw["faults"] == []
    assert saw["scope"] == f"{live_server.url}{CHOICES}" and saw["worker"] == f"{live_server.url}{WORKER}"
    # With no network the browser's own push service refuses; what the page says then is seen too.
    assert saw["alone"] in {"failed", "connected"}
    assert saw["shown"] == [["Stegvis", NEUTRAL]]
    assert saw["unread"] == [["Stegvis", NEUTRAL]]
    assert saw["connected"] and saw["this"]
    assert saw["removed"] and not rows().exists()
