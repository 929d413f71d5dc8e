"""Addresses of the log, blocks and openings over them."""

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from tests.matrix.laying import World
from tests.matrix.things import ENROLMENT, UNITS, Page, Thing, _anybody, _oneself, _resident, _unit, form, get, post

RUN = {"pk": ENROLMENT}
BLOCKED = ("rita", "ragnar")


def _reviews(world: World, actor: Actor, place: str) -> bool:
    """The access administrator of the unit, or the log reviewer of the provider."""
    if place in UNITS:
        return _unit(world, actor, place) and actor.can("log:review")
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(world.cast.places[place].pk)
    return here and actor.can("log:review")


def _follows_up(world: World, actor: Actor, unit: str) -> bool:
    """Either of them, of an emergency on a unit."""
    return _reviews(world, actor, unit) or _reviews(world, actor, {"norra": "ett", "o": "tva"}[unit])


OWN_BLOCK = Thing(BLOCKED, lambda world, who: world.kept["block", who].pk, _oneself)
BLOCK = Thing(BLOCKED, lambda world, who: world.kept["block", who].pk, _anybody)
CHECK = Thing(("norra", "ett"), lambda world, place: world.kept["check", place].pk, _reviews)
DRAWN = Thing(("norra", "ett"), lambda world, place: world.kept["drawn", place].pk, _reviews)
QUESTION = Thing(("norra",), lambda world, _unit: world.kept["drawn", "ett"].pk, _reviews)
EMERGENCY = Thing(("norra", "o"), lambda world, unit: world.kept["emergency", unit].pk, _follows_up)

LOGGED: dict[str, Page] = {
    "resident:log": get(),
    "resident:log_pdf": get(),
    "resident:log_json": get(),
    "resident:blocks": form(),
    "resident:block_take_back": form({"pk": OWN_BLOCK}),
    "clinician:elsewhere": get(RUN, chosen=True, says=_resident),
    "clinician:across_open": post(RUN, chosen=True),
    "clinician:across_consent": post(RUN, chosen=True),
    # Nothing is blocked on another unit here; told in tests/web/access_log/test_across.py.
    "clinician:emergency": form(RUN, chosen=True, opens=302),
    "clinician:log_question": form({"pk": QUESTION}),
    "clinician:block": form(RUN, chosen=True, says=_resident),
    "clinician:block_take_back": form({**RUN, "block": BLOCK}, chosen=True, says=_resident),
}

for space in ("clinician", "region"):
    LOGGED |= {
        f"{space}:log": get(),
        f"{space}:log_search": post(),
        f"{space}:log_draw": post(),
        f"{space}:log_check": get({"pk": CHECK}),
        f"{space}:log_finish": post({"pk": CHECK}),
        f"{space}:log_item": form({"pk": DRAWN}),
        f"{space}:log_emergency": form({"pk": EMERGENCY}),
    }
