"""Crawls as people of every kind, and sends every form and every address of the product what nobody should send.

Some thousand requests, the same each time. None may be answered with a 500, show a trace, or hang.
"""

import random
import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote_from_bytes, urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from stegvis.access.actor import Actor
from tests.fuzz.nasty import FORM, IN_ADDRESSES, VALUES, Sent, bodies, encoded
from tests.fuzz.reading import Form, forms_of
from tests.matrix.declared import ROUTES
from tests.matrix.laying import World
from tests.matrix.routes import Route
from tests.matrix.test_every_route import ALL, let_in
from tests.matrix.things import Page, fits

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Who asks. Each route is asked by the first of them who may, and the pages of everybody by those who come last too.
CRAWLERS = ("rita", "tina", "irma", "berit", "data", "disa", "kaj", "lova", "emil", "nobody")
OTHER_METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW")
ASKED = re.compile(r"[?&;]([\w-]+)=")
TRACE = re.compile(rb"Traceback \(most recent|django\.core|site-packages|/stegvis/\w+/\w+\.py")
SEED = 20261123


@pytest.fixture(autouse=True)
def as_postgresql_would(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SQLite takes what PostgreSQL does not: a NUL in a text. Here neither does."""

    def no_nul(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        rows = params if many else [params]
        for row in rows:
            for value in (row.values() if isinstance(row, dict) else row) if row else ():
                if isinstance(value, str) and "\x00" in value:
                    raise ValueError("A string literal cannot contain NUL (0x00) characters.")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(no_nul):
        yield


def own(world: World, actor: Actor, page: Page) -> dict[str, str] | None:
    """An address that opens something for this actor: whose things stand in it."""
    keys = list(page.things)
    for owners in product(*(page.things[key].owners for key in keys)):
        mix = dict(zip(keys, owners, strict=True))
        if fits(mix) and all(page.things[key].visible(world, actor, owner) for key, owner in mix.items()):
            return mix
    return None


def routes_of(world: World, everyone: dict[str, Actor], name: str) -> list[tuple[Route, dict[str, Any]]]:
    """The routes that this crawler asks: those that nobody before could open."""
    found, actor = [], everyone[name]
    before = CRAWLERS[: CRAWLERS.index(name)]
    for route in ALL.values():
        page = ROUTES[route.name]
        mix = own(world, actor, page) if let_in(actor, route) else None
        if mix is None:
            continue
        if any(let_in(everyone[b], route) and own(world, everyone[b], page) is not None for b in before):
            continue
        found.append((route, {key: page.things[key].value(world, owner) for key, owner in mix.items()}))
    return found


class Crawl:
    """One crawler's browser, what it asks, and what went wrong."""

    def __init__(self, name: str, client: Client) -> None:
        self.client, self.name = client, name
        self.cookies = client.cookies.copy()
        self.wrong: list[str] = []
        self.asked = 0
        self.sent: set[Any] = set()

    def ask(self, method: str, address: str, sent: Sent | None = None, about: str = "") -> Any:
        """One request, undone afterwards."""
        self.asked += 1
        self.client.cookies = self.cookies.copy()
        body, kind = (sent.body, sent.kind) if sent else (b"", FORM)
        with transaction.atomic():
            response = self.client.generic(method, address, body, content_type=kind, secure=False)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        broken = getattr(response, "exc_info", None)
        if response.status_code >= 500 or TRACE.search(content):
            last = _place(broken)
            said = sent.about if sent else about
            self.wrong.append(f"{self.name}: {method} {address[:120]} ({said}): {response.status_code} {last}")
        return response

    def address(self, route: Route, address: str, values: dict[str, Any], chance: random.Random) -> None:
        """What may stand in the address, after its question mark, and as its method."""
        names = ["next", "sida", "visa", "sprak", "q"]
        page = self.ask("GET", address)
        if "text/html" in page.headers.get("Content-Type", "") and not page.streaming:
            text = page.content.decode(errors="replace")
            names += sorted(set(ASKED.findall(text)))[:12]
            self.forms(address, forms_of(text), chance)
        query = encoded([(name, chance.choice(VALUES[:-1])) for name in names]).decode()
        self.ask("GET", f"{address}?{query}", about="a hostile query")
        for value in values.values():
            for bad in chance.sample(IN_ADDRESSES, 1):
                hostile = address.replace(f"/{value}", f"/{quote_from_bytes(bad)}", 1)
                self.ask(chance.choice(("GET", "POST")), hostile, about="a hostile address")
        self.ask(chance.choice(OTHER_METHODS), address, about="another method")
        if "POST" in ROUTES[route.name].methods:
            for sent in chance.sample(list(bodies([(name, "text", "1") for name in GUESSED], chance)), 2):
                self.ask("POST", address, sent)

    def forms(self, address: str, found: list[Form], chance: random.Random) -> None:
        """Each form that is not on every page, in every wrong way."""
        for form in found:
            target = form.action or address
            parts = urlsplit(target)
            key = (form.method, re.sub(r"[0-9a-f-]{8,}|\d+", "#", parts.path), tuple(name for name, *_ in form.fields))
            if key in self.sent or parts.netloc or not target.startswith("/"):
                continue
            self.sent.add(key)
            if form.method != "post":
                pairs = [(name, chance.choice(VALUES[:-1])) for name, *_ in form.fields]
                self.ask("GET", f"{parts.path}?{encoded(pairs).decode()}", about="a search")
                continue
            for sent in bodies(form.fields, chance):
                self.ask("POST", target, sent)


# Names of fields that many forms have, for addresses whose form is not on the page that was opened.
GUESSED = (
    "text",
    "once",
    "revision",
    "reason",
    "do",
    "day",
    "from_day",
    "pk",
    "value",
    "name",
    "number",
    "note",
    "kind",
)


def _place(broken: Any) -> str:
    if not broken:
        return ""
    trace, last = broken[2], ""
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if "/stegvis/" in name and "site-packages" not in name:
            last = f"{name.split('/stegvis/')[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{broken[0].__name__}: {str(broken[1])[:90]} at {last}"


@pytest.mark.parametrize("name", CRAWLERS)
def test_nothing_that_is_sent_is_answered_with_a_500(laid_out, everyone, browsers, name):
    crawl = Crawl(name, browsers[name])
    routes = routes_of(laid_out, everyone, name)
    for route, values in routes:
        crawl.address(route, reverse(route.name, kwargs=values), values, random.Random(f"{SEED} {route.name}"))
    assert not crawl.wrong, "\n".join([f"{len(crawl.wrong)} of {crawl.asked}:", *crawl.wrong[:60]])
    assert crawl.asked >= len(routes) * 3
