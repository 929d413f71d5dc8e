"""What every test stands on: a database of its own, a closed network, and no silence about what is left out."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests import databases, provider

pytest_plugins = ["tests.cast"]
HERE = Path(__file__).parent
# Run only when asked for by name: they need a browser, or minutes.
BY_NAME = ("journeys", "crash", "fuzz")
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server"})
SKIPPED_SUITES: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    from stegvis.config.catalogues import compile_catalogues

    if not hasattr(config, "workerinput"):
        compile_catalogues()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if collection_path == HERE / "journeys" / "test_sign_in_with_eid.py" and not provider.installed():
        SKIPPED_SUITES.append(
            "inloggning hos en riktig e-legitimation, för att Node eller npm saknas: tools/provider.sh"
        )
        return True
    if collection_path.parent != HERE or collection_path.name not in BY_NAME:
        return None
    asked = any(f"tests/{collection_path.name}" in Path(arg).as_posix() for arg in config.invocation_params.args)
    asked = asked or Path(config.invocation_params.dir, "x").is_relative_to(collection_path)
    if asked and collection_path.name == "journeys" and chromium() is None:
        SKIPPED_SUITES.append(
            "webbläsarresorna, för att Chromium saknas. Installera med: sudo apt-get install chromium"
        )
        return True
    return None if asked else True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    from django.db import connection

    for item in items:
        place = item.path.relative_to(HERE).parts[0]
        database = bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(_fixtures(item)))
        if database:
            item.add_marker("database")
        if place == "journeys":
            item.add_marker("journey")
        elif not item.get_closest_marker("slow") and (place == "house" or not database):
            item.add_marker("quick")
    if connection.vendor != "postgresql":
        _leave_out(config, items, "postgres")
    if chromium() is None and _leave_out(config, items, "journey"):
        SKIPPED_SUITES.append(
            "webbläsarresorna, för att Chromium saknas. Installera med: sudo apt-get install chromium"
        )


def _leave_out(config: pytest.Config, items: list[pytest.Item], marker: str) -> bool:
    """Deselects what carries that marker, so that pytest counts it; says whether there was any."""
    left_out = [item for item in items if item.get_closest_marker(marker)]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    return bool(left_out)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if SKIPPED_SUITES:
        # No tests collected is the plan here, not a fault, except where everything must run.
        in_ci = os.environ.get("CI") == "true"
        session.exitstatus = 1 if in_ci else 0 if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED else exitstatus


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for suite in SKIPPED_SUITES:
        terminalreporter.write_line(f"HOPPADE ÖVER: {suite}", red=True, bold=True)


def _fixtures(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", []))


def chromium() -> str | None:
    """The browser of the journeys, wherever the system keeps it."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(autouse=True)
def _swedish() -> None:
    """A request in English leaves its thread in English: each test begins in Swedish."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """For the journeys: they are not collected at all when there is no browser."""
    return chromium() or pytest.fail("Chromium saknas")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In the place of pytest-django's: one migrated database, copied (see databases.py)."""
    from django.db import connections
    from django.test import TransactionTestCase

    with django_db_blocker.unblock():
        databases.prepare()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: databases.restore())
        yield
    with django_db_blocker.unblock():
        connections.close_all()


class CannotLeaveTheMachine(Exception):
    """A test tried to reach another machine."""


def _guarded(original: Any) -> Any:
    def connect(self: socket.socket, address: Any) -> Any:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != socket.AF_UNIX and host not in {"127.0.0.1", "::1", "localhost"}:
            raise CannotLeaveTheMachine(f"The network is closed in tests; {host} was asked for.")
        return original(self, address)

    return connect


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    """No test leaves the machine. Loopback stays open: the live server and the browser meet there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        yield
