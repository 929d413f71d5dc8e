"""Addresses of ideas, nominations, assessments and change requests."""

from stegvis.access.actor import Actor
from tests.matrix.laying import World
from tests.matrix.nominated import CHANGED, PARTIES
from tests.matrix.things import Page, Thing, _anybody, _coordinates, _publisher, form, get, post

# Contact persons and the council sit in Region Ett only.
LISTED = {"ett": {"kia", "rut"}, "tva": set()}


def _is_one_of(world: World, actor: Actor, names: set[str]) -> bool:
    return actor.account_id in {str(world.cast.accounts[name].pk) for name in names}


def _at(world: World, actor: Actor, provider: str) -> bool:
    return actor.can("process:read") and actor.hat.provider_id == str(world.cast.places[provider].pk)


def _takes_part(world: World, actor: Actor, provider: str) -> bool:
    people = set(PARTIES[provider]) | LISTED[provider]
    return _at(world, actor, provider) and (_is_one_of(world, actor, people) or _coordinates(world, actor, provider))


def _of_change(world: World, actor: Actor, provider: str) -> bool:
    program, who = CHANGED[provider]
    known = _is_one_of(world, actor, {who} | LISTED[provider]) or _publisher(world, actor, program)
    return _at(world, actor, provider) and (known or _coordinates(world, actor, provider))


def _kept(noun: str, visible: object) -> Thing:
    return Thing(tuple(PARTIES), lambda world, provider: world.kept[noun, provider].pk, visible)  # type: ignore[arg-type]


NOMINATED, PAPER, CHANGE = _kept("nominated", _takes_part), _kept("paper", _takes_part), _kept("change", _of_change)
FIELD = Thing(("title",), lambda _world, key: key, _anybody)
ONE = {"pk": NOMINATED}


def _named(_world: World, provider: str) -> str:
    return f"Nominerat av {provider}"


BEGUN: dict[str, Page] = {
    "process:idea_new": form(),
    "process:idea": form(ONE, says=_named),
    "process:nomination": form(ONE, says=_named),
    "process:nomination_pdf": get(ONE),
    "process:nomination_empty": get(),
    "process:attach": post(ONE),
    # Whoever may not take it away is told so and sent back.
    "process:detach": post({**ONE, "attachment": Thing(("none",), lambda world, _n: world.kept["paper", "ett"].pk, _anybody)}),
    "process:attachment": get({"attachment": PAPER}),
    "process:register": form(),
    "process:assessment": form(ONE, says=_named),
    # Nothing to build before it is approved; told in tests/web/process/test_begun.py.
    "process:program": form(ONE, opens=404, refuses=frozenset({404})),
    "process:under_way": form(),
    "process:change_new": form(),
    "process:change": form({"pk": CHANGE}, says=lambda world, provider: f"Ändring i {provider}"),
    "region:nomination_form": form(),
    "region:nomination_preview": get(),
    "region:nomination_field": form({"key": FIELD}),
}  # fmt: skip
