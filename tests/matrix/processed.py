"""Work on every program of the matrix: an initiative each, with the unit's therapist as owner."""

from datetime import datetime, timedelta
from typing import Any

from stegvis.governance.kinds import Lane, Stage
from stegvis.governance.models import Initiative, Pin, PrototypeRound, Tester
from stegvis.governance.prototypes.kinds import PinKind, PinState
from stegvis.governance.prototypes.testers import hash_of
from stegvis.governance.risks import actions as risks
from stegvis.governance.risks.rows import Values
from stegvis.lib.clock import local_day, utc_now

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
        lay_prototype(world, name, now)
        _lay_risks(world, name, owner)


def link_of(name: str) -> str:
    """The secret part of the link of the one who is invited to try a program's prototype."""
    return f"lank-till-{name}-" + "x" * 30


def lay_prototype(world: Any, name: str, now: datetime) -> None:
    """A round of what was handed over, something said in it, and somebody invited who has begun."""
    made, work = world.programs[name], world.kept["initiative", name]
    who = world.cast.accounts[WORKERS[name][0]]
    round = world.kept["round", name] = PrototypeRound.objects.create(
        initiative=work,
        number=1,
        document_id=made.candidate.document_id,
        due_on=local_day(now) + timedelta(days=9),
        opened_by=world.cast.accounts[WORKERS[name][1]],
        opened_at=now,
    )
    Tester.objects.create(
        round=round,
        name="Maj-Britt",
        token_hash=hash_of(link_of(name)),
        expires_at=now + timedelta(days=9),
        invited_by=who,
        invited_at=now,
        begun_at=now,
    )
    world.kept["pin", name] = Pin.objects.create(
        round=round, node="program", kind=PinKind.WISH, state=PinState.OPEN, text="Mer luft.", speaker=str(who),
        account=who, at=now,
    )  # fmt: skip


def _lay_risks(world: Any, name: str, owner: str) -> None:
    """An analysis that is begun, with one row that leans on the first step."""
    now, made = utc_now(), world.kept["initiative", name]
    by = world.cast.actor(owner)
    analysis = risks.begin(made, now=now, by=by)
    values = Values(f"Fara i {name}", consequence=2, likelihood=2, places=(world.programs[name].steps[0],))
    world.kept["risk", name] = risks.add_row(analysis, values, now=now, by=by)
