"""Who may see and change everybody's access at a provider. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import AccessReview, CareProvider
from stegvis.access.verdict import Verdict


def may_decide(actor: Actor, provider: CareProvider) -> Verdict:
    """Whoever grants at the provider: needs-and-risk notes, and the review."""
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(provider.pk)
    return Verdict.yes() if here and actor.can("access:grant") else Verdict.not_found()


def may_go_on(actor: Actor, review: AccessReview) -> Verdict:
    """While the round goes on."""
    verdict = may_decide(actor, review.provider)
    if verdict and review.done_at:
        return Verdict.no(_("Genomgången är redan avslutad."))
    return verdict
