"""What the names in addresses point at, whose it is, and who may see it. The matrix is derived from here.

A route that is not in ROUTES fails the matrix: whoever adds an address says here what it names.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.notifications.models import StaffChannel
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
    return actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(place.pk)


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
    return actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(place.pk)


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


RUN = {"pk": ENROLMENT}
DIARY_OF = {"pk": COURSE, "diary": DIARY}
ENTRY_OF = {**DIARY_OF, "entry": ENTRY}

ROUTES: dict[str, Page] = {
    # The entrance
    "entrance:front": get(),
    "entrance:favicon": get(opens=302),
    "entrance:health": get(),
    # No script where web push is off, as it is from the start.
    "entrance:push_worker": get(opens=404),
    "entrance:sign_in": get(opens=0),  # its POST is signing in, told in test_every_route
    "entrance:hats": form(opens=0),
    "entrance:sign_out": post(),
    "entrance:unit": get({"unit": UNIT_CODE}, public=True),
    "entrance:way": get({"unit": UNIT_CODE, "program": PROGRAM_CODE}, opens=0, public=True),
    "entrance:about": get(),
    "entrance:accessibility": get(),
    "entrance:crisis": get(),
    "entrance:demo_outbox": get(public=True),
    "entrance:gallery": get(public=True),
    "entrance:language": post(),
    # Media
    "media:file": get({"digest": MEDIA}),
    # Residents
    "resident:home": get(),
    "resident:device": form(),
    "resident:news": get(),
    "resident:notices": form(),
    # 404 for everybody where web push is off, as it is from the start; on in tests/web/resident/test_browser.py.
    "resident:notice_browser": form(opens=404, refuses=frozenset({404})),
    "resident:notice_address": form({"kind": ADDRESS_KIND}),
    "resident:resume": form(opens=302),  # nothing is left from an ended session
    "resident:plans": get(),
    "resident:plan": get({"pk": COURSE}, says=_run_title),
    # A calendar file is bytes to the matrix: that it says nothing is told in tests/web/resident/test_plan.py.
    "resident:calendars": get(),
    "resident:calendar": get({"pk": COURSE}),
    "resident:program": get({"pk": COURSE}, says=_run_title),
    "resident:read_welcome": post({"pk": COURSE}),
    "resident:about": get({"pk": COURSE}, says=_run_title),
    "resident:step": get({"pk": COURSE, "step": STEP}, says=lambda world, run: f"{HOME[run][0]} ett"),
    "resident:complete": post({"pk": COURSE, "step": STEP}),
    "resident:exercise": post({"pk": COURSE, "block": EXERCISE}),
    "resident:questionnaire": form({"pk": COURSE, "occasion": OPEN_OCCASION}, says=lambda world, run: "GAD-7"),
    "resident:thanks": get({"pk": COURSE, "occasion": SENT_OCCASION}, says=lambda world, run: "112"),
    "resident:correct": form({"pk": COURSE, "occasion": SENT_OCCASION}),
    "resident:diary": get(DIARY_OF, says=lambda world, run: "Sömndagbok"),
    "resident:diary_add": form(DIARY_OF),
    "resident:diary_entry": get(ENTRY_OF, says=lambda world, run: world.runs[run].secrets[2]),
    "resident:diary_correct": form(ENTRY_OF, says=lambda world, run: world.runs[run].secrets[2]),
    "resident:diary_remove": form(ENTRY_OF, says=lambda world, run: world.runs[run].secrets[2]),
    "resident:messages": form({"pk": COURSE}, says=lambda world, run: world.runs[run].secrets[1]),
    "resident:messages_read": post({"pk": COURSE}),
    "resident:results": get({"pk": COURSE}, says=lambda world, run: "PHQ-9"),
    "resident:results_pdf": get({"pk": COURSE}),
    "resident:answers_pdf": get({"pk": COURSE, "occasion": SENT_OCCASION}),
    # Care staff
    "clinician:home": get(),
    "clinician:caseload": get(),
    "clinician:start": form(),
    "clinician:start_confirm": post(),
    "clinician:patient": get(RUN, chosen=True, says=_resident),
    "clinician:choose": post(RUN, refuses=frozenset({403})),  # without a reason it stays shut
    "clinician:open_module": post({**RUN, "module": MODULE}, chosen=True),
    "clinician:close_module": post({**RUN, "module": MODULE}, chosen=True),
    "clinician:hide_section": post({**RUN, "section": SECTION}, chosen=True),
    "clinician:show_section": post({**RUN, "section": SECTION}, chosen=True),
    "clinician:add_occasion": post(RUN, chosen=True),
    "clinician:response": get({**RUN, "response": RESPONSE}, chosen=True, says=_resident),
    # Papers and spreadsheets are bytes to the matrix: what stands in them is told in test_results.
    "clinician:response_pdf": get({**RUN, "response": RESPONSE}, chosen=True),
    "clinician:response_fhir": get({**RUN, "response": RESPONSE}, chosen=True),
    "clinician:results": get(RUN, chosen=True, says=_resident),
    "clinician:results_pdf": get(RUN, chosen=True),
    "clinician:results_csv": get(RUN, chosen=True),
    "clinician:diary": get({**RUN, "diary": DIARY}, chosen=True, says=_resident),
    "clinician:diary_entry": get({**RUN, "diary": DIARY, "entry": ENTRY}, chosen=True, says=_resident),
    "clinician:exercises": get(RUN, chosen=True, says=_resident),
    "clinician:comment": post({**RUN, "block": EXERCISE}, chosen=True),
    "clinician:messages": form(RUN, chosen=True, says=_resident),
    "clinician:messages_settled": post(RUN, chosen=True),
    "clinician:history": get(RUN, chosen=True, says=_resident),
    "clinician:unit_plan": get(),
    "clinician:plan": get(RUN, chosen=True, says=_resident),
    "clinician:upgrades": get(),
    "clinician:upgrades_decide": post(refuses=frozenset({404})),  # nothing is said of what to do
    "clinician:version": form(RUN, chosen=True, says=_resident, refuses=frozenset({404})),  # nothing is offered
    "clinician:pause": form(RUN, chosen=True, says=_resident),
    "clinician:resume": form(RUN, chosen=True, says=_resident),
    "clinician:change_pause": form({**RUN, "seq": PAUSE}, chosen=True, says=_resident),
    "clinician:cancel_pause": form({**RUN, "seq": PAUSE}, chosen=True, says=_resident),
    "clinician:move_start": form(RUN, chosen=True, says=_resident),
    "clinician:phase": form({**RUN, "phase": PHASE}, chosen=True, says=_resident),
    "clinician:reopen": form(RUN, chosen=True, says=_resident, refuses=frozenset({403})),  # it is not closed
    "clinician:reassign": form(RUN, chosen=True, says=_resident),
    "clinician:contact": get(RUN, chosen=True, says=_resident),
    "clinician:letter": get(RUN, chosen=True),
    "clinician:start_sms": post(RUN, chosen=True),
    "clinician:undo": form(RUN, chosen=True, says=_resident),
    "clinician:flag": get({"pk": FLAG}, chosen=True, says=_resident),
    # Anyone on the unit may take a flag at once; what it says is opened by a choice (safety rule 4).
    "clinician:acknowledge": post({"pk": FLAG}),
    "clinician:handle": post({"pk": FLAG}, chosen=True),
    "clinician:flag_note": post({"pk": FLAG}, chosen=True),
    "clinician:flag_hand_on": post({"pk": FLAG}, chosen=True),
    "clinician:flags": get(),
    "clinician:roster": get(),
    "clinician:roster_line_add": form(),
    "clinician:roster_line": form({"pk": SHIFT}),
    "clinician:roster_line_remove": form({"pk": SHIFT}),
    "clinician:roster_absence_add": form(),
    "clinician:roster_absence_remove": form({"pk": ABSENCE}),
    "clinician:roster_hours": form(),
    "clinician:roster_days": form(),
    "clinician:roster_close_days": post(),
    "clinician:roster_open_day": post({"day": CLOSED_DAY}),
    "clinician:unit_programs": get(),
    "clinician:unit_program": get({"program": UNIT_PROGRAM}, says=_title),
    "clinician:checklist_tick": post({"program": UNIT_PROGRAM}),
    "clinician:checklist_take_back": form({"tick": TICK}),
    "clinician:unit_stop": get({"pk": UNIT_STOP}, says=_title),
    "clinician:roles": get(),
    "clinician:grant": form(),
    "clinician:withdraw": form({"pk": GRANT}),
    "clinician:counts": get(),
    "clinician:settings": form(),
    "clinician:channels": form(),
    "clinician:channel": form({"pk": CHANNEL}, says=_channel_name),
    # Designers
    "studio:home": get(),
    "studio:new_program": form(),
    "studio:program": get({"pk": DRAFT}, says=_title),
    "studio:new_module": form({"pk": DRAFT}),
    "studio:hand_over": post({"pk": DRAFT}),
    "studio:preview": get({"pk": DRAFT}, says=_title),
    "studio:preview_step": get({"pk": DRAFT, "step": STEP}, says=lambda world, name: f"Text om {name}."),
    "studio:questionnaires": get(),
    "studio:new_questionnaire": form(),
    "studio:questionnaire": form({"key": QUESTIONNAIRE}, says=_questionnaire),
    "studio:questionnaire_scores": form({"key": QUESTIONNAIRE}, says=_questionnaire),
    "studio:questionnaire_dangers": form({"key": QUESTIONNAIRE}, says=_questionnaire),
    "studio:questionnaire_examples": form({"key": QUESTIONNAIRE}, says=_questionnaire),
    "studio:questionnaire_about": form({"key": QUESTIONNAIRE}, says=_questionnaire),
    "studio:questionnaire_try": form({"key": QUESTIONNAIRE}, says=_questionnaire),
    "studio:questionnaire_publish": form({"key": QUESTIONNAIRE}, says=_questionnaire),
    "studio:questionnaire_read": get({"key": QUESTIONNAIRE}, says=_questionnaire),
    "studio:questionnaire_copy": form({"key": QUESTIONNAIRE}, says=_questionnaire),
    "studio:import_questionnaire": form(),
    "studio:questionnaire_fhir": get({"key": QUESTIONNAIRE}),
    "studio:questionnaire_change": post({"key": QUESTIONNAIRE}),
    "studio:questionnaire_discard": form({"key": QUESTIONNAIRE}, says=_questionnaire),
    # Coordinators
    "region:overview": get(),
    "region:candidate": get({"pk": CANDIDATE}, says=_title),
    "region:candidate_preview": get({"pk": CANDIDATE}, says=_title),
    "region:candidate_step": get({"pk": CANDIDATE, "step": STEP}, says=lambda world, name: f"Text om {name}."),
    "region:shelf": get(),
    "region:version": get({"pk": VERSION}, says=_title),
    "region:distribute": post({"pk": VERSION}),
    "region:version_preview": get({"pk": VERSION}, says=_title),
    "region:version_step": get({"pk": VERSION, "step": STEP}, says=lambda world, name: f"Text om {name}."),
    "region:questionnaires": get(),
    "region:settings": form(),
    "region:channels": form(),
    "region:channel": form({"pk": CONTACT}, says=_channel_name),
    "region:questionnaire": get({"key": PUBLISHED}, says=_questionnaire),
    "region:withdraw": form({"pk": DISTRIBUTION}, says=_title),
    "region:stops": form({"pk": VERSION}, says=_title),
    "region:move": form({"pk": VERSION}, says=_title),
    "region:move_stop": post({"pk": UPGRADE}),
    "region:lift": form({"pk": STOP}, says=_title),
    "region:undo_handout": post({"pk": HANDOUT}),
    "region:offered": get(),
    "region:verify": form({"pk": OFFERED_VERSION}, says=_title),
    "region:releases": form(),
    "region:release": get({"pk": RELEASE}),
    "region:release_move": form({"pk": RELEASE}),
    "region:release_add": post({"pk": RELEASE}),
    "region:release_announce": post({"pk": RELEASE}),
    "region:release_cancel": form({"pk": RELEASE}),
    "region:release_take_out": form({"pk": RELEASE_ITEM}),
    # The catalogue that all staff read
    "catalogue:list": get(),
    "catalogue:program": get({"program": CATALOGUED}, says=_title),
    "catalogue:counts": get({"program": DESCRIBED}, says=_title),
    "catalogue:edit": form({"program": DESCRIBED}, says=_title),
    "catalogue:retire": form({"program": OFFERABLE}, says=_title),
    "catalogue:bring_back": form({"program": OFFERABLE}, says=_title),
    "catalogue:offers": form({"program": OFFERABLE}, says=_title),
    "catalogue:end_offer": form({"offer": OFFER}, says=_title),
    "catalogue:try": get({"version": READ_VERSION}, says=_title),
    "catalogue:try_step": get({"version": READ_VERSION, "step": STEP}, says=lambda world, name: f"Text om {name}."),
    # Help and support
    "support:send": form(),
    "support:sent": get(opens=302),  # nothing has just been sent
    "support:code": form(),
    "support:mine": get(),
    "support:case": form({"pk": OWN_CASE}, says=lambda world, who: f"Ärende från {who}"),
    "support:read_it": post({"pk": OWN_CASE}),
    "support:queue": get(),
    "support:handle": get({"pk": CASE}, says=lambda world, provider: f"Ärende från {SENT_BY[provider]}"),
    "support:answer": post({"pk": CASE}),
    "support:note": post({"pk": CASE}),
    "support:owner": post({"pk": CASE}),
    "support:sort": post({"pk": CASE}),
    "support:close": post({"pk": CASE}),
    "support:reopen": post({"pk": CASE}, refuses=frozenset({403})),  # it is open
    "support:collected": get(),
    "support:hub": get(),
    "support:documents": get(),
    "support:document": get({"pk": DOCUMENT}, says=_provider_word("Dokument")),
    "support:edition": get({"pk": DOCUMENT, "number": FIRST_NUMBER}, says=_provider_word("Dokument")),
    "support:download": get({"pk": DOCUMENT, "number": FIRST_NUMBER}),
    "support:bulletins": get(),
    "support:bulletin": get({"pk": BULLETIN}, says=_provider_word("Anslag")),
    "support:bulletin_read": post({"pk": BULLETIN}),
    "support:trainings": get(),
    "support:record": get(),
    "support:attendance": form({"pk": OWN_DATE}, says=_provider_word("Utbildning")),
    "support:sign_up": post({"pk": DATE}),
    "support:leave": post({"pk": DATE}),
    "support:training": get({"pk": TRAINING}, says=_provider_word("Utbildning")),
    "support:training_step": get({"pk": TRAINING, "number": FIRST_NUMBER}, says=_provider_word("Utbildning")),
    "support:test": form({"pk": TRAINING}, says=_provider_word("Utbildning")),
    "support:test_result": get({"pk": TRAINING}, opens=302),  # nobody has tried
    "support:unit_overview": get(),
    # Nobody in the cast is on a unit for practice: what is done there is told in tests/web/support/test_practice.py.
    "support:practice": get(),
    "support:practice_enter": post(refuses=frozenset({404})),  # it is not opened
    "support:practice_move": post(refuses=frozenset({404})),
    "support:practice_become": post({"number": FIRST_NUMBER}, refuses=frozenset({404})),
    "support:practice_anew": form(opens=0, refuses=frozenset({404})),
    "support:practice_back": post(),
    "support:region_practice": form(),
    "support:region_documents": get(),
    "support:new_document": form(),
    "support:region_document": get({"pk": OWN_DOCUMENT}, says=_provider_word("Dokument")),
    "support:edit_document": form({"pk": OWN_DOCUMENT}, says=_provider_word("Dokument")),
    "support:draft_file": get({"pk": OWN_DOCUMENT}),
    "support:publish_document": post({"pk": OWN_DOCUMENT}),
    "support:withdraw_document": post({"pk": OWN_DOCUMENT}),
    "support:restore_document": post({"pk": OWN_DOCUMENT}, refuses=frozenset({403})),  # it is there
    "support:region_bulletins": get(),
    "support:new_bulletin": form(),
    "support:region_bulletin": get({"pk": OWN_BULLETIN}, says=_provider_word("Anslag")),
    "support:withdraw_bulletin": form({"pk": OWN_BULLETIN}, says=_provider_word("Anslag")),
    "support:region_trainings": get(),
    "support:new_training": form(),
    "support:region_training": get({"pk": OWN_TRAINING}, says=_provider_word("Utbildning")),
    "support:edit_training": form({"pk": OWN_TRAINING}, says=_provider_word("Utbildning")),
    "support:publish_training": post({"pk": OWN_TRAINING}),
    "support:withdraw_training": post({"pk": OWN_TRAINING}),
    "support:demand": post({"pk": OWN_TRAINING}),
    "support:new_date": post({"pk": OWN_TRAINING}),
    "support:cancel_date": post({"pk": OWN_DATE}),
    # Making programs: what is looked at in a frozen one
    "process:difference": get({"pk": INITIATIVE}, says=_work),
    "process:checks": get({"pk": INITIATIVE}, says=_work),
    "process:waive": post({"pk": INITIATIVE}),
    "process:end_waiver": post({"pk": INITIATIVE, "waiver": WAIVER}, refuses=frozenset({403})),  # the coordinator's
    "process:checklist": get({"pk": INITIATIVE}, says=_work),
    # A line is ticked by whom it asks for.
    "process:tick": post({"pk": INITIATIVE, "key": LINE_OF}, refuses=frozenset({403})),
    "process:untick": post({"pk": INITIATIVE, "key": LINE_OF}, refuses=frozenset({403})),
    "process:texts": get({"pk": INITIATIVE}, says=_work),
    # Without a state in the address there is nothing to print; told in tests/web/process/test_texts.py.
    "process:texts_pdf": get({"pk": INITIATIVE}, opens=404),
    "process:frozen": get({"pk": INITIATIVE, "key": STATE}, says=_title),
    "process:frozen_step": get(
        {"pk": INITIATIVE, "key": STATE, "step": STEP}, says=lambda world, name: f"Text om {name}."
    ),
    # Prototypes. Without a place there is nothing to say something about; a walk is begun before it is walked.
    "process:prototypes": form({"pk": INITIATIVE}, says=_work),
    "process:prototype": form({"pk": ROUND}, says=_work),
    "process:prototype_pins": get({"pk": ROUND}, says=_work),
    "process:prototype_pin_new": form({"pk": ROUND}, opens=302),
    "process:prototype_pin": form({"pk": ROUND, "pin": PIN}, says=_work),
    "process:prototype_step": get({"pk": ROUND, "step": STEP}, says=lambda world, name: f"Text om {name}."),
    "process:prototype_steer": form({"pk": ROUND}, says=_work),
    "process:prototype_as_resident": form({"pk": ROUND, "rest": BEGINNING}, opens=302),
    "process:prototype_media": get({"pk": ROUND, "digest": OF_ROUND}),
    "process:prototype_as_staff": get({"pk": ROUND}, says=_work),
    "process:prototype_summary": get({"pk": ROUND}, says=_work),
    "process:prototype_summary_pdf": get({"pk": ROUND}),
    "process:prototype_testers": form({"pk": ROUND}, says=_work),
    "process:prototype_meeting": form({"pk": ROUND}),
    "process:prototype_follow": get({"pk": ROUND}),
    "process:prototype_follow_state": get({"pk": ROUND}),
    "tester:home": form({"token": LINK}, public=True),
    "tester:pins": get({"token": LINK}, public=True),
    "tester:pin_new": form({"token": LINK}, public=True),
    "tester:pin": form({"token": LINK, "pin": PIN}, public=True, refuses=frozenset({422})),  # nothing was written
    "tester:step": get({"token": LINK, "step": STEP}, public=True),
    "tester:steer": form({"token": LINK}, public=True),
    "tester:as_resident": form({"token": LINK, "rest": BEGINNING}, public=True),
    "tester:media": get({"token": LINK, "digest": OF_ROUND}, public=True),
    "process:risks": get({"pk": INITIATIVE}, says=_work),
    "process:risks_begin": post({"pk": INITIATIVE}),
    "process:risks_new": form({"pk": INITIATIVE}, says=_work),
    "process:risks_row": form({"pk": INITIATIVE, "row": RISK_ROW}, says=_risk),
    "process:risks_stand": post({"pk": INITIATIVE, "row": RISK_ROW}),
    "process:risks_done": post({"pk": INITIATIVE, "row": RISK_ROW}),
    "process:risks_remove": post({"pk": INITIATIVE, "row": RISK_ROW}),
    "process:risks_regard": post({"pk": INITIATIVE}),
    "process:risks_meeting": form({"pk": INITIATIVE}, says=_work),
    "process:risks_upload": form({"pk": INITIATIVE}, says=_work),
    "process:risks_paper": get({"pk": INITIATIVE}, opens=404),  # none is handed in; told in tests/web/process
    "process:risks_drop_paper": post({"pk": INITIATIVE}),
    "process:risks_ask": post({"pk": INITIATIVE}),
    "process:risks_sign": post({"pk": INITIATIVE}),
    "process:risks_confirm": post({"pk": INITIATIVE}),
    "process:risks_approve": post({"pk": INITIATIVE}),
    # Papers are bytes to the matrix.
    "process:risks_pdf": get({"pk": INITIATIVE}),
    "process:risks_empty_pdf": get({"pk": INITIATIVE}),
    "region:risk_template": form(),
    "region:risk_template_pdf": get(),
    "region:checklist": form(),
}

from tests.matrix.grouped_routes import GROUPED  # noqa: E402
from tests.matrix.nominated_routes import BEGUN  # noqa: E402

ROUTES |= GROUPED
ROUTES |= BEGUN

from tests.matrix.reviewed_routes import REVIEWED  # noqa: E402

ROUTES |= REVIEWED
