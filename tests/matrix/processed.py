"""Work on every program of the matrix: an initiative each, with the unit's therapist as owner."""

from typing import Any

from stegvis.governance.kinds import Lane, Stage
from stegvis.governance.models import Initiative
from stegvis.lib.clock import utc_now

# Program → its owner and its designer.
WORKERS = {"alfa": ("tina", "disa"), "beta": ("sven", "dan"), "gamma": ("ove", "dora")}
# A line of the shipped checklist that a person ticks.
LINE = "medicinsk"


def lay_process(world: Any) -> None:
    """In preparation, with the published candidate laid forward."""
    now = utc_now()
    for name, (owner, designer) in WORKERS.items():
        made = world.programs[name]
        unit, publisher_unit = made.distribution.unit, made.version.program.publisher_unit
        accounts = world.cast.accounts
        world.kept["initiative", name] = Initiative.objects.create(
            provider=publisher_unit.provider,
            number="2026-1" if name != "beta" else "2026-2",
            lane=Lane.VERSION,
            stage=Stage.PREPARATION,
            stage_since=now,
            title=f"Arbete med {made.title}",
            administration=unit.administration,
            unit=unit,
            opened_by=accounts[owner],
            opened_at=now,
            owner=accounts[owner],
            designer=accounts[designer],
            publisher_unit=publisher_unit,
            program=made.version.program,
            candidate=made.candidate,
        )
