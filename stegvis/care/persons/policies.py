"""Who may note something of the person, and when. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import Guardian
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject
from stegvis.care.models import Enrolment


def _on_unit(actor: Actor, enrolment: Enrolment, permission: str, sentence: object) -> Verdict:
    if actor.hat.kind is not HatKind.COMMISSION or actor.hat.unit_id != str(enrolment.unit_id):
        return Verdict.not_found()
    return Verdict.yes() if actor.can(permission) else Verdict.no(str(sentence))


def may_note(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Note a child's guardian: staff with a treating role, of a unit where the child has a program."""
    return _on_unit(actor, enrolment, "guardian:note", _("Du har ingen roll som får lägga till ett ombud."))


@dataclass(frozen=True, slots=True)
class Ending:
    """A guardian who is to be ended, from the page of a run that the child has on the unit."""

    enrolment: Enrolment
    guardian: Guardian

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.guardian.audit_subject()


def may_end(actor: Actor, ending: Ending) -> Verdict:
    """End one's access: as noting it, for a guardian of this child at this provider."""
    guardian, enrolment = ending.guardian, ending.enrolment
    same = guardian.child_id == enrolment.course.person_id and guardian.provider_id == enrolment.provider_id
    return may_note(actor, enrolment) if same else Verdict.not_found()


def may_mark(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Mark an identity as protected, lock an account, and take either back: always with a reason."""
    return _on_unit(actor, enrolment, "person:mark", _("Du har ingen roll som får ändra det."))
