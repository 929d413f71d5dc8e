"""Attempts, giving up, quiet hours, who cannot be reached, and what is kept of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from stegvis.notifications import backoff, queries
from stegvis.notifications.channels.outcome import Failed, Retry, Sent
from stegvis.notifications.kinds import ChannelKind, DeliveryState, NoticeState, Purpose
from stegvis.notifications.models import Address, Delivery, LocalSending, Notice, StaffChannel
from stegvis.notifications.schedule import forgetting, sending
from tests.cast import NOW
from tests.notifications.telling import (
    LATER,
    PHONE,
    Remembering,
    choose,
    deliveries,
    notices,
    put,
    round_at,
)

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def cast(cast):
    """The cast without the channels that it comes with."""
    StaffChannel.objects.all().delete()
    return cast


def waiting_for(rita):
    choose(rita)
    put(rita)


# ------------------------------------------------------------------ attempts


def test_every_attempt_has_the_same_key(rita, monkeypatch):
    way = Remembering(Retry("http_500"), Retry("timeout"), Sent("r")).instead_of(monkeypatch)
    waiting_for(rita)
    for minutes in range(30):
        round_at(LATER + minutes * MINUTE)
    (row,) = deliveries()
    assert way.ids == [row.pk] * 3 and row.attempts == 3
    assert (row.state, row.reference, row.code) == (DeliveryState.SENT, "r", "")


def test_the_wait_doubles_to_an_hour(rita):
    pk = UUID(int=19)
    waits = [backoff.wait(n, pk) for n in range(1, 12)]
    assert all(MINUTE * 2**n <= wait <= MINUTE * 2**n * 1.2 for n, wait in enumerate(waits[:6]))
    assert all(HOUR <= wait <= 1.2 * HOUR for wait in waits[6:])
    assert backoff.wait(1, pk, asked=timedelta(minutes=40)) == timedelta(minutes=40)


def test_what_the_gateway_asks_for_is_waited(rita, monkeypatch):
    way = Remembering(Retry("http_429", timedelta(minutes=30)), Sent()).instead_of(monkeypatch)
    waiting_for(rita)
    for minutes in (0, 10, 29):
        round_at(LATER + minutes * MINUTE)
    assert len(way.calls) == 1
    round_at(LATER + 30 * MINUTE)
    assert len(way.calls) == 2


def test_given_up_after_the_providers_hours(rita, monkeypatch):
    Remembering(Retry("timeout")).instead_of(monkeypatch)
    waiting_for(rita)
    for hours in range(60):
        round_at(LATER + hours * HOUR)
    (row,) = deliveries()
    assert (row.state, row.code) == (DeliveryState.FAILED, "timeout")
    assert row.settled_at - row.made_at <= timedelta(hours=49)
    assert notices().get().state == NoticeState.GATHERED


def test_a_final_answer_is_tried_once(rita, monkeypatch):
    way = Remembering(Failed("http_422")).instead_of(monkeypatch)
    waiting_for(rita)
    round_at(LATER)
    round_at(LATER + DAY)
    assert len(way.calls) == 1 and deliveries()[0].code == "http_422"


def test_a_fault_of_ours_is_tried_again_and_its_words_are_not_logged(rita, monkeypatch, caplog):
    way = Remembering().instead_of(monkeypatch)
    monkeypatch.setattr(way, "send", lambda *_: (_ for _ in ()).throw(RuntimeError(f"cannot reach {PHONE}")))
    waiting_for(rita)
    round_at(LATER)
    assert (deliveries()[0].state, deliveries()[0].code) == (DeliveryState.WAITING, "fault")
    assert "RuntimeError" in caplog.text and PHONE not in caplog.text


def test_without_a_channel_it_waits(rita, monkeypatch, settings):
    waiting_for(rita)
    Remembering(Retry("http_500")).instead_of(monkeypatch)
    round_at(LATER)
    monkeypatch.undo()
    settings.STEGVIS_DEMO = False
    round_at(LATER + HOUR)
    assert (deliveries()[0].state, deliveries()[0].code) == (DeliveryState.WAITING, "no_channel")


# ------------------------------------------------------------------ quiet hours


def test_at_night_it_waits_for_the_morning(rita, way):
    choose(rita)
    evening = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)  # 21.30 in Stockholm
    put(rita, at=evening)
    round_at(evening + HOUR)
    assert way.calls == []
    round_at(datetime(2026, 3, 3, 6, 59, tzinfo=UTC))
    assert way.calls == []
    round_at(datetime(2026, 3, 3, 7, 0, tzinfo=UTC))
    assert len(way.calls) == 1


def test_a_second_attempt_does_not_wake_anybody(rita, monkeypatch):
    way = Remembering(Retry("http_503", HOUR), Sent()).instead_of(monkeypatch)
    choose(rita)
    put(rita, at=datetime(2026, 3, 2, 19, 30, tzinfo=UTC))
    round_at(datetime(2026, 3, 2, 19, 45, tzinfo=UTC))
    round_at(datetime(2026, 3, 2, 21, 0, tzinfo=UTC))
    assert len(way.calls) == 1 and deliveries()[0].attempts == 1
    round_at(datetime(2026, 3, 3, 7, 0, tzinfo=UTC))
    assert len(way.calls) == 2


def test_ones_own_quiet_hours_and_zone(rita, way):
    choose(rita, quiet_from="12:00", quiet_until="15:00", timezone="Europe/Helsinki")
    put(rita, at=datetime(2026, 3, 2, 10, 0, tzinfo=UTC))  # noon in Helsinki
    round_at(datetime(2026, 3, 2, 12, 59, tzinfo=UTC))
    assert way.calls == []
    round_at(datetime(2026, 3, 2, 13, 0, tzinfo=UTC))
    assert len(way.calls) == 1


# ------------------------------------------------------------------ who cannot be reached


def test_one_who_has_chosen_none_is_never_unreachable(rita):
    put(rita)
    round_at(LATER)
    assert queries.unreachable([rita.pk]) == frozenset()


def test_unreachable_when_every_chosen_way_has_failed(rita, cast, monkeypatch):
    Remembering(Failed("http_422")).instead_of(monkeypatch, ChannelKind.SMS)
    choose(rita, email=True)
    put(rita)
    round_at(LATER)
    assert queries.unreachable([rita.pk, cast.rune_person.pk]) == frozenset()
    Remembering(Failed("x")).instead_of(monkeypatch)
    put(rita, at=LATER)
    round_at(LATER + 12 * MINUTE)
    assert queries.unreachable([rita.pk, cast.rune_person.pk]) == {rita.pk}


def test_reachable_again_when_one_arrives_or_an_address_is_new(rita, monkeypatch):
    way = Remembering(Failed("http_422")).instead_of(monkeypatch)
    waiting_for(rita)
    round_at(LATER)
    assert queries.unreachable([rita.pk]) == {rita.pk}
    Address._base_manager.update(verified_at=LATER + MINUTE)
    assert queries.unreachable([rita.pk]) == frozenset()
    Address._base_manager.update(verified_at=NOW)
    way.answers = [Sent()]
    put(rita, at=LATER)
    round_at(LATER + 12 * MINUTE)
    assert queries.unreachable([rita.pk]) == frozenset()


def test_one_who_changes_their_mind_is_not_unreachable(rita, monkeypatch):
    Remembering(Failed("http_422")).instead_of(monkeypatch)
    choice = choose(rita)
    put(rita)
    round_at(LATER)
    choice.sms = False
    choice.save()
    assert queries.unreachable([rita.pk]) == frozenset()


def test_asking_about_many_is_two_queries(cast, django_assert_num_queries):
    people = [cast.rita_person, cast.rune_person, cast.rebecka_person]
    for person in people:
        choose(person)
    with django_assert_num_queries(2):
        queries.unreachable([person.pk for person in people])


# ------------------------------------------------------------------ what is kept


def test_of_a_delivery_neither_text_nor_address_is_kept(rita, way):
    waiting_for(rita)
    round_at(LATER)
    (row,) = deliveries()
    assert row.secret is None and len(row.target) == 64
    held = " ".join(str(value) for value in Delivery.objects.values().get(pk=row.pk).values())
    assert PHONE not in held and PHONE[3:] not in held


def test_what_is_a_year_old_is_removed(rita, way):
    waiting_for(rita)
    round_at(LATER)
    LocalSending.objects.create(id=deliveries()[0].pk, kind="sms", address=PHONE, text="x", sent_at=NOW)
    assert forgetting.forget_old(NOW + 365 * DAY) == 0
    assert forgetting.forget_old(LATER + 366 * DAY) == 3
    assert not Notice._base_manager.exists() and not Delivery.objects.exists()
    assert Address._base_manager.count() == 1


def test_a_delivery_is_settled_once(rita, way):
    waiting_for(rita)
    round_at(LATER)
    row = deliveries()[0]
    sending._settle(row, DeliveryState.FAILED, LATER, code="x")
    assert deliveries()[0].state == DeliveryState.SENT
    assert row.purpose == Purpose.NOTICE
