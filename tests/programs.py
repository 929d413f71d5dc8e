"""Small programs for tests: a document, and the same one published and distributed through the doors."""

import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from stegvis.care.actions import start
from stegvis.care.models import Enrolment
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import keep_document
from stegvis.catalogue.models import ProgramVersion
from stegvis.catalogue.policies import Placing
from stegvis.course.models import Course
from stegvis.lib.clock import local_day, utc_now
from stegvis.program.document import (
    Document,
    ExerciseBlock,
    Measurement,
    Module,
    Opening,
    QuestionnaireBlock,
    Section,
    Settings,
    Step,
    TextBlock,
)
from stegvis.program.kinds import (
    ExerciseForm,
    MeasurementWhen,
    OpeningRule,
    ProgramKind,
    ResultsShown,
    StartMode,
)
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.load import load_shipped
from stegvis.questionnaires.models import DefinitionVersion
from tests.cast import Cast
from tests.checklists import had_it_before
from tests.clearing import let_in

PROGRAM = "11111111-1111-4111-8111-111111111111"


def node(number: int) -> str:
    """A stable id that a reader can tell apart."""
    return f"00000000-0000-4000-8000-{number:012d}"


FIRST, SECOND = node(1), node(2)
STEPS = [node(n) for n in (11, 12, 21)]
EXERCISE, EMBEDDED, GATE, WEEKLY = node(31), node(32), node(41), node(42)
SECTIONS = [node(51), node(52)]


def in_library(key: str) -> DefinitionVersion:
    """One of the questionnaires that come with the code, stored if it was not: all nine take a while."""
    [loaded] = load_shipped(now=utc_now(), keys=(key,))
    return loaded.row


def a_document(
    *, program: str = PROGRAM, messages: bool = True, results: str = "graph", lead: str = "Hej."
) -> Document:
    """Two modules, an exercise, a questionnaire in a step, PHQ-9 as a gate and every week four times."""
    phq, week = in_library("phq-9"), in_library("somnvecka")
    embedded = {row.digest: json.loads(row.body) for row in (phq, week)}
    texts = {
        "program.title": "Sov bättre",
        "program.lead": lead,
        "program.welcome": "<p>Välkommen.</p>",
        "program.intended_purpose": "Stöd vid sömnsvårigheter.",
        **{f"{key}.title": title for key, title in zip([FIRST, SECOND], ["Om sömn", "Vidare"], strict=True)},
        **{f"{key}.title": f"Steg {n}" for n, key in enumerate(STEPS, 1)},
        **{f"{key}.title": "Avsnitt" for key in SECTIONS},
        **{f"{node(60 + n)}.body": f"<p>Text {n}.</p>" for n in range(3)},
        f"{EXERCISE}.title": "Din kväll",
        f"{EXERCISE}.instruction": "<p>Skriv.</p>",
        **{f"{key}.title": "Mätning" for key in (GATE, WEEKLY)},
    }
    modules = (
        Module(
            FIRST,
            opening=Opening(OpeningRule.AT_START),
            sections=(
                Section(
                    SECTIONS[0],
                    steps=(
                        Step(STEPS[0], blocks=(TextBlock(node(60)), ExerciseBlock(EXERCISE, ExerciseForm.TEXT))),
                        Step(STEPS[1], blocks=(TextBlock(node(61)), QuestionnaireBlock(EMBEDDED, week.digest))),
                    ),
                ),
            ),
        ),
        Module(
            SECOND,
            opening=Opening(OpeningRule.BY_STAFF),
            sections=(Section(SECTIONS[1], steps=(Step(STEPS[2], blocks=(TextBlock(node(62)),)),)),),
        ),
    )
    return Document(
        program=program,
        kind=ProgramKind.TREATMENT,
        start_modes=(StartMode.GUIDED,),
        language="sv",
        texts={"sv": texts},
        settings=Settings(messages=messages, results=ResultsShown(results)),
        modules=modules,
        measurements=(
            Measurement(GATE, phq.digest, MeasurementWhen.AT_START, gate=True),
            Measurement(WEEKLY, phq.digest, MeasurementWhen.EVERY, days=7, times=4, window_days=3),
        ),
        questionnaires=embedded,
    )


def publish(
    cast: Cast, document: Document | None = None, *, units: tuple[str, ...] = ("norra", "sodra")
) -> ProgramVersion:
    """Hand over, publish and distribute a document, each by the one who may."""
    now = utc_now()
    document = document or a_document()
    frozen = keep_document(document, now=now)
    program = catalogue.register_program(cast.verkstaden, UUID(document.program), "Sov bättre", now=now, by=cast.disa)
    candidate = catalogue.hand_over(program, frozen.pk, "Första versionen.", now=now, by=cast.disa)
    version = let_in(candidate, now=now, by=cast.kaj)
    for unit in units:
        catalogue.distribute(Placing(version, cast.places[unit]), now=now, by=cast.kaj)
        had_it_before(version, cast.places[unit])
    return version


def enrol(
    cast: Cast, version: ProgramVersion, resident: str = "rita", *, by: str = "tina", start_on: date | None = None
) -> Enrolment:
    """Start a version for a resident, with the starter as therapist."""
    actor = cast.actor(by)
    unit = cast.norra if by in {"tina", "tor", "irma"} else cast.sodra
    person = cast.registered(cast.places[f"{resident}_person"].number.value)
    therapist = cast.accounts["tina" if by == "irma" else by].pk
    enrolment: Enrolment = start(unit, person, version.pk, therapist, start_on or local_day(utc_now()), by=actor)
    return enrolment


def course_of(cast: Cast, enrolment: Enrolment, resident: str = "rita") -> Course:
    """The course as its resident sees it."""
    found: Course = Course.objects.visible_to(cast.actor(resident)).get(pk=enrolment.course_id)
    return found


def phq(value: int = 1, ninth: int = 0) -> dict[str, Any]:
    """PHQ-9 answered the same on the first eight, and as told on the ninth."""
    definition = library.current_definition("phq-9")
    items = [item for item in definition.items if item.options]
    wanted = [value] * 8 + [ninth, 0]
    return {item.link_id: item.options[n].code for item, n in zip(items, wanted, strict=True)}


def new_program_id() -> str:
    """Another program."""
    return str(uuid4())
