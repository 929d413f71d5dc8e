"""Codes: guessing, replaying, another person's, too many, too late; and what a resident may choose."""

from datetime import time, timedelta

import pytest

from stegvis.access.doors import Refused
from stegvis.audit.models import Entry
from stegvis.lib.fields import key_ring
from stegvis.notifications import actions, addresses, queries
from stegvis.notifications.actions import CannotChoose, CannotSend, Proof, Wishes
from stegvis.notifications.kinds import ChannelKind, DeliveryState, Purpose, StaffRole, Topic
from stegvis.notifications.models import Address, Delivery, NoticeChoice, StaffChannel
from tests.cast import NOW
from tests.notifications.telling import MAIL, PHONE, choose, deliveries, round_at, staff_channel

MINUTE = timedelta(minutes=1)
ALL = Wishes(frozenset({ChannelKind.SMS}), frozenset(Topic), None)


def add(actor, typed="070-174 06 05", kind=ChannelKind.SMS, now=NOW):
    choice = queries.own_choice(actor, now)
    return actions.add_address(choice, kind, typed, now=now, language="sv", by=actor)


def sent_code(way):
    """The digits in the newest text that left."""
    words = way.calls[-1][2].body
    return next(word.strip(".") for word in words.split() if word.strip(".").isdigit() and len(word) >= 6)


def added(actor, way, now=NOW):
    row = add(actor, now=now)
    round_at(now)
    return row, sent_code(way)


def test_a_code_proves_an_address(cast, way):
    row, digits = added(cast.rita, way)
    assert way.calls[-1][1] == PHONE and "10 minuter" in way.calls[-1][2].body
    assert actions.verify(row, f" {digits[:3]} {digits[3:]} ", now=NOW + MINUTE, by=cast.rita) is Proof.RIGHT
    assert Address._base_manager.get().verified_at == NOW + MINUTE


def test_only_the_codes_hash_is_kept_and_the_address_is_sealed(cast, way):
    row, digits = added(cast.rita, way)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_address")
        raw = " ".join(map(str, cursor.fetchall()))
        cursor.execute("SELECT * FROM notifications_delivery")
        raw += " ".join(map(str, cursor.fetchall()))
    assert digits not in raw and PHONE not in raw and "701740605" not in raw
    assert row.code_hash and row.code_hash != key_ring().keyed_hash(digits, "notifications.code")


def test_a_code_waiting_to_leave_is_sealed_and_erased_when_it_has_left(cast, way):
    add(cast.rita)
    (row,) = deliveries()
    assert row.purpose == Purpose.CODE and row.secret["code"]
    round_at(NOW)
    assert deliveries()[0].secret is None and deliveries()[0].state == DeliveryState.SENT


def test_guessing_ends_after_five(cast, way):
    row, digits = added(cast.rita, way)
    wrong = "000000" if digits != "000000" else "111111"
    found = [actions.verify(row, wrong, now=NOW, by=cast.rita) for _ in range(5)]
    assert found == [Proof.WRONG] * 4 + [Proof.TOO_MANY]
    assert actions.verify(row, digits, now=NOW, by=cast.rita) is Proof.TOO_MANY
    assert Address._base_manager.get().verified_at is None


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567", "１２３４５６", "' or 1=1"])
def test_anything_else_is_a_wrong_guess(cast, way, typed):
    row, _digits = added(cast.rita, way)
    assert actions.verify(row, typed, now=NOW, by=cast.rita) is Proof.WRONG


def test_after_ten_minutes_it_is_too_late(cast, way):
    row, digits = added(cast.rita, way)
    assert actions.verify(row, digits, now=NOW + 10 * MINUTE, by=cast.rita) is Proof.TOO_LATE


def test_a_code_that_has_waited_too_long_never_leaves(cast, way):
    add(cast.rita)
    round_at(NOW + 11 * MINUTE)
    assert way.calls == []
    assert [(row.state, row.code, row.secret) for row in deliveries()] == [(DeliveryState.DROPPED, "expired", None)]


def test_a_code_is_used_once(cast, way):
    row, digits = added(cast.rita, way)
    assert actions.verify(row, digits, now=NOW, by=cast.rita) is Proof.RIGHT
    assert actions.verify(row, digits, now=NOW, by=cast.rita) is Proof.TOO_LATE


def test_an_old_code_is_worth_nothing_when_a_new_one_is_asked_for(cast, way):
    row, old = added(cast.rita, way)
    actions.send_code(row, now=NOW + MINUTE, language="sv", by=cast.rita)
    round_at(NOW + MINUTE)
    new = sent_code(way)
    if new != old:
        assert actions.verify(row, old, now=NOW + MINUTE, by=cast.rita) is Proof.WRONG
    assert actions.verify(row, new, now=NOW + MINUTE, by=cast.rita) is Proof.RIGHT


