"""Who may decide how long things are kept, and what a person is given. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.records.kinds import DisposalState
from stegvis.records.models import Disposal, Hold


def may_keep(actor: Actor, provider: CareProvider) -> Verdict:
    """The provider's records officer."""
    return _at(actor, str(provider.pk), "records:keep")


def may_extract(actor: Actor, provider: CareProvider) -> Verdict:
    """The same, for a request of somebody's whole record."""
    return _at(actor, str(provider.pk), "records:extract")


def may_lift(actor: Actor, hold: Hold) -> Verdict:
    """While it holds."""
    verdict = _at(actor, str(hold.provider_id), "records:keep")
    if verdict and hold.lifted_at:
        return Verdict.no(_("Stoppet är redan hävt."))
    return verdict


def may_approve(actor: Actor, row: Disposal) -> Verdict:
    """While it waits for a decision. Whether it must be somebody else than the one who prepared it is asked by the act."""
    verdict = _at(actor, str(row.provider_id), "records:keep")
    if verdict and row.state != DisposalState.PREPARED:
        return Verdict.no(_("Gallringen väntar inte längre på beslut."))
    return verdict


def may_withdraw(actor: Actor, row: Disposal) -> Verdict:
    """The same: what is decided is carried out."""
    return may_approve(actor, row)


def may_read(actor: Actor, row: Disposal) -> Verdict:
    """The provider's records officer, for as long as the record of it is kept."""
    return _at(actor, str(row.provider_id), "records:keep")


def _at(actor: Actor, provider_id: str, permission: str) -> Verdict:
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == provider_id
    return Verdict.yes() if here and actor.can(permission) else Verdict.not_found()
