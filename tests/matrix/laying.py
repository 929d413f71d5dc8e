"""Two providers with something of everything in each, so that "own" and "somebody else's" both exist.

Every name, title and text is unlike all others: a page that shows one of them shows whose it is.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from PIL import Image

from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.identity import read_number
from stegvis.access.kinds import Purpose, Role
from stegvis.access.models import Commission, RegisteredPerson, RoleGrant
from stegvis.authoring.actions import freeze
from stegvis.authoring.building import build_program
from stegvis.authoring.models import AuthoredImage, ModulePage, ProgramPage
from stegvis.authoring.projection import project_all
from stegvis.care import actions as care
from stegvis.care.actions import pausing
from stegvis.care.models import Absence, ClosedDay, Enrolment, Shift
from stegvis.care.schedule import raise_flags
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.policies import Placing
from stegvis.course import actions as course
from stegvis.course import planned
from stegvis.course.diaries import days_of
from stegvis.course.models import Course
from stegvis.course.walk import standing
from stegvis.lib.clock import local_day, utc_now
from stegvis.messaging import actions as messaging
from stegvis.program.document import DiaryBlock, Document, ExerciseBlock, QuestionnaireBlock
from stegvis.questionnaires import actions as questionnaires
from stegvis.questionnaires.load import load_shipped, store
from tests.cast import LONG_AGO, WEEK, Cast, _account, grant, make_cast
from tests.checklists import had_it_before
from tests.clearing import let_in
from tests.matrix.acted import lay_acting
from tests.matrix.catalogued import lay_catalogue
from tests.matrix.corrected import lay_corrections
from tests.matrix.granted import lay_access
from tests.matrix.grouped import lay_groups
from tests.matrix.kept import lay_kept
from tests.matrix.lawful import lay_law
from tests.matrix.logged import lay_log
from tests.matrix.nominated import lay_nominations
from tests.matrix.opened import lay_open
from tests.matrix.processed import lay_process
from tests.matrix.supported import lay_support
from tests.matrix.upgrading import lay_upgrades
from tests.programs import phq
from tests.questionnaires.test_editing import definition_as

RUTH, RAGNAR = "189002029800", "189002079813"


@dataclass
class Made:
    """One publisher unit's program, from the draft to the unit that has it."""

    title: str
    draft_title: str
    page: ProgramPage
    draft: ProgramPage
    version: Any
    candidate: Any
    waiting: Any
    distribution: Any
    document: Document
    image: AuthoredImage
    media: str
    questionnaire: Any = None

    @property
    def module_page(self) -> ModulePage:
        """The first module in the editor."""
        return ModulePage.objects.child_of(self.page).first()

    @property
    def steps(self) -> list[str]:
        """Stable ids of the steps."""
        return [step.id for module in self.document.modules for step in module.steps]

    def block(self, kind: type) -> str:
        """The stable id of the first block of a kind."""
        return next(
            block.id
            for module in self.document.modules
            for step in module.steps
            for block in step.blocks
            if isinstance(block, kind)
        )

    @property
    def exercise(self) -> str:
        """The exercise's stable id."""
        return self.block(ExerciseBlock)

    @property
    def diary(self) -> str:
        """The diary's stable id."""
        return self.block(DiaryBlock)

    @property
    def gate(self) -> str:
        """The occasion of the measurement that everyone answers first."""
        return f"{self.document.measurements[0].id}.1.e1"

    @property
    def embedded(self) -> str:
        """The occasion of the questionnaire inside a step."""
        return f"{self.block(QuestionnaireBlock)}.1.e1"


@dataclass
class Run:
    """One resident's run: the row, its course, and the words only it holds."""

    who: str
    enrolment: Enrolment
    program: Made
    flag: Any
    response: Any
    entry: Any = None
    pause: int = 0

    @property
    def course(self) -> Course:
        """The walk."""
        return self.enrolment.course

    @property
    def secrets(self) -> tuple[str, ...]:
        """What the resident wrote; for the therapist and whoever has chosen to open."""
        return (f"hemlig övning {self.who}", f"hemligt brev {self.who}", f"hemlig natt {self.who}")


@dataclass(eq=False)
class World:
    """The cast with programs and runs."""

    cast: Cast
    programs: dict[str, Made] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)

    absences: dict[str, Any] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)
    # What support keeps: (noun, whose) → the row.
    kept: dict[tuple[str, str], Any] = field(default_factory=dict)

    def shift_of(self, unit: str) -> Any:
        """A line of a unit's roster."""
        return Shift.objects.get(unit=self.cast.places[unit]).pk

    def grant_of(self, unit: str) -> Any:
        """A role that somebody holds on a unit."""
        holder = {"norra": "tor", "sodra": "siv"}[unit]
        return RoleGrant.objects.get(account=self.cast.accounts[holder], unit=self.cast.places[unit]).pk


