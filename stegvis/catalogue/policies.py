"""Who may hand over, publish, distribute and withdraw. Pure: the button and the act ask the same function."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.models import CareUnit, PublisherUnit
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.catalogue.models import Candidate, Distribution, Program, ProgramVersion


@dataclass(frozen=True, slots=True)
class Placing:
    """A version and the unit it is to reach: what distribution is decided on."""

    version: ProgramVersion
    unit: CareUnit

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject(
            "ProgramVersion", str(self.version.pk), str(unit.provider_id), unit.provider.name, str(unit.pk), unit.name
        )


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


def may_publish(actor: Actor, candidate: Candidate) -> Verdict:
    """The coordinator of the provider that owns the program; never from a training unit."""
    publisher_unit = candidate.program.publisher_unit
    if actor.hat.provider_id != str(publisher_unit.provider_id) or not actor.can("region:read"):
        return Verdict.not_found()
    if not actor.can("version:publish"):
        return Verdict.no(_("Det är regionens samordnare som publicerar program."))
    if publisher_unit.training:
        return Verdict.no(_("Programmet är byggt på en övningsenhet. Därifrån går det inte att publicera."))
    return Verdict.yes()


def may_see_version(actor: Actor, version: ProgramVersion) -> Verdict:
    """The coordinator of the provider that owns the program."""
    owner = str(version.program.publisher_unit.provider_id)
    return Verdict.yes() if actor.can("region:read") and actor.hat.provider_id == owner else Verdict.not_found()


def may_distribute(actor: Actor, placing: Placing) -> Verdict:
    """The coordinator, to an open unit of the own provider."""
    if not may_see_version(actor, placing.version) or actor.hat.provider_id != str(placing.unit.provider_id):
        return Verdict.not_found()
    if not actor.can("version:distribute"):
        return Verdict.no(_("Det är regionens samordnare som delar ut program till enheter."))
    if placing.unit.archived_on is not None:
        return Verdict.no(_("Enheten är nedlagd. Välj en annan enhet."))
    return Verdict.yes()


def may_withdraw(actor: Actor, distribution: Distribution) -> Verdict:
    """The coordinator, from a unit of the own provider, open or archived."""
    if not actor.can("region:read") or actor.hat.provider_id != str(distribution.unit.provider_id):
        return Verdict.not_found()
    if not actor.can("version:distribute"):
        return Verdict.no(_("Det är regionens samordnare som drar tillbaka program från enheter."))
    return Verdict.yes()
