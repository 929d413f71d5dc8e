"""Who may block, take a block back, open over units, and follow up. Pure."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, CareUnit, Person
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.care.kinds import AcrossKind
from stegvis.care.models import AcrossOpening, Block, Enrolment


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose data, at which provider, and of which unit; without a unit, of each of them."""

    person: Person
    provider: CareProvider
    unit: CareUnit | None = None

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject(
            "Block",
            "",
            str(self.provider.pk),
            self.provider.name,
            str(unit.pk) if unit else "",
            unit.name if unit else "",
            self.person.patient_ref(),
        )


def _by_resident(actor: Actor, person_id: UUID) -> Verdict:
    if actor.person_id != str(person_id):
        return Verdict.not_found()
    if actor.acting_for:
        return Verdict.no(_("Ett ombud kan inte spärra ett barns uppgifter eller ta bort en spärr."))
    return Verdict.yes()


def may_set(actor: Actor, wish: Wish) -> Verdict:
    """The resident, or staff of a unit that has the resident, on the resident's wish."""
    if actor.is_resident:
        return _by_resident(actor, wish.person.pk)
    here = actor.hat.kind is HatKind.COMMISSION and actor.hat.provider_id == str(wish.provider.pk)
    if not here or (wish.unit is not None and actor.hat.unit_id != str(wish.unit.pk)):
        return Verdict.not_found()
    return Verdict.yes() if actor.can("block:set") else Verdict.no(_("Du har ingen roll som får lägga en spärr."))


def may_take_back(actor: Actor, block: Block) -> Verdict:
    """As `may_set`, while it holds."""
    verdict = may_set(actor, Wish(block.person, block.provider, block.unit))
    if verdict and block.taken_back_at:
        return Verdict.no(_("Spärren är redan borttagen."))
    return verdict


@dataclass(frozen=True, slots=True)
class Across:
    """An opening that is asked for: from a run on the own unit, to what the others have."""

    row: Enrolment
    kind: AcrossKind

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.row.audit_subject()


def may_open_across(actor: Actor, across: Across) -> Verdict:
    """Staff with a treating role, from a run on their own unit that stands open to them."""
    if actor.hat.kind is not HatKind.COMMISSION or actor.hat.unit_id != str(across.row.unit_id):
        return Verdict.not_found()
    return Verdict.yes() if actor.can("across:open") else Verdict.no(_("Du har ingen behandlande roll här."))


def may_read_emergency(actor: Actor, opening: AcrossOpening) -> Verdict:
    """Whoever reviews the log of the unit where it was made, or of the provider."""
    if not actor.can("log:review"):
        return Verdict.not_found()
    of_unit = actor.hat.kind is HatKind.COMMISSION and actor.hat.unit_id == str(opening.unit_id)
    of_provider = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(opening.unit.provider_id)
    return Verdict.yes() if of_unit or of_provider else Verdict.not_found()


def may_follow_up(actor: Actor, opening: AcrossOpening) -> Verdict:
    """Not one's own, and once."""
    verdict = may_read_emergency(actor, opening)
    if not verdict:
        return verdict
    if str(opening.account_id) == actor.account_id:
        return Verdict.no(_("Du kan inte följa upp din egen nödöppning. Be en kollega."))
    if opening.followed_at:
        return Verdict.no(_("Nödöppningen är redan uppföljd."))
    return Verdict.yes()
