"""Who may note and decide objections, and record disclosures. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, CareUnit, Person
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.care.kinds import OBJECTION_STANDS, OBJECTION_TRANSITIONS, ObjectionKind, ObjectionState
from stegvis.care.models import Enrolment, Objection


@dataclass(frozen=True, slots=True)
class Against:
    """An objection that is about to be noted: whose, at which provider, and on which unit staff note it."""

    person: Person
    provider: CareProvider
    unit: CareUnit | None = None

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject(
            "Objection",
            "",
            str(self.provider.pk),
            self.provider.name,
            str(unit.pk) if unit else "",
            unit.name if unit else "",
            self.person.patient_ref(),
        )


def _own(actor: Actor, person: object) -> bool:
    return actor.is_resident and actor.person_id == str(person)


def may_note(actor: Actor, against: Against) -> Verdict:
    """The resident, also by a guardian; or staff with a treating role, on their own unit, on the resident's word."""
    if actor.is_resident:
        return Verdict.yes() if _own(actor, against.person.pk) else Verdict.not_found()
    unit = against.unit
    if actor.hat.kind is not HatKind.COMMISSION or unit is None or actor.hat.unit_id != str(unit.pk):
        return Verdict.not_found()
    may = actor.can("objection:note")
    return Verdict.yes() if may else Verdict.no(_("Du har ingen behandlande roll här."))


def may_take_out(objected: bool) -> Verdict:
    """Take a run's data out as a file for other systems: not while an objection to that stands. Paper is for care."""
    if objected:
        return Verdict.no(
            _(
                "Invånaren har invänt mot att uppgifter tas ut. Datafilen görs inte. Behövs det för vården, spara som PDF."
            )
        )
    return Verdict.yes()


def may_take_back(actor: Actor, objection: Objection) -> Verdict:
    """The resident, while it stands."""
    if not _own(actor, objection.person_id):
        return Verdict.not_found()
    if objection.state not in OBJECTION_STANDS:
        return Verdict.no(_("Invändningen gäller inte längre."))
    return Verdict.yes()


def may_decide(actor: Actor, objection: Objection) -> Verdict:
    """A resident administrator of the provider who came to it through an open run; once."""
    here = actor.hat.kind is HatKind.COMMISSION and actor.hat.provider_id == str(objection.provider_id)
    if not here:
        return Verdict.not_found()
    if not actor.can("objection:decide"):
        return Verdict.no(_("Invånaradministratören beslutar om invändningar."))
    if ObjectionState.UPHELD not in OBJECTION_TRANSITIONS[ObjectionState(objection.state)]:
        return Verdict.no(_("Invändningen är redan avgjord eller återtagen."))
    return Verdict.yes()


def may_refuse(kind: ObjectionKind) -> Verdict:
    """Nobody is in a quality register against their will (PDL 7:2)."""
    if kind is ObjectionKind.REGISTER:
        return Verdict.no(_("Den som inte vill vara med i ett kvalitetsregister ska slippa. Det går inte att avslå."))
    return Verdict.yes()


def may_record(actor: Actor, row: Enrolment) -> Verdict:
    """Staff with a treating role, of a run on their own unit that stands open to them."""
    if actor.hat.kind is not HatKind.COMMISSION or actor.hat.unit_id != str(row.unit_id):
        return Verdict.not_found()
    may = actor.can("disclosure:record")
    return Verdict.yes() if may else Verdict.no(_("Du har ingen behandlande roll här."))
