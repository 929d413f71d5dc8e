"""One world for the whole module: laying it out costs more than asking a thousand questions of it."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from stegvis.access.sessions import BACKEND, HAT_KEY, IDENTIFIED_KEY
from stegvis.lib.clock import utc_now
from tests.matrix.laying import World, actors, lay_out


@pytest.fixture(autouse=True)
def refusals_are_no_news() -> Iterator[None]:
    """Thousands of refusals are what is asked for here; the log of them would bury the one surprise."""
    log = logging.getLogger("django.request")
    before, log.disabled = log.disabled, True
    yield
    log.disabled = before


@pytest.fixture(scope="module")
def laid_out(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """In one transaction that is rolled back when the module is done; each test is a savepoint inside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield lay_out(tmp_path_factory.mktemp("files"))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def everyone(laid_out: World) -> dict[str, Any]:
    """Actors by name."""
    return actors(laid_out)


@pytest.fixture(scope="module")
def browsers(laid_out: World, everyone: dict[str, Any]) -> dict[str, Client]:
    """A signed-in browser for each."""
    return {name: _browser(laid_out, name, actor) for name, actor in everyone.items()}


def _browser(world: World, name: str, actor: Any) -> Client:
    client = Client(raise_request_exception=False)
    if name != "nobody":
        client.force_login(world.cast.accounts[name.split("@")[0].split(" ")[0]], backend=BACKEND)
        session = client.session
        session[IDENTIFIED_KEY] = utc_now().isoformat()
        if actor.signed_in:
            session[HAT_KEY] = actor.hat.key
        session.save()
    return client
