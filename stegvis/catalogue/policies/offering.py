"""Programs that cross the border between providers: who offers, who checks, who may use."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.catalogue.kinds import CROSSES_THE_BORDER, Regulatory
from stegvis.catalogue.models import CatalogueEntry, Offer, Program, ProgramVersion, Verification
from stegvis.catalogue.policies.publishing import is_publisher


@dataclass(frozen=True, slots=True)
class Taking:
    """A version and the provider that wants to use it: what a verification is decided on."""

    version: ProgramVersion
    provider: CareProvider

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("ProgramVersion", str(self.version.pk), str(self.provider.pk), self.provider.name)


def may_decide_offers(actor: Actor, program: Program) -> Verdict:
    """The program's publisher, or a coordinator of the provider that owns it: also to end what was offered."""
    if actor.hat.provider_id != str(program.publisher_unit.provider_id):
        return Verdict.not_found()
    if actor.can("version:distribute") or is_publisher(actor, program):
        return Verdict.yes()
    return Verdict.not_found()


def may_offer(actor: Actor, program: Program) -> Verdict:
    """As `may_decide_offers`, for a program that may leave the house (safety rule 9)."""
    verdict = may_decide_offers(actor, program)
    if not verdict:
        return verdict
    entry = CatalogueEntry.objects.filter(program=program).first()
    status = Regulatory(entry.regulatory) if entry else Regulatory.UNDECIDED
    if status is Regulatory.IN_HOUSE:
        return Verdict.no(
            _("Programmet är en egentillverkad medicinteknisk produkt. Det får bara användas hos er själva.")
        )
    if status not in CROSSES_THE_BORDER:
        return Verdict.no(_("Avgör den regulatoriska statusen innan andra vårdgivare får se programmet."))
    return Verdict.yes() if not entry or entry.retired_at is None else Verdict.no(_("Programmet är avvecklat."))


def may_end_offer(actor: Actor, offer: Offer) -> Verdict:
    """Whoever may offer it. What another provider already uses there stays with that provider to withdraw."""
    return may_decide_offers(actor, offer.program)


def offered_to(provider_id: UUID | str | None) -> Q:
    """Offers in force that reach a provider, of programs that may cross the border. Without a provider: all's."""
    reaches = Q(provider__isnull=True)
    if provider_id:
        reaches |= Q(provider_id=provider_id)
    return reaches & Q(ended_at__isnull=True, program__entry__regulatory__in=CROSSES_THE_BORDER)


def is_offered(version: ProgramVersion, provider_id: UUID | str) -> bool:
    """Whether a version is offered to a provider now."""
    rows = Offer.objects.filter(offered_to(provider_id), program_id=version.program_id)
    return rows.filter(Q(version__isnull=True) | Q(version_id=version.pk)).exists()


def may_verify(actor: Actor, taking: Taking) -> Verdict:
    """The coordinator of another provider, for what is offered to it."""
    if actor.hat.kind is not HatKind.POST or actor.hat.provider_id != str(taking.provider.pk):
        return Verdict.not_found()
    if not actor.can("version:distribute") or not is_offered(taking.version, taking.provider.pk):
        return Verdict.not_found()
    if taking.version.program.publisher_unit.provider_id == taking.provider.pk:
        return Verdict.no(_("Programmet är ert eget. Det är redan granskat."))
    return Verdict.yes()


def is_taken_in(version: ProgramVersion, provider_id: UUID | str) -> bool:
    """Whether a provider may hand a version to its units: its own, or offered to it and verified by it."""
    if str(version.program.publisher_unit.provider_id) == str(provider_id):
        return True
    verified = Verification.objects.filter(version=version, provider=UUID(str(provider_id))).exists()
    return verified and is_offered(version, provider_id)
