"""What the database itself refuses: by triggers on both, and by the application's role on PostgreSQL."""

import io
import os
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from stegvis.audit import granting, guard, log
from stegvis.audit.entry import PatientRef, Subject, Who
from stegvis.audit.exporting import export_due
from stegvis.audit.models import Entry, Husk, LogExport, Seal
from stegvis.audit.schedule import SETTLE, seal_settled
from stegvis.audit.verifying import verify
from stegvis.lib.clock import utc_now
from tests.audit.tampering import sql

NOW = utc_now()
LATER = NOW + SETTLE + timedelta(seconds=1)


def enter() -> Entry:
    subject = Subject("Enrolment", "x", "ett", "Region Ett", patient=PatientRef("personnummer", "192707169203"))
    return log.enter(Who("a", "Anna", "commission"), "enrolment:read", subject, now=NOW)


CHANGES = (
    "UPDATE audit_entry SET name = 'x'",
    "UPDATE audit_entry SET provider_id = 'x', patient_number = 'x'",
    "DELETE FROM audit_entry",
    "UPDATE audit_seal SET count = 0",
    "DELETE FROM audit_seal",
)


@pytest.mark.django_db
def test_the_log_is_refused_to_be_changed_also_past_the_models():
    enter()
    seal_settled(now=LATER)
    for statement in CHANGES:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            sql(statement)
    # A husk that does not hold the entry's own digest opens nothing.
    Husk(entry_id=Entry.objects.get().pk, provider_id="ett", digest="0" * 64, decision="påhittat").save()
    for statement in ("DELETE FROM audit_entry", "DELETE FROM audit_husk", "UPDATE audit_husk SET decision = 'x'"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            sql(statement)
    assert Entry.objects.count() == Seal.objects.count() == 1


@pytest.mark.django_db
def test_the_guard_may_be_put_up_again_and_again():
    guard.put_up(), guard.put_up()
    assert granting.may_change_log() == [] or connection.vendor == "postgresql"
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match="only PostgreSQL"):
            call_command("grant_application", "stegvis_app")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_applications_role_does_its_work_and_cannot_change_the_log():
    """What docs/operations.md says to run, run: an owner, and a role of its own for web and worker."""
    import psycopg

    sql("DROP ROLE IF EXISTS stegvis_app")
    with pytest.raises(CommandError, match="CREATE ROLE"):
        call_command("grant_application", "stegvis_app")
    with pytest.raises(CommandError, match="owns the tables"):
        call_command("grant_application", "stegvis")
    sql("CREATE ROLE stegvis_app LOGIN")
    call_command("grant_application", "stegvis_app", stdout=io.StringIO())
    call_command("grant_application", "stegvis_app", stdout=io.StringIO())
    enter()
    name = connection.settings_dict["NAME"]
    with psycopg.connect(f"{os.environ['STEGVIS_TEST_CLUSTER']}/{name}", user="stegvis_app", autocommit=True) as app:
        for statement in (
            *CHANGES,
            "UPDATE audit_entry SET patient_number = 'x'",
            "TRUNCATE audit_entry",
            "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            "DROP TRIGGER audit_entry_no_update ON audit_entry",
            "SET session_replication_role = replica",
            "CREATE OR REPLACE FUNCTION stegvis_log_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$",
            "INSERT INTO audit_husk (entry_id, provider_id, digest, decision) VALUES (1, '', '', '')",
            "DELETE FROM django_migrations",
            "SELECT setval(pg_get_serial_sequence('audit_entry', 'id'), 1)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement.encode())
    _as("stegvis_app")
    try:
        call_command("grant_application", "--check", stdout=io.StringIO())
        enter()
        assert seal_settled(now=LATER) == 2
        assert export_due(now=LATER) == 0
        LogExport.objects.create(seal=Seal.objects.get(), state="waiting", next_at=LATER)
        assert LogExport.objects.update(attempts=1) == 1
        assert verify().faults == []
    finally:
        _as("stegvis")
    with pytest.raises(CommandError, match="UPDATE on audit_entry"):
        call_command("grant_application", "--check")
    sql("DROP OWNED BY stegvis_app")
    sql("DROP ROLE stegvis_app")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_lasts_long_is_never_passed_over():
    """It may hold a lower number than what others have entered since."""
    import psycopg

    name = connection.settings_dict["NAME"]
    with psycopg.connect(f"{os.environ['STEGVIS_TEST_CLUSTER']}/{name}") as other:
        other.execute("SELECT txid_current()")
        subject = Subject("Enrolment", "x", "ett", "Region Ett")
        log.enter(Who("a", "Anna", "commission"), "enrolment:read", subject, now=utc_now())
        hour = utc_now() + timedelta(hours=1)
        assert seal_settled(now=hour) == 0
        other.rollback()
        assert seal_settled(now=hour) == 1


def _as(role: str) -> None:
    """The application's own connection as another role."""
    connection.close()
    connection.settings_dict["USER"] = role
