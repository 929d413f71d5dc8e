"""Who may hand over, clear and publish. The button and the act ask the same function."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.models import PublisherUnit
from stegvis.access.verdict import Verdict
from stegvis.catalogue.models import Candidate, Clearance, Contribution, Program, ProgramVersion


def may_register(actor: Actor, publisher_unit: PublisherUnit) -> Verdict:
    """A designer on the own publisher unit."""
    if actor.hat.publisher_unit_id != str(publisher_unit.pk):
        return Verdict.not_found()
    if not actor.can("program:edit"):
        return Verdict.no(_("Du kan läsa här, men inte skapa program."))
    return Verdict.yes()


def may_hand_over(actor: Actor, program: Program) -> Verdict:
    """A designer, for a program of the own publisher unit."""
    if actor.hat.publisher_unit_id != str(program.publisher_unit_id):
        return Verdict.not_found()
    if not actor.can("program:freeze"):
        return Verdict.no(_("Du kan läsa programmet, men inte lämna det för publicering."))
    return Verdict.yes()


def may_clear(actor: Actor, candidate: Candidate) -> Verdict:
    """The coordinator of the provider that owns the program, with eyes of their own (domain.md step 8).

    Nobody who has contributed content since the last published version; never from a training unit.
    """
    publisher_unit = candidate.program.publisher_unit
    if actor.hat.provider_id != str(publisher_unit.provider_id) or not actor.can("region:read"):
        return Verdict.not_found()
    if not actor.can("version:review"):
        return Verdict.no(_("Det är regionens samordnare som slutgranskar program."))
    if publisher_unit.training:
        return Verdict.no(_("Programmet är byggt på en övningsenhet. Därifrån går det inte att publicera."))
    if actor.account in contributors_of(candidate):
        return Verdict.no(
            _("Du har själv arbetat med innehållet sedan den senaste versionen. Någon annan behöver slutgranska.")
        )
    return Verdict.yes()


def may_revoke(actor: Actor, clearance: Clearance) -> Verdict:
    """The coordinator, as long as nothing is published on it."""
    if actor.hat.provider_id != str(clearance.candidate.program.publisher_unit.provider_id):
        return Verdict.not_found()
    if not actor.can("version:review"):
        return Verdict.not_found()
    if hasattr(clearance, "version"):
        return Verdict.no(_("Versionen är redan publicerad. Stoppa eller dra tillbaka den i katalogen."))
    return Verdict.yes()


def may_name_publisher(actor: Actor, program: Program) -> Verdict:
    """The coordinator of the provider that owns the program."""
    if actor.hat.provider_id != str(program.publisher_unit.provider_id) or not actor.can("version:review"):
        return Verdict.not_found()
    return Verdict.yes()


def may_delegate(actor: Actor, program: Program) -> Verdict:
    """The program's publisher alone, under any hat at the same provider."""
    if actor.hat.provider_id != str(program.publisher_unit.provider_id) or not is_publisher(actor, program):
        return Verdict.not_found()
    return Verdict.yes()


def is_publisher(actor: Actor, program: Program) -> bool:
    """Whether the actor holds the publisher role for the program now."""
    if not actor.signed_in or actor.is_system or actor.is_resident:
        return False
    return program.publishers.filter(account_id=actor.account, ended_at__isnull=True).exists()


def may_publish(actor: Actor, clearance: Clearance) -> Verdict:
    """The program's publisher; or a coordinator under a recorded delegation, and so too whoever reviewed it.

    The content published is the one that was cleared: the clearance points to the candidate, and that to its hash.
    """
    program = clearance.candidate.program
    publisher_unit = program.publisher_unit
    if actor.hat.provider_id != str(publisher_unit.provider_id):
        return Verdict.not_found()
    owner, coordinator = is_publisher(actor, program), actor.can("version:publish")
    if not owner and not coordinator:
        return Verdict.not_found()
    if publisher_unit.training:
        return Verdict.no(_("Programmet är byggt på en övningsenhet. Därifrån går det inte att publicera."))
    if clearance.revoked_at is not None:
        return Verdict.no(_("Godkännandet är tillbakadraget. Programmet behöver slutgranskas på nytt."))
    if owner and clearance.reviewed_by_id != actor.account:
        return Verdict.yes()
    if program.delegations.filter(ended_at__isnull=True).exists() and coordinator:
        return Verdict.yes()
    if owner:
        return Verdict.no(_("Du har själv slutgranskat. Någon annan behöver publicera, eller så delegerar ägaren det."))
    return Verdict.no(_("Det är programmets ägare som publicerar. Ägaren kan delegera det till regionens samordnare."))


def contributors_of(candidate: Candidate) -> frozenset[UUID]:
    """Accounts that have worked on what the candidate adds to the version published before it. Three queries."""
    before = candidate.program.versions.filter(clearance__candidate__frozen_at__lt=candidate.frozen_at)
    last = before.select_related("clearance__candidate").order_by("-number").first()
    rows = Candidate.objects.filter(program_id=candidate.program_id, frozen_at__lte=candidate.frozen_at)
    if last is not None:
        rows = rows.filter(frozen_at__gt=last.clearance.candidate.frozen_at)
    pks = {candidate.pk, *rows.values_list("pk", flat=True)}
    return frozenset(Contribution.objects.filter(candidate_id__in=pks).values_list("account_id", flat=True))


def may_see_version(actor: Actor, version: ProgramVersion) -> Verdict:
    """The coordinator of the provider that owns the program."""
    owner = str(version.program.publisher_unit.provider_id)
    return Verdict.yes() if actor.can("region:read") and actor.hat.provider_id == owner else Verdict.not_found()
