"""Rule 13: what leaves is neutral, under a fixed name, and only what the resident chose. Push is off.

Every byte is searched in tests/notifications/test_leaks.py; here is what the rule promises, one sentence each.
"""

import pytest

from stegvis.access.settings import SETTINGS, Key, Level
from stegvis.notifications import channels, queries, texts
from stegvis.notifications.channels.outcome import Failed
from stegvis.notifications.kinds import ChannelKind
from stegvis.notifications.models import Address, NoticeChoice
from tests.notifications.telling import LATER, PHONE, Remembering, choose, put, round_at


@pytest.fixture
def way(monkeypatch):
    return Remembering().instead_of(monkeypatch)


def test_a_notice_says_that_there_is_something_and_nothing_else(cast, way):
    choose(cast.rita_person)
    put(cast.rita_person, about="message")
    round_at(LATER)
    ((_id, address, words),) = way.calls
    assert address == PHONE
    assert words.body == f"Det finns något nytt till dig. Logga in när det passar dig. {texts.first_page()}"


def test_the_texts_take_nothing_about_anybody():
    """No text can be made with a name, a program or a unit: there is nowhere to put one."""
    import inspect

    makers = (texts.notice, texts.staff, texts.start, texts.test, texts.code)
    taken = {name for maker in makers for name in inspect.signature(maker).parameters}
    assert taken == {"sender", "language", "digits"}


def test_the_sender_is_fixed_by_the_provider_and_the_same_for_all(cast):
    assert SETTINGS[Key.SENDER_NAME].level is Level.PROVIDER and SETTINGS[Key.SENDER_NAME].default == "Stegvis"
    assert {texts.notice("Stegvis", language).sender for language in ("sv", "en")} == {"Stegvis"}


def test_nothing_is_sent_to_one_who_has_chosen_nothing(cast, way):
    put(cast.rita_person)
    round_at(LATER)
    assert way.calls == [] and not NoticeChoice._base_manager.exists()


def test_an_address_that_is_not_proved_is_never_used(cast, way):
    choose(cast.rita_person, address=False)
    Address.objects.create(person=cast.rita_person, kind="sms", value=PHONE, made_at=LATER)
    put(cast.rita_person)
    round_at(LATER)
    assert way.calls == []


def test_push_is_off_unless_the_region_turns_it_on(settings):
    assert settings.STEGVIS_PUSH is False and channels.channel(ChannelKind.PUSH) is None


def test_nothing_reaches_out_by_default(settings):
    settings.STEGVIS_DEMO = False
    assert (settings.STEGVIS_SMS_URL, settings.STEGVIS_EMAIL) == ("", None) and channels.offered() == ()


def test_staff_learn_that_somebody_cannot_be_reached_and_not_how_or_what_they_chose(cast, monkeypatch):
    Remembering(Failed("http_422")).instead_of(monkeypatch)
    choose(cast.rita_person)
    for person in (cast.rita_person, cast.rune_person):
        put(person)
    round_at(LATER)
    assert queries.unreachable([cast.rita_person.pk, cast.rune_person.pk]) == {cast.rita_person.pk}
    for name in ("tina", "irma", "berit", "kaj"):
        assert queries.choice_of(cast.actor(name)) is None and queries.addresses_of(cast.actor(name)) == []


def test_what_is_told_outside_is_always_told_inside(cast, way):
    put(cast.rita_person)
    round_at(LATER)
    assert [row.about for row in queries.news_of(cast.rita, LATER)] == ["module"]
