"""A backup of what must be restored together: the database, the files that it names, and where the log stood.

The database is copied first. Files are named by what they hold and only added while the service runs, so those that are
copied after it are all that it names, and perhaps some more. Keys are never in a backup.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from stegvis.audit import anchors
from stegvis.audit.models import Seal
from stegvis.lib.fields import key_ring

FOLDERS = ("frozen", "attached", "media")
LIST = "backup.json"
DATABASE = "database"


class CannotBackUp(Exception):
    """The folder is in use or cannot be written, a tool is missing, or a backup is not as it was made."""


def back_up(to: Path, *, now: datetime) -> dict[str, Any]:
    """Copy everything into a new folder. Returns what was written. Raises CannotBackUp."""
    with _writing(to):
        if to.exists() and any(to.iterdir()):
            raise CannotBackUp(f"{to} is not empty")
        to.mkdir(parents=True, exist_ok=True)
        # Before the copy: what the chains hold now must be in it.
        heads = _heads()
        _copy_database(to / DATABASE)
        for name in FOLDERS:
            source = Path(settings.VAR) / name
            if source.is_dir():
                shutil.copytree(source, to / name)
        made = {
            "made_at": now.isoformat(),
            "vendor": connection.vendor,
            "keys": sorted(key_ring().keys),
            "heads": [asdict(head) for head in heads],
            "files": {str(path.relative_to(to)): _digest(path) for path in _files(to)},
        }
        (to / LIST).write_text(json.dumps(made, indent=1, sort_keys=True), encoding="utf-8")
    return made


def check(source: Path) -> dict[str, Any]:
    """Read a backup's list and every file on it. Returns the list. Raises CannotBackUp with what is wrong."""
    try:
        made: dict[str, Any] = json.loads((source / LIST).read_text(encoding="utf-8"))
        wanted: dict[str, str] = made["files"]
    except (OSError, ValueError, KeyError) as error:
        raise CannotBackUp(f"{source} holds no backup: {error}") from error
    wrong = [
        name for name, digest in wanted.items() if not (source / name).is_file() or _digest(source / name) != digest
    ]
    if wrong:
        raise CannotBackUp(f"not as it was made: {', '.join(sorted(wrong)[:20])}")
    return made


def restore(source: Path, to: Path, *, load: bool = False) -> dict[str, Any]:
    """Lay a whole backup out in an empty STEGVIS_VAR. Returns its list. Raises CannotBackUp; then nothing was laid out.

    On PostgreSQL the database is only loaded with `load`: into the one that is connected, which must be empty, in one
    transaction. SQLite's is a file among the others. Every file is written before the database is loaded and only given
    its name after it, so that whatever is wrong with the folder or the disk leaves the database empty for the next try.
    """
    made = check(source)
    if load:
        _demand_empty_database(made["vendor"])
    with _writing(to):
        there = to.exists()
        if there and any(to.iterdir()):
            raise CannotBackUp(f"{to} is not empty")
        to.mkdir(parents=True, exist_ok=True)
        # Within it: it may be a disk of its own, and then nothing beside it can be given its name.
        laid = Path(tempfile.mkdtemp(prefix=".restoring-", dir=to))
        try:
            _lay_out(source, laid, made)
            if load:
                _load_database(source / DATABASE)
        except BaseException:
            shutil.rmtree(laid, ignore_errors=True)
            if not there:
                with suppress(OSError):
                    to.rmdir()
            raise
        for path in sorted(laid.iterdir()):
            path.rename(to / path.name)
        laid.rmdir()
    return made


def _lay_out(source: Path, to: Path, made: Mapping[str, Any]) -> None:
    for name in FOLDERS:
        if (source / name).is_dir():
            shutil.copytree(source / name, to / name)
    if made["vendor"] == "sqlite":
        shutil.copyfile(source / DATABASE, to / "stegvis.sqlite3")
    anchors.write(to / "heads-of-backup.jsonl", [anchors.Head(**each) for each in made["heads"]])


@contextmanager
def _writing(to: Path) -> Iterator[None]:
    """What the disk or the folder refuses is said as it is: no place left, no right to write, no folder."""
    try:
        yield
    except OSError as error:
        raise CannotBackUp(f"{to} could not be written: {error}") from error


def _heads() -> list[anchors.Head]:
    """The newest seal of each provider."""
    newest = Seal.objects.order_by("provider_id", "-number", "-id")
    found: dict[str, Seal] = {}
    for seal in newest.iterator():
        found.setdefault(seal.provider_id, seal)
    return [anchors.head_of(seal) for seal in found.values()]


def _copy_database(to: Path) -> None:
    if connection.vendor == "sqlite":
        # SQLite's own way: a whole copy of what is committed, while others read and write. By a connection of its own:
        # one that is in the middle of writing waits for itself, for ever.
        name = str(connection.settings_dict["NAME"])
        with closing(sqlite3.connect(name, timeout=20)) as source, closing(sqlite3.connect(to)) as copy:
            source.backup(copy)
        return
    _run("pg_dump", "--format=custom", f"--file={to}")


def _demand_empty_database(vendor: str) -> None:
    if vendor != "postgresql" or connection.vendor != "postgresql":
        raise CannotBackUp(f"a backup of {vendor} is not loaded into {connection.vendor}")
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor, include_views=True):
            raise CannotBackUp(f"the database {connection.settings_dict['NAME']} is not empty")


def _load_database(source: Path) -> None:
    """Into the connected database, all of it or nothing. Whoever is connected owns it."""
    name = connection.settings_dict["NAME"]
    connection.close()
    _run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={name}", str(source))


def _run(name: str, *wanted: str) -> None:
    """One of PostgreSQL's own tools, for the database that is connected. Its password is never among its arguments."""
    tool = shutil.which(name)
    if tool is None:
        raise CannotBackUp(f"{name} is not installed")
    found = subprocess.run([tool, *wanted], env={**os.environ, **_way_in()}, check=False, capture_output=True)  # noqa: S603
    if found.returncode:
        raise CannotBackUp(found.stderr.decode(errors="replace").strip())


def _way_in() -> Mapping[str, str]:
    known = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    found = {key: str(known[name]) for key, name in named.items() if known.get(name)}
    options = known.get("OPTIONS") or {}
    return found | {f"PG{name.upper()}": str(options[name]) for name in ("sslmode", "sslrootcert") if options.get(name)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LIST)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
