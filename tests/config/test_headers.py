"""Headers and cookies as an installation sends them, outside the demo: on every kind of answer that there is."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.config.throttles import Amounts
from tests.matrix.headers import header_faults

NAMES = (
    "STEGVIS_DEMO", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_HTTPONLY", "LANGUAGE_COOKIE_NAME", "LANGUAGE_COOKIE_SECURE", "OWN_DEVICE_COOKIE_NAME", "DEBUG",
)  # fmt: skip
INSTALLED = {
    "STEGVIS_SECRET_KEY": "x" * 60,
    "STEGVIS_KEYS": "a=" + "A" * 43 + "=",
    "STEGVIS_HASH_KEY": "A" * 43 + "=",
    "STEGVIS_HOSTS": "program.example.se",
}


@pytest.fixture(scope="module")
def installed():
    """What the settings file says where nothing but the required is set."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("STEGVIS_", "DATABASE_"))}
    asked = f"import json, stegvis.config.settings as s; print(json.dumps({{n: getattr(s, n) for n in {NAMES!r}}}))"
    run = subprocess.run(
        [sys.executable, "-c", asked], env={**clean, **INSTALLED}, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def test_the_settings_of_an_installation_are_strict_unless_it_says_otherwise(installed):
    assert not installed["STEGVIS_DEMO"] and not installed["DEBUG"]
    assert installed["SECURE_SSL_REDIRECT"] and installed["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert all(value for name, value in installed.items() if name.endswith(("_SECURE", "_HTTPONLY", "SUBDOMAINS")))
    assert all(value.startswith("__Host-") for name, value in installed.items() if name.endswith("COOKIE_NAME"))


@pytest.fixture
def outside(installed, settings, cast):
    for name, value in installed.items():
        setattr(settings, name, value)
    return cast


def answers(cast, settings):
    """One of each kind: what it is, its address (or route), and the answer."""
    nobody, rita = Client(raise_request_exception=False), cast.client("rita")
    get = lambda client, address, **more: client.get(address, secure=True, **more)  # noqa: E731
    yield "page", "", 200, get(nobody, "/")
    yield "page of one's own", "", 200, get(rita, "/min/")
    yield "choice of language", "", 302, nobody.post("/om/sprak/", {"language": "en"}, secure=True)
    yield "redirect to the entrance", "", 302, get(Client(), "/min/")
    yield "400", "", 400, nobody.post("/in/", {f"f{n}": "" for n in range(10_001)}, secure=True)
    yield "403", "", 403, get(rita, "/vard/")
    yield (
        "403 without the form's token",
        "",
        403,
        Client(enforce_csrf_checks=True).post("/in/", {"a": "b"}, secure=True),
    )
    yield "404", "", 404, get(nobody, "/finns-inte/")
    yield "404 behind the gate", "", 404, get(nobody, "/p/finns-inte/")
    yield "405", "", 405, get(rita, "/in/ut/")
    yield "JSON", "", 200, get(nobody, "/halsa")
    yield "manifest", "entrance:manifest", 200, get(nobody, "/app.webmanifest")
    yield "card", "entrance:unit_card", 200, get(nobody, "/p/norra/kort/")
    yield "drawing", "entrance:unit_qr", 200, get(nobody, "/p/norra/qr.svg")
    yield "PDF", "", 200, get(cast.client("emil"), reverse("process:nomination_empty"))
    yield "extract of the log", "", 200, get(rita, reverse("resident:log_json"))
    settings.STEGVIS_PUSH, settings.STEGVIS_PUSH_KEY = True, "A" * 42 + "E"
    yield "service worker", "", 200, get(nobody, "/aviseringar.js")
    settings.STEGVIS_LIMITS = {**settings.STEGVIS_LIMITS, "paper": Amounts(1, 1, 60)}
    get(rita, reverse("resident:log_json"))
    yield "429", "", 429, get(rita, reverse("resident:log_json"))


@pytest.mark.django_db
def test_every_kind_of_answer_carries_the_headers_and_no_loose_cookie(outside, settings, monkeypatch):
    wrong, kinds = [], 0
    for kind, route, status, answer in answers(outside, settings):
        kinds += 1
        faults = header_faults(answer, route)
        faults += [] if answer.status_code == status else [f"status {answer.status_code}"]
        if "max-age=31536000; includeSubDomains" not in answer.headers.get("Strict-Transport-Security", ""):
            faults.append("no HSTS")
        for name, morsel in answer.cookies.items():
            # `__Host-` asks for Secure, the whole host and no domain; header_faults asks for the rest.
            if not (name.startswith("__Host-") and morsel["secure"]):
                faults.append(f"cookie {morsel.OutputString()}")
        wrong += [f"{kind}: {fault}" for fault in faults]
    assert wrong == [] and kinds == 18


@pytest.mark.django_db
def test_a_fault_of_ours_and_an_unsafe_way_in_say_the_same(outside, settings, monkeypatch):
    client = Client(raise_request_exception=False)
    page = client.get("/om/?a=b", headers={"Accept": "text/html,*/*"})
    assert page.status_code == 301 and page.headers["Location"] == "https://testserver/om/?a=b"
    # What is not a page that somebody opens has been sent in plain already: it is told, and not led on.
    for answer in (
        client.get("/"),
        client.get("/in/e-leg/x/nycklar.json", headers={"Accept": "application/json"}),
        client.post("/in/", {"person": "x"}, headers={"Accept": "text/html"}),
        client.post("/in/e-leg/x/ut/", {"logout_token": "x"}),
    ):
        assert answer.status_code == 403 and b"HTTPS" in answer.content and "Location" not in answer.headers
        assert header_faults(answer) == [] and not answer.cookies
    assert client.get("/halsa").content == b"ok\n"
    monkeypatch.setattr("stegvis.web.entrance.about.render", lambda *_args, **_more: 1 / 0)
    broken = client.get("/om/", secure=True)
    assert broken.status_code == 500 and header_faults(broken) == []
    assert "Strict-Transport-Security" in broken.headers and b"Traceback" not in broken.content
