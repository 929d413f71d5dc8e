"""The order of the modules with what opens them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from stegvis.authoring.blocks.conditions import YEAR, ConditionStream
from stegvis.authoring.kinds import Rule


class OutlineItem(blocks.StructBlock):
    """A module in its place."""

    module = blocks.PageChooserBlock(label=_("Modul"), page_type="authoring.ModulePage")
    rule = blocks.ChoiceBlock(
        label=_("Öppnas"),
        choices=Rule.choices,
        default=Rule.BY_STAFF,
    )
    days = blocks.IntegerBlock(
        label=_("Antal dagar"),
        required=False,
        min_value=0,
        max_value=YEAR,
        help_text=_("Fyll i när modulen öppnas ett antal dagar efter något."),
    )
    conditions = ConditionStream(
        label=_("Allt detta ska ha hänt"),
        required=False,
        max_num=8,
        help_text=_(
            "Hör till ”När allt i en lista har hänt”. Modulen öppnas när det sista har hänt. "
            "Det som en gång har hänt räknas, vad som än kommer sedan."
        ),
    )

    class Meta:
        label = _("Modul")
        icon = "folder-open-inverse"
        form_attrs = {"data-stegvis-rules": "outline"}


class OutlineStream(blocks.StreamBlock):
    """The modules, in order."""

    module = OutlineItem()
