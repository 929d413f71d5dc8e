"""Who may let somebody in. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.models import Helper, Person
from stegvis.access.verdict import Verdict
from stegvis.audit.entry import Subject


@dataclass(frozen=True, slots=True)
class Letting:
    """A resident lets somebody in to what is their own."""

    person: Person

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Helper", "", patient=self.person.patient_ref())


def may_invite(actor: Actor, letting: Letting) -> Verdict:
    """The resident alone, for themself: whoever acts for somebody lets nobody else in."""
    if not actor.is_resident or actor.person_id != str(letting.person.pk):
        return Verdict.not_found()
    return Verdict.yes() if actor.can("own:account") else Verdict.no(_("Det kan bara invånaren själv göra."))


def may_end(actor: Actor, helper: Helper) -> Verdict:
    """The same; ended twice is ended once."""
    return may_invite(actor, Letting(helper.resident))
