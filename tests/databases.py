"""One migrated database, copied: to each worker when it starts, and back after a test that really committed.

Copying takes a tenth of a second where migrating takes many, and unlike Django's flush it brings back what
migrations put there and is not stopped by tables that refuse deletion. The copy is kept in .cache under a
name made from everything that can change its content, so the next run starts at once.
"""

import fcntl
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "tests"
TEMPLATE = "stegvis_template"
KEPT_S = 6 * 60 * 60


def prepare() -> None:
    """Gives this process a fresh database under the name its settings say."""
    if connection.vendor == "sqlite":
        _build_sqlite_template()
    else:
        _build_postgres_template()
    restore()


def restore() -> None:
    """Puts this process's database back to what it was just after migrating."""
    connections.close_all()
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(_sqlite_template())) as template,
            closing(sqlite3.connect(_name(), timeout=20)) as target,
        ):
            # Through SQLite, not the file system: a live server may still hold the file open.
            template.backup(target)
            target.execute("PRAGMA journal_mode=WAL")
        return
    _maintain(
        f'DROP DATABASE IF EXISTS "{_name()}" WITH (FORCE)',
        f'CREATE DATABASE "{_name()}" TEMPLATE "{TEMPLATE}" STRATEGY file_copy',
    )


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _sqlite_template() -> Path:
    return CACHE / f"{_fingerprint()}.sqlite3"


def _build_sqlite_template() -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(CACHE / "lock"):
        template = _sqlite_template()
        if template.exists():
            return
        for old in CACHE.glob("*.sqlite3*"):
            # Two runs may go on beside each other, each with its own template.
            if old.stat().st_mtime < time.time() - KEPT_S:
                old.unlink()
        unfinished = template.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        _migrate(str(unfinished))
        with closing(sqlite3.connect(unfinished)) as done:
            done.execute("PRAGMA journal_mode=DELETE")
        unfinished.rename(template)


def _build_postgres_template() -> None:
    marker = Path(os.environ["STEGVIS_TEST_FOLDER"]) / "template-ready"
    with _one_at_a_time(marker.with_suffix(".lock")):
        if not marker.exists():
            _maintain(f'CREATE DATABASE "{TEMPLATE}"')
            _migrate(TEMPLATE)
            marker.touch()


def _migrate(name: str) -> None:
    """Migrates the database of that name, then turns the connection back to this process's own."""
    own = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = own


def _maintain(*statements: str) -> None:
    import psycopg

    address = os.environ["STEGVIS_TEST_CLUSTER"]
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _fingerprint() -> str:
    """Worked out once per run: a file that is edited while tests run must not pull the template away."""
    if "STEGVIS_TEST_FINGERPRINT" not in os.environ:
        os.environ["STEGVIS_TEST_FINGERPRINT"] = _digest_of_everything()
    return os.environ["STEGVIS_TEST_FINGERPRINT"]


def _digest_of_everything() -> str:
    """Changes with every line that could run while migrating, and with the locked libraries."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "stegvis").rglob("*.py")):
        if "web" not in path.parts and "tests" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:20]
