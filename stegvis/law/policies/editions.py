"""Who may write and publish information and impact assessments, and settle grounds. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, Person
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.catalogue.models import Program
from stegvis.law.kinds import EditionState
from stegvis.law.models.editions import Edition, InformationEdition


def _keeps(actor: Actor, provider_id: object) -> bool:
    return actor.hat.kind is HatKind.POST and actor.can("law:keep") and actor.hat.provider_id == str(provider_id)


def may_begin(actor: Actor, provider: CareProvider) -> Verdict:
    """The provider's own."""
    return Verdict.yes() if _keeps(actor, provider.pk) else Verdict.not_found()


def may_write(actor: Actor, edition: Edition) -> Verdict:
    """A draft of the provider's own."""
    if not _keeps(actor, edition.provider_id):
        return Verdict.not_found()
    if edition.state != EditionState.DRAFT:
        return Verdict.no(_("Den är redan publicerad. Börja på en ny utgåva i stället."))
    return Verdict.yes()


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition in front of a resident."""

    person: Person
    edition: InformationEdition

    def audit_subject(self) -> Subject:
        """How the log names it."""
        provider = self.edition.provider
        return Subject(
            "InformationEdition",
            str(self.edition.pk),
            str(provider.pk),
            provider.name,
            patient=self.person.patient_ref(),
        )


def may_note_seen(actor: Actor, shown: Shown) -> Verdict:
    """The resident themself, of what is published: who acts for them has not been told in their place."""
    own = actor.is_oneself and actor.person_id == str(shown.person.pk)
    published = shown.edition.state == EditionState.PUBLISHED
    return Verdict.yes() if own and published else Verdict.not_found()


@dataclass(frozen=True, slots=True)
class Used:
    """A program as a provider uses it."""

    program: Program
    provider: CareProvider

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("ProgramGround", str(self.program.pk), str(self.provider.pk), self.provider.name)


def may_settle(actor: Actor, used: Used) -> Verdict:
    """The provider that uses it."""
    return Verdict.yes() if _keeps(actor, used.provider.pk) else Verdict.not_found()
