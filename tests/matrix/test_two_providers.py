"""Two providers on one installation: people of one, with every role there is, meet the other's things on every address.

The other tests of the matrix ask as people with the roles that they have. Here each kind of hat at Region Två holds all
roles of its kind, so that nothing is refused for want of a permission: what keeps them out is whose it is, and only that.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind, Role
from stegvis.access.roles import ALL_PERMISSIONS
from stegvis.governance.models import ContactPerson, CouncilSeat
from tests.cast import LONG_AGO, _account, employ, grant
from tests.matrix import things
from tests.matrix.conftest import _browser
from tests.matrix.declared import ROUTES
from tests.matrix.laying import World
from tests.matrix.routes import Route
from tests.matrix.test_every_route import ALL, let_in, noting
from tests.matrix.things import Page, Thing, _anybody

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OTHERS = {"norra", "sodra", "ett", "alfa", "beta", "rita", "ruth", "rune"}
OWN = {"o", "tva", "gamma", "ragnar"}
# The one thing that crosses the border: a program that Region Ett offers to Region Två, for its staff to read and verify.
SHARED = {things.CATALOGUED, things.READ_VERSION, things.OFFERED_VERSION, things.MEDIA}
SHARED_OWNER = "alfa"
OFFICES = {
    "bertil": Role.COORDINATOR,
    "lisbet": Role.LOG_REVIEWER,
    "bodil": Role.ACCESS_OFFICER,
    "arne": Role.RECORDS_OFFICER,
}
# Ove treats Ragnar, so that he is asked for no reason.
THERE = ("ove", *OFFICES, "dora", "eva", "ragnar")
UNIT_ROLES = (Role.THERAPIST, Role.RESIDENT_ADMINISTRATOR, Role.ACCESS_ADMINISTRATOR, Role.DATA_ADMINISTRATOR)
# What only Region Ett has written: names, titles, and what residents wrote.
WORDS = (
    *("Rita Lund", "Ruth Lund", "Rune Lund"),
    *(
        f"{secret} {who}"
        for secret in ("hemlig övning", "hemligt brev", "hemlig natt")
        for who in ("rita", "ruth", "rune")
    ),
    *("Betaprogrammet", "Betautkastet", "Betaenkäten", "Alfautkastet", "Alfaenkäten", "Fara i alfa", "Fara i beta"),
    *("Ärende från rita", "Dokument av ett", "Utbildning av ett", "Anslag av ett", "Omgång ett", "Nominerat av ett"),
    *("Ändring i ett", "Möte om alfa", "Möte om beta", "Arbete med Alfa", "Arbete med Beta", "Medvetslös på akuten"),
)


@pytest.fixture(scope="module")
def everybody_there(laid_out: World) -> dict[str, tuple[Actor, Client]]:
    """One of each kind of hat at Region Två, with every role of that kind."""
    cast, places = laid_out.cast, laid_out.cast.places
    for role in UNIT_ROLES[1:]:
        grant(cast.accounts["ove"], role, unit=places["o"])
    for name, office in OFFICES.items():
        grant(_account(cast, name), office, provider=places["tva"])
    employee = _account(cast, "eva")
    employ(employee, places["tva"])
    ContactPerson.objects.create(administration=places["psykiatrin_tva"], account=employee, since=LONG_AGO)
    CouncilSeat.objects.create(provider=places["tva"], account=employee, since=LONG_AGO)
    found = {name: cast.actor(name) for name in THERE}
    return {name: (actor, _browser(laid_out, name, actor)) for name, actor in found.items()}


def test_together_they_hold_every_permission(everybody_there):
    held = set().union(*(actor.permissions for actor, _client in everybody_there.values()))
    assert held == ALL_PERMISSIONS
    assert {actor.hat.kind for actor, _client in everybody_there.values()} == set(HatKind) - {
        HatKind.NOBODY,
        HatKind.SYSTEM,
    }


def crossing(page: Page) -> Iterator[dict[str, str]]:
    """Whose things stand in an address: only the others', and one's own with something of the others' below it."""
    keys = list(page.things)
    seen: set[tuple[bool, ...]] = set()
    for owners in product(*(page.things[key].owners for key in keys)):
        theirs = tuple(owner in OTHERS for owner in owners)
        pure = not any(owner in OWN for owner in owners) and things.fits(dict(zip(keys, owners, strict=True)))
        below = owners[0] in OWN and any(theirs)
        # One of each shape is enough: who the other is among the others, the rest of the matrix asks.
        if any(theirs) and (pure or below) and (theirs, pure) not in seen:
            seen.add((theirs, pure))
            yield dict(zip(keys, owners, strict=True))


def hidden(world: World, actor: Actor, thing: Thing, owner: str) -> bool:
    """Whether this thing of theirs has to look as if it did not exist."""
    if owner not in OTHERS or thing.visible is _anybody:
        return False
    if thing.visible(world, actor, owner):
        assert thing in SHARED and owner == SHARED_OWNER, "the tables show a provider another's"
        return False
    return True


@pytest.mark.parametrize("name", THERE)
def test_what_is_the_other_providers_does_not_exist(laid_out, everybody_there, name):
    actor, client = everybody_there[name]
    wrong, asked = [], 0
    for route in ALL.values():
        page = ROUTES[route.name]
        if page.public or not page.things or not let_in(actor, route):
            continue
        for owners in crossing(page):
            if not any(hidden(laid_out, actor, page.things[key], owner) for key, owner in owners.items()):
                if next(iter(owners.values())) not in OWN:
                    continue
            for method in page.methods.split():
                asked += 1
                wrong += ask(laid_out, client, route, page, owners, method)
    assert not wrong, "\n".join(wrong)
    assert asked > 25


def ask(world: World, client: Client, route: Route, page: Page, owners: dict[str, str], method: str) -> list[str]:
    """One request: 404 where the first thing is theirs; where something of theirs stands below one's own, nothing of it."""
    values = {key: page.things[key].value(world, owner) for key, owner in owners.items()}
    written: list[str] = []
    with transaction.atomic(), connection.execute_wrapper(noting(written)):
        response = client.generic(method, reverse(route.name, kwargs=values))
        transaction.set_rollback(True)
    first = next(iter(owners.values()))
    right = {404} if first in OTHERS else {302, 404} if method == "GET" else {302, 403, 404, 409, 422}
    where = f"{method} {route.name} {owners}"
    found = [] if response.status_code in right else [f"{where}: {response.status_code}, expected {sorted(right)}"]
    found += [f"{where}: wrote {written}"] if written else []
    return found + [f"{where}: shows “{word}”" for word in shown(response, WORDS)]


def shown(response, words) -> list[str]:
    """Which of the words stand in an answer, whatever kind of text it is."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode(errors="replace")
    return [word for word in words if word in text]


@pytest.mark.parametrize("name", THERE)
def test_lists_and_searches_hold_none_of_the_others_words(laid_out, everybody_there, name):
    actor, client = everybody_there[name]
    # What is searched for may be said back: so it lacks its last letter, and the whole word is what must not stand there.
    searched = dict.fromkeys(("q", "sok", "text", "fraga"), "Betaprogramme")
    lists, wrong = 0, []
    for route in ALL.values():
        page = ROUTES[route.name]
        if page.things or "GET" not in page.methods or not let_in(actor, route):
            continue
        lists += 1
        for query in ({}, searched):
            response = client.get(reverse(route.name), query)
            wrong += [f"{route.name} {query}: shows “{word}”" for word in shown(response, WORDS)]
    assert not wrong, "\n".join(wrong)
    assert lists > 10
