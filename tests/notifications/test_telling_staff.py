"""What is told to staff: at once when urgent, gathered when it can wait, to each one's own channel."""

from datetime import UTC, datetime, timedelta

import pytest

from stegvis.notifications import outbox, queries
from stegvis.notifications.channels.outcome import Failed, Sent
from stegvis.notifications.kinds import DeliveryState, StaffRole
from stegvis.notifications.models import StaffChannel, StaffNotice
from tests.cast import NOW
from tests.notifications.telling import (
    LATER,
    Remembering,
    deliveries,
    round_at,
    staff_channel,
)

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def cast(cast):
    """The cast without the channels that it comes with."""
    StaffChannel.objects.all().delete()
    return cast


def test_urgent_is_told_at_once_also_at_night(cast, way):
    staff_channel(cast.norra)
    night = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    assert outbox.put_for_unit(cast.norra.pk, "flag:1", now=night) == 1
    assert queries.staff_delivery(cast.norra.pk, ["flag:1", "flag:2"]) == {"flag:1": DeliveryState.WAITING}
    round_at(night)
    assert len(way.calls) == 1
    assert queries.staff_delivery(cast.norra.pk, ["flag:1"]) == {"flag:1": DeliveryState.SENT}


def test_what_can_wait_is_gathered_and_lets_people_sleep(cast, way):
    staff_channel(cast.norra)
    night = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    for number in range(5):
        outbox.put_for_unit(cast.norra.pk, f"flag:{number}", now=night + number * MINUTE, urgent=False)
    round_at(night + 5 * MINUTE)
    round_at(night + HOUR)
    assert way.calls == [] and len(deliveries()) == 1
    outbox.put_for_unit(cast.norra.pk, "flag:now", now=night + HOUR)
    round_at(night + HOUR)
    assert len(way.calls) == 1
    round_at(night + 10 * HOUR)
    assert len(way.calls) == 1


def test_the_same_flag_is_told_once(cast, way):
    staff_channel(cast.norra)
    for _ in range(3):
        outbox.put_for_unit(cast.norra.pk, "flag:1", now=NOW)
        round_at(NOW)
    assert len(way.calls) == 1 and StaffNotice.objects.count() == 1


def test_nobody_to_tell_is_said(cast):
    staff_channel(cast.norra, verified=False)
    staff_channel(cast.sodra)
    assert outbox.put_for_unit(cast.norra.pk, "flag:1", now=NOW) == 0
    assert queries.staff_delivery(cast.norra.pk, ["flag:1"]) == {}


def test_manager_and_provider_are_told_by_their_own_channels(cast, way):
    staff_channel(cast.norra, address="+46700000001")
    staff_channel(cast.norra, role=StaffRole.MANAGER, address="+46700000002")
    staff_channel(cast.ett, role=StaffRole.PROVIDER, address="+46700000003")
    staff_channel(cast.tva, role=StaffRole.PROVIDER, address="+46700000004")
    assert outbox.put_for_manager(cast.norra.pk, "m", now=NOW) == 1
    assert outbox.put_for_provider(cast.ett.pk, "p", now=NOW) == 1
    round_at(NOW)
    assert sorted(address for _id, address, _w in way.calls) == ["+46700000002", "+46700000003"]
    assert queries.staff_delivery(cast.norra.pk, ["m", "p"]) == dict.fromkeys(("m", "p"), DeliveryState.SENT)
    assert queries.staff_delivery(cast.o.pk, ["m", "p"]) == {}


def test_failed_is_said_when_every_channel_failed(cast, monkeypatch):
    Remembering(Failed("http_422"), Sent()).instead_of(monkeypatch)
    staff_channel(cast.norra)
    staff_channel(cast.norra, address="+46700000002")
    outbox.put_for_unit(cast.norra.pk, "f", now=NOW)
    round_at(NOW)
    assert queries.staff_delivery(cast.norra.pk, ["f"]) == {"f": DeliveryState.SENT}
    Remembering(Failed("http_422")).instead_of(monkeypatch)
    outbox.put_for_unit(cast.norra.pk, "g", now=LATER)
    round_at(LATER)
    assert queries.staff_delivery(cast.norra.pk, ["g"]) == {"g": DeliveryState.FAILED}


def test_a_removed_channel_is_not_called(cast, way):
    channel = staff_channel(cast.norra)
    outbox.put_for_unit(cast.norra.pk, "f", now=NOW)
    channel.removed_at = NOW
    channel.save()
    round_at(NOW)
    assert way.calls == [] and queries.staff_delivery(cast.norra.pk, ["f"]) == {"f": DeliveryState.FAILED}
