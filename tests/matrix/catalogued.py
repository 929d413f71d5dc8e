"""What the catalogue keeps beside programs: entries, offers, releases, stops, ticks."""

from datetime import timedelta
from typing import Any

from stegvis.catalogue import actions
from stegvis.catalogue.kinds import Regulatory, StopKind
from stegvis.catalogue.models import Handout, StartTick
from stegvis.lib.clock import local_day, utc_now
from stegvis.program.document import Step

REGION_OF = {"alfa": "ett", "beta": "ett", "gamma": "tva"}
COORDINATOR = {"ett": "kaj", "tva": "klas"}
# Offered across the border: alfa to Region Två, gamma to Region Ett. Beta stays at home.
OFFERED = {"alfa": "tva", "gamma": "ett"}


def lay_catalogue(world: Any) -> None:
    """An entry and a stopped step of each program, two offers, a release of each provider, a tick on each unit."""
    cast, now = world.cast, utc_now()
    for name, made in world.programs.items():
        program, by = made.version.program, cast.actor(COORDINATOR[REGION_OF[name]])
        actions.describe(program, {"regulatory": Regulatory.NO_DEVICE}, 0, now=now, by=by)
        last: Step = made.document.modules[-1].steps[-1]
        words = (f"Text i stället för {name}.", "", "Prov.")
        world.kept["stop", name] = actions.stop(made.version, StopKind.STEP, last.id, *words, now=now, by=by)
        world.kept["handout", name] = Handout.objects.create(
            version=made.version, provider=cast.places[REGION_OF[name]], made_by_id=by.account, made_at=now
        )
        checklist = made.distribution.unit.start_checklists.get(program=program)
        world.kept["tick", name] = StartTick.objects.create(
            checklist=checklist, item="manager", note="Chefen.", ticked_by_id=by.account, ticked_at=now
        )
    for name, to in OFFERED.items():
        program, by = world.programs[name].version.program, cast.actor(COORDINATOR[REGION_OF[name]])
        world.kept["offer", name] = actions.offer(program, cast.places[to], now=now, by=by)
    for provider, name in (("ett", "alfa"), ("tva", "gamma")):
        by, day = cast.actor(COORDINATOR[provider]), local_day(now) + timedelta(days=60)
        planned = actions.plan_release(cast.places[provider], f"Omgång {provider}", day, day, now=now, by=by)
        world.kept["release", provider] = planned
        version = world.programs[name].version
        world.kept["item", provider] = actions.add_to_release(planned, version, "Nytt.", now=now, by=by)
