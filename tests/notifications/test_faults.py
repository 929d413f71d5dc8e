"""One row that cannot be read: it is tried again and given up, and stands in nobody else's way."""

from datetime import timedelta

import pytest

from stegvis.access.models import CareUnit
from stegvis.notifications import outbox
from stegvis.notifications.channels.outcome import Retry, Sent
from stegvis.notifications.kinds import DeliveryState, Purpose
from stegvis.notifications.models import NoticeChoice, StaffChannel
from tests.cast import NOW
from tests.notifications.telling import LATER, Remembering, choose, deliveries, put, round_at, staff_channel

NOWHERE = "Ingen/Stans"
HOUR = timedelta(hours=1)


@pytest.fixture
def cast(cast):
    """The cast without the channels that it comes with."""
    StaffChannel.objects.all().delete()
    return cast


def lost(person):
    """Something is wrong with the person's row."""
    NoticeChoice.objects.without_asking_who_because("the test breaks it").filter(person=person).update(timezone=NOWHERE)


def test_one_who_cannot_be_gathered_for_stops_nobody(cast, monkeypatch):
    way = Remembering().instead_of(monkeypatch)
    for person in (cast.rita_person, cast.rune_person):
        choose(person)
        put(person)
    lost(cast.rita_person)
    staff_channel(cast.norra)
    outbox.put_for_unit(cast.norra.pk, "flag", now=NOW)
    round_at(LATER)
    assert len(way.calls) == 2
    assert {(row.purpose, row.person_id) for row in deliveries(state=DeliveryState.SENT)} == {
        (Purpose.STAFF, None),
        (Purpose.NOTICE, cast.rune_person.pk),
    }


def test_a_unit_that_cannot_be_gathered_for_stops_no_other(cast, monkeypatch):
    way = Remembering().instead_of(monkeypatch)
    for unit in (cast.norra, cast.sodra):
        staff_channel(unit)
        outbox.put_for_unit(unit.pk, "flag", now=NOW, urgent=False)
    CareUnit.objects.filter(pk=cast.norra.pk).update(timezone=NOWHERE)
    choose(cast.rita_person)
    put(cast.rita_person)
    round_at(LATER)
    assert len(way.calls) == 2


def test_a_delivery_that_cannot_be_prepared_waits_longer_and_is_given_up(cast, monkeypatch):
    way = Remembering(Retry("http_500"), *[Sent()] * 9).instead_of(monkeypatch)
    choose(cast.rita_person)
    put(cast.rita_person)
    round_at(LATER)
    lost(cast.rita_person)
    choose(cast.rune_person)
    put(cast.rune_person)
    round_at(LATER + HOUR)
    assert [row.person_id for row in deliveries(state=DeliveryState.SENT)] == [cast.rune_person.pk]
    (row,) = deliveries(state=DeliveryState.WAITING)
    assert (row.code, row.claimed_by) == ("fault", "") and row.next_at > LATER + HOUR
    round_at(row.give_up_at)
    assert [row.state for row in deliveries(person=cast.rita_person)] == [DeliveryState.FAILED]
    assert len(way.calls) == 2


def test_a_clock_set_back_keeps_no_urgent_telling_waiting(cast, monkeypatch):
    way = Remembering().instead_of(monkeypatch)
    staff_channel(cast.norra)
    outbox.put_for_unit(cast.norra.pk, "flag", now=NOW)
    round_at(NOW - HOUR)
    assert len(way.calls) == 1


def test_what_joins_a_telling_that_is_soon_given_up_is_tried_as_long_as_any(cast, monkeypatch):
    Remembering(*[Retry("no_connection")] * 9).instead_of(monkeypatch)
    staff_channel(cast.norra)
    outbox.put_for_unit(cast.norra.pk, "old", now=NOW)
    round_at(NOW)
    late = NOW + 47 * HOUR
    outbox.put_for_unit(cast.norra.pk, "new", now=late)
    round_at(late)
    round_at(late + 2 * HOUR)
    (row,) = deliveries()
    assert row.state == DeliveryState.WAITING and row.give_up_at == late + 48 * HOUR