def test_a_code_that_has_not_left_yet_never_does_when_a_new_one_is_asked_for(cast, way):
    row = add(cast.rita)
    actions.send_code(row, now=NOW, language="sv", by=cast.rita)
    round_at(NOW)
    assert len(way.calls) == 1
    assert sorted(each.code for each in deliveries()) == ["", "replaced"]


def test_somebody_elses_code_proves_nothing(cast, way):
    rows = {}
    for name in ("rita", "rune"):
        rows[name] = added(cast.actor(name), way)
    ritas, runes = rows["rita"], rows["rune"]
    if ritas[1] != runes[1]:
        assert actions.verify(ritas[0], runes[1], now=NOW, by=cast.rita) is Proof.WRONG
    with pytest.raises(Refused) as refused:
        actions.verify(ritas[0], ritas[1], now=NOW, by=cast.rune)
    assert not refused.value.verdict.found


def test_the_same_digits_for_two_addresses_have_two_hashes(cast):
    from stegvis.notifications.actions.proving import hash_of

    assert hash_of(Address(), "123456") != hash_of(Address(), "123456")


def test_codes_are_limited_for_who_asks(cast, way):
    row = add(cast.rita)
    for minute in (1, 2):
        actions.send_code(row, now=NOW + minute * MINUTE, language="sv", by=cast.rita)
    with pytest.raises(CannotSend):
        actions.send_code(row, now=NOW + 3 * MINUTE, language="sv", by=cast.rita)
    with pytest.raises(CannotSend):
        add(cast.rita, "070-174 06 06", now=NOW + 3 * MINUTE)
    assert Address._base_manager.get().value == PHONE
    actions.send_code(row, now=NOW + 62 * MINUTE, language="sv", by=cast.rita)


def test_codes_are_limited_for_whose_phone_it_is(cast, way):
    """Nobody's phone rings all day because others type its number."""
    for number, name in enumerate(("rita", "rita", "rune", "rune", "rebecka")):
        add(cast.actor(name), now=NOW + number * MINUTE)
    with pytest.raises(CannotSend):
        add(cast.rebecka, now=NOW + 9 * MINUTE)
    add(cast.rebecka, "070-174 06 99", now=NOW + 9 * MINUTE)


def test_a_new_number_takes_over_when_it_is_proved_and_not_before(cast, way):
    old, digits = added(cast.rita, way)
    actions.verify(old, digits, now=NOW, by=cast.rita)
    new = add(cast.rita, "070-174 06 99", now=NOW + MINUTE)
    assert {row.value for row in Address._base_manager.filter(verified_at__isnull=False)} == {PHONE}
    round_at(NOW + MINUTE)
    actions.verify(new, sent_code(way), now=NOW + MINUTE, by=cast.rita)
    assert [row.value for row in Address._base_manager.all()] == ["+46701740699"]


# ------------------------------------------------------------------ choosing


def test_a_way_without_a_proved_address_cannot_be_chosen(cast, way):
    choice = queries.own_choice(cast.rita, NOW)
    with pytest.raises(CannotChoose):
        actions.choose(choice, ALL, now=NOW, by=cast.rita)
    add(cast.rita)
    with pytest.raises(CannotChoose):
        actions.choose(choice, ALL, now=NOW, by=cast.rita)
    assert not NoticeChoice._base_manager.exists()


def test_a_way_without_anything_to_tell_cannot_be_chosen(cast):
    choice = choose(cast.rita_person, sms=False)
    Address.objects.create(person=cast.rita_person, kind="sms", value=PHONE, made_at=NOW, verified_at=NOW)
    wishes = Wishes(frozenset({ChannelKind.SMS}), frozenset(), None)
    with pytest.raises(CannotChoose) as cannot:
        actions.choose(choice, wishes, now=NOW, by=cast.rita)
    assert cannot.value.field == "topics"


def test_choosing_and_taking_it_back(cast, way):
    row, digits = added(cast.rita, way)
    actions.verify(row, digits, now=NOW, by=cast.rita)
    wishes = Wishes(frozenset({ChannelKind.SMS}), frozenset({Topic.NEWS}), (time(20), time(9)), "en")
    actions.choose(queries.own_choice(cast.rita, NOW), wishes, now=NOW, by=cast.rita)
    kept = NoticeChoice._base_manager.get()
    assert (kept.sms, kept.email, kept.news, kept.messages, kept.language) == (True, False, True, False, "en")
    assert (kept.quiet_from, kept.quiet_until) == (time(20), time(9))
    actions.choose(queries.own_choice(cast.rita, NOW), Wishes(frozenset(), frozenset(), None), now=NOW, by=cast.rita)
    assert not NoticeChoice._base_manager.get().sms


def test_removing_the_address_takes_its_way_back(cast):
    choose(cast.rita_person, email=True)
    row = Address._base_manager.get(kind="sms")
    actions.remove_address(row, now=NOW, by=cast.rita)
    kept = NoticeChoice._base_manager.get()
    assert (kept.sms, kept.email) == (False, True)
    assert [each.kind for each in Address._base_manager.all()] == ["email"]


