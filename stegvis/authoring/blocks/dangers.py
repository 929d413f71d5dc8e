"""What a program sets for dangerous answers, where its risk analysis found something else right (safety rule 1)."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from stegvis.authoring.blocks.content import PUBLISHER_UNIT
from stegvis.authoring.kinds import Level
from stegvis.questionnaires import queries as questionnaires
from stegvis.questionnaires.engine import danger_key

MOST = 10_000
# Between a questionnaire's address and its rule: neither holds a space.
BETWEEN = " "


def danger_choices() -> list[tuple[str, str]]:
    """Every danger rule of the questionnaires that the unit may use. Called when a form is drawn."""
    found = []
    for row in questionnaires.shelf(PUBLISHER_UNIT.get()):
        definition = questionnaires.definition_by_digest(row.digest)
        for rule in definition.dangers:
            words = f"{row.title}: {definition.text(danger_key(rule.rule_id))}"
            found.append((f"{definition.url}{BETWEEN}{rule.rule_id}", words))
    return found


class DangerItem(blocks.StructBlock):
    """One danger rule, as this program takes it."""

    rule = blocks.ChoiceBlock(label=_("Svar som tyder på fara"), choices=danger_choices)
    level = blocks.ChoiceBlock(label=_("Vem får veta"), choices=Level.choices, default=Level.PRIORITY)
    threshold = blocks.FloatBlock(
        label=_("Gränsvärde"),
        required=False,
        min_value=0,
        max_value=MOST,
        help_text=_("Lämna tomt för formulärets egen gräns. Skriv bara en annan om riskanalysen säger det."),
    )

    class Meta:
        label = _("Farligt svar")
        icon = "warning"
        label_format = "{rule}"


class DangerStream(blocks.StreamBlock):
    """Those that differ; for all others the questionnaire's own rule holds and everybody is told."""

    danger = DangerItem()
