"""Every finding is met by a document that has that fault and no other."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from stegvis.program.document import (
    AccordionBlock,
    AudioBlock,
    Block,
    Danger,
    DiaryBlock,
    Document,
    DocumentBlock,
    ExerciseBlock,
    FilmBlock,
    ImageBlock,
    Measurement,
    Opening,
    QuestionnaireBlock,
    Section,
    Step,
)
from stegvis.program.findings import Code, Severity, find, may_freeze
from stegvis.program.kinds import ExerciseForm, MeasurementWhen, OpeningRule, StartMode
from tests.program.faults import FAULTS as IN_TIME
from tests.program.samples import DEFINITION, FILM, PIC, VTT, Q, with_every_kind

Change = Callable[[Document], Document]


def without_text(key: str, value: str = "") -> Change:
    return lambda document: replace(document, texts={"sv": {**document.texts["sv"], key: value}})


def block(new: Block, old: str) -> Change:
    def change(document: Document) -> Document:
        first, second = document.modules
        section = first.sections[0]
        step = section.steps[0]
        blocks = tuple(new if each.id == old else each for each in step.blocks)
        section = replace(section, steps=(replace(step, blocks=blocks), *section.steps[1:]))
        return replace(document, modules=(replace(first, sections=(section,)), second))

    return change


def module(index: int, **changes: Any) -> Change:
    def change(document: Document) -> Document:
        modules = list(document.modules)
        modules[index] = replace(modules[index], **changes)
        return replace(document, modules=tuple(modules))

    return change


def measurement(**changes: Any) -> Change:
    def change(document: Document) -> Document:
        new = replace(Measurement("w-new", Q, MeasurementWhen.AT_START), **changes)
        return replace(document, measurements=(new,))

    return change


def definition(**changes: Any) -> Change:
    return lambda document: replace(document, questionnaires={Q: {**DEFINITION, **changes}})


def setting(**changes: Any) -> Change:
    return lambda document: replace(document, settings=replace(document.settings, **changes))


LONG = "<p>" + "Sömnsvårigheter behandlas vanligtvis tillsammans med behandlaren " * 12 + ".</p>"

FAULTS: list[tuple[Code, str, str, Change]] = [
    (Code.TITLE_MISSING, "program", "title", without_text("program.title")),
    (Code.WELCOME_MISSING, "program", "welcome", without_text("program.welcome", "<p> </p>")),
    (Code.INTENDED_PURPOSE_MISSING, "program", "intended_purpose", without_text("program.intended_purpose")),
    (Code.START_MODE_MISSING, "program", "start_modes", lambda d: replace(d, start_modes=())),
    (Code.MODULE_MISSING, "program", "modules", lambda d: replace(d, modules=(), measurements=())),
    (Code.SECTION_MISSING, "m-2", "sections", module(1, sections=())),
    (Code.STEP_MISSING, "s-x", "steps", module(1, sections=(Section("s-x"),))),
    (Code.BLOCK_MISSING, "t-3", "blocks", module(1, sections=(Section("s-x", True, (Step("t-3"),)),))),
    (Code.TEXT_MISSING, "m-1", "title", without_text("m-1.title")),
    (Code.TEXT_MISSING, "s-3", "title", without_text("s-3.title")),
    (Code.TEXT_MISSING, "t-2", "title", without_text("t-2.title")),
    (Code.TEXT_MISSING, "b-text", "body", without_text("b-text.body", "<p>&nbsp;</p><hr>")),
    (Code.TEXT_MISSING, "b-heading", "text", without_text("b-heading.text", "  ")),
    (Code.TEXT_MISSING, "i-2", "title", without_text("i-2.title")),
    (Code.TEXT_MISSING, "b-exercise", "column_2", without_text("b-exercise.column_2")),
    (Code.ITEM_MISSING, "b-accordion", "items", block(AccordionBlock("b-accordion"), "b-accordion")),
    (
        Code.COLUMN_MISSING,
        "b-exercise",
        "columns",
        block(ExerciseBlock("b-exercise", ExerciseForm.TABLE, 0, 3), "b-exercise"),
    ),
    (Code.ALT_MISSING, "b-image", "alt", without_text("b-image.alt")),
    (Code.FILE_MISSING, "b-image", "image", block(ImageBlock("b-image", "9" * 64), "b-image")),
    (Code.FILE_MISSING, "b-film", "film", block(FilmBlock("b-film", None, VTT, True), "b-film")),
    (Code.FILE_MISSING, "b-audio", "audio", block(AudioBlock("b-audio", None), "b-audio")),
    (Code.FILE_MISSING, "b-document", "document", block(DocumentBlock("b-document", None), "b-document")),
    (Code.CAPTIONS_MISSING, "b-film", "captions", block(FilmBlock("b-film", FILM, None, True), "b-film")),
    (
        Code.DESCRIPTION_UNDECLARED,
        "b-film",
        "nothing_shown_only",
        block(FilmBlock("b-film", FILM, VTT, False), "b-film"),
    ),
    (Code.TRANSCRIPT_MISSING, "b-audio", "transcript", without_text("b-audio.transcript")),
    (Code.HARD_TO_READ, "m-2", "", without_text("b-3.body", LONG)),
    (Code.OPENING_IMPOSSIBLE, "m-1", "opening", module(0, opening=Opening(OpeningRule.WHEN_PREVIOUS_DONE))),
    (Code.OPENING_IMPOSSIBLE, "m-2", "opening", module(1, opening=Opening(OpeningRule.BY_STAFF))),
    (Code.NUMBER_WRONG, "m-2", "days", module(1, opening=Opening(OpeningRule.DAYS_AFTER_START, 0))),
    (Code.NUMBER_WRONG, "w-new", "window_days", measurement(window_days=0)),
    (Code.NUMBER_WRONG, "w-new", "days", measurement(when=MeasurementWhen.EVERY, days=-1, times=2)),
    (Code.NUMBER_WRONG, "w-new", "times", measurement(when=MeasurementWhen.EVERY, days=9, times=9999)),
    (Code.WINDOW_TOO_LONG, "w-new", "window_days", measurement(when=MeasurementWhen.EVERY, days=2, times=2)),
    (Code.MODULE_UNKNOWN, "w-new", "module", measurement(when=MeasurementWhen.BEFORE_MODULE, module="m-9")),
    (Code.QUESTIONNAIRE_UNKNOWN, "w-new", "questionnaire", measurement(questionnaire="0")),
    (
        Code.QUESTIONNAIRE_UNKNOWN,
        "b-questionnaire",
        "questionnaire",
        block(QuestionnaireBlock("b-questionnaire", "0"), "b-questionnaire"),
    ),
    (Code.QUESTIONNAIRE_UNKNOWN, "b-diary", "questionnaire", block(DiaryBlock("b-diary", "0"), "b-diary")),
    (Code.LICENCE_UNPROVEN, Q, "licence", definition(licence={"status": "licensed"})),
    (Code.LICENCE_UNPROVEN, Q, "licence", definition(licence={"status": "unknown", "reference": " "})),
    (Code.DANGER_WITHOUT_HELP, Q, "danger:fara:help", definition(texts={"sv": {"danger:fara:help": " "}})),
    (Code.NUMBER_WRONG, "program", "unsent_after", setting(unsent_after=0)),
    (Code.DANGER_UNKNOWN, "program", "dangers", setting(dangers=(Danger(DEFINITION["url"], "annat"),))),
    (Code.DANGER_UNKNOWN, "program", "dangers", setting(dangers=(Danger("elsewhere", "fara"),))),
]


def test_a_faultless_document_has_no_findings() -> None:
    assert find(with_every_kind()) == []


@pytest.mark.parametrize(("code", "node_id", "field", "change"), FAULTS)
def test_one_fault_gives_one_finding(code: Code, node_id: str, field: str, change: Change) -> None:
    found = find(change(with_every_kind()))

    assert [(each.code, each.node_id, each.field) for each in found] == [(code, node_id, field)]


def test_every_code_is_tested() -> None:
    assert {fault[0] for fault in (*FAULTS, *IN_TIME)} == set(Code)


def test_only_a_hindrance_stops_a_freeze() -> None:
    document = with_every_kind()

    assert may_freeze(find(without_text("b-3.body", LONG)(document)))
    assert not may_freeze(find(without_text("program.welcome")(document)))


def test_what_needs_nothing_is_not_asked_for() -> None:
    decorative = block(ImageBlock("b-image", PIC, decorative=True), "b-image")
    document = without_text("b-image.alt")(decorative(with_every_kind()))
    guided = replace(definition(texts={})(document), start_modes=(StartMode.GUIDED,))
    paid = definition(licence={"status": "licensed", "reference": "Avtal 12"})(guided)

    assert find(paid) == []


def test_nobody_opens_by_hand_in_an_open_start() -> None:
    document = module(1, opening=Opening(OpeningRule.BY_STAFF))(with_every_kind())

    only_open = replace(document, start_modes=(StartMode.OPEN,))
    assert [each.severity for each in find(document)] == [Severity.WARNS]
    assert [each.severity for each in find(only_open)] == [Severity.BLOCKS]
