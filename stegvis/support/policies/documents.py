"""Who may write regional documents. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.support.models import RegionalDocument


def may_write(actor: Actor, provider: CareProvider) -> Verdict:
    """Those who keep the provider's documents."""
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(provider.pk)
    return Verdict.yes() if here and actor.can("document:edit") else Verdict.not_found()


def may_edit(actor: Actor, document: RegionalDocument) -> Verdict:
    """The same, for one that stands."""
    verdict = may_write(actor, document.provider)
    if verdict and document.withdrawn_at:
        return Verdict.no(_("Dokumentet är tillbakadraget. Ta fram det igen först."))
    return verdict


def may_restore(actor: Actor, document: RegionalDocument) -> Verdict:
    """Take a withdrawn one forth again."""
    verdict = may_write(actor, document.provider)
    if verdict and not document.withdrawn_at:
        return Verdict.no(_("Dokumentet finns redan framme."))
    return verdict
