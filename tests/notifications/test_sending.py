"""Claims, attempts, giving up, quiet hours, who cannot be reached, and what is told to staff."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import OperationalError

from stegvis.lib import points
from stegvis.lib.clock import utc_now
from stegvis.notifications import backoff, outbox, queries
from stegvis.notifications.channels.outcome import Failed, Retry, Sent
from stegvis.notifications.kinds import ChannelKind, DeliveryState, NoticeState, Purpose, StaffRole
from stegvis.notifications.models import Address, Delivery, LocalSending, Notice, StaffChannel, StaffNotice
from stegvis.notifications.schedule import forgetting, sending
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


@pytest.fixture
def rita(cast):
    return cast.rita_person


@pytest.fixture
def way(monkeypatch):
    return Remembering().instead_of(monkeypatch)


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


# ------------------------------------------------------------------ claims


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


# ------------------------------------------------------------------ staff


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
