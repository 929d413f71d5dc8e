"""Who may open a program for everyone, and what stands in the way of it (safety rule 6)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.models import OpenProgram, ProgramVersion
from stegvis.catalogue.policies.distributing import is_retired
from stegvis.catalogue.policies.offering import is_taken_in
from stegvis.catalogue.stopped import in_force
from stegvis.program.alone import hindrances


@dataclass(frozen=True, slots=True)
class Opening:
    """A version and the provider that wants to open it: what the first opening is decided on."""

    version: ProgramVersion
    provider: CareProvider

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("ProgramVersion", str(self.version.pk), str(self.provider.pk), self.provider.name)


def _coordinates(actor: Actor, provider_id: object) -> bool:
    own = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(provider_id)
    return own and actor.can("version:open")


def can_be_open(version: ProgramVersion, provider_id: object) -> Verdict:
    """Whether the version itself may stand open with a provider, now."""
    if not is_taken_in(version, str(provider_id)):
        return Verdict.no(_("Kontrollera programmet först. Sedan kan du öppna det."))
    if is_retired(version):
        return Verdict.no(_("Programmet är avvecklat. Det öppnas inte för fler."))
    if hindrances(open_document(version.document_id)):
        return Verdict.no(_("Programmet behöver personal, eller saknar hjälptext. Se vad som behöver ändras."))
    return Verdict.yes()


def may_open(actor: Actor, opening: Opening) -> Verdict:
    """The coordinator of the provider, for a version that nobody needs to stand behind."""
    if not _coordinates(actor, opening.provider.pk):
        return Verdict.not_found()
    return can_be_open(opening.version, opening.provider.pk)


def may_change_opening(actor: Actor, row: OpenProgram) -> Verdict:
    """The coordinator of the provider: also to close it, which nothing stands in the way of."""
    return Verdict.yes() if _coordinates(actor, row.provider_id) else Verdict.not_found()


def may_reopen(actor: Actor, row: OpenProgram) -> Verdict:
    """As the first time."""
    if not _coordinates(actor, row.provider_id):
        return Verdict.not_found()
    return can_be_open(row.version, row.provider_id)


def is_stopped(row: OpenProgram) -> bool:
    """Whether the whole version is stopped, so that nobody new may start. One query."""
    return in_force(row.version_id, row.version.document_id, row.provider_id).whole is not None
