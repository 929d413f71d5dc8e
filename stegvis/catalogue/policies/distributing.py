"""Who may give versions to units and take them back."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareUnit
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.catalogue.models import Distribution, Handout, ProgramVersion
from stegvis.catalogue.policies.offering import is_offered, is_taken_in
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


def may_hand_out(actor: Actor, version: ProgramVersion) -> Verdict:
    """The coordinator, of what is the provider's own, or offered to it and verified by it."""
    if not may_see_version(actor, version):
        offered = actor.hat.kind is HatKind.POST and actor.can("region:read")
        if not offered or not is_offered(version, actor.hat.provider_id):
            return Verdict.not_found()
    if not actor.can("version:distribute"):
        return Verdict.no(_("Det är regionens samordnare som delar ut program till enheter."))
    if is_retired(version):
        return Verdict.no(_("Programmet är avvecklat. Det delas inte ut till fler enheter."))
    if not is_taken_in(version, actor.hat.provider_id):
        return Verdict.no(_("Kontrollera programmet först. Sedan kan du dela ut det till era enheter."))
    return Verdict.yes()


def is_retired(version: ProgramVersion) -> bool:
    """Whether its program takes no new starts anywhere."""
    entry = getattr(version.program, "entry", None)
    return entry is not None and entry.retired_at is not None


def may_distribute(actor: Actor, placing: Placing) -> Verdict:
    """As `may_hand_out`, to an open unit of the own provider."""
    if actor.hat.provider_id != str(placing.unit.provider_id):
        return Verdict.not_found()
    verdict = may_hand_out(actor, placing.version)
    if not verdict:
        return verdict
    if placing.unit.archived_on is not None:
        return Verdict.no(_("Enheten är nedlagd. Välj en annan enhet."))
    return verdict


def may_withdraw(actor: Actor, distribution: Distribution) -> Verdict:
    """The coordinator, from a unit of the own provider, open or archived."""
    if not actor.can("region:read") or actor.hat.provider_id != str(distribution.unit.provider_id):
        return Verdict.not_found()
    if not actor.can("version:distribute"):
        return Verdict.no(_("Det är regionens samordnare som drar tillbaka program från enheter."))
    return Verdict.yes()


def may_undo_handout(actor: Actor, handout: Handout) -> Verdict:
    """The coordinator of the provider that handed out. Whether somebody has started on it is known above (care)."""
    if not actor.can("version:distribute") or actor.hat.provider_id != str(handout.provider_id):
        return Verdict.not_found()
    return Verdict.yes()
