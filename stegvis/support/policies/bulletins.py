"""Who may write, withdraw and read bulletins. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.support.models import Bulletin


def may_write(actor: Actor, provider: CareProvider) -> Verdict:
    """The coordinator, to the provider's own units."""
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(provider.pk)
    return Verdict.yes() if here and actor.can("bulletin:write") else Verdict.not_found()


def may_withdraw(actor: Actor, bulletin: Bulletin) -> Verdict:
    """The same, once."""
    verdict = may_write(actor, bulletin.provider)
    if verdict and bulletin.withdrawn_at:
        return Verdict.no(_("Anslaget är redan tillbakadraget."))
    return verdict


def may_read(actor: Actor, bulletin: Bulletin) -> Verdict:
    """Staff of the provider. To whom it was written is judged where it is read."""
    here = actor.can("support:read") and actor.hat.provider_id == str(bulletin.provider_id)
    return Verdict.yes() if here else Verdict.not_found()
