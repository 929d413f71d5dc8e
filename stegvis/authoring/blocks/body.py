"""Sections of steps of blocks: the body of a module."""

import uuid
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from stegvis.authoring.blocks import content


class BlockStream(blocks.StreamBlock):
    """What a step holds, in order."""

    heading = content.HeadingBlock()
    text = content.TextBlock()
    image = content.ImageBlock()
    film = content.FilmBlock()
    audio = content.AudioBlock()
    callout = content.CalloutBlock()
    accordion = content.AccordionBlock()
    document = content.PaperBlock()
    exercise = content.ExerciseBlock()
    questionnaire = content.QuestionnaireBlock()
    diary = content.DiaryBlock()


class StepBlock(blocks.StructBlock):
    """One page."""

    title = blocks.CharBlock(label=_("Stegets titel"), max_length=content.SHORT)
    blocks = BlockStream(label=_("Innehåll"), required=False)

    class Meta:
        label = _("Steg")
        icon = "doc-empty"
        label_format = "{title}"


class StepStream(blocks.StreamBlock):
    """The steps, in order."""

    step = StepBlock()


class SectionBlock(blocks.StructBlock):
    """A part of a module."""

    title = blocks.CharBlock(label=_("Avsnittets titel"), max_length=content.SHORT)
    hideable = blocks.BooleanBlock(
        label=_("Behandlaren kan dölja avsnittet för en enskild invånare"), required=False, default=False
    )
    steps = StepStream(label=_("Steg"), required=False)

    class Meta:
        label = _("Avsnitt")
        icon = "folder-open-inverse"
        label_format = "{title}"


class SectionStream(blocks.StreamBlock):
    """The sections, in order."""

    section = SectionBlock()


def first_section() -> list[dict[str, Any]]:
    """What a new module begins with, so that the first block is one click away."""
    step = {"type": "step", "id": str(uuid.uuid4()), "value": {"title": _now("Steg 1"), "blocks": []}}
    value = {"title": _now("Avsnitt 1"), "hideable": False, "steps": [step]}
    return [{"type": "section", "id": str(uuid.uuid4()), "value": value}]
