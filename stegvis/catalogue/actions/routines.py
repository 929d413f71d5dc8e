"""Routines are saved as they are written, and established: from then on that version never changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider, CareUnit
from stegvis.catalogue.actions.checklists import tick_by_routine
from stegvis.catalogue.models import Distribution, Program, ProgramRoutine, UnitRoutine
from stegvis.catalogue.policies.routines import may_write_routines
from stegvis.catalogue.routines import REQUIRED_OF_PROGRAM, REQUIRED_OF_UNIT, Section, cleaned, unwritten
from stegvis.lib.errors import Cannot

Row = TypeVar("Row", ProgramRoutine, UnitRoutine)


class CannotWriteRoutine(Cannot):
    """Somebody else saved meanwhile, something is not written, or the unit has not got the program."""

    def __init__(self, sentence: object, sections: tuple[Section, ...] = ()) -> None:
        super().__init__(sentence)
        self.sections = sections


class RoutineOvertaken(CannotWriteRoutine):
    """What is saved now is shown beside what was typed."""


@action("unit_routine:save", may=may_write_routines)
def save_unit_routine(
    unit: CareUnit, program_id: UUID, texts: Mapping[str, str], revision: int, *, now: datetime, by: Actor
) -> UnitRoutine:
    """Keep what is written so far; nobody works by it yet. `revision` is what was on the page.

    Raises RoutineOvertaken, CannotWriteRoutine.
    """
    if not Distribution.objects.filter(unit=unit, version__program_id=program_id, withdrawn_at__isnull=True).exists():
        raise CannotWriteRoutine(_("Programmet är inte utdelat till enheten längre."))
    template = newest_established(program_id, unit.provider_id)
    draft = UnitRoutine.objects.filter(unit=unit, program_id=program_id, number__isnull=True).first()
    row = draft or UnitRoutine(unit=unit, program_id=program_id)
    row.template = template
    return _save(row, texts, revision, now, by)


@action("unit_routine:establish", may=may_write_routines)
def establish_unit_routine(
    unit: CareUnit, program_id: UUID, revision: int, *, now: datetime, by: Actor, note: str = ""
) -> UnitRoutine:
    """From now on the unit works by what is written. Raises RoutineOvertaken, CannotWriteRoutine with the sections."""
    rows = UnitRoutine.objects.filter(unit=unit, program_id=program_id)
    row = rows.select_for_update(of=("self",)).filter(number__isnull=True).first()
    newest = rows.exclude(number__isnull=True).order_by("-number").first()
    made = _establish(row, newest, revision, REQUIRED_OF_UNIT, note, now, by)
    # What the start checklist asks to be written is written now, by the one who establishes it.
    tick_by_routine(unit, program_id, _("Enhetens rutin, version %(number)s") % {"number": made.number}, now, by)
    return made


def save_program_routine(
    program: Program, provider: CareProvider, texts: Mapping[str, str], revision: int, now: datetime, actor: Actor
) -> ProgramRoutine:
    """The same for the program's own. For the action of the process, which asks who may. Raises RoutineOvertaken."""
    draft = ProgramRoutine.objects.filter(program=program, provider=provider, number__isnull=True).first()
    return _save(draft or ProgramRoutine(program=program, provider=provider), texts, revision, now, actor)


def establish_program_routine(
    program: Program, provider: CareProvider, revision: int, note: str, now: datetime, actor: Actor
) -> ProgramRoutine:
    """The same for the program's own. Raises RoutineOvertaken, CannotWriteRoutine with the sections."""
    rows = ProgramRoutine.objects.filter(program=program, provider=provider)
    row = rows.select_for_update(of=("self",)).filter(number__isnull=True).first()
    newest = rows.exclude(number__isnull=True).order_by("-number").first()
    return _establish(row, newest, revision, REQUIRED_OF_PROGRAM, note, now, actor)


def newest_established(program_id: UUID, provider_id: UUID) -> ProgramRoutine | None:
    """The provider's routine for a program that holds now."""
    rows = ProgramRoutine.objects.filter(program_id=program_id, provider_id=provider_id, number__isnull=False)
    return rows.order_by("-number").first()


def _save(row: Row, texts: Mapping[str, str], revision: int, now: datetime, actor: Actor) -> Row:
    if row.revision != revision:
        raise RoutineOvertaken(
            _("Någon annan har sparat under tiden. Jämför med det som är sparat nu, och spara igen.")
        )
    row.sections, row.revision = cleaned(texts), revision + 1
    row.saved_by_id, row.saved_at = actor.account, now
    row.save()
    return row


def _establish(
    row: Row | None,
    newest: Row | None,
    revision: int,
    required: frozenset[Section],
    note: str,
    now: datetime,
    actor: Actor,
) -> Row:
    if row is None:
        # A second click: what it was about holds already.
        if newest is not None:
            return newest
        raise CannotWriteRoutine(_("Det finns inget skrivet än."))
    if row.revision != revision:
        raise RoutineOvertaken(_("Någon annan har sparat under tiden. Läs igenom och fastställ igen."))
    missing = unwritten(row.sections, required)
    if missing:
        names = ", ".join(str(section.label) for section in missing)
        raise CannotWriteRoutine(_("Det här är inte skrivet än: %(names)s.") % {"names": names}, missing)
    row.number, row.note = (newest.number or 0) + 1 if newest else 1, note.strip()[:300]
    row.established_by_id, row.established_at = actor.account, now
    row.save()
    return row
