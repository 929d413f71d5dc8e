"""Who may give versions to units and take them back."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.models import CareUnit
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.catalogue.models import Distribution, ProgramVersion
from stegvis.catalogue.policies.publishing import may_see_version


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
