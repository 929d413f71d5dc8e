"""A backup that is made, spoilt, laid out and read again; on PostgreSQL also loaded into another database."""

import errno
import json
import os
import sqlite3
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from stegvis.audit import anchors
from stegvis.audit.models import Entry
from stegvis.audit.schedule import seal_settled
from stegvis.audit.verifying import verify
from stegvis.config import backing
from stegvis.lib.clock import utc_now
from tests import databases, programs

# Committed for good: a backup holds nothing else.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def laid(cast, settings, tmp_path):
    settings.VAR = tmp_path / "var"
    (settings.VAR / "frozen").mkdir(parents=True)
    (settings.VAR / "frozen" / "abc.webp").write_bytes(b"a picture")
    programs.enrol(cast, programs.publish(cast))
    seal_settled(now=utc_now().replace(year=utc_now().year + 1))
    return tmp_path / "backup"


def no_place_left(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_is_backed_up_comes_back_whole_and_what_was_spoilt_does_not(cast, laid, settings, tmp_path, monkeypatch):
    to, back = laid, tmp_path / "new" / "var"
    name, cast.ett.name = cast.ett.name, "Not committed yet"
    with transaction.atomic():  # in the middle of writing, it does not wait for itself
        cast.ett.save()
        made = backing.back_up(to, now=utc_now())
    assert set(made["files"]) == {"database", "frozen/abc.webp"}
    assert settings.STEGVIS_HASH_KEY not in (to / "backup.json").read_text()
    with pytest.raises(backing.CannotBackUp):  # never over another backup
        backing.back_up(to, now=utc_now())

    call_command("back_up", to, restore_to=back)
    assert (back / "frozen" / "abc.webp").read_bytes() == b"a picture"
    if connection.vendor == "sqlite":
        with sqlite3.connect(back / "stegvis.sqlite3") as copy:
            [[entries]] = copy.execute("SELECT count(*) FROM audit_entry")
            [[whole]] = copy.execute("PRAGMA integrity_check")
            # Only what was committed is in it.
            assert (name,) in copy.execute("SELECT name FROM access_careprovider").fetchall()
        copy.close()
        assert (entries, whole) == (Entry.objects.count(), "ok")
    # The heads that came with it are those that the log must still hold.
    heads = anchors.read(back / "heads-of-backup.jsonl")
    assert heads and not verify(heads).faults
    with pytest.raises(CommandError):  # never over what is there
        call_command("back_up", to, restore_to=back)
    with pytest.raises(CommandError):  # nor into a database that holds anything
        call_command("back_up", to, restore_to=tmp_path / "third", load=True)

    # A folder that cannot be made, and a disk that is full in the middle: said as it is, nothing is left, the next try goes.
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="could not be written"):
        call_command("back_up", to, restore_to=tmp_path / "file" / "var")
    (tmp_path / "mounted").mkdir()
    with monkeypatch.context() as full:
        full.setattr(backing.anchors, "write", no_place_left)
        for folder in (tmp_path / "third", tmp_path / "mounted"):
            with pytest.raises(backing.CannotBackUp, match="No space left on device"):
                backing.restore(to, folder)
    assert not (tmp_path / "third").exists() and not list((tmp_path / "mounted").iterdir())
    backing.restore(to, tmp_path / "mounted")
    assert sorted(path.name for path in (tmp_path / "mounted").iterdir()) == sorted(
        path.name for path in back.iterdir()
    )

    # Spoilt by one byte, or with a file gone: nothing is laid out.
    for spoil in (lambda: (to / "frozen" / "abc.webp").write_bytes(b"another"), (to / "frozen" / "abc.webp").unlink):
        spoil()
        with pytest.raises(backing.CannotBackUp, match="abc"):
            backing.restore(to, tmp_path / "third")
        assert not (tmp_path / "third").exists()
    (to / "backup.json").write_text(json.dumps({}))
    with pytest.raises(CommandError):
        call_command("back_up", to, check=True)


@contextmanager
def elsewhere():
    """An empty database beside this one."""
    own = connection.settings_dict["NAME"]
    name = f"{own}_back"
    databases._maintain(f'CREATE DATABASE "{name}" TEMPLATE template0')
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = own
        databases._maintain(f'DROP DATABASE "{name}" WITH (FORCE)')


def rows():
    """Every table by a digest over all its rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{table}\" t")
            found[table] = cursor.fetchone()
    return found


@pytest.mark.postgres
def test_a_backup_of_postgresql_is_loaded_into_an_empty_database(laid, tmp_path, monkeypatch):
    backing.back_up(laid, now=utc_now())
    before = rows()
    assert before["care_enrolment"][0] == 1
    with elsewhere():
        # What stops the files stops the database too: it is as empty as it was.
        with monkeypatch.context() as full:
            full.setattr(backing.anchors, "write", no_place_left)
            with pytest.raises(CommandError, match="could not be written"):
                call_command("back_up", laid, restore_to=tmp_path / "restored", load=True)
        call_command("back_up", laid, restore_to=tmp_path / "restored", load=True)
        assert rows() == before
        assert not verify(anchors.read(tmp_path / "restored" / "heads-of-backup.jsonl")).faults
        # The log is guarded there too.
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("UPDATE audit_entry SET name = 'x'")
        call_command("migrate", check_unapplied=True, verbosity=0)
