"""What the stories stand on: a running service, a browser, and people who sit down at it.

Stories share a region, and each must go well whichever was told before it: one that uses up what waits for a person
leaves that person alone in the others. The pictures for the docs are no story, and are taken only when asked for.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.looking import Faults, known_faults
from tests.journeys.person import Person
from tests.journeys.service import Service

collect_ignore = [] if os.environ.get("STEGVIS_PICTURES") == "1" else ["test_pictures.py"]

# No sandbox inside containers; nothing that would call home in a closed network.
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--autoplay-policy=no-user-gesture-required",
]


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One for all stories; each person has a context of their own in it."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: Any) -> Path:
    """Where screenshots go when they are not for the docs."""
    folder: Path = tmp_path_factory.mktemp("pictures")
    return folder


def _service(tmp_path_factory: Any, name: str, what: str) -> Iterator[Service]:
    service = Service(tmp_path_factory.mktemp(name), what)
    try:
        service.start()
        yield service
    finally:
        service.stop()
    assert service.complaints() == []


@pytest.fixture(scope="session")
def empty_region(tmp_path_factory: Any) -> Iterator[Service]:
    """Units, staff and a few residents; nobody has built a program yet."""
    yield from _service(tmp_path_factory, "empty", "")


@pytest.fixture(scope="session")
def demo_region(tmp_path_factory: Any) -> Iterator[Service]:
    """The demo as `make run` has it."""
    yield from _service(tmp_path_factory, "demo", "everything")


@pytest.fixture
def faults() -> Faults:
    """What this story's pages were found guilty of."""
    return Faults()


@pytest.fixture
def somebody(browser: Browser, faults: Faults, pictures: Path) -> Iterator[Callable[..., Person]]:
    """Seats people at browsers: `somebody(service, slug)`. Faults on the pages they visit fail the story."""
    seated: list[Person] = []

    def sit(service: Service, slug: str = "", **more: Any) -> Person:
        seated.append(Person(browser, service, slug, faults=faults, pictures=pictures, **more))
        return seated[-1]

    yield sit
    for person in seated:
        person.leaves()
    assert faults.own == []
    assert faults.upstream <= known_faults(), "new faults in the editor"
    assert faults.console == []
