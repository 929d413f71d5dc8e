"""Sealing: batches in a chain per provider, over digests that do not depend on keys."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from stegvis.audit import log
from stegvis.audit.entry import PatientRef, Subject, Who
from stegvis.audit.models import Entry, Seal
from stegvis.audit.schedule import SETTLE, chain_digest, seal_settled
from stegvis.lib.clock import utc_now
from tests.audit.tampering import unguarded

pytestmark = pytest.mark.django_db
NOW = utc_now()


def enter(number: int, provider: str = "p1", now: datetime = NOW) -> Entry:
    subject = Subject("Course", str(number), provider, "Region", patient=PatientRef("personnummer", "192707169203"))
    return log.enter(Who("a", "Anna", "resident"), "course:read", subject, now=now)


def test_settled_entries_are_sealed_once_and_chained():
    for number in range(3):
        enter(number)
    later = NOW + SETTLE + timedelta(seconds=1)
    assert seal_settled(now=later) == 3
    assert seal_settled(now=later) == 0
    enter(4)
    assert seal_settled(now=later) == 1
    first, second = Seal.objects.order_by("first_id")
    assert second.previous == first.digest
    assert second.digest == chain_digest(first.digest, [Entry.objects.latest("id").digest])


def test_fresh_entries_wait():
    enter(1)
    assert seal_settled(now=NOW) == 0


def test_nothing_is_sealed_past_an_entry_that_waits():
    first, second = enter(1), enter(2)
    with unguarded():
        Entry._base_manager.filter(pk=first.pk)._raw_delete("default")
    late = Entry(**{f.attname: getattr(first, f.attname) for f in Entry._meta.concrete_fields})
    late.at = NOW + timedelta(minutes=1)
    late.save(force_insert=True)
    cutoff = NOW + SETTLE + timedelta(seconds=1)
    assert seal_settled(now=cutoff) == 0
    assert seal_settled(now=cutoff + timedelta(minutes=2)) == 2
    assert Seal.objects.get().last_id == second.pk


def test_a_worker_that_comes_second_is_not_stopped(monkeypatch):
    enter(1)

    def taken(*_args):
        raise IntegrityError

    monkeypatch.setattr("stegvis.audit.schedule._seal_one", taken)
    assert seal_settled(now=NOW + timedelta(hours=1)) == 0


def test_each_provider_has_a_chain_of_its_own():
    enter(1, "p1"), enter(2, "p2")
    seal_settled(now=NOW + timedelta(hours=1))
    assert set(Seal.objects.values_list("provider_id", "previous")) == {("p1", ""), ("p2", "")}


def test_the_digest_follows_what_is_said_and_not_the_key():
    entry = enter(1)
    again = Entry.objects.get(pk=entry.pk)
    assert log.digest_of(again) == entry.digest
    again.name = "Någon annan"
    assert log.digest_of(again) != entry.digest


def test_the_number_is_sealed_in_the_row():
    entry = enter(1)
    raw = Entry.objects.filter(pk=entry.pk).extra(select={"raw": "patient_number"}).values_list("raw", flat=True)[0]
    assert "192707169203" not in raw
    assert Entry.objects.get(pk=entry.pk).patient_number == "192707169203"


@pytest.mark.postgres
def test_what_was_entered_since_a_transaction_began_waits_until_it_has_ended():
    """It may hold a lower number that nobody sees yet. What reads only holds none."""
    enter(1, now=(now := utc_now()))
    later = now + SETTLE + timedelta(seconds=1)
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
    assert seal_settled(now=later) == 0
    other.rollback()
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
    # Within one transaction, as a test is, the server tells the same of the others every time.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
    assert seal_settled(now=later) == 1
    other.close()
