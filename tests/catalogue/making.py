"""A small program with every kind of block, and the same one as it is kept and handed over."""

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image

from stegvis.catalogue import actions
from stegvis.catalogue.freezing import keep_document, keep_media
from stegvis.catalogue.models import Candidate, Program, ProgramVersion
from stegvis.catalogue.policies import Placing
from stegvis.lib.canonical import sha256_hex
from stegvis.program.document import (
    AccordionBlock,
    AccordionItem,
    AudioBlock,
    CalloutBlock,
    DiaryBlock,
    Document,
    DocumentBlock,
    ExerciseBlock,
    FilmBlock,
    HeadingBlock,
    ImageBlock,
    Measurement,
    Media,
    Module,
    Opening,
    QuestionnaireBlock,
    Section,
    Settings,
    Step,
    TextBlock,
)
from stegvis.program.kinds import (
    CalloutTone,
    ExerciseForm,
    MeasurementWhen,
    OpeningRule,
    ProgramKind,
    ResultsShown,
    StartMode,
)
from tests.cast import NOW, Cast
from tests.clearing import let_in
from tests.grounds import grounded

PROGRAM = UUID("6f0f7f0a-0000-4000-8000-000000000001")
PHQ = json.loads((Path(__file__).parents[2] / "stegvis/questionnaires/data/phq-9.json").read_text(encoding="utf-8"))


def png(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(made, "PNG")
    return made.getvalue()


PICTURE = png()
FILM, CAPTIONS, SOUND, PDF = b"film" * 50_000, b"WEBVTT\n\n00:00.000 --> 00:01.000\nHej", b"sound", b"%PDF-1.7 x"
MEDIA = {
    sha256_hex(PICTURE): Media("image/png", len(PICTURE), 40, 30, name="bild.png"),
    sha256_hex(FILM): Media("video/mp4", len(FILM), 640, 360, 75.4),
    sha256_hex(CAPTIONS): Media("text/vtt", len(CAPTIONS)),
    sha256_hex(SOUND): Media("audio/mpeg", len(SOUND), duration_s=180.0),
    sha256_hex(PDF): Media("application/pdf", 1_234_567),
}
BYTES = (
    (PICTURE, "image/png"),
    (FILM, "video/mp4"),
    (CAPTIONS, "text/vtt"),
    (SOUND, "audio/mpeg"),
    (PDF, "application/pdf"),
)

BLOCKS = (
    HeadingBlock("h", level=2),
    TextBlock("t"),
    ImageBlock("i", image=sha256_hex(PICTURE)),
    FilmBlock("f", film=sha256_hex(FILM), captions=sha256_hex(CAPTIONS), nothing_shown_only=True),
    AudioBlock("a", audio=sha256_hex(SOUND)),
    CalloutBlock("c", tone=CalloutTone.TIP),
    AccordionBlock("x", items=(AccordionItem("x1"), AccordionItem("x2"))),
    DocumentBlock("d", document=sha256_hex(PDF)),
    ExerciseBlock("e", form=ExerciseForm.TABLE, columns=2, rows=3),
    QuestionnaireBlock("q", questionnaire="digest"),
    DiaryBlock("r", questionnaire="digest"),
)
TEXTS = {
    "program.title": "Sov bättre",
    "program.lead": "<p>För dig som sover dåligt.</p>",
    "program.welcome": "<p>Välkommen hit.</p>",
    "program.intended_purpose": "Egenvård vid sömnbesvär.",
    "m1.title": "Börja här",
    "s1.title": "Första delen",
    "st1.title": "Om sömn",
    "st2.title": "Din dagbok",
    "m2.title": "Gå vidare",
    "s2.title": "Andra delen",
    "st3.title": "Sista steget",
    "h.text": "Varför sover vi?",
    "t.body": "<p>Vi sover för att <strong>orka</strong>.</p>",
    "i.alt": "En säng i månsken",
    "i.caption": "Natt",
    "f.title": "Sömnens vågor",
    "f.transcript": "Hej.\n\nNu ska vi prata om sömn.",
    "a.title": "Lyssna",
    "a.transcript": "Andas lugnt.",
    "c.body": "<p>Gå upp samma tid.</p>",
    "x1.title": "Får man ta en tupplur?",
    "x1.body": "<p>Helst inte.</p>",
    "x2.title": "Och kaffe?",
    "x2.body": "<p>Före lunch.</p>",
    "d.title": "Sömndagboken",
    "e.title": "Veckan som gick",
    "e.instruction": "<p>Fyll i varje morgon.</p>",
    "e.column_1": "Dag",
    "e.column_2": "Timmar",
    "p1.title": "",
}


def document(program: UUID = PROGRAM, **changed: Any) -> Document:
    """The program; `texts` adds to or replaces words."""
    texts = {**TEXTS, **changed.pop("texts", {})}
    made = Document(
        program=str(program),
        kind=ProgramKind.TREATMENT,
        start_modes=(StartMode.GUIDED,),
        language="sv",
        texts={"sv": {key: text for key, text in texts.items() if text}},
        settings=Settings(messages=True, results=ResultsShown.GRAPH),
        modules=(
            Module("m1", opening=Opening(OpeningRule.AT_START), sections=(
                Section("s1", steps=(Step("st1", blocks=BLOCKS), Step("st2", blocks=(TextBlock("t2"),)))),
            )),
            Module("m2", opening=Opening(OpeningRule.DAYS_AFTER_START, 7), sections=(
                Section("s2", steps=(Step("st3", blocks=(TextBlock("t3"),)),)),
            )),
        ),
        measurements=(Measurement("p1", questionnaire="digest", when=MeasurementWhen.EVERY, days=7, times=8),),
        questionnaires={"digest": PHQ},
        media=MEDIA,
    )  # fmt: skip
    return replace(made, **changed)


def keep(made: Document | None = None) -> str:
    """Keep the media and the document; its hash."""
    for data, mime in BYTES:
        keep_media(data, mime, now=NOW)
    return keep_document(made or document(), now=NOW).hash


def registered(cast: Cast, title: str = "Sov bättre", program: UUID = PROGRAM) -> Program:
    return actions.register_program(cast.verkstaden, program, title, now=NOW, by=cast.disa)


def handed_over(cast: Cast, made: Document | None = None, note: str = "Första versionen") -> Candidate:
    made = made or document()
    program = registered(cast, program=UUID(made.program))
    return actions.hand_over(program, keep(made), note, now=NOW, by=cast.disa)


def published(cast: Cast, made: Document | None = None, *, ground: bool = True) -> ProgramVersion:
    version = let_in(handed_over(cast, made), now=NOW, by=cast.kaj)
    if ground:
        grounded(cast, version.program)
    return version


def distributed(cast: Cast, *units: str) -> ProgramVersion:
    version = published(cast)
    for name in units:
        actions.distribute(Placing(version, cast.places[name]), now=NOW, by=cast.kaj)
    return version
