"""Who may change the organisation and its roles. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, CareUnit, PublisherUnit, RoleGrant
from stegvis.access.verdict import Verdict


def may_bootstrap(actor: Actor, provider: CareProvider) -> Verdict:
    """Only the command line, which whoever runs the installation holds."""
    return Verdict.yes() if actor.is_system else Verdict.not_found()


def may_organise(actor: Actor, provider: CareProvider) -> Verdict:
    """The provider's coordinator says where programs are built. Care units come with the directory."""
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(provider.pk)
    return Verdict.yes() if here and actor.can("settings:provider") else Verdict.not_found()


def may_rename(actor: Actor, unit: PublisherUnit) -> Verdict:
    """The same."""
    return may_organise(actor, unit.provider)


def may_grant(actor: Actor, place: CareUnit | PublisherUnit | CareProvider) -> Verdict:
    """The access administrator on the unit of the commission; at the provider's every place, whoever looks after them."""
    if actor.hat.kind is HatKind.POST and actor.can("access:grant"):
        whose = place.pk if isinstance(place, CareProvider) else place.provider_id
        return Verdict.yes() if actor.hat.provider_id == str(whose) else Verdict.not_found()
    here = isinstance(place, CareUnit) and actor.hat.unit_id == str(place.pk)
    if actor.hat.kind is not HatKind.COMMISSION or not here:
        return Verdict.not_found()
    return Verdict.yes() if actor.can("roles:grant") else Verdict.no(_("Du får inte dela ut roller på enheten."))


def may_withdraw(actor: Actor, grant: RoleGrant) -> Verdict:
    """The same, for a grant that still stands."""
    verdict = may_grant(actor, grant.place)
    if verdict and grant.withdrawn_at:
        return Verdict.no(_("Rollen är redan borttagen."))
    return verdict
