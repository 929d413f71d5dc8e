"""Every route × everyone in the cast. What is expected is worked out from gates, needs, roles and THINGS."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from stegvis.access.actor import Actor
from stegvis.access.doors import ANYONE, SIGNED_IN
from stegvis.access.roles import ALL_PERMISSIONS
from stegvis.config.gates import gate_for
from tests.cast import EVERYONE
from tests.matrix.declared import ROUTES
from tests.matrix.headers import header_faults
from tests.matrix.laying import World
from tests.matrix.routes import Route, own_routes
from tests.matrix.things import HOME, Page, fits
from tests.matrix.whose import may_be_shown, words_of_everyone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ALL = {route.name: route for route in own_routes()}
NAMES = [
    *EVERYONE,
    "vera@Norra",
    "vera@Södra",
    "vera@Verkstaden",
    "vera without a hat",
]
WRITES = re.compile(
    r'^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)"?', re.IGNORECASE
)
# A refusal is logged, a session may be renewed, and asking for what is dear is counted.
MAY_WRITE = {"audit_entry", "django_session", "access_throttle"}
REFUSED = ({302}, {403}, {404}, {405})


def test_every_route_is_declared():
    assert sorted(ALL) == sorted(ROUTES)


@pytest.mark.parametrize("name", sorted(set(ALL) & set(ROUTES)))
def test_every_parameter_is_declared(name: str):
    assert set(ALL[name].parameters) == set(ROUTES[name].things)


# --- What is expected ---------------------------------------------------------------------------


def let_in(actor: Actor, route: Route) -> bool:
    """The gate and the view's need, as the tables have them."""
    gate = gate_for(route.path.split("<")[0])
    if gate is None or actor.hat.kind not in gate.hats:
        return False
    need = gate.need or route.need
    return need == ANYONE or (need == SIGNED_IN and actor.signed_in) or need in actor.permissions


def expected(world: World, actor: Actor, route: Route, page: Page, owners: dict[str, str], method: str) -> set[int]:
    """The codes that are right."""
    if not let_in(actor, route):
        return {403} if actor.signed_in else {302}
    if method not in page.methods.split():
        return {405}
    if not all(page.things[key].visible(world, actor, owner) for key, owner in owners.items()):
        return {404}
    if page.public and not fits(owners):
        return {404}  # a program's short address stands on the units that it was handed out to
    if page.public or (page.opens == 0 and fits(owners)):
        return {200, 302} | page.refuses
    if page.chosen and not _therapist(world, actor, owners):
        return {200} if method == "GET" else {403}  # asked why; nothing is done before that
    if not fits(owners):
        return NOT_THERE if method == "GET" else NOTHING_DONE
    return {page.opens} if method == "GET" else DONE | page.refuses


# Done, or told what is wrong with what was sent; never a refusal.
DONE = {200, 302, 409, 422}
NOT_THERE = {302, 404}
NOTHING_DONE = {302, 404, 409, 422}


def _therapist(world: World, actor: Actor, owners: dict[str, str]) -> bool:
    """A colleague's is opened by a choice first."""
    run = owners["pk"]
    return actor.account_id == str(world.cast.accounts[HOME[run][2]].pk)


# --- Asking -------------------------------------------------------------------------------------


def cases(actor: Actor, route: Route, page: Page) -> Iterator[tuple[str, dict[str, str]]]:
    """Method and whose things stand in the address: every owner, and for each one mix that does not fit.

    Where the answer cannot depend on whose it is (shut out at the gate, wrong method), one owner is enough.
    """
    keys = list(page.things)
    mixes = [dict(zip(keys, owners, strict=True)) for owners in product(*(page.things[k].owners for k in keys))]
    for method in ("GET", "POST"):
        if not let_in(actor, route) or method not in page.methods.split():
            yield method, mixes[0]
            continue
        unfit: set[str] = set()
        for mix in mixes:
            first = next(iter(mix.values()), "")
            if fits(mix) or page.public or first not in unfit:
                yield method, mix
            if not fits(mix):
                unfit.add(first)


