"""Documents and facts to test with: small, complete, and made only by code."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

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
from stegvis.program.facts import Fact, FactKind
from stegvis.program.kinds import (
    CalloutTone,
    DiaryPer,
    ExerciseForm,
    MeasurementWhen,
    OpeningRule,
    ProgramKind,
    ResultsShown,
    StartMode,
)
from stegvis.program.standing import Standing, fold

Q = "q" * 64
PIC, FILM, SOUND, PDF, VTT = ("1" * 64, "2" * 64, "3" * 64, "4" * 64, "5" * 64)
DEFINITION: Mapping[str, Any] = {
    "url": "https://stegvis.example/questionnaire/prov",
    "version": "1.0",
    "licence": {"status": "public"},
    "dangers": [{"id": "fara", "link_id": "9", "operator": ">=", "threshold": 1}],
    "texts": {"sv": {"danger:fara": "Fara för livet", "danger:fara:help": "Ring 112 om det är bråttom."}},
}
START = datetime(2025, 3, 3, 8, 0, 30, tzinfo=UTC)


def as_schema_1_was_fixed() -> Document:
    """A document with every kind of block that there was then."""
    document = with_every_kind()
    first, *rest = document.modules
    step, *others = first.sections[0].steps
    blocks = tuple(block for block in step.blocks if not isinstance(block, DiaryBlock))
    section = replace(first.sections[0], steps=(replace(step, blocks=blocks), *others))
    # Then the rule's own words were taken for help.
    asked = {**DEFINITION, "texts": {"sv": {"danger:fara": "Ring 112 om det är bråttom."}}}
    return replace(document, modules=(replace(first, sections=(section,)), *rest), questionnaires={Q: asked})


def with_every_kind() -> Document:
    """A document without faults that holds one of every kind."""
    blocks = (
        HeadingBlock("b-heading", 2),
        TextBlock("b-text"),
        ImageBlock("b-image", PIC),
        FilmBlock("b-film", FILM, VTT, nothing_shown_only=True),
        AudioBlock("b-audio", SOUND),
        CalloutBlock("b-callout", CalloutTone.TIP),
        AccordionBlock("b-accordion", (AccordionItem("i-1"), AccordionItem("i-2"))),
        DocumentBlock("b-document", PDF),
        ExerciseBlock("b-exercise", ExerciseForm.TABLE, 2, 3),
        QuestionnaireBlock("b-questionnaire", Q),
        DiaryBlock("b-diary", Q, DiaryPer.ANY),
    )
    document = Document(
        program="0a8d2a44-2f8e-4a0e-9a55-6a3df4b1f001",
        kind=ProgramKind.TREATMENT,
        start_modes=(StartMode.GUIDED, StartMode.OPEN),
        language="sv",
        texts={},
        settings=Settings(messages=True, results=ResultsShown.GRAPH),
        modules=(
            Module(
                "m-1",
                Opening(OpeningRule.AT_START),
                (Section("s-1", True, (Step("t-1", blocks), Step("t-2", (TextBlock("b-2"),)))),),
            ),
            Module(
                "m-2",
                Opening(OpeningRule.WHEN_PREVIOUS_DONE),
                (
                    Section("s-2", False, (Step("t-3", (TextBlock("b-3"),)),)),
                    Section("s-3", True, (Step("t-4", (TextBlock("b-4"),)),)),
                ),
            ),
        ),
        measurements=(
            Measurement("w-start", Q, MeasurementWhen.AT_START, gate=True),
            Measurement("w-every", Q, MeasurementWhen.EVERY, days=7, times=4, window_days=3),
            Measurement("w-before", Q, MeasurementWhen.BEFORE_MODULE, module="m-2"),
            Measurement("w-end", Q, MeasurementWhen.AT_END),
            Measurement("w-staff", Q, MeasurementWhen.BY_STAFF),
        ),
        questionnaires={Q: DEFINITION},
        media={
            PIC: Media("image/png", 1200, 640, 480, name="skog.png"),
            FILM: Media("video/mp4", 90_000, 1280, 720, 61.5, "film.mp4"),
            SOUND: Media("audio/mpeg", 40_000, duration_s=30.0, name="ljud.mp3"),
            PDF: Media("application/pdf", 9_000, name="blad.pdf"),
            VTT: Media("text/vtt", 700, name="film.vtt"),
        },
    )
    return with_texts(document)


def with_texts(document: Document) -> Document:
    """The document with a short text in every place."""
    texts = {
        f"program.{name}": f"<p>Programmets {name}.</p>" for name in ("title", "lead", "welcome", "intended_purpose")
    }
    for node, _parent in document.nodes():
        texts |= {node.key(name): f"Text om {node.id}." for name in node.text_fields}
    return replace(document, texts={document.language: texts})


def schedule(*modules: tuple[OpeningRule, int], measurements: tuple[Measurement, ...] = ()) -> Document:
    """A program of modules with two steps each, in one section each."""
    return Document(
        program="p",
        kind=ProgramKind.SUPPORT,
        start_modes=(StartMode.GUIDED,),
        language="sv",
        texts={"sv": {}},
        modules=tuple(
            Module(
                f"m{n}",
                Opening(rule, days),
                (
                    Section(f"m{n}s1", True, (Step(f"m{n}t1"),)),
                    Section(f"m{n}s2", True, (Step(f"m{n}t2"),)),
                ),
            )
            for n, (rule, days) in enumerate(modules, start=1)
        ),
        measurements=measurements,
    )


class Log:
    """A course's facts as they are recorded, with the standing they give."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.standing = Standing()

    def add(self, kind: FactKind | str, ref: str = "", at: datetime = START, **payload: Any) -> Fact:
        """Record one fact."""
        fact = Fact(len(self.facts) + 1, kind, ref, payload, occurred_at=at, recorded_at=at, by="x")
        self.facts.append(fact)
        self.standing = fold(self.standing, fact)
        return fact

    def start(
        self,
        at: datetime = START,
        on: date | None = None,
        epoch: int = 1,
        tz: str = "Europe/Stockholm",
        seed: str = "",
    ) -> Fact:
        """Record a start, on the day of ``at`` unless said otherwise."""
        day = (on or at.date()).isoformat()
        more = {"seed": seed} if seed else {}
        return self.add(FactKind.STARTED, at=at, start_on=day, tz=tz, epoch=epoch, **more)


def after(days: float = 0, minutes: float = 0) -> datetime:
    """A time counted from the usual start."""
    return START + timedelta(days=days, minutes=minutes)
