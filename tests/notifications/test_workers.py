"""Two workers at once, on whichever database the run has: everything leaves, and leaves once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from stegvis.access.models import Person
from stegvis.notifications import outbox
from stegvis.notifications.kinds import DeliveryState, NoticeState, WhyKept
from stegvis.notifications.models import Delivery
from stegvis.notifications.outbox import Wanted
from stegvis.notifications.schedule import deliver_due, gathering
from stegvis.notifications.schedule.rules import Rules
from tests.cast import NOW, make_cast
from tests.notifications.telling import LATER, Remembering, choose, notices

PEOPLE, EACH, WORKERS = 12, 5, 3


def a_person(number):
    return Person.objects.create(
        number_type="reservnummer",
        number_cipher=f"R{number}",
        number_hash=f"hash-{number}",
        given_name="A",
        family_name="B",
        created_at=NOW,
    )


@pytest.mark.django_db(transaction=True)
def test_exactly_once_under_several_workers(monkeypatch):
    make_cast()
    people = [a_person(number) for number in range(PEOPLE)]
    for person in people:
        choose(person, email=True)
    wanted = [Wanted(person.pk, f"k{n}", "module", NOW) for person in people for n in range(EACH)]
    outbox.put(wanted, now=NOW)
    way, lock, faults = Remembering(), threading.Lock(), []

    class Locked:
        waits = True

        def send(self, *call):
            with lock:
                return way.send(*call)

    from stegvis.notifications import channels

    monkeypatch.setattr(channels, "channel", lambda kind: Locked() if kind in {"sms", "email"} else None)
    start = threading.Barrier(WORKERS)

    def work(name):
        try:
            start.wait()
            for minute in range(3):
                outbox.put(wanted, now=NOW)
                deliver_due(now=LATER + timedelta(minutes=minute), worker=name)
        except Exception as fault:  # noqa: BLE001 - told below, by the test itself
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deliver_due(now=LATER + timedelta(minutes=9), worker="last")
    assert faults == []
    assert notices().count() == PEOPLE * EACH
    assert set(notices().values_list("state", flat=True)) == {NoticeState.GATHERED}
    assert Delivery.objects.count() == PEOPLE * 2 == len(way.calls) == len(set(way.ids))
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}


def test_two_workers_say_the_same_of_one_who_has_chosen_nothing(cast, monkeypatch):
    """One keeps many at a time while the other has already seen them as waiting; the crash test found it."""
    person = a_person(1)
    choose(person, sms=False)
    outbox.put([Wanted(person.pk, "old", "module", NOW)], now=NOW)
    monkeypatch.setattr(gathering, "_keep_unchosen", lambda _now: None)
    gathering.gather_due(NOW + timedelta(days=60), Rules())
    row = notices().get()
    assert (row.state, row.why_kept) == (NoticeState.KEPT, WhyKept.UNWANTED)
