"""What the names in addresses point at, whose it is, and who may see it. The matrix is derived from here.

Whoever adds an address says in declared.py what it names.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.notifications.models import StaffChannel
from tests import opened
from tests.matrix.catalogued import OFFERED
from tests.matrix.laying import RUNS, Made, Run, World
from tests.matrix.processed import LINE, WORKERS, link_of

# Who runs what, where, with whom; and which region and unit stand behind a program.
HOME = {run: (program, unit, therapist) for run, _digits, program, unit, therapist in RUNS}
UNITS = {"norra", "sodra", "o"}
BEHIND = {"alfa": ("verkstaden", "ett", "norra"), "beta": ("andra", "ett", "sodra"), "gamma": ("bortom", "tva", "o")}


@dataclass(frozen=True)
class Thing:
    """A kind of thing: its owners, the value that stands in the address, and who may see whose."""

    owners: tuple[str, ...]
    value: Callable[[World, str], Any]
    visible: Callable[[World, Actor, str], bool]


def _unit(world: World, actor: Actor, name: str) -> bool:
    return actor.hat.kind is HatKind.COMMISSION and actor.hat.unit_id == str(world.cast.places[name].pk)


def _oneself(world: World, actor: Actor, run: str) -> bool:
    return actor.is_resident and actor.account_id == str(world.cast.accounts[run].pk)


def _on_unit(world: World, actor: Actor, run: str) -> bool:
    return _unit(world, actor, HOME[run][1]) and actor.can("caseload:read")


def _treating(world: World, actor: Actor, run: str) -> bool:
    return _unit(world, actor, HOME[run][1]) and actor.can("enrolment:read")


def _publisher(world: World, actor: Actor, program: str) -> bool:
    place = world.cast.places[BEHIND[program][0]]
    return actor.hat.kind is HatKind.PUBLISHER and actor.hat.publisher_unit_id == str(place.pk)


def _region(world: World, actor: Actor, program: str) -> bool:
    place = world.cast.places[BEHIND[program][1]]
    post = actor.hat.kind is HatKind.POST and not actor.can("log:review")
    return post and actor.hat.provider_id == str(place.pk)


def _works_on(world: World, actor: Actor, program: str) -> bool:
    """The region, the publisher unit, and whoever is a party to the work, under any hat at the provider."""
    place = world.cast.places[BEHIND[program][1]]
    # The contact person of the administration and the council see it by office; they sit in Region Ett.
    offices = ("kia", "rut") if BEHIND[program][1] == "ett" else ()
    party = actor.account_id in {str(world.cast.accounts[name].pk) for name in (*WORKERS[program], *offices)}
    here = actor.hat.provider_id == str(place.pk) and actor.can("process:read")
    return here and (party or _publisher(world, actor, program) or _region(world, actor, program))


def _reads(world: World, actor: Actor, program: str) -> bool:
    """Staff of the provider that owns it, and of the one that it is offered to."""
    own, offered = BEHIND[program][1], OFFERED.get(program, "")
    reached = {str(world.cast.places[name].pk) for name in (own, offered) if name}
    return actor.can("catalogue:read") and actor.hat.provider_id in reached


def _describes(world: World, actor: Actor, program: str) -> bool:
    return _region(world, actor, program) or _publisher(world, actor, program)


def _offered(world: World, actor: Actor, program: str) -> bool:
    """The coordinator of the provider that it is offered to."""
    return _coordinates(world, actor, OFFERED[program])


def _stopped_here(world: World, actor: Actor, program: str) -> bool:
    """Care staff of the unit that has what is stopped."""
    return _unit(world, actor, BEHIND[program][2]) and actor.can("caseload:read")


def _has_program(world: World, actor: Actor, program: str) -> bool:
    return _unit(world, actor, BEHIND[program][2]) and actor.can("checklist:read")


def _media(world: World, actor: Actor, program: str) -> bool:
    """Those who may see a document that uses it: its makers, its region, the unit that has it, those who walk it.

    And every member of staff who may read of the program in the catalogue.
    """
    unit = _unit(world, actor, BEHIND[program][2]) and actor.can("caseload:read")
    walks = any(_oneself(world, actor, run) for run in HOME if HOME[run][0] == program)
    made = _publisher(world, actor, program) or _region(world, actor, program)
    return made or unit or walks or _reads(world, actor, program)


def _grantor(world: World, actor: Actor, unit: str) -> bool:
    return _unit(world, actor, unit) and actor.can("roles:read")


def _administers(world: World, actor: Actor, unit: str) -> bool:
    return _unit(world, actor, unit) and actor.can("settings:unit")


def _coordinates(world: World, actor: Actor, provider: str) -> bool:
    place = world.cast.places[provider]
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(place.pk)
    return here and not actor.can("log:review")


def _channel_of(world: World, place: str) -> StaffChannel:
    """The first channel of a unit, or of a provider."""
    whose = (
        {"unit": world.cast.places[place]} if place in UNITS else {"provider": world.cast.places[place], "unit": None}
    )
    return StaffChannel.objects.filter(**whose).order_by("made_at", "address")[0]


def _channel_name(world: World, place: str) -> str:
    return _channel_of(world, place).name


def _on_roster(world: World, actor: Actor, unit: str) -> bool:
    return _unit(world, actor, unit) and actor.can("roster:read")


def _anybody(_world: World, _actor: Actor, _owner: str) -> bool:
    return True


RUN_OWNERS, PROGRAM_OWNERS = tuple(HOME), tuple(BEHIND)


def _of_run(read: Callable[[Run], Any], visible: Callable[[World, Actor, str], bool]) -> Thing:
    return Thing(RUN_OWNERS, lambda world, run: read(world.runs[run]), visible)


def _of_program(read: Callable[[Made], Any], visible: Callable[[World, Actor, str], bool]) -> Thing:
    return Thing(PROGRAM_OWNERS, lambda world, name: read(world.programs[name]), visible)


# --- Runs: the resident's own, and the unit's
COURSE = _of_run(lambda run: run.course.pk, _oneself)
ENROLMENT = _of_run(lambda run: run.enrolment.pk, _treating)
FLAG = _of_run(lambda run: run.flag.pk, _treating)
# --- Parts of what stands first in the address: fits() says whether they belong to it
STEP = _of_program(lambda made: made.steps[0], _anybody)
EXERCISE = _of_program(lambda made: made.exercise, _anybody)
OPEN_OCCASION = _of_program(lambda made: made.embedded, _anybody)
SENT_OCCASION = _of_program(lambda made: made.gate, _anybody)
MODULE = _of_program(lambda made: made.document.modules[1].id, _anybody)
SECTION = _of_program(lambda made: made.document.modules[1].sections[0].id, _anybody)
DIARY = _of_program(lambda made: made.diary, _anybody)
ENTRY = _of_run(lambda run: run.entry.entry, _anybody)
RESPONSE = _of_run(lambda run: run.response.pk, _anybody)
PAUSE = _of_run(lambda run: run.pause, _anybody)
ADDRESS_KIND = Thing(("mobil",), lambda world, kind: kind, _anybody)
PHASE = Thing(("avslut",), lambda world, phase: phase, _anybody)
# --- Things of a unit
GRANT = Thing(("norra", "sodra"), lambda world, unit: world.grant_of(unit), _grantor)
SHIFT = Thing(("norra", "sodra"), lambda world, unit: world.shift_of(unit), _on_roster)
ABSENCE = Thing(("norra", "sodra"), lambda world, unit: world.absences[unit], _on_roster)
CLOSED_DAY = Thing(("norra", "sodra"), lambda world, unit: world.closed[unit], _on_roster)
CHANNEL = Thing(("norra", "sodra"), lambda world, unit: _channel_of(world, unit).pk, _administers)
CONTACT = Thing(("ett", "tva"), lambda world, provider: _channel_of(world, provider).pk, _coordinates)
# --- Support: what somebody sent, and what a provider keeps for its units
SENT_BY = {"ett": "rita", "tva": "ragnar"}
OWN_CASE = Thing(("rita", "ragnar"), lambda world, who: world.kept["case", who].pk, _oneself)
CASE = Thing(("ett", "tva"), lambda world, provider: world.kept["case", SENT_BY[provider]].pk, _coordinates)


def _works_at(world: World, actor: Actor, provider: str) -> bool:
    return actor.can("support:read") and actor.hat.provider_id == str(world.cast.places[provider].pk)


def _kept(noun: str, visible: Callable[[World, Actor, str], bool]) -> Thing:
    return Thing(("ett", "tva"), lambda world, provider: world.kept[noun, provider].pk, visible)


DOCUMENT, OWN_DOCUMENT = _kept("document", _works_at), _kept("document", _coordinates)
TRAINING, OWN_TRAINING = _kept("training", _works_at), _kept("training", _coordinates)
DATE, OWN_DATE = _kept("date", _works_at), _kept("date", _coordinates)
BULLETIN, OWN_BULLETIN = _kept("bulletin", _works_at), _kept("bulletin", _coordinates)
FIRST_NUMBER = Thing(("first",), lambda _world, _which: 1, _anybody)
# --- Things of a program
DRAFT = _of_program(lambda made: made.page.program_uuid, _publisher)
QUESTIONNAIRE = _of_program(lambda made: made.questionnaire.key, _publisher)
PUBLISHED = _of_program(lambda made: made.questionnaire.key, _region)
WAITING = _of_program(lambda made: made.waiting.pk, _region)
CANDIDATE = _of_program(lambda made: made.candidate.pk, _region)
VERSION = _of_program(lambda made: made.version.pk, _region)
DISTRIBUTION = _of_program(lambda made: made.distribution.pk, _region)
CATALOGUED = _of_program(lambda made: made.version.program_id, _reads)
DESCRIBED = _of_program(lambda made: made.version.program_id, _describes)
OFFERABLE = _of_program(lambda made: made.version.program_id, _region)
READ_VERSION = _of_program(lambda made: made.version.pk, _reads)
OFFER = Thing(tuple(OFFERED), lambda world, name: world.kept["offer", name].pk, _region)
OFFERED_VERSION = Thing(tuple(OFFERED), lambda world, name: world.programs[name].version.pk, _offered)
STOP = Thing(PROGRAM_OWNERS, lambda world, name: world.kept["stop", name].pk, _region)
UNIT_STOP = Thing(PROGRAM_OWNERS, lambda world, name: world.kept["stop", name].pk, _stopped_here)
HANDOUT = Thing(PROGRAM_OWNERS, lambda world, name: world.kept["handout", name].pk, _region)
UNIT_PROGRAM = _of_program(lambda made: made.version.program_id, _has_program)
TICK = Thing(PROGRAM_OWNERS, lambda world, name: world.kept["tick", name].pk, _has_program)
RELEASE = Thing(("ett", "tva"), lambda world, provider: world.kept["release", provider].pk, _coordinates)
RELEASE_ITEM = Thing(("ett", "tva"), lambda world, provider: world.kept["item", provider].pk, _coordinates)
UPGRADE = Thing(("ett", "tva"), lambda world, provider: world.kept["upgrade", provider].pk, _coordinates)
# --- Open programs: the walks are their residents' own, the openings their coordinators'
OPEN_COURSE = Thing(("rita", "ragnar"), lambda world, who: world.kept["open", who].pk, _oneself)
OPENING = Thing(("ett", "tva"), lambda world, provider: world.kept["open", provider].pk, _coordinates)
OPEN_VERSION = Thing(("ett", "tva"), lambda world, provider: world.kept["open version", provider].pk, _coordinates)
OPEN_CODE = Thing(("ett", "tva"), lambda world, provider: world.kept["open", provider].code, _anybody)
OPEN_STEP = Thing(("oppet",), lambda _world, _which: opened.STEPS[0], _anybody)
OPEN_ASKED = Thing(("oppet",), lambda _world, _which: opened.OCCASION, _anybody)
OPEN_DIARY = Thing(("oppet",), lambda _world, _which: opened.DIARY, _anybody)
OPEN_ENTRY = Thing(("oppet",), lambda _world, _which: opened.ENTRY, _anybody)
OPEN_BLOCK = Thing(("oppet",), lambda _world, _which: opened.ASKED, _anybody)
NO_FILE = Thing(("oppet",), lambda _world, _which: "0" * 64, _anybody)
MEDIA = _of_program(lambda made: made.media, _media)
INITIATIVE = Thing(PROGRAM_OWNERS, lambda world, name: world.kept["initiative", name].pk, _works_on)
ROUND = Thing(PROGRAM_OWNERS, lambda world, name: world.kept["round", name].pk, _works_on)
PIN = Thing(PROGRAM_OWNERS, lambda world, name: world.kept["pin", name].pk, _anybody)
# Whoever holds the link is let in: it is drawn by lot and stands nowhere else.
LINK = Thing(PROGRAM_OWNERS, lambda world, name: link_of(name), _anybody)
BEGINNING = Thing(("beginning",), lambda world, name: "min/", _anybody)
OF_ROUND = _of_program(lambda made: made.media, _anybody)
RISK_ROW = Thing(PROGRAM_OWNERS, lambda world, name: world.kept["risk", name].pk, _anybody)
STATE = _of_program(lambda made: made.version.document_id[:12], _anybody)
LINE_OF = Thing((LINE,), lambda world, key: key, _anybody)
# No provider of e-ID is configured here: what each does is told in tests/access/oidc.
EID = Thing(("none",), lambda world, name: "ingen", lambda world, actor, name: False)
REMARK = Thing(("none",), lambda world, name: 1, _anybody)
CANDIDATE_PROGRAM = _of_program(lambda made: made.waiting.program_id, _region)
WAIVER = Thing(("none",), lambda world, name: UUID(int=1), _anybody)
UNIT_CODE = _of_program(lambda made: made.distribution.unit.code, _anybody)
PROGRAM_CODE = _of_program(lambda made: made.version.program.code, _anybody)


def fits(owners: dict[str, str]) -> bool:
    """Whether everything in the address belongs together: one run, and parts of the program it follows."""
    runs = {owner for owner in owners.values() if owner in HOME}
    programs = {HOME.get(owner, (owner,))[0] for owner in owners.values() if owner in HOME or owner in BEHIND}
    return len(runs) <= 1 and len(programs) <= 1


@dataclass(frozen=True)
class Page:
    """A route: its methods, what its parameters name, and what a page that opens must hold.

    `opens` is the code of a GET that opens; `chosen` says that a colleague's is opened by a choice first,
    so that what the resident wrote is not shown; `says` gives the words that prove whose page it is.
    """

    things: dict[str, Thing] = field(default_factory=dict)
    methods: str = "GET"
    opens: int = 200
    chosen: bool = False
    says: Callable[[World, str], str] | None = None
    # What an empty form is answered with besides the usual, and why it is right (said where it is used).
    refuses: frozenset[int] = frozenset()
    # Open to everybody on purpose, titles included: short addresses stand on posters.
    public: bool = False


def get(things: dict[str, Thing] | None = None, **more: Any) -> Page:
    """A page to read."""
    return Page(things or {}, **more)


def post(things: dict[str, Thing] | None = None, **more: Any) -> Page:
    """Something that is done."""
    return Page(things or {}, methods="POST", **more)


def form(things: dict[str, Thing] | None = None, **more: Any) -> Page:
    """A page to read, with a form that is sent to the same address."""
    return Page(things or {}, methods="GET POST", **more)


def _resident(world: World, run: str) -> str:
    return f"{run.capitalize()} Lund"


def _title(world: World, name: str) -> str:
    return world.programs[name].title


def _provider_word(noun: str) -> Callable[[World, str], str]:
    return lambda _world, provider: f"{noun} av {provider}"


def _risk(world: World, name: str) -> str:
    return f"Fara i {name}"


def _work(world: World, name: str) -> str:
    return f"Arbete med {world.programs[name].title}"


def _questionnaire(world: World, name: str) -> str:
    return world.programs[name].questionnaire.title


def _run_title(world: World, run: str) -> str:
    return world.runs[run].program.title