@pytest.mark.parametrize("name", ["rune", "tina", "irma", "berit", "kaj", "disa"])
def test_nobody_else_can_see_or_change(cast, name):
    choice = choose(cast.rita_person)
    row = Address._base_manager.get()
    actor = cast.actor(name)
    assert queries.choice_of(actor) is None or actor.is_resident
    assert PHONE not in [each.value for each in queries.addresses_of(actor)]
    for act in (
        lambda: actions.choose(choice, ALL, now=NOW, by=actor),
        lambda: actions.add_address(choice, ChannelKind.SMS, PHONE, now=NOW, language="sv", by=actor),
        lambda: actions.remove_address(row, now=NOW, by=actor),
        lambda: actions.verify(row, "123456", now=NOW, by=actor),
    ):
        with pytest.raises(Refused):
            act()


def test_the_log_says_what_was_done_and_never_the_address(cast, way):
    row, digits = added(cast.rita, way)
    actions.verify(row, digits, now=NOW, by=cast.rita)
    entries = list(Entry.objects.filter(act__startswith="address:").order_by("pk"))
    assert [entry.act for entry in entries] == ["address:add", "address:verify"]
    held = " ".join(str(value) for entry in Entry.objects.values() for value in entry.values())
    assert PHONE not in held and digits not in held


# ------------------------------------------------------------------ staff's channels


def test_a_staff_channel_is_proved_before_it_is_used(cast, way):
    irma = cast.irma
    made = queries.new_channel(irma, StaffRole.UNIT, ChannelKind.EMAIL, "Enheten", MAIL)
    channel = actions.add_channel(made, now=NOW, by=irma)
    round_at(NOW)
    assert way.calls[-1][1] == MAIL and not channel.in_use
    with pytest.raises(CannotSend):
        actions.try_channel(channel, now=NOW, by=irma)
    assert actions.verify_channel(channel, sent_code(way), now=NOW, by=irma) is Proof.RIGHT
    actions.try_channel(channel, now=NOW, by=irma)
    round_at(NOW)
    assert "prov" in way.calls[-1][2].body
    actions.remove_channel(channel, now=NOW, by=irma)
    kept = StaffChannel.objects.get(pk=channel.pk)
    assert kept.removed_at and kept.address == ""


@pytest.mark.parametrize("name", ["tina", "sven", "rita", "kaj", "klas", "data"])
def test_only_those_who_administer_the_unit(cast, name):
    channel, actor = staff_channel(cast.norra), cast.actor(name)
    with pytest.raises(Refused):
        actions.remove_channel(channel, now=NOW, by=actor)
    assert channel.pk not in [row.pk for row in queries.staff_channels(actor)]


def test_the_coordinator_looks_after_the_providers_own(cast):
    mine, theirs = (staff_channel(cast.places[key], role=StaffRole.PROVIDER) for key in ("ett", "tva"))
    actions.remove_channel(mine, now=NOW, by=cast.kaj)
    with pytest.raises(Refused):
        actions.remove_channel(theirs, now=NOW, by=cast.kaj)


def test_a_unit_cannot_make_a_channel_for_its_provider(cast):
    assert queries.new_channel(cast.irma, StaffRole.PROVIDER, ChannelKind.SMS, "x", PHONE) is None
    assert queries.new_channel(cast.kaj, StaffRole.UNIT, ChannelKind.SMS, "x", PHONE) is None


def test_trials_are_limited(cast):
    channel = staff_channel(cast.norra)
    for _ in range(5):
        actions.try_channel(channel, now=NOW, by=cast.irma)
    with pytest.raises(CannotSend):
        actions.try_channel(channel, now=NOW, by=cast.irma)
    assert Delivery.objects.filter(purpose=Purpose.TEST).count() == 5


# ------------------------------------------------------------------ what is typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("070-174 06 05", PHONE),
        ("0046701740605", PHONE),
        ("+46 (0)70 174 06 05", PHONE),
        ("+4791234567", "+4791234567"),
    ],
)
def test_phone_numbers_as_people_type_them(typed, kept):
    assert addresses.read_phone(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "070", "hej", "+0701740605", "070174\n0605x", "+46701740605;ext=1", "٠٧٠١٧٤٠٦٠٥", "0" * 30]
)
def test_what_is_no_phone_number(typed):
    with pytest.raises(addresses.CannotRead):
        addresses.read_phone(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "rita",
        "a@b",
        "a@b.se\nBcc: c@d.se",
        "a@b.se, c@d.se",
        "<a@b.se>",
        "a b@c.se",
        "a..b@c.se",
        f"{'x' * 250}@a.se",
    ],
)
def test_what_is_no_address(typed):
    with pytest.raises(addresses.CannotRead):
        addresses.read_email(typed)


def test_most_of_an_address_is_hidden():
    assert addresses.masked("sms", PHONE) == "•••• 05"
    assert addresses.masked("email", MAIL) == "r•••@exempel.se"
