"""One step of a frozen document as HTML: the author's preview and the resident's page show the same.

The page around it (title, navigation, forms) belongs to whoever shows the step. What a resident fills
in comes through slots, so that nothing here knows about answers.
"""

from collections.abc import Callable
from functools import lru_cache
from secrets import token_hex
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.rendering.blocks import Asked, parts_of
from stegvis.catalogue.rendering.inert import inert_diary, inert_exercise, inert_questionnaire
from stegvis.lib.errors import Cannot
from stegvis.program.document import DiaryBlock, Document, ExerciseBlock, QuestionnaireBlock, Step

MediaUrl = Callable[[str], str]
ExerciseSlot = Callable[[ExerciseBlock], str]
QuestionnaireSlot = Callable[[QuestionnaireBlock], str]
DiarySlot = Callable[[DiaryBlock], str]
FilledIn = ExerciseBlock | QuestionnaireBlock | DiaryBlock


# Steps drawn and kept: a large program has about fifty, each a few kilobytes.
KEPT_STEPS = 1000


class CannotRenderStep(Cannot):
    """The document has no such step."""


def find_step(document: Document, step_id: str) -> Step | None:
    """The step with this id, or None."""
    steps = (step for module in document.modules for step in module.steps)
    return next((step for step in steps if step.id == step_id), None)


def render_step(
    document: Document,
    step_id: str,
    *,
    language: str,
    media_url: MediaUrl,
    exercise_slot: ExerciseSlot,
    questionnaire_slot: QuestionnaireSlot,
    diary_slot: DiarySlot,
) -> SafeString:
    """The blocks of one step, without its title. The slots give ready HTML for what is filled in.

    The slot of an exercise stands below its title and instruction, the others alone.
    Raises CannotRenderStep.
    """
    step = find_step(document, step_id)
    if step is None:
        raise CannotRenderStep(_("Steget finns inte i programmet."))
    asked = Asked(document, language, media_url, exercise_slot, questionnaire_slot, diary_slot)
    context: dict[str, Any] = {"parts": parts_of(step.blocks, asked), "language": asked.spoken}
    return SafeString(get_template("catalogue/step.html").render(context))


def render_blocks(
    document: Document,
    step_id: str,
    *,
    language: str,
    media_url: MediaUrl,
    exercise_slot: ExerciseSlot,
    questionnaire_slot: QuestionnaireSlot,
    diary_slot: DiarySlot,
) -> list[tuple[str, SafeString]]:
    """As `render_step`, with each block for itself under its id: for pages that say something about every block.

    Raises CannotRenderStep.
    """
    step = find_step(document, step_id)
    if step is None:
        raise CannotRenderStep(_("Steget finns inte i programmet."))
    asked = Asked(document, language, media_url, exercise_slot, questionnaire_slot, diary_slot)
    found = []
    for block in step.blocks:
        drawn = (get_template(part["template"]).render({"part": part}) for part in parts_of([block], asked))
        found.append((block.id, SafeString("".join(drawn))))
    return found


def kept_step(
    document_hash: str,
    step_id: str,
    *,
    language: str,
    media_prefix: str,
    exercise_slot: ExerciseSlot,
    questionnaire_slot: QuestionnaireSlot,
    diary_slot: DiarySlot,
) -> SafeString:
    """As `render_step` of a frozen document; all but the slots is drawn once for everybody.

    Raises CannotRenderStep and CannotOpenDocument.
    """
    drawn, blocks = _drawn(document_hash, step_id, language, get_language(), media_prefix)
    parts = [drawn[0]]
    for block, text in zip(blocks, drawn[1:], strict=True):
        if isinstance(block, ExerciseBlock):
            slot = exercise_slot(block)
        else:
            slot = diary_slot(block) if isinstance(block, DiaryBlock) else questionnaire_slot(block)
        parts += (slot, text)
    # Our own drawing of what was cleaned when it was frozen, and slots that are ready HTML.
    return SafeString("".join(parts))


@lru_cache(maxsize=KEPT_STEPS)
def _drawn(
    document_hash: str, step_id: str, language: str, _active: str | None, media_prefix: str
) -> tuple[tuple[str, ...], tuple[FilledIn, ...]]:
    """The texts between the slots of a step, and the block of each slot. The same bytes for as long as we run."""
    # Not to be guessed, so that nothing written in a program can pass for a slot.
    mark = f"<!-- {token_hex(16)} -->"
    blocks: list[FilledIn] = []

    def slot(block: FilledIn) -> SafeString:
        blocks.append(block)
        return SafeString(mark)

    whole = render_step(
        open_document(document_hash),
        step_id,
        language=language,
        media_url=lambda digest: f"{media_prefix}{digest}",
        exercise_slot=slot,
        questionnaire_slot=slot,
        diary_slot=slot,
    )
    return tuple(str.split(whole, mark)), tuple(blocks)


def preview_step(document: Document, step_id: str, *, language: str, media_url: MediaUrl) -> SafeString:
    """As `render_step`, with fields that cannot be filled in. Raises CannotRenderStep."""
    return render_step(
        document,
        step_id,
        language=language,
        media_url=media_url,
        exercise_slot=lambda block: inert_exercise(document, block, language),
        questionnaire_slot=lambda block: inert_questionnaire(document, block, language),
        diary_slot=lambda block: inert_diary(document, block, language),
    )


__all__ = [
    "CannotRenderStep",
    "DiarySlot",
    "ExerciseSlot",
    "MediaUrl",
    "QuestionnaireSlot",
    "find_step",
    "inert_diary",
    "inert_exercise",
    "inert_questionnaire",
    "kept_step",
    "preview_step",
    "render_blocks",
    "render_step",
]