@pytest.mark.parametrize("name", NAMES)
def test_everyone_meets_every_route_as_the_tables_say(laid_out, everyone, browsers, name: str):
    world, actor, client = laid_out, everyone[name], browsers[name]
    wrong: list[str] = []
    for route in ALL.values():
        page = ROUTES.get(route.name)
        for method, owners in cases(actor, route, page) if page else ():
            wrong += ask(world, actor, client, route, page, owners, method)
    assert not wrong, "\n".join([f"{len(wrong)} surprises for {name}:", *wrong[:40]])


def ask(
    world: World, actor: Actor, client: Client, route: Route, page: Page, owners: dict[str, str], method: str
) -> list[str]:
    """One request; what was wrong with the answer, in words."""
    address = reverse(route.name, kwargs={key: page.things[key].value(world, owner) for key, owner in owners.items()})
    wanted = expected(world, actor, route, page, owners, method)
    where = f"{method} {route.name} {owners or ''}"
    if route.name == "entrance:sign_in" and method == "POST":
        return []  # anybody may sign in as anybody in the demo; test_signing tells that story
    written: list[str] = []
    cookies = client.cookies.copy()
    with transaction.atomic(), connection.execute_wrapper(noting(written)):
        response = client.generic(method, address)
        transaction.set_rollback(True)
    client.cookies = cookies  # signing out is one of the routes
    found = []
    if response.status_code not in wanted:
        broken = getattr(response, "exc_info", None)
        found.append(f"{where}: {response.status_code}, expected {sorted(wanted)} {broken or ''}")
    if response.status_code == 302 and wanted == {302} and not let_in(actor, route):
        if not response.url.startswith("/in/"):
            found.append(f"{where}: sent to {response.url}, not to the entrance")
    if method == "POST" and (wanted in REFUSED or wanted is NOTHING_DONE) and written:
        found.append(f"{where}: refused, yet changed {sorted(set(written))}")
    found += [f"{where}: {fault}" for fault in header_faults(response, route.name)]
    return found + read(world, actor, page, owners, where, response)


def noting(written: list[str]) -> Any:
    """Remember which tables were changed."""

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        match = WRITES.match(sql)
        if match and match.group(1) not in MAY_WRITE:
            written.append(match.group(1))
        return execute(sql, params, many, context)

    return watch


def read(world: World, actor: Actor, page: Page, owners: dict[str, str], where: str, response: Any) -> list[str]:
    """A page holds its own words, and nobody else's."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    text = response.content.decode()
    found = []
    if response.status_code == 200 and page.says and where.startswith("GET"):
        own = page.says(world, next(iter(owners.values())))
        if own not in text:
            found.append(f"{where}: does not say “{own}”")
    for word, owner in words_of_everyone(world):
        shown = word in text
        if shown and not page.public and not may_be_shown(world, actor, owner, word):
            found.append(f"{where}: shows “{word}”, which is {owner}'s ({response.status_code})")
    return found


# --- Ids that are not ids -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rita", "tina", "disa", "kaj"])
def test_unknown_ids_are_not_found(laid_out, everyone, browsers, name: str):
    """What does not exist looks the same as what is somebody else's."""
    actor, client = everyone[name], browsers[name]
    wrong = []
    for route in ALL.values():
        page = ROUTES.get(route.name)
        if page is None or not page.things or not let_in(actor, route):
            continue
        method = page.methods.split()[0]
        address = reverse(route.name, kwargs=dict.fromkeys(page.things, "0" * 64) | _unknown(route))
        response = client.generic(method, address)
        if response.status_code != 404:
            wrong.append(f"{method} {address}: {response.status_code}")
    assert wrong == []


def _unknown(route: Route) -> dict[str, str]:
    nothing = "00000000-0000-4000-8000-000000000000"
    return {key: nothing for key in route.parameters if f"<uuid:{key}>" in route.path}


def test_every_permission_opens_something_for_somebody(everyone):
    held = set().union(*(actor.permissions for actor in everyone.values()))
    assert held == ALL_PERMISSIONS
