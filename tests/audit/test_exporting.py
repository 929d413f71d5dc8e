"""Sealed batches to an outer log service, over HTTP: once there, however often they are sent."""

from datetime import timedelta

import pytest

from stegvis.audit import log
from stegvis.audit.entry import PatientRef, Subject, Who
from stegvis.audit.exporting import export_due
from stegvis.audit.exporting.queue import LEASE
from stegvis.audit.kinds import Activity, Outcome
from stegvis.audit.models import Entry, LogExport, Seal
from stegvis.audit.schedule import SETTLE, seal_settled
from stegvis.config.outside import plain_refusal
from stegvis.lib.clock import utc_now
from tests.audit.log_server import LogServer, running

pytestmark = pytest.mark.django_db
NOW = utc_now()
LATER = NOW + SETTLE + timedelta(seconds=1)


@pytest.fixture
def server(settings):
    with running(LogServer(token="hemlig")) as kept:
        settings.STEGVIS_LOG_URL, settings.STEGVIS_LOG_TOKEN = kept.url, "hemlig"
        yield kept
        assert kept.wrong == []


def enter(number: int, provider: str = "ett") -> None:
    patient = PatientRef("personnummer", "192707169203") if number % 2 else None
    subject = Subject("Enrolment", str(number), provider, "Region Ett", "u", "Enheten", patient)
    activity, outcome = (Activity.READ, Outcome.REFUSED) if number % 3 else (Activity.EMERGENCY, Outcome.DONE)
    log.enter(Who("a", "Anna", "commission"), "enrolment:read", subject, now=NOW, activity=activity, outcome=outcome)


def sealed(count: int = 3) -> None:
    for number in range(count):
        enter(number)
    enter(1, "tva")
    seal_settled(now=LATER)


def test_nothing_leaves_where_no_address_is_set():
    sealed()
    assert export_due(now=LATER) == 0 and not LogExport.objects.exists()


def test_only_what_is_sealed_is_sent_once_in_batches_with_local_time(server):
    sealed(501)
    seal_settled(now=LATER)
    enter(7)
    assert export_due(now=LATER) == 3 and export_due(now=LATER + timedelta(days=1)) == 0
    assert [len(batch["entries"]) for batch in server.batches] == [500, 1, 1]
    sent, kept = server.batches[0]["entries"][1], Entry.objects.order_by("id")[1]
    assert sent["time"].endswith(("+01:00", "+02:00")) and sent["patient"]["number"] == "192707169203"
    assert (sent["id"], sent["digest"]) == (str(kept.uid), kept.digest)
    assert {batch["batch"] for batch in server.batches} == {*Seal.objects.values_list("digest", flat=True)}


def test_a_lost_answer_is_sent_again_and_counted_once(server):
    sealed()
    server.answers += ["lost", 503, "not all"]
    server.retry_after = "600"
    assert export_due(now=LATER) == 0
    first, second = LogExport.objects.order_by("seal_id")
    assert (first.fault, first.next_at) == ("no_connection", LATER + timedelta(minutes=1))
    assert (second.fault, second.next_at) == ("http_503", LATER + timedelta(minutes=10))
    again = LATER + timedelta(minutes=2)
    assert export_due(now=again) == 0
    first.refresh_from_db()
    assert (first.fault, first.next_at) == ("not_all", again + timedelta(minutes=2))
    assert export_due(now=LATER + timedelta(minutes=20)) == 2
    assert {*LogExport.objects.values_list("state", flat=True)} == {"sent"}
    assert len(server.entries) == 4 and len(server.batches) == 4


def test_what_is_refused_waits_for_somebody_and_stops_nothing_else(server):
    sealed()
    server.answers += [422]
    assert export_due(now=LATER) == 1
    row = LogExport.objects.get(state="refused")
    assert (row.fault, row.next_at) == ("http_422", LATER + timedelta(hours=6))
    assert export_due(now=LATER + timedelta(hours=7)) == 1


def test_a_claimed_batch_is_left_alone_until_its_lease_ends(server):
    sealed()
    export_due(now=LATER - timedelta(days=1))
    LogExport.objects.update(state="waiting", claimed_until=LATER + LEASE)
    assert export_due(now=LATER) == 0
    assert export_due(now=LATER + LEASE + timedelta(seconds=1)) == 2


def test_a_wrong_token_or_no_server_is_tried_again(server, settings):
    sealed()
    settings.STEGVIS_LOG_TOKEN = "fel"
    assert export_due(now=LATER) == 0
    assert {*LogExport.objects.values_list("fault", flat=True)} == {"http_401"}
    settings.STEGVIS_LOG_URL = "http://127.0.0.1:9/"
    assert export_due(now=LATER + timedelta(hours=2)) == 0
    assert {*LogExport.objects.values_list("fault", "state")} == {("no_connection", "waiting")}


def test_personal_data_never_goes_in_plain_over_a_network():
    assert plain_refusal("X", "http://logg.example.se/")
    assert [plain_refusal("X", url) for url in ("", "https://logg.example.se", "http://127.0.0.1:1/")] == ["", "", ""]
