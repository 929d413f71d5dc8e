"""A delivery is claimed before it leaves: workers that die, answers that come late, gateways that are slow."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from stegvis.lib import points
from stegvis.lib.clock import utc_now
from stegvis.notifications import outbox, queries
from stegvis.notifications.channels.outcome import Retry, Sent
from stegvis.notifications.kinds import DeliveryState, NoticeState
from stegvis.notifications.models import Delivery, StaffChannel
from stegvis.notifications.schedule import sending
from stegvis.notifications.schedule.rules import Rules
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
    staff_channel,
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


def dies_at(point):
    class Killed(BaseException):
        pass

    def observer(passed):
        if passed == point:
            raise Killed

    return Killed, points.observed(observer)


@pytest.mark.parametrize(("point", "calls"), [("deliver:claimed", 1), ("deliver:mid_send", 2)])
def test_a_worker_that_dies_is_followed_with_the_same_key(rita, way, monkeypatch, point, calls):
    waiting_for(rita)
    killed, watching = dies_at(point)
    with watching, pytest.raises(killed):
        round_at(LATER, "one")
    round_at(LATER + MINUTE, "two")
    held = deliveries()[0]
    assert held.state == DeliveryState.WAITING and held.claimed_by == "one" and len(way.calls) == calls - 1
    machine = utc_now()
    monkeypatch.setattr(sending, "utc_now", lambda: machine + sending.LEASE + MINUTE)
    round_at(LATER + MINUTE, "two")
    (row,) = deliveries()
    assert way.ids == [row.pk] * calls
    assert (row.state, row.resumed, row.attempts) == (DeliveryState.SENT, 1, 2)


def test_a_worker_that_dies_after_writing_has_done_it(rita, way):
    waiting_for(rita)
    killed, watching = dies_at("deliver:after_commit")
    with watching, pytest.raises(killed):
        round_at(LATER, "one")
    round_at(LATER + HOUR, "two")
    assert len(way.calls) == 1 and deliveries()[0].resumed == 0


def test_mails_that_may_have_come_twice_are_counted(rita, monkeypatch):
    way = Remembering().instead_of(monkeypatch)
    choose(rita, sms=False, email=True)
    put(rita)
    killed, watching = dies_at("deliver:mid_send")
    with watching, pytest.raises(killed):
        round_at(LATER)
    machine = utc_now()
    monkeypatch.setattr(sending, "utc_now", lambda: machine + sending.LEASE + MINUTE)
    round_at(LATER)
    assert len(way.calls) == 2 and queries.possible_repeats() == 1


def test_a_late_answer_of_one_who_lost_the_claim_is_kept_when_it_was_sent(rita, way):
    waiting_for(rita)
    killed, watching = dies_at("deliver:claimed")
    with watching, pytest.raises(killed):
        round_at(LATER, "one")
    row = deliveries()[0]
    Delivery.objects.filter(pk=row.pk).update(claimed_by="two")
    sending._write(row, Retry("timeout"), "t", LATER, Rules())
    assert deliveries()[0].claimed_by == "two" and deliveries()[0].state == DeliveryState.WAITING
    sending._write(row, Sent("r"), "t", LATER, Rules())
    assert deliveries()[0].state == DeliveryState.SENT


def test_what_is_new_while_one_is_leaving_goes_with_the_next(rita, monkeypatch):
    class Meanwhile(Remembering):
        def send(self, *call):
            if not self.calls:
                put(rita, key="meanwhile", at=LATER)
                gathering_round(LATER + DAY)
            return super().send(*call)

    from stegvis.notifications.schedule.gathering import gather_due

    def gathering_round(now):
        gather_due(now, Rules())

    way = Meanwhile().instead_of(monkeypatch)
    waiting_for(rita)
    round_at(LATER)
    assert notices().get(key="meanwhile").state == NoticeState.WAITING
    round_at(LATER + 12 * MINUTE)
    assert len(set(way.ids)) == 2


def test_codes_and_staff_go_first(cast, monkeypatch):
    way = Remembering().instead_of(monkeypatch)
    waiting_for(cast.rita_person)
    channel = staff_channel(cast.norra, address="+46700000000")
    round_at(NOW + 5 * MINUTE)
    outbox.put_for_unit(cast.norra.pk, "flag:1", now=LATER)
    round_at(LATER)
    assert [address for _id, address, _words in way.calls] == [channel.address, PHONE]


def test_a_slow_gateway_does_not_keep_the_worker(cast, monkeypatch):
    import itertools

    from stegvis.notifications import schedule

    monkeypatch.setattr(sending, "AT_ONCE", 1)
    ticks = itertools.count(0, 3)
    monkeypatch.setattr(schedule.time, "monotonic", lambda: float(next(ticks)))
    way = Remembering().instead_of(monkeypatch)
    for person in (cast.rita_person, cast.rune_person, cast.rebecka_person):
        waiting_for(person)
    done = round_at(LATER)
    assert 0 < done < 3 and len(way.calls) == done


def test_a_fault_with_one_leaves_no_other_unwritten(cast, monkeypatch):
    """Or its text would leave once more, two minutes later."""
    for person in (cast.rita_person, cast.rune_person, cast.rebecka_person):
        waiting_for(person)
    way, real = Remembering().instead_of(monkeypatch), sending.prepare

    def prepare(delivery, *more):
        if delivery.person_id == cast.rune_person.pk:
            raise OperationalError("the database was busy")
        return real(delivery, *more)

    monkeypatch.setattr(sending, "prepare", prepare)
    with pytest.raises(OperationalError):
        round_at(LATER)
    states = {row.person_id: row.state for row in deliveries()}
    assert states.pop(cast.rune_person.pk) == DeliveryState.WAITING
    assert set(states.values()) == {DeliveryState.SENT} and len(way.calls) == 2


def test_calls_are_made_at_the_same_time_and_written_in_the_workers_own_thread(cast, monkeypatch):
    """Each call waits until all three have begun: one after another, none would ever end."""
    import threading

    began, threads = threading.Barrier(3, timeout=10), set()

    class Together(Remembering):
        waits = True

        def send(self, *call):
            threads.add(threading.current_thread())
            began.wait()
            return super().send(*call)

    way = Together().instead_of(monkeypatch)
    for person in (cast.rita_person, cast.rune_person, cast.rebecka_person):
        waiting_for(person)
    assert round_at(LATER) == 3
    assert len(way.calls) == len(threads) == 3 and threading.current_thread() not in threads
    assert {row.state for row in deliveries()} == {DeliveryState.SENT}
