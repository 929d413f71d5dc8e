"""A small program that can stand open, published and opened through the doors; and a walk through it."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from stegvis.access.eligibility import Eligible
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.actions import Terms
from stegvis.catalogue.freezing import keep_document
from stegvis.catalogue.models import OpenProgram
from stegvis.catalogue.policies.opening import Opening
from stegvis.course import actions
from stegvis.course.models import Course
from stegvis.lib.clock import local_day, utc_now
from stegvis.program.document import (
    DiaryBlock,
    Document,
    Module,
    QuestionnaireBlock,
    Section,
    Settings,
    Step,
    TextBlock,
)
from stegvis.program.document import Opening as Opens
from stegvis.program.keys import step_occasion_key
from stegvis.program.kinds import DiaryPer, OpeningRule, ProgramKind, ResultsShown, StartMode
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.load import load_shipped
from tests.clearing import let_in

MODULE, SECTION = "0000000a-0000-4000-8000-000000000001", "0000000a-0000-4000-8000-000000000002"
STEPS = [f"0000000a-0000-4000-8000-00000000001{n}" for n in range(2)]
ASKED, DIARY = "0000000a-0000-4000-8000-000000000021", "0000000a-0000-4000-8000-000000000022"
OCCASION = step_occasion_key(ASKED, 1)
ENTRY = UUID("0000000a-0000-4000-8000-000000000031")


def open_document(title: str = "Öppet alfa", program: str = "") -> Document:
    """One module of two steps, with a questionnaire that has a danger and its help, and a diary."""
    load_shipped(now=utc_now())
    mood, night = library.current("hur-har-du-det"), library.current("somndagbok")
    texts = {
        "program.title": title,
        "program.lead": "<p>Pröva själv.</p>",
        "program.welcome": "<p>Välkommen. Ring 112 om det är fara för livet.</p>",
        "program.intended_purpose": "Råd.",
        f"{MODULE}.title": "Modulen",
        f"{SECTION}.title": "Avsnittet",
        **{f"{key}.title": f"{title} steg {n}" for n, key in enumerate(STEPS, 1)},
        "0000000a-0000-4000-8000-000000000041.body": "<p>Läs.</p>",
    }
    text = TextBlock("0000000a-0000-4000-8000-000000000041")
    steps = (
        Step(STEPS[0], blocks=(text, QuestionnaireBlock(ASKED, mood.digest))),
        Step(STEPS[1], blocks=(DiaryBlock(DIARY, night.digest, DiaryPer.DAY),)),
    )
    return Document(
        program=program or str(uuid4()),
        kind=ProgramKind.SUPPORT,
        start_modes=(StartMode.OPEN,),
        language="sv",
        texts={"sv": texts},
        settings=Settings(results=ResultsShown.GRAPH),
        modules=(Module(MODULE, opening=Opens(OpeningRule.AT_START), sections=(Section(SECTION, steps=steps),)),),
        questionnaires={row.digest: json.loads(row.body) for row in (mood, night)},
    )


def terms(**more: Any) -> Terms:
    """For everyone, on some ground."""
    said: dict[str, Any] = {
        "municipalities": (), "youngest": None, "oldest": None, "opens_on": local_day(utc_now()), "closes_on": None,
        "controller": "Regionstyrelsen i Region Ett", "legal_basis": "Samtycke, artikel 6.1 a",
        "preview": True, "keep_days": 90,
    }  # fmt: skip
    return Terms(**{**said, **more})


def publish_open(cast: Any, place: Any, by: Any, coordinator: Any, document: Document) -> Any:
    """A version of a provider's own."""
    now = utc_now()
    frozen = keep_document(document, now=now)
    title = document.text("program.title")
    program = catalogue.register_program(place, UUID(document.program), title, now=now, by=by)
    return let_in(catalogue.hand_over(program, frozen.pk, "Ny.", now=now, by=by), now=now, by=coordinator)


def opened(cast: Any, document: Document | None = None, code: str = "oppet", **more: Any) -> OpenProgram:
    """Published by Verkstaden and opened by Kaj."""
    version = publish_open(cast, cast.verkstaden, cast.disa, cast.kaj, document or open_document())
    row: OpenProgram = catalogue.open_program(
        Opening(version, cast.ett), code, terms(**more), now=utc_now(), by=cast.kaj
    )
    return row


def begun(row: OpenProgram, actor: Any) -> Course:
    """Begun, with the welcome read."""
    course: Course = actions.begin_alone(row, Eligible.YES, row.revision, by=actor)
    actions.read_welcome(course, by=actor)
    return course


def with_exercise(document: Document) -> Document:
    """The same with everything that asks for staff, and without the help."""
    from stegvis.program.document import ExerciseBlock, Measurement
    from stegvis.program.kinds import ExerciseForm, MeasurementWhen

    module = document.modules[0]
    step = module.sections[0].steps[0]
    step = replace(step, blocks=(*step.blocks, ExerciseBlock("x", ExerciseForm.TEXT)))
    section = replace(module.sections[0], steps=(step, *module.sections[0].steps[1:]))
    digest = next(iter(document.questionnaires))
    plain = json.loads(json.dumps(document.questionnaires[digest]))
    for words in plain["texts"].values():
        words.pop("danger:livet:help", None)
    return replace(
        document,
        start_modes=(StartMode.GUIDED,),
        settings=replace(document.settings, messages=True),
        modules=(replace(module, opening=Opens(OpeningRule.BY_STAFF), sections=(section,)),),
        measurements=(Measurement("m", digest, MeasurementWhen.BY_STAFF),),
        questionnaires={**document.questionnaires, digest: plain},
    )
