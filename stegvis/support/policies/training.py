"""Who may write, take, lead and demand trainings; when one holds; how a test is judged. Pure."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.support.models import Training, TrainingDate, TrainingEdition


def may_write(actor: Actor, provider: CareProvider) -> Verdict:
    """Those who keep the provider's trainings."""
    here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(provider.pk)
    return Verdict.yes() if here and actor.can("training:edit") else Verdict.not_found()


def may_edit(actor: Actor, training: Training) -> Verdict:
    """The same, for one that stands."""
    verdict = may_write(actor, training.provider)
    if verdict and training.withdrawn_at:
        return Verdict.no(_("Utbildningen är avslutad."))
    return verdict


def may_demand(actor: Actor, training: Training) -> Verdict:
    """Say that a role asks for it, or no longer does."""
    return may_write(actor, training.provider)


def may_take(actor: Actor, training: Training) -> Verdict:
    """Every member of staff of the provider."""
    if not actor.can("support:read") or actor.hat.provider_id != str(training.provider_id):
        return Verdict.not_found()
    return Verdict.no(_("Utbildningen är avslutad.")) if training.withdrawn_at else Verdict.yes()


def may_try(actor: Actor, edition: TrainingEdition) -> Verdict:
    """The test of what is published."""
    return may_take(actor, edition.training) if edition.published_at else Verdict.not_found()


def may_come(actor: Actor, at: TrainingDate) -> Verdict:
    """Sign up for a date, or no longer."""
    verdict = may_take(actor, at.training)
    if verdict and at.cancelled_at:
        return Verdict.no(_("Tillfället är inställt."))
    return verdict


def may_lead(actor: Actor, at: TrainingDate) -> Verdict:
    """The leader of the date, and those who keep trainings."""
    leads = actor.can("support:read") and str(at.leader_id) == actor.account_id
    return Verdict.yes() if leads else may_write(actor, at.training.provider)


def valid_until(taken_on: date, months: int) -> date | None:
    """The last day that it holds: the same day of the month, or the month's last. None is for ever."""
    if not months:
        return None
    month = taken_on.month - 1 + months
    year, month = taken_on.year + month // 12, month % 12 + 1
    return date(year, month, min(taken_on.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Judged:
    """A test: how many were right of how many, and whether that is enough."""

    right: int
    total: int
    passed: bool


def judge(questions: Sequence[Mapping[str, Any]], answers: Sequence[int | None], percent: int) -> Judged:
    """Count the right answers. A test without questions is passed by nobody."""
    right = sum(
        1 for asked, given in zip(questions, answers, strict=False) if given is not None and given == asked["right"]
    )
    total = len(questions)
    return Judged(right, total, total > 0 and right * 100 >= percent * total)
