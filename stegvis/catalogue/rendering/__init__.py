"""One step of a frozen document as HTML: the author's preview and the resident's page show the same.

The page around it (title, navigation, forms) belongs to whoever shows the step. What a resident fills
in comes through two slots, so that nothing here knows about answers.
"""

from collections.abc import Callable
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.rendering.blocks import Asked, parts_of
from stegvis.catalogue.rendering.inert import inert_exercise, inert_questionnaire
from stegvis.lib.errors import Cannot
from stegvis.program.document import Document, ExerciseBlock, QuestionnaireBlock, Step

MediaUrl = Callable[[str], str]
ExerciseSlot = Callable[[ExerciseBlock], str]
QuestionnaireSlot = Callable[[QuestionnaireBlock], str]


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
) -> SafeString:
    """The blocks of one step, without its title. The slots give ready HTML for what is filled in.

    The slot of an exercise stands below its title and instruction, that of a questionnaire alone.
    Raises CannotRenderStep.
    """
    step = find_step(document, step_id)
    if step is None:
        raise CannotRenderStep(_("Steget finns inte i programmet."))
    asked = Asked(document, language, media_url, exercise_slot, questionnaire_slot)
    context: dict[str, Any] = {"parts": parts_of(step.blocks, asked), "language": asked.spoken}
    return SafeString(get_template("catalogue/step.html").render(context))


def preview_step(document: Document, step_id: str, *, language: str, media_url: MediaUrl) -> SafeString:
    """As `render_step`, with fields that cannot be filled in. Raises CannotRenderStep."""
    return render_step(
        document,
        step_id,
        language=language,
        media_url=media_url,
        exercise_slot=lambda block: inert_exercise(document, block, language),
        questionnaire_slot=lambda block: inert_questionnaire(document, block, language),
    )


__all__ = [
    "CannotRenderStep",
    "ExerciseSlot",
    "MediaUrl",
    "QuestionnaireSlot",
    "find_step",
    "inert_exercise",
    "inert_questionnaire",
    "preview_step",
    "render_step",
]
