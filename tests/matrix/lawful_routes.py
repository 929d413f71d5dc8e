"""Addresses of what the law asks for: incidents, information, rights."""

from stegvis.access.actor import Actor
from tests.matrix.laying import World
from tests.matrix.things import (
    ENROLMENT,
    Page,
    Thing,
    _anybody,
    _coordinates,
    _of_program,
    _oneself,
    _region,
    _resident,
    _title,
    form,
    get,
    post,
)

BOTH = ("ett", "tva")


def _has_part(world: World, actor: Actor, provider: str) -> bool:
    """The coordinator who reported it, under any hat at the provider."""
    keeper = world.cast.accounts["kaj" if provider == "ett" else "klas"]
    here = actor.hat.provider_id == str(world.cast.places[provider].pk)
    return _coordinates(world, actor, provider) or (here and actor.account_id == str(keeper.pk))


INCIDENT = Thing(BOTH, lambda world, provider: world.kept["incident", provider].pk, _has_part)
TASK = Thing(BOTH, lambda world, provider: world.kept["incident task", provider].pk, _has_part)
KIND = Thing(("breach",), lambda _world, kind: kind, _anybody)
DUTY = Thing(("imy",), lambda _world, code: code, _anybody)
EDITION = Thing(BOTH, lambda world, provider: world.kept["information", provider].pk, _anybody)
IMPACT = Thing(BOTH, lambda world, provider: world.kept["impact", provider].pk, _coordinates)
USED = _of_program(lambda made: made.version.program_id, _region)
OWN_OBJECTION = Thing(("rita", "ragnar"), lambda world, who: world.kept["objection", who].pk, _oneself)
OBJECTION = Thing(("rita", "ragnar"), lambda world, who: world.kept["objection", who].pk, _anybody)


def _incident(_world: World, provider: str) -> str:
    return f"Incident hos {provider}"


LAWFUL: dict[str, Page] = {
    "law:incidents": get(),
    "law:report": form(),
    "law:incident": get({"pk": INCIDENT}, says=_incident),
    "law:incident_pdf": get({"pk": INCIDENT}),
    "law:judge": post({"pk": INCIDENT, "kind": KIND}),
    "law:told": post({"pk": INCIDENT, "code": DUTY}),
    "law:note": post({"pk": INCIDENT}),
    "law:sort": post({"pk": INCIDENT}),
    "law:give": post({"pk": INCIDENT}),
    "law:ask": post({"pk": INCIDENT}),
    "law:task_done": post({"pk": INCIDENT, "task": TASK}),
    "law:close": post({"pk": INCIDENT}),
    "law:reopen": post({"pk": INCIDENT}),
    "law:hub": get(),
    "law:information": get(),
    "law:information_begin": post(),
    "law:information_write": form(opens=302),  # nobody has begun on a new edition
    "law:information_publish": post(),
    "law:impact": get(),
    "law:impact_begin": post(),
    "law:impact_write": form(opens=302),  # nobody has begun on one
    "law:impact_publish": post(),
    "law:impact_pdf": get(),
    "law:impact_edition": get({"pk": IMPACT}),
    "law:grounds": get(),
    "law:ground": form({"pk": USED}, says=_title),
    # What a provider tells of how data is handled is for everybody.
    "law:public": get(public=True),
    "law:edition": get({"pk": EDITION}, public=True),
    "law:own": form(),
    "law:read": post({"pk": EDITION}),
    "law:objection_take_back": post({"pk": OWN_OBJECTION}),
    "clinician:rights": get({"pk": ENROLMENT}, says=_resident, chosen=True),
    "clinician:objection_note": post({"pk": ENROLMENT}, chosen=True),
    "clinician:objection_decide": post({"pk": ENROLMENT, "objection": OBJECTION}, chosen=True),
    "clinician:disclose": form({"pk": ENROLMENT}, says=_resident, chosen=True),
}
