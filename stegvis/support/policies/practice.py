"""Who may open, stock, enter, move and begin anew the unit for practice. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.support.models import PracticeUnit


def may_open(actor: Actor, provider: CareProvider) -> Verdict:
    """Those who keep the provider's trainings."""
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(provider.pk)
    return Verdict.yes() if here and actor.can("training:edit") else Verdict.not_found()


def may_stock(actor: Actor, practice: PracticeUnit) -> Verdict:
    """The same, who also may distribute."""
    verdict = may_open(actor, practice.provider)
    if verdict and not actor.can("version:distribute"):
        return Verdict.no(_("Bara den som delar ut program kan fylla på övningsenheten."))
    return verdict


def may_enter(actor: Actor, practice: PracticeUnit) -> Verdict:
    """Every member of staff of the provider."""
    here = actor.can("support:read") and actor.hat.provider_id == str(practice.provider_id)
    return Verdict.yes() if here else Verdict.not_found()


def is_there(actor: Actor, practice: PracticeUnit) -> bool:
    """Whether the actor wears the hat of the unit for practice."""
    return actor.hat.kind is HatKind.COMMISSION and actor.hat.unit_id == str(practice.unit_id)


def may_move(actor: Actor, practice: PracticeUnit) -> Verdict:
    """Whoever is there moves its clock, and sees as one of its residents."""
    return Verdict.yes() if is_there(actor, practice) else Verdict.not_found()


def may_begin_anew(actor: Actor, practice: PracticeUnit) -> Verdict:
    """Whoever is there, and those who keep trainings."""
    return Verdict.yes() if is_there(actor, practice) else may_open(actor, practice.provider)