# Owner, designer, coordinator, publisher unit, care unit, colour of the picture.
PROGRAMS = (
    ("alfa", "disa", "kaj", "verkstaden", "norra", "teal"),
    ("beta", "dan", "kaj", "andra", "sodra", "navy"),
    ("gamma", "dora", "klas", "bortom", "o", "olive"),
)
# Resident, number, surname, program, unit, therapist.
RUNS = (
    ("rita", None, "alfa", "norra", "tina"),
    ("ruth", RUTH, "alfa", "norra", "tor"),
    ("rune", None, "beta", "sodra", "sven"),
    ("ragnar", RAGNAR, "gamma", "o", "ove"),
)


def lay_out(folder: Path) -> World:
    """About a second and a half."""
    load_shipped(now=utc_now())
    cast = make_cast()
    _two_hats(cast)
    _on_o(cast)
    world = World(cast)
    for row in PROGRAMS:
        world.programs[row[0]] = _program(cast, folder, *row)
    for row in RUNS:
        world.runs[row[0]] = _run(world, *row)
    _days(world)
    lay_support(world)
    lay_catalogue(world)
    lay_upgrades(world)
    lay_open(world)
    lay_process(world)
    lay_groups(world)
    lay_nominations(world)
    lay_log(world)
    lay_kept(world)
    lay_law(world)
    lay_access(world)
    lay_acting(world)
    lay_corrections(world, {row[0]: row[4] for row in RUNS})
    project_all(local_day(utc_now()))
    return world


def _two_hats(cast: Cast) -> None:
    """Vera treats on two units and builds programs: what she sees depends on which hat she wears."""
    account = _account(cast, "vera")
    for unit in ("norra", "sodra"):
        _commission(cast, account, unit)
    grant(account, Role.DESIGNER, publisher_unit=cast.places["verkstaden"])


def _on_o(cast: Cast) -> None:
    """A second person on Ö: nothing starts on a unit with one."""
    oda = _account(cast, "oda")
    _commission(cast, oda, "o")
    Shift.objects.create(
        unit=cast.places["o"], person=cast.accounts["ove"], deputy=oda, from_day=LONG_AGO, weekdays=WEEK
    )


def _days(world: World) -> None:
    """Somebody away and a closed day, on each unit of its own."""
    far = local_day(utc_now()) + timedelta(days=300)
    for number, (unit, who) in enumerate((("norra", "tor"), ("sodra", "siv"))):
        day, place = far + timedelta(days=number), world.cast.places[unit]
        away = Absence.objects.create(unit=place, person=world.cast.accounts[who], from_day=day, until_day=day)
        world.absences[unit] = away.pk
        world.closed[unit] = ClosedDay.objects.create(unit=place, day=day).day.isoformat()


def _commission(cast: Cast, account: Any, unit: str) -> None:
    place = cast.places[unit]
    Commission.objects.create(
        account=account,
        unit=place,
        hsa_id=f"C-{account.first_name}-{unit}",
        name=unit,
        purpose=Purpose.CARE,
        starts_on=LONG_AGO,
    )
    grant(account, Role.THERAPIST, unit=place)


def _content(name: str, *, empty: bool = False) -> dict[str, Any]:
    blocks = [
        {"type": "text", "value": {"body": f"<p>Text om {name}.</p>"}},
        {
            "type": "image",
            "value": {"image": f"{name}.png", "alt": f"Bild av {name}", "decorative": False, "caption": ""},
        },
    ]
    exercise = {"form": "text", "title": "Din dag", "instruction": "<p>Skriv.</p>", "columns": [], "rows": 0}
    steps = [
        {
            "title": f"{name} ett",
            "blocks": [
                *blocks,
                {"type": "exercise", "value": exercise},
                {"type": "diary", "value": {"questionnaire": "somndagbok", "per": "day"}},
            ],
        },
        {"title": f"{name} två", "blocks": [{"type": "questionnaire", "value": {"questionnaire": "gad-7"}}]},
    ]
    return {
        "slug": f"{name}-{empty}",
        "title": f"{name.capitalize()}utkastet" if empty else f"{name.capitalize()}programmet",
        "lead": "<p>Kort.</p>",
        "welcome": "<p>Välkommen.</p>",
        "kind": "treatment",
        "start_modes": ["guided"],
        "language": "sv",
        "messages": True,
        "results": "graph",
        "intended_purpose": "Prov.",
        "modules": [
            {"title": f"{name} först", "opening": {"rule": "at_start"}, "sections": [{"title": "Del", "steps": steps}]},
            {
                "title": f"{name} sedan",
                "opening": {"rule": "by_staff"},
                "sections": [{"title": "Del", "hideable": True, "steps": [{"title": f"{name} tre", "blocks": blocks}]}],
            },
        ],
        "measurements": [
            {"questionnaire": "phq-9", "when": "at_start", "gate": True, "window_days": 7, "days": None, "times": None}
        ],
    }


