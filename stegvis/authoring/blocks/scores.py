"""What the resident sees of single scores, where it differs from what the program shows of the rest."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from stegvis.authoring.blocks.content import PUBLISHER_UNIT
from stegvis.authoring.kinds import Results
from stegvis.questionnaires import queries as questionnaires
from stegvis.questionnaires.engine import score_key

# Between a questionnaire's address and its score: neither holds a space.
BETWEEN = " "


def score_choices() -> list[tuple[str, str]]:
    """Every score of the questionnaires that the unit may use. Called when a form is drawn."""
    found = []
    for row in questionnaires.shelf(PUBLISHER_UNIT.get()):
        definition = questionnaires.definition_by_digest(row.digest)
        for rule in definition.scores:
            words = f"{row.title}: {definition.text(score_key(rule.code)) or rule.code}"
            found.append((f"{definition.url}{BETWEEN}{rule.code}", words))
    return found


class ScoreItem(blocks.StructBlock):
    """One score, and what the resident sees of it."""

    score = blocks.ChoiceBlock(label=_("Resultat"), choices=score_choices)
    results = blocks.ChoiceBlock(label=_("Invånaren ser"), choices=Results.choices, default=Results.NONE)

    class Meta:
        label = _("Resultat")
        icon = "view"
        label_format = "{score}: {results}"


class ScoreStream(blocks.StreamBlock):
    """Those that differ; for all others the program's own choice holds."""

    score = ScoreItem()
