"""What protects an account, or others' access, is changed only by one who has just shown who they are."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.urls import reverse

from stegvis.access import sessions
from stegvis.access.models import SignIn
from stegvis.audit.models import Entry
from stegvis.lib.clock import utc_now
from tests.web.entrance.test_entrance import be, demo, text  # noqa: F401 - a fixture
from tests.web.entrance.test_sessions import come

pytestmark = pytest.mark.django_db


def shown(client, **ago):
    """As if somebody had shown who they are so long ago."""
    session = client.session
    session[sessions.IDENTIFIED_KEY] = (utc_now() - timedelta(**ago)).isoformat()
    session.save()


def test_a_page_is_asked_for_soon_and_what_was_written_on_it_may_take_longer(demo, settings):  # noqa: F811
    settings.STEGVIS_DEMO = True
    rita = come("rita")
    page, helpers = reverse("resident:notice_address", args=["mobil"]), reverse("resident:helpers")
    assert rita.get(page).status_code == 200
    shown(rita, minutes=20)
    asked = rita.get(f"{page}?byt=1")
    assert asked.url == "/in/igen/?next=%2Fmin%2Faviseringar%2Fmobil%2F%3Fbyt%3D1"
    assert rita.post(page, {"do": "add", "address": "fel"}).status_code == 422
    # Who helps may always be read; letting somebody in may not be done, nor begun.
    assert "Legitimera dig igen" in text(rita.get(helpers)) and "</form></section>" not in text(rita.get(helpers))
    assert rita.post(helpers, {}).status_code == 422
    shown(rita, minutes=50)
    assert rita.post(page, {"do": "remove"}).url == rita.get(page).url == f"/in/igen/?next={page.replace('/', '%2F')}"
    assert rita.post(helpers, {}).url.startswith("/in/igen/")
    # Once more: another session, the same sign-in, and on to where one was going.
    before = rita.session.session_key
    assert "Visa att det är du" in text(rita.get(asked.url))
    assert rita.post("/in/igen/", {"next": page}).url == page and rita.get(page).status_code == 200
    assert not Session.objects.filter(session_key=before).exists() and SignIn.objects.count() == 1
    assert rita.get("/in/inloggningar/").status_code == 200 and rita.session["began"]
    # Never out of the house, never round in a circle.
    for elsewhere in ("https://annan.exempel.se/", "//annan.exempel.se", "/in/igen/", "/vard/"):
        assert rita.post("/in/igen/", {"next": elsewhere}).url == "/min/"


def test_ending_other_sign_ins_and_giving_roles_ask_too(demo, settings):  # noqa: F811
    here, there = come("tina"), come("tina")
    shown(here, hours=1)
    assert "Du får göra det igen" in text(here.get("/in/inloggningar/"))
    assert here.post("/in/inloggningar/", {"all": "1"}).url == "/in/igen/?next=%2Fin%2Finloggningar%2F"
    assert there.get("/vard/").status_code == 200
    for name, address in (
        ("kaj", "region:access_grant"),
        ("klas", "region:access_signed_in"),
        ("berit", "clinician:grant"),
    ):
        client = demo.client(name)
        assert client.get(reverse(address)).status_code == 200
        shown(client, minutes=16)
        assert client.get(reverse(address)).url.startswith("/in/igen/?next="), address
    # Where there is no demo, a press is nothing.
    settings.STEGVIS_DEMO = False
    assert here.post("/in/igen/").status_code == 404


def test_whoever_gives_roles_ends_others_sign_ins(demo):  # noqa: F811
    page, kaj = reverse("region:access_signed_in"), demo.client("kaj")
    tina, ritas, far = come("tina"), come("rita"), come("ove")
    be(kaj, "kaj")
    kaj = kaj if kaj.get(page).status_code == 200 else demo.client("kaj")
    shows = text(kaj.get(page))
    tinas, kajs = demo.accounts["tina"], demo.accounts["kaj"]
    assert "En okänd enhet" in shows and f'value="{tinas.pk}"' in shows
    # Residents and other providers' people are not here, and not ended by their number either.
    for name in ("rita", "ove", "kaj"):
        assert f'value="{demo.accounts[name].pk}"' not in shows
    for wrong, says in (({}, "Markera minst en person"), ({"account": str(tinas.pk)}, "Skriv kort varför")):
        answer = kaj.post(page, wrong)
        assert answer.status_code == 422 and says in text(answer)
    others = [str(demo.accounts[name].pk) for name in ("rita", "ove", "kaj")]
    assert "De var redan utloggade" in text(kaj.post(page, {"account": others, "reason": "prov"}, follow=True))
    assert tina.get("/vard/").status_code == ritas.get("/min/").status_code == 200
    answer = kaj.post(page, {"account": [*others, str(tinas.pk)], "reason": "telefonen är borta"}, follow=True)
    assert "1 person är utloggad" in text(answer)
    assert tina.get("/vard/").url.startswith("/in/") and ritas.get("/min/").status_code == 200
    assert far.get("/in/inloggningar/").status_code == 200
    row = Entry.objects.get(act="sessions:end_of")
    assert (row.reason, row.resource_id, row.account_id) == ("telefonen är borta", str(tinas.pk), str(kajs.pk))
    # Everybody but oneself.
    tina = come("tina")
    kaj.post(page, {"account": "alla", "reason": "övning"})
    assert tina.get("/vard/").url.startswith("/in/") and kaj.get(page).status_code == 200


def test_whoever_runs_it_ends_anybodys(demo, capsys, monkeypatch):  # noqa: F811
    rita, rune, tina = come("rita"), come("rune"), come("tina")
    hsa_id = demo.accounts["tina"].staff.hsa_id

    def ended(*words):
        call_command("end_sessions", *words, "--reason", "prov")
        return capsys.readouterr().out.split()[0]

    assert ended("--all", "--dry-run") == "3" and rita.get("/min/").status_code == 200
    assert ended("--staff", hsa_id.lower()) == "1" and tina.get("/vard/").url.startswith("/in/")
    monkeypatch.setattr("builtins.input", lambda _asked: demo.accounts["rita"].person.number.value)
    assert (
        ended("--resident") == "1" and rita.get("/min/").url.startswith("/in/") and rune.get("/min/").status_code == 200
    )
    assert ended("--residents") == "1" and rune.get("/min/").url.startswith("/in/")
    # Also those who have no row of their own, by the account's own epoch.
    client = demo.client("tina")
    assert ended("--all-staff") == "0" and client.get("/vard/").url.startswith("/in/")
    assert Entry.objects.filter(act="sessions:end_of", reason="prov").count() == 4
    with pytest.raises(CommandError):
        ended("--staff", "SE-NOBODY")
    monkeypatch.setattr("builtins.input", lambda _asked: "nonsense")
    with pytest.raises(CommandError):
        ended("--resident")
