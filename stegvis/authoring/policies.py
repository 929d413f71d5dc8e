"""Who may build and freeze. Pure: the button and the act ask the same function."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.models import PublisherUnit
from stegvis.access.verdict import Verdict
from stegvis.authoring.models import ProgramPage


def may_create_program(actor: Actor, publisher_unit: PublisherUnit) -> Verdict:
    """A designer on the own publisher unit."""
    if actor.hat.publisher_unit_id != str(publisher_unit.pk):
        return Verdict.not_found()
    if not actor.can("program:edit"):
        return Verdict.no(_("Du kan läsa här, men inte skapa program."))
    return Verdict.yes()


def may_edit(actor: Actor, page: ProgramPage) -> Verdict:
    """A designer, for a program of the own publisher unit."""
    if actor.hat.publisher_unit_id != str(page.publisher_unit.pk):
        return Verdict.not_found()
    if not actor.can("program:edit"):
        return Verdict.no(_("Du kan läsa programmet, men inte ändra det."))
    return Verdict.yes()


def may_freeze(actor: Actor, page: ProgramPage) -> Verdict:
    """A designer, for a program of the own publisher unit. What is missing is the freeze's own question."""
    if actor.hat.publisher_unit_id != str(page.publisher_unit.pk):
        return Verdict.not_found()
    if not actor.can("program:freeze"):
        return Verdict.no(_("Du kan läsa programmet, men inte lämna det för publicering."))
    return Verdict.yes()
