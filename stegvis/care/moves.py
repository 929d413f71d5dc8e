"""Who may offer a newer version to running residents, and who decides for one (safety rule 7). Pure, as `policies`."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.models import CareProvider, CareUnit
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.care.kinds import MOVE_TRANSITIONS, MoveState, UpgradeState
from stegvis.care.models import Move, Upgrade
from stegvis.care.policies import may_steer
from stegvis.catalogue.models import ProgramVersion


@dataclass(frozen=True, slots=True)
class Offering:
    """From which version to which, for whom: a whole provider, or one of its units."""

    version_from: ProgramVersion
    version_to: ProgramVersion
    provider: CareProvider
    unit: CareUnit | None = None

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject(
            "ProgramVersion",
            str(self.version_to.pk),
            str(self.provider.pk),
            self.provider.name,
            str(unit.pk) if unit else "",
            unit.name if unit else "",
        )


def may_offer(actor: Actor, offering: Offering) -> Verdict:
    """The coordinator of the provider whose residents they are; from an older version to a newer of one program."""
    if actor.hat.provider_id != str(offering.provider.pk) or not actor.can("region:read"):
        return Verdict.not_found()
    if offering.unit is not None and offering.unit.provider_id != offering.provider.pk:
        return Verdict.not_found()
    if offering.unit is not None and offering.unit.training:
        return Verdict.no(_("På en övningsenhet finns inga invånare att flytta."))
    if not actor.can("version:move"):
        return Verdict.no(_("Det är regionens samordnare som erbjuder nya versioner."))
    old, new = offering.version_from, offering.version_to
    if old.program_id != new.program_id or old.number >= new.number:
        return Verdict.no(_("Flytten måste gå till en nyare version av samma program."))
    return Verdict.yes()


def may_read_upgrade(actor: Actor, upgrade: Upgrade) -> Verdict:
    """The coordinator of the provider."""
    own = actor.hat.provider_id == str(upgrade.provider_id) and actor.can("region:read")
    return Verdict.yes() if own else Verdict.not_found()


def may_stop(actor: Actor, upgrade: Upgrade) -> Verdict:
    """The coordinator of the provider, while it goes on."""
    if not may_read_upgrade(actor, upgrade):
        return Verdict.not_found()
    if not actor.can("version:move"):
        return Verdict.no(_("Det är regionens samordnare som avbryter en flytt."))
    if upgrade.state != UpgradeState.OPEN:
        return Verdict.no(_("Flytten är redan avslutad."))
    return Verdict.yes()


def may_decide(actor: Actor, move: Move) -> Verdict:
    """Whether a resident moves: whoever steers the run, while it is offered."""
    verdict = may_steer(actor, move.enrolment)
    if not verdict:
        return verdict
    if move.upgrade.state == UpgradeState.STOPPED:
        return Verdict.no(_("Samordnaren har avbrutit flytten."))
    return Verdict.yes()


def may_choose(actor: Actor, move: Move) -> Verdict:
    """Let the resident be moved."""
    return _on_the_way(actor, move, MoveState.CHOSEN)


def may_keep(actor: Actor, move: Move) -> Verdict:
    """Let the resident stay."""
    return _on_the_way(actor, move, MoveState.KEPT)


def may_take_back(actor: Actor, move: Move) -> Verdict:
    """Take a made move back. Whether the resident has acted since is asked of the walk itself."""
    verdict = may_steer(actor, move.enrolment)
    if verdict and MoveState.UNDONE not in MOVE_TRANSITIONS[MoveState(move.state)]:
        return Verdict.no(_("Det finns ingen flytt att ångra."))
    return verdict


def _on_the_way(actor: Actor, move: Move, to: MoveState) -> Verdict:
    verdict = may_decide(actor, move)
    state = MoveState(move.state)
    # A double click: what was chosen has already been made.
    is_made = (state, to) == (MoveState.MOVED, MoveState.CHOSEN)
    if verdict and to is not state and not is_made and to not in MOVE_TRANSITIONS[state]:
        return Verdict.no(_("Det går inte längre att ändra. Ladda om sidan och se hur det ser ut nu."))
    return verdict
