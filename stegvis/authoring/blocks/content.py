"""The kinds of block that a step is built of."""

from contextvars import ContextVar
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from stegvis.authoring.kinds import Form, HeadingLevel, Per, Tone
from stegvis.questionnaires import queries as questionnaires

# Nothing else may be written; `catalogue.richtext` removes what gets here another way.
RICH_TEXT = ["h3", "h4", "bold", "italic", "ul", "ol", "hr", "link"]
SHORT = 200
# Whose editor it is: set by the editor's door for each request. Wagtail asks for choices without saying who asks.
PUBLISHER_UNIT: ContextVar[str | None] = ContextVar("publisher_unit", default=None)


def _required(label: Any, **more: Any) -> Any:
    return blocks.CharBlock(label=label, max_length=SHORT, **more)


def _rich(label: Any, **more: Any) -> Any:
    return blocks.RichTextBlock(label=label, features=RICH_TEXT, **more)


def questionnaire_choices() -> list[tuple[str, str]]:
    """What comes with the installation and what the own unit has published, by title. Called when a form is drawn."""
    return [(row.key, row.title) for row in questionnaires.shelf(PUBLISHER_UNIT.get())]


class HeadingBlock(blocks.StructBlock):
    """A heading inside a step."""

    text = _required(_("Text"))
    level = blocks.ChoiceBlock(label=_("Nivå"), choices=HeadingLevel.choices, default=HeadingLevel.TWO)

    class Meta:
        label = _("Rubrik")
        icon = "title"
        label_format = "{text}"


class TextBlock(blocks.StructBlock):
    """Rich text."""

    body = _rich(_("Text"))

    class Meta:
        label = _("Text")
        icon = "pilcrow"


class ImageBlock(blocks.StructBlock):
    """A picture; a decorative one needs no alternative text."""

    image = ImageChooserBlock(label=_("Bild"))
    alt = blocks.CharBlock(
        label=_("Bildbeskrivning (alt-text)"),
        max_length=400,
        required=False,
        help_text=_("Säg vad bilden visar, för den som inte ser den. Tomt: beskrivningen i bildbiblioteket används."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Bilden är bara utsmyckning"),
        required=False,
        help_text=_("Den läses inte upp och behöver ingen beskrivning."),
    )
    caption = blocks.CharBlock(label=_("Bildtext"), max_length=400, required=False)

    class Meta:
        label = _("Bild")
        icon = "image"
        label_format = "{alt}"


class FilmBlock(blocks.StructBlock):
    """A film. Captions and transcript belong to the film in the library."""

    film = VideoChooserBlock(
        label=_("Film"), help_text=_("Undertext och utskrift läggs till på filmen, under Film och ljud.")
    )
    title = _required(_("Titel"))

    class Meta:
        label = _("Film")
        icon = "media"
        label_format = "{title}"


class AudioBlock(blocks.StructBlock):
    """A sound. The transcript belongs to the sound in the library."""

    audio = AudioChooserBlock(label=_("Ljud"), help_text=_("Utskriften läggs till på ljudet, under Film och ljud."))
    title = _required(_("Titel"))

    class Meta:
        label = _("Ljud")
        icon = "wagtailmedia-audio"
        label_format = "{title}"


class CalloutBlock(blocks.StructBlock):
    """A set-off piece of text."""

    tone = blocks.ChoiceBlock(label=_("Slag"), choices=Tone.choices, default=Tone.INFO)
    title = _required(_("Rubrik"), required=False)
    body = _rich(_("Text"))

    class Meta:
        label = _("Ruta")
        icon = "info-circle"
        label_format = "{title}"


class FoldBlock(blocks.StructBlock):
    """One fold of an accordion."""

    title = _required(_("Rubrik"))
    body = _rich(_("Text"))

    class Meta:
        label = _("Del")
        icon = "arrow-down"
        label_format = "{title}"


class FoldStream(blocks.StreamBlock):
    """The folds, in order."""

    item = FoldBlock()


class AccordionBlock(blocks.StructBlock):
    """Texts that fold out one by one."""

    items = FoldStream(label=_("Delar"))

    class Meta:
        label = _("Utfällbara texter")
        icon = "list-ul"


class PaperBlock(blocks.StructBlock):
    """A PDF to open or print."""

    document = DocumentChooserBlock(label=_("Dokument (PDF)"))
    title = _required(_("Titel"))

    class Meta:
        label = _("Dokument")
        icon = "doc-full"
        label_format = "{title}"


class ColumnStream(blocks.StreamBlock):
    """The columns of a table, from left to right."""

    column = _required(_("Kolumn"), icon="table")


class ExerciseBlock(blocks.StructBlock):
    """A worksheet that the resident sends in."""

    form = blocks.ChoiceBlock(label=_("Slags övning"), choices=Form.choices, default=Form.TEXT)
    title = _required(_("Titel"))
    instruction = _rich(_("Instruktion"))
    columns = ColumnStream(label=_("Kolumner (för tabell)"), required=False, max_num=6)
    rows = blocks.IntegerBlock(
        label=_("Antal rader (för lista och tabell)"), min_value=0, max_value=40, default=0, required=False
    )

    feedback = blocks.BooleanBlock(
        label=_("Personalen ger återkoppling"),
        help_text=_(
            "Utan återkoppling är övningen till för den som skriver. Då väntar ingen på den, och programmet kan öppnas "
            "för alla."
        ),
        default=True,
        required=False,
    )

    class Meta:
        label = _("Övning")
        icon = "edit"
        label_format = "{title}"


class QuestionnaireBlock(blocks.StructBlock):
    """A questionnaire answered inside the step."""

    questionnaire = blocks.ChoiceBlock(label=_("Formulär"), choices=questionnaire_choices)

    class Meta:
        label = _("Formulär")
        icon = "form"
        label_format = "{questionnaire}"


class DiaryBlock(blocks.StructBlock):
    """Recurrent entries, with a questionnaire for fields."""

    questionnaire = blocks.ChoiceBlock(
        label=_("Formulär"),
        choices=questionnaire_choices,
        help_text=_("Varje registrering är formuläret ifyllt en gång. Välj ett kort, som går snabbt i mobilen."),
    )
    per = blocks.ChoiceBlock(label=_("Hur ofta"), choices=Per.choices, default=Per.DAY)

    class Meta:
        label = _("Registrering")
        icon = "calendar-alt"
        label_format = "{questionnaire}"
