"""Staff's channels on a page, and what staff see of a resident who cannot be reached."""

import re

import pytest

from stegvis.notifications.channels.outcome import Failed
from stegvis.notifications.models import StaffChannel
from tests.cast import NOW
from tests.notifications.telling import LATER, Remembering, choose, notices, put, round_at, staff_channel
from tests.programs import a_document, enrol, publish

CHANNELS = "/vard/kanaler/"


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def bare(cast):
    StaffChannel.objects.all().delete()
    return cast


def test_a_unit_without_a_channel_is_told_so(bare):
    assert "Enheten har ingen kanal som fungerar" in text_of(bare.client("irma").get(CHANNELS))
    staff_channel(bare.norra)
    assert "Enheten har ingen kanal" not in text_of(bare.client("irma").get(CHANNELS))


def test_added_proved_tried_and_removed(bare, monkeypatch):
    from stegvis.course import worlds

    way, browser = Remembering().instead_of(monkeypatch), bare.client("irma")
    form = {"role": "unit", "name": "Jouren", "kind": "sms", "address": "070-174 06 55"}
    page = browser.post(CHANNELS, form, follow=True)
    here = page.redirect_chain[-1][0]
    round_at(worlds.real_now())
    code = re.search(r"\d{6}", way.calls[-1][2].body)[0]
    assert browser.post(here, {"do": "verify", "code": "x"}).status_code == 422
    assert "Kanalen används från nu" in text_of(browser.post(here, {"do": "verify", "code": code}, follow=True))
    assert "Provet är på väg" in text_of(browser.post(here, {"do": "try"}, follow=True))
    round_at(worlds.real_now())
    listed = browser.get(CHANNELS)
    assert "Skickad" in text_of(listed) and "•••• 55" in text_of(listed) and "740655" not in listed.content.decode()
    assert "Kanalen är borttagen" in text_of(browser.post(here, {"do": "remove"}, follow=True))
    assert browser.get(here).status_code == 404


def test_a_failed_delivery_is_seen(bare, monkeypatch):
    Remembering(Failed("http_422")).instead_of(monkeypatch)
    channel = staff_channel(bare.norra)
    from stegvis.notifications import outbox

    outbox.put_for_unit(bare.norra.pk, "f", now=NOW)
    round_at(NOW)
    assert "Gick inte fram" in text_of(bare.client("irma").get(CHANNELS))
    assert "Det gick inte fram." in text_of(bare.client("irma").get(f"{CHANNELS}{channel.pk}/"))


def test_the_provider_has_its_own(bare):
    page = text_of(bare.client("kaj").get("/region/kanaler/"))
    assert "Det finns ingen kanal som fungerar" in page and "Vem ska få veta?" not in page


def test_staff_see_who_cannot_be_reached(cast, monkeypatch):
    """On the patient's page and in one's own list; not for a colleague's, and never for one who has chosen nothing."""
    enrolment = enrol(cast, publish(cast, a_document()))
    notices().delete()
    sentence, one = "Kan inte nås med avisering", f"/vard/invanare/{enrolment.pk}/"
    put(cast.rita_person)
    round_at(LATER)
    assert sentence not in text_of(cast.client("tina").get(one))
    Remembering(Failed("http_422")).instead_of(monkeypatch)
    choose(cast.rita_person)
    put(cast.rita_person)
    round_at(LATER)
    assert sentence in text_of(cast.client("tina").get(one))
    assert sentence in text_of(cast.client("tina").get("/vard/invanare/"))
    assert sentence not in text_of(cast.client("tor").get("/vard/invanare/?visa=enheten"))
