"""Who may ask for a change of a program, and who decides."""

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.catalogue.models import Program
from stegvis.governance.kinds import Act
from stegvis.governance.models import Initiative
from stegvis.governance.policies import may_move


def may_request(actor: Actor, program: Program) -> Verdict:
    """Anybody who works for the provider whose program it is, once it is published and not withdrawn from use."""
    provider = program.publisher_unit.provider_id
    if actor.hat.provider_id != str(provider) or not actor.can("idea:open"):
        return Verdict.not_found()
    if not program.versions.exists():
        return Verdict.no(_("Programmet är inte publicerat än. Tala med den som bygger det."))
    return Verdict.yes()


def may_accept(actor: Actor, initiative: Initiative) -> Verdict:
    """The owner, or the coordinator."""
    return may_move(Act.ACCEPT_CHANGE)(actor, initiative)


def may_decline(actor: Actor, initiative: Initiative) -> Verdict:
    """The owner, or the coordinator."""
    return may_move(Act.DECLINE_CHANGE)(actor, initiative)
