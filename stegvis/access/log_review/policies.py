"""Who may review which log. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind, LogOutcome
from stegvis.access.models import CareProvider, CareUnit, LogCheck, LogCheckItem
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.audit.reading import Scope


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The log that is reviewed: one unit's, or all of a provider's."""

    provider: CareProvider
    unit: CareUnit | None = None

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject(
            "Log",
            "",
            str(self.provider.pk),
            self.provider.name,
            str(unit.pk) if unit else "",
            unit.name if unit else "",
        )

    @property
    def scope(self) -> Scope:
        """The same, as the log's own reading asks."""
        return Scope(str(self.provider.pk), str(self.unit.pk) if self.unit else "")


def may_review(actor: Actor, reviewed: Reviewed) -> Verdict:
    """The unit's access administrator, or the provider's log reviewer."""
    if not actor.can("log:review"):
        return Verdict.not_found()
    if reviewed.unit is not None:
        here = actor.hat.kind is HatKind.COMMISSION and actor.hat.unit_id == str(reviewed.unit.pk)
    else:
        here = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(reviewed.provider.pk)
    return Verdict.yes() if here else Verdict.not_found()


def may_read_check(actor: Actor, check: LogCheck) -> Verdict:
    """Whoever reviews that log."""
    return may_review(actor, Reviewed(check.provider, check.unit))


def may_finish(actor: Actor, check: LogCheck) -> Verdict:
    """While it goes on. That every entry has an outcome is asked by the act."""
    verdict = may_read_check(actor, check)
    if verdict and check.done_at:
        return Verdict.no(_("Kontrollen är redan avslutad."))
    return verdict


def may_judge(actor: Actor, item: LogCheckItem) -> Verdict:
    """An entry of a check that goes on. Whose opening it was is asked by the act."""
    return may_finish(actor, item.log_check)


def may_answer(actor: Actor, item: LogCheckItem) -> Verdict:
    """Whoever looks after the log of the unit that was asked, while the question waits."""
    unit = item.asked_unit
    if unit is None or not may_review(actor, Reviewed(unit.provider, unit)):
        return Verdict.not_found()
    if item.answered_at or item.log_check.done_at or item.outcome != LogOutcome.ASKED:
        return Verdict.no(_("Frågan är redan besvarad."))
    return Verdict.yes()
