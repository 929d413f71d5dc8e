"""A program opened for everyone, changed, closed and opened again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.models import OpenProgram, ProgramVersion
from stegvis.catalogue.policies.opening import Opening, can_be_open, may_change_opening, may_open, may_reopen
from stegvis.lib.errors import Cannot

# Nothing is kept for longer than two years after the last visit: no record, so no reason.
LEAST_DAYS, MOST_DAYS = 30, 730


class CannotOpen(Cannot):
    """Something is missing or contradicts itself; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Terms:
    """For whom it is open, when, on what ground, and how long things are kept."""

    municipalities: tuple[str, ...]
    youngest: int | None
    oldest: int | None
    opens_on: date
    closes_on: date | None
    controller: str
    legal_basis: str
    preview: bool
    keep_days: int


@action("program:open", may=may_open, about_result=True)
def open_program(opening: Opening, code: str, terms: Terms, *, now: datetime, by: Actor) -> OpenProgram:
    """Let everyone in an area start it. Pressed twice it gives the first. Raises CannotOpen."""
    _demand(terms)
    program, provider = opening.version.program, opening.provider
    known = OpenProgram.objects.filter(program=program, provider=provider).first()
    if known is not None:
        return known
    row = OpenProgram(
        program=program, provider=provider, version=opening.version, code=code, opened_by_id=by.account, opened_at=now
    )
    _set(row, terms)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise CannotOpen(_("Den korta adressen används redan. Välj en annan.")) from error
    return row


@action("opening:change", may=may_change_opening)
def change_opening(row: OpenProgram, terms: Terms, revision: int, *, now: datetime, by: Actor) -> OpenProgram:
    """Other terms, for new starts; those who have started go on. Raises CannotOpen, also when the form is old."""
    _demand(terms)
    if row.revision != revision:
        raise CannotOpen(_("Någon annan har ändrat under tiden. Läs vad som gäller nu och ändra sedan."))
    _set(row, terms)
    row.revision += 1
    row.save()
    return row


@action("opening:close", may=may_change_opening)
def close_opening(row: OpenProgram, *, now: datetime, by: Actor) -> OpenProgram:
    """No new starts. Those who have started go on by themselves, and can leave and remove what they entered."""
    if row.ended_at is None:
        row.ended_at, row.ended_by_id = now, by.account
        row.save(update_fields=["ended_at", "ended_by"])
    return row


@action("opening:reopen", may=may_reopen)
def reopen(row: OpenProgram, *, now: datetime, by: Actor) -> OpenProgram:
    """New starts again, on the terms that stand."""
    row.ended_at = row.ended_by = None
    row.save(update_fields=["ended_at", "ended_by"])
    return row


@action("opening:renew", may=may_reopen)
def renew(row: OpenProgram, version: ProgramVersion, *, now: datetime, by: Actor) -> OpenProgram:
    """New starts get another version of the program; who has started follows where only words and media differ.

    Raises CannotOpen where it is no newer version, or one that cannot stand open.
    """
    if version.program_id != row.program_id or version.number < row.version.number:
        raise CannotOpen(_("Välj en nyare version av samma program."))
    verdict = can_be_open(version, row.provider_id)
    if not verdict:
        raise CannotOpen(verdict.text)
    row.version = version
    row.save(update_fields=["version"])
    return row


def _set(row: OpenProgram, terms: Terms) -> None:
    row.municipalities = sorted(set(terms.municipalities))
    row.youngest, row.oldest = terms.youngest, terms.oldest
    row.opens_on, row.closes_on = terms.opens_on, terms.closes_on
    row.controller, row.legal_basis = terms.controller.strip(), terms.legal_basis.strip()
    row.preview, row.keep_days = terms.preview, terms.keep_days


def _demand(terms: Terms) -> None:
    if not terms.controller.strip() or not terms.legal_basis.strip():
        raise CannotOpen(_("Skriv vem som ansvarar för uppgifterna och vilken rättslig grund ni har."))
    if terms.closes_on and terms.closes_on < terms.opens_on:
        raise CannotOpen(_("Sista dagen ligger före den första. Ändra någon av dem."))
    if terms.youngest is not None and terms.oldest is not None and terms.oldest < terms.youngest:
        raise CannotOpen(_("Den högsta åldern är lägre än den lägsta. Ändra någon av dem."))
    if not LEAST_DAYS <= terms.keep_days <= MOST_DAYS:
        raise CannotOpen(_("Välj mellan 30 och 730 dagar."))
