"""Who may say something about a program in the catalogue, and what must be said before it is published."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.models import CatalogueEntry, Program
from stegvis.catalogue.policies.publishing import is_publisher


def may_edit_entry(actor: Actor, entry: CatalogueEntry) -> Verdict:
    """The coordinator of the provider that owns the program, and designers on its publisher unit."""
    return may_describe(actor, entry.program)


def may_describe(actor: Actor, program: Program) -> Verdict:
    """As `may_edit_entry`, also before anything has been said."""
    publisher_unit = program.publisher_unit
    coordinates = actor.can("version:distribute") and actor.hat.provider_id == str(publisher_unit.provider_id)
    designs = actor.hat.publisher_unit_id == str(publisher_unit.pk)
    if not coordinates and not designs:
        return Verdict.not_found()
    if not actor.can("catalogue:edit"):
        return Verdict.no(_("Du kan läsa uppgifterna, men inte ändra dem."))
    return Verdict.yes()


def may_count(actor: Actor, program: Program) -> Verdict:
    """Statistics of the program at the actor's own provider: for those who build it, own it or coordinate it."""
    publisher_unit = program.publisher_unit
    coordinates = actor.can("provider:counts") and actor.hat.provider_id == str(publisher_unit.provider_id)
    designs = actor.can("studio:read") and actor.hat.publisher_unit_id == str(publisher_unit.pk)
    if coordinates or designs or is_publisher(actor, program):
        return Verdict.yes()
    return Verdict.not_found()


def may_retire(actor: Actor, entry: CatalogueEntry) -> Verdict:
    """The coordinator of the provider that owns the program."""
    if actor.hat.provider_id != str(entry.program.publisher_unit.provider_id) or not actor.can("version:distribute"):
        return Verdict.not_found()
    return Verdict.yes()


def publication_hindrances(program: Program) -> list[Verdict]:
    """What in the catalogue's own entry stops a publication (safety rule 9). Empty when nothing does."""
    entry = CatalogueEntry.objects.filter(program=program).first()
    found = []
    if entry is None or entry.regulatory == Regulatory.UNDECIDED:
        found.append(
            Verdict.no(_("Den regulatoriska statusen är inte avgjord. Bestäm den på programmets sida i katalogen."))
        )
    if entry is not None and entry.retired_at is not None:
        found.append(Verdict.no(_("Programmet är avvecklat. Ta tillbaka avvecklingen innan en ny version publiceras.")))
    return found


def entry_gaps(program: Program, today: date) -> list[Verdict]:
    """What the entry lacks besides: what a checklist can verify by itself. Empty when nothing does."""
    entry = CatalogueEntry.objects.filter(program=program).first()
    found = []
    if entry is None or not entry.contact_name or not entry.contact_way:
        found.append(Verdict.no(_("Det saknas en kontaktperson med telefon eller e-post.")))
    if entry is None or entry.review_by_on is None:
        found.append(Verdict.no(_("Det saknas ett datum när programmet ska ses över.")))
    elif entry.review_by_on < today:
        found.append(Verdict.no(_("Datumet när programmet skulle ses över har passerat.")))
    if entry is None or not entry.target_group:
        found.append(Verdict.no(_("Målgruppen är inte beskriven.")))
    return found
