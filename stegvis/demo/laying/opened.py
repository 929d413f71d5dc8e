"""The demo's open programs: built, published and opened, and residents who have begun by themselves."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.eligibility import Eligible, age_on
from stegvis.access.hats import hats_of
from stegvis.access.identity import read_number
from stegvis.access.models import RegisteredPerson
from stegvis.access.models.people import number_hash
from stegvis.access.models.settings import SettingChange
from stegvis.access.settings import Key
from stegvis.authoring.actions import freeze
from stegvis.authoring.building import build_program
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.actions import Terms
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.models import OpenProgram, ProgramVersion
from stegvis.catalogue.policies.opening import Opening
from stegvis.course import actions
from stegvis.course.models import Course
from stegvis.demo.content import open as content
from stegvis.demo.content import people
from stegvis.demo.laying.persons import Known, on_their_own
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.demo.laying.programs import DESIGNER, MEDIA, _bring_in
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

OPENED = timedelta(days=45)
# One who has begun by herself, and one who has moved away: whom the first page lets a visitor be.
BEGUN, MOVED = 0, 1


def lay_open(places: Places, known: Sequence[Known], now: datetime) -> None:
    """Everything of open programs."""
    _set(places, now)
    _where_people_live(known)
    sleep = _opened(places, content.SLEEP, _terms(now, preview=True), now)
    new = _opened(places, content.NEW, _terms(now, municipalities=("9901", "9903"), youngest=18, oldest=25), now)
    rng = Random("open")
    quiet = [each for each in known if not each.raw["sentence"]]
    for each in rng.sample(quiet, 13):
        _begin(sleep, each.actor, rng.randrange(6))
    young = [each for each in quiet if 18 <= age_on(_born(each), local_day(now)) <= 25]
    for each in young[:9]:
        _begin(new, each.actor, rng.randrange(4))
    for place in (BEGUN, MOVED):
        actor = _free(place, now)
        if place == BEGUN:
            _begin(sleep, actor, 2)


def _set(places: Places, now: datetime) -> None:
    by = str(places.accounts[COORDINATOR].pk)
    for key, value in ((Key.MUNICIPALITIES, content.AREA), (Key.EMBEDDED_IN, content.SITES)):
        SettingChange.objects.create(
            provider=places.provider, unit=None, key=key.value, value=value, before=None, at=now - OPENED, by=by
        )


def _where_people_live(known: Sequence[Known]) -> None:
    """In the towns by turns; one's identity is protected, and one has moved away."""
    rows = list(RegisteredPerson.objects.without_asking_who_because("the demo says where its people live"))
    moved = number_hash(read_number(on_their_own()[MOVED][0]))
    hidden = {number_hash(each.person.number) for each in known if each.raw["slug"] == "goran-hedlund"}
    for place, row in enumerate(rows):
        row.protected = row.number_hash in hidden
        row.municipality = "" if row.protected else content.TOWNS[place % len(content.TOWNS)]
        if row.number_hash == moved:
            row.municipality = content.ELSEWHERE
    known_people = RegisteredPerson.objects.without_asking_who_because("the demo says where its people live")
    known_people.bulk_update(rows, ["municipality", "protected"], batch_size=400)


def _terms(now: datetime, **more: Any) -> Terms:
    said: dict[str, Any] = {
        "municipalities": (),
        "youngest": 16,
        "oldest": None,
        "opens_on": local_day(now - OPENED),
        "closes_on": None,
        "controller": content.CONTROLLER,
        "legal_basis": content.LEGAL_BASIS,
        "preview": False,
        "keep_days": 365,
    }
    return Terms(**{**said, **more})


def _opened(places: Places, program: Mapping[str, Any], terms: Terms, now: datetime) -> OpenProgram:
    by = places.actor(COORDINATOR, str(people.PROVIDER["slug"]))
    designer = places.actor(DESIGNER, "utgivare")
    page = build_program(places.publishers["utgivare"], program, designer, media=MEDIA)
    candidate = freeze(page, "Första versionen.", now=now - OPENED - timedelta(days=3), by=designer)
    values = {
        "regulatory": Regulatory.NO_DEVICE,
        "regulatory_reason": "Allmänna råd. Inget räknas om till en bedömning av den enskilda.",
        "area": "Egenvård",
        "target_group": "Invånare som vill pröva själva",
    }
    catalogue.describe(candidate.program, values, 0, now=now - OPENED - timedelta(days=2), by=designer)
    version: ProgramVersion = _bring_in(places, candidate, now - OPENED - timedelta(days=1))
    row: OpenProgram = catalogue.open_program(
        Opening(version, places.provider), str(program["slug"]), terms, now=now - OPENED, by=by
    )
    return row


def _born(known: Known) -> Any:
    return known.person.number.birth_date


def _begin(row: OpenProgram, actor: Actor, steps: int) -> Course:
    """Begin, and do some steps, as they can be reached."""
    course: Course = actions.begin_alone(row, Eligible.YES, row.revision, by=actor)
    actions.read_welcome(course, by=actor)
    document = [step.id for module in _modules(row) for step in module.steps]
    for step in document[:steps]:
        try:
            actions.complete_step(course, step, by=actor)
        except Cannot:
            # A module that opens later ends what can be done today.
            break
    return course


def _modules(row: OpenProgram) -> Any:
    return open_document(row.version.document_id).modules


def _free(place: int, now: datetime) -> Actor:
    """Somebody whom nobody treats, with an account of their own."""
    number, given, family = on_their_own()[place]
    account = signin.resident_account(signin.person_for(read_number(number), given, family))
    return hats_of(account, local_day(now))[0]
