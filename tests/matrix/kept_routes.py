"""Addresses of the records officer."""

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from tests.matrix.laying import World
from tests.matrix.things import Page, Thing, _anybody, form, get, post

PROVIDERS = ("ett", "tva")


def _keeps(world: World, actor: Actor, place: str) -> bool:
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(world.cast.places[place].pk)
    return here and actor.can("records:keep")


def _of(noun: str) -> Thing:
    return Thing(PROVIDERS, lambda world, place: world.kept[noun, place].pk, _keeps)


KIND = Thing(("record",), lambda _world, kind: kind, _anybody)

KEPT: dict[str, Page] = {
    "region:archive": get(),
    "region:retention_rule": form({"kind": KIND}),
    "region:hold_new": form(),
    "region:hold": form({"pk": _of("hold")}, says=lambda _world, place: f"Tillsyn av {place}"),
    "region:dry_run": form({"kind": KIND}),
    "region:destruction": form({"pk": _of("destruction")}),
    "region:destruction_withdraw": post({"pk": _of("destruction")}),
    "region:destruction_pdf": get({"pk": _of("destroyed")}),
    "region:destruction_ordered": form(),
    "region:record_extract": form(),
    "resident:own_record": get(),
    "resident:own_record_pdf": get(),
    "resident:own_record_fhir": get(),
}