def _program(
    cast: Cast, folder: Path, name: str, designer: str, coordinator: str, publisher: str, unit: str, colour: str
) -> Made:
    now, by, may = utc_now(), cast.actor(designer), cast.actor(coordinator)
    Image.new("RGB", (60, 40), colour).save(folder / f"{name}.png")
    page = build_program(cast.places[publisher], _content(name), by, media=folder)
    candidate = freeze(page, "Första.", now=now, by=by)
    version = let_in(candidate, now=now, by=may)
    distribution = catalogue.distribute(Placing(version, cast.places[unit]), now=now, by=may)
    had_it_before(version, cast.places[unit])
    draft = build_program(cast.places[publisher], _content(name, empty=True), by, media=folder)
    waiting = freeze(draft, "Väntar.", now=now, by=by)
    document = open_document(version.document_id)
    image = AuthoredImage.objects.filter(collection__name=cast.places[publisher].name, file__contains=name).earliest(
        "pk"
    )
    image.tags.add(f"etikett{name}")
    return Made(
        title=page.title,
        draft_title=draft.title,
        page=page,
        draft=draft,
        version=version,
        candidate=candidate,
        waiting=waiting,
        distribution=distribution,
        document=document,
        image=image,
        media=next(iter(document.media)),
        questionnaire=_questionnaire(cast, name, publisher, by),
    )


def _questionnaire(cast: Cast, name: str, publisher: str, by: Actor) -> Any:
    """The unit's own: published, and with a draft of its next version."""
    made = definition_as(f"{name}-enkaten", f"{name.capitalize()}enkäten")
    stored = store(made, now=utc_now(), publisher_unit_id=cast.places[publisher].pk)
    return questionnaires.begin_change(stored.row, now=utc_now(), by=by)


def _run(world: World, who: str, digits: str | None, program: str, unit: str, therapist: str) -> Run:
    cast, made = world.cast, world.programs[program]
    if digits:
        _resident(cast, who, digits)
    person = cast.registered(cast.places[f"{who}_person"].number.value)
    row = care.start(
        cast.places[unit],
        person,
        made.version.pk,
        cast.accounts[therapist].pk,
        local_day(utc_now()),
        by=cast.actor(therapist),
    )
    me = cast.actor(who)
    walk = Course.objects.visible_to(me).get(pk=row.course_id)
    run = Run(who, row, made, None, None)
    course.read_welcome(walk, by=me)
    run.response = course.submit(walk, made.gate, phq(2, ninth=1), 0, by=me).response
    course.send_exercise(walk, made.exercise, run.secrets[0], 0, by=me)
    night = {
        "lade": "22:45",
        "insomning": 15,
        "vaken": 10,
        "uppe": "06:30",
        "kvalitet": 4,
        "anteckning": run.secrets[2],
    }
    entered = course.Entered(days_of(walk)[1], None, night)
    run.entry = course.add_entry(walk, made.diary, uuid4(), entered, by=me).row
    messaging.write(row, run.secrets[1], f"once-{who}", by=me)
    day = local_day(utc_now()) + timedelta(days=30)
    # A pause is named by its place in its own log: another place in each, so that one run's is not also another's.
    for _earlier in range(len(world.runs) + 1):
        if _earlier:
            pausing.cancel_pause(row, run.pause, by=cast.actor(therapist))
        pausing.pause(row, day, day + timedelta(days=7), by=cast.actor(therapist))
        now_walked = Course.objects.visible_to(me).get(pk=row.course_id)
        run.pause = planned.pauses(standing(now_walked))[0].seq
    raise_flags(now=walk.now(), course_id=walk.pk)
    run.flag = row.flags.visible_to(cast.actor(therapist)).filter(priority=True).first()
    return run


def _resident(cast: Cast, who: str, digits: str) -> None:
    number = read_number(digits)
    row = RegisteredPerson(given_name=who.capitalize(), family_name="Lund")
    row.set_number(number)
    row.save()
    person = signin.person_for(number, row.given_name, row.family_name)
    cast.places[f"{who}_person"] = person
    cast.accounts[who] = signin.resident_account(person)


def actors(world: World) -> dict[str, Actor]:
    """Everyone by name, and each of Vera's hats as somebody of its own."""
    from tests.cast import EVERYONE

    today = local_day(utc_now())
    found = {name: Actor.nobody() if name == "nobody" else world.cast.actor(name) for name in EVERYONE}
    for hat in hats_of(world.cast.accounts["vera"], today):
        found[f"vera@{hat.hat.label}"] = hat
    found["vera without a hat"] = Actor.nobody()
    return found
