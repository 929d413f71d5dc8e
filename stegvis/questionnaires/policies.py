"""Who may build questionnaires, and when. Pure: the button and the act ask the same function."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.models import PublisherUnit
from stegvis.access.verdict import Verdict
from stegvis.questionnaires.models import DefinitionVersion, QuestionnaireDraft


def may_create(actor: Actor, publisher_unit: PublisherUnit) -> Verdict:
    """A designer on the own publisher unit."""
    return _on_own_unit(actor, str(publisher_unit.pk))


def may_edit(actor: Actor, draft: QuestionnaireDraft) -> Verdict:
    """A designer, for a draft of the own publisher unit."""
    return _on_own_unit(actor, str(draft.publisher_unit_id))


def may_change(actor: Actor, version: DefinitionVersion) -> Verdict:
    """A new version of what the own unit has published. What comes with the installation is copied instead."""
    if version.publisher_unit_id is None:
        if actor.can("questionnaire:edit"):
            return Verdict.no(_("Det här formuläret ingår i Stegvis och ändras inte här. Gör en egen kopia."))
        return Verdict.not_found()
    return _on_own_unit(actor, str(version.publisher_unit_id))


def may_publish(actor: Actor, draft: QuestionnaireDraft) -> Verdict:
    """As editing, outside training units. What is left to do in the draft is publication's own question."""
    verdict = may_edit(actor, draft)
    if not verdict:
        return verdict
    if not actor.can("questionnaire:publish"):
        return Verdict.no(_("Du kan ändra formuläret, men inte publicera det."))
    if draft.publisher_unit.training:
        return Verdict.no(_("En övningsenhet kan inte publicera. Allt annat går att pröva."))
    return Verdict.yes()


def _on_own_unit(actor: Actor, unit: str) -> Verdict:
    if not actor.hat.publisher_unit_id or actor.hat.publisher_unit_id != unit:
        return Verdict.not_found()
    if not actor.can("questionnaire:edit"):
        return Verdict.no(_("Du kan läsa formulär, men inte ändra dem."))
    return Verdict.yes()
