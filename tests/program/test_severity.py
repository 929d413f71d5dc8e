"""Minor is wording and media only; everything else is major, and says why."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from stegvis.program.document import (
    CalloutBlock,
    Danger,
    Document,
    FlagRule,
    ImageBlock,
    Measurement,
    Module,
    Opening,
    Reminder,
    Section,
    Step,
    TextBlock,
)
from stegvis.program.kinds import CalloutTone, FlagWhen, MeasurementWhen, OpeningRule, ReminderWhen
from stegvis.program.plan import compile_plan
from stegvis.program.upgrading import MajorBecause, Severity, severity
from tests.program.samples import DEFINITION, PDF, Q, with_every_kind

OLD = with_every_kind()
Edit = Callable[[Document], Document]


def words(key: str, text: str = "Andra ord.") -> Edit:
    return lambda document: replace(document, texts={"sv": {**document.texts["sv"], key: text}})


def in_step(edit: Callable[[Step], Step]) -> Edit:
    def edited(document: Document) -> Document:
        module, *modules = document.modules
        section, *sections = module.sections
        step, *steps = section.steps
        section = replace(section, steps=(edit(step), *steps))
        return replace(document, modules=(replace(module, sections=(section, *sections)), *modules))

    return edited


def block(block_id: str, **changed: object) -> Edit:
    return in_step(
        lambda step: replace(
            step,
            blocks=tuple(replace(each, **changed) if each.id == block_id else each for each in step.blocks),  # type: ignore[arg-type]
        )
    )


MINOR: dict[str, Edit] = {
    "nothing": lambda document: document,
    "a title": words("program.title"),
    "a text": words("b-text.body"),
    "a reminder in other words": words("w-end.title"),
    "a file": block("b-image", image=PDF),
    "captions": block("b-film", captions=None),
    "a piece of text more": in_step(lambda step: replace(step, blocks=(*step.blocks, TextBlock("b-new")))),
    "a picture less": in_step(
        lambda step: replace(step, blocks=tuple(each for each in step.blocks if not isinstance(each, ImageBlock)))
    ),
    "blocks in another order": in_step(
        lambda step: replace(step, blocks=tuple(reversed(step.blocks[:4])) + step.blocks[4:])
    ),
    "a language more": lambda document: replace(document, texts={**document.texts, "en": {"b-text.body": "Words."}}),
}

MAJOR: dict[str, tuple[Edit, MajorBecause]] = {
    "a module more": (
        lambda document: replace(document, modules=(*document.modules, Module("m-3"))),
        MajorBecause.MODULE_ADDED,
    ),
    "a module less": (
        lambda document: replace(document, modules=document.modules[:1]),
        MajorBecause.MODULE_REMOVED,
    ),
    "modules in another order": (
        lambda document: replace(document, modules=tuple(reversed(document.modules))),
        MajorBecause.MODULE_MOVED,
    ),
    "another opening": (
        lambda document: replace(
            document, modules=(document.modules[0], replace(document.modules[1], opening=Opening(OpeningRule.BY_STAFF)))
        ),
        MajorBecause.OPENING_CHANGED,
    ),
    "a step more": (
        lambda document: replace(
            document,
            modules=(
                replace(
                    document.modules[0], sections=(*document.modules[0].sections, Section("s-9", steps=(Step("t-9"),)))
                ),
                *document.modules[1:],
            ),
        ),
        MajorBecause.STEPS_CHANGED,
    ),
    "other questions": (
        lambda document: replace(document, questionnaires={"a" * 64: {**DEFINITION, "version": "2.0"}}),
        MajorBecause.QUESTIONNAIRE_CHANGED,
    ),
    "a questionnaire in a step": (block("b-questionnaire", questionnaire="a" * 64), MajorBecause.QUESTIONNAIRE_CHANGED),
    "another day": (
        lambda document: replace(
            document, measurements=tuple(replace(each, window_days=9) for each in document.measurements)
        ),
        MajorBecause.MEASUREMENT_CHANGED,
    ),
    "a measurement more": (
        lambda document: replace(
            document, measurements=(*document.measurements, Measurement("w-new", Q, MeasurementWhen.AT_END))
        ),
        MajorBecause.MEASUREMENT_CHANGED,
    ),
    "an exercise's words": (words("b-exercise.instruction"), MajorBecause.EXERCISE_CHANGED),
    "an exercise's rows": (block("b-exercise", rows=9), MajorBecause.EXERCISE_CHANGED),
    "a diary": (in_step(lambda step: replace(step, blocks=step.blocks[:-1])), MajorBecause.DIARY_CHANGED),
    "a reminder": (
        lambda document: replace(document, reminders=(Reminder("r", ReminderWhen.NOT_STARTED),)),
        MajorBecause.RULE_CHANGED,
    ),
    "a flag": (
        lambda document: replace(document, flags=(FlagRule("f", FlagWhen.INACTIVE, 7),)),
        MajorBecause.RULE_CHANGED,
    ),
    "a danger": (
        lambda document: replace(
            document, settings=replace(document.settings, dangers=(Danger(DEFINITION["url"], "fara", threshold=2),))
        ),
        MajorBecause.DANGER_CHANGED,
    ),
    "when an unsent danger is told": (
        lambda document: replace(document, settings=replace(document.settings, unsent_after=60)),
        MajorBecause.DANGER_CHANGED,
    ),
    "a warning's words": (
        lambda document: words("b-callout.body", "Ring 112.")(block("b-callout", tone=CalloutTone.WARNING)(document)),
        MajorBecause.DANGER_CHANGED,
    ),
    "what is no longer a warning": (
        in_step(lambda step: replace(step, blocks=(*step.blocks, CalloutBlock("b-warn", CalloutTone.WARNING)))),
        MajorBecause.DANGER_CHANGED,
    ),
    "messages": (
        lambda document: replace(document, settings=replace(document.settings, messages=False)),
        MajorBecause.SETTING_CHANGED,
    ),
    "what it is meant for": (words("program.intended_purpose"), MajorBecause.PURPOSE_CHANGED),
}


@pytest.mark.parametrize("edit", MINOR.values(), ids=MINOR)
def test_wording_and_media_are_minor(edit: Edit) -> None:
    found = severity(OLD, edit(OLD))
    assert (found.severity, found.reasons) == (Severity.MINOR, ())


@pytest.mark.parametrize("edit", MINOR.values(), ids=MINOR)
def test_a_minor_version_unfolds_as_the_old_one(edit: Edit) -> None:
    before, after = compile_plan(OLD), compile_plan(edit(OLD))
    # Where a block stands is read off its step; which blocks of looks there are is not asked by anything in time.
    assert replace(after, block_step=before.block_step) == before


@pytest.mark.parametrize(("edit", "code"), MAJOR.values(), ids=MAJOR)
def test_everything_else_is_major_and_says_why(edit: Edit, code: MajorBecause) -> None:
    for found in (severity(OLD, edit(OLD)), severity(edit(OLD), OLD)):
        assert found.severity is Severity.MAJOR
    assert code in {reason.code for reason in severity(OLD, edit(OLD)).reasons}


def test_one_new_text_of_a_questionnaire_is_one_reason() -> None:
    new = replace(OLD, questionnaires={"a" * 64: {**DEFINITION, "version": "2.0"}})
    assert [(each.code, each.node_id) for each in severity(OLD, new).reasons] == [
        (MajorBecause.QUESTIONNAIRE_CHANGED, "a" * 64)
    ]
