"""The order of the modules with what opens them, and the questionnaires planned in time."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from stegvis.authoring.blocks.content import questionnaire_choices
from stegvis.authoring.kinds import Rule, When

YEAR = 366


class OutlineItem(blocks.StructBlock):
    """A module in its place."""

    module = blocks.PageChooserBlock(label=_("Modul"), page_type="authoring.ModulePage")
    rule = blocks.ChoiceBlock(label=_("Öppnas"), choices=Rule.choices, default=Rule.BY_STAFF)
    days = blocks.IntegerBlock(
        label=_("Antal dagar"),
        required=False,
        min_value=0,
        max_value=YEAR,
        help_text=_("Fyll i när modulen öppnas ett antal dagar efter något."),
    )

    class Meta:
        label = _("Modul")
        icon = "folder-open-inverse"


class OutlineStream(blocks.StreamBlock):
    """The modules, in order."""

    module = OutlineItem()


class MeasurementItem(blocks.StructBlock):
    """A questionnaire and when it is asked."""

    questionnaire = blocks.ChoiceBlock(label=_("Formulär"), choices=questionnaire_choices)
    when = blocks.ChoiceBlock(label=_("När"), choices=When.choices, default=When.AT_START)
    gate = blocks.BooleanBlock(
        label=_("Måste besvaras först"),
        required=False,
        help_text=_("Modulerna väntar tills formuläret är besvarat."),
    )
    days = blocks.IntegerBlock(
        label=_("Dagar mellan gångerna"), required=False, min_value=1, max_value=YEAR, help_text=_("För regelbundet.")
    )
    times = blocks.IntegerBlock(
        label=_("Antal gånger"), required=False, min_value=1, max_value=YEAR, help_text=_("För regelbundet.")
    )
    before_module = blocks.PageChooserBlock(
        label=_("Före modulen"), page_type="authoring.ModulePage", required=False, help_text=_("För före en modul.")
    )
    window_days = blocks.IntegerBlock(label=_("Räknas som sen efter (dagar)"), default=7, min_value=1, max_value=YEAR)

    class Meta:
        label = _("Mätning")
        icon = "form"
        label_format = "{questionnaire}: {when}"


class MeasurementStream(blocks.StreamBlock):
    """The measurements, in order."""

    measurement = MeasurementItem()
