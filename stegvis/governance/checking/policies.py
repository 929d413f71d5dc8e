"""Who may let something pass, and take that back."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.governance.kinds import Party
from stegvis.governance.models import Initiative
from stegvis.governance.policies import may_as

_coordinator = may_as(Party.COORDINATOR)


def may_waive(actor: Actor, initiative: Initiative) -> Verdict:
    """The coordinator, and never for something that they have built themselves."""
    verdict = _coordinator(actor, initiative)
    if verdict and initiative.designer_id == actor.account:
        return Verdict.no(_("Du har byggt programmet. Någon annan än du måste göra undantaget."))
    return verdict
