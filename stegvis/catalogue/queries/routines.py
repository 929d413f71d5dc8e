"""The reading door of routines: the program's own for those who make it, the unit's for those who work by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.models import CareUnit
from stegvis.access.queries import unit_of
from stegvis.catalogue.models import Program, ProgramRoutine, UnitRoutine
from stegvis.catalogue.policies.routines import may_read_routines
from stegvis.catalogue.queries.shelved import startable


@dataclass(frozen=True, slots=True)
class Kept:
    """A program's routine: what is being written, what holds, and what held before."""

    draft: ProgramRoutine | None
    holds: ProgramRoutine | None
    earlier: tuple[ProgramRoutine, ...]


@dataclass(frozen=True, slots=True)
class OfUnit:
    """A unit's routine for one program. `template` is the provider's newest, which may be newer than the copy."""

    unit: CareUnit
    program: Program
    title: str
    draft: UnitRoutine | None
    holds: UnitRoutine | None
    template: ProgramRoutine | None

    @property
    def done(self) -> bool:
        """The unit has established one."""
        return self.holds is not None

    @property
    def template_is_newer(self) -> bool:
        """The region has changed its routine since the unit's was made."""
        return bool(self.holds and self.template and self.holds.template_id != self.template.pk)


def routine_of_program(program_id: UUID, provider_id: UUID) -> Kept:
    """A provider's routine for a program. For the process, which asks who may. One query."""
    rows = ProgramRoutine.objects.filter(program_id=program_id, provider_id=provider_id)
    found = list(rows.select_related("saved_by", "established_by").order_by("-number"))
    established = [row for row in found if row.number is not None]
    draft = next((row for row in found if row.number is None), None)
    return Kept(draft, established[0] if established else None, tuple(established[1:]))


def programs_with_routine(program_ids: Iterable[UUID], provider_id: UUID) -> set[UUID]:
    """Those of some programs whose routine holds at a provider. One query."""
    rows = ProgramRoutine.objects.filter(
        program_id__in=list(program_ids), provider_id=provider_id, number__isnull=False
    )
    return set(rows.values_list("program_id", flat=True))


def established(program_ids: Iterable[UUID]) -> dict[tuple[UUID, UUID], ProgramRoutine]:
    """The newest established routine of each program, by program and provider. One query."""
    rows = ProgramRoutine.objects.filter(program_id__in=list(program_ids), number__isnull=False)
    return {(row.program_id, row.provider_id): row for row in rows.order_by("number")}


def unit_routine_done(unit_id: UUID, program_id: UUID) -> bool:
    """Whether a unit has established its own routine for a program. One query."""
    return UnitRoutine.objects.filter(unit_id=unit_id, program_id=program_id, number__isnull=False).exists()


def routines_on_unit(actor: Actor) -> list[OfUnit]:
    """The routine of each program that the actor's unit has, those it may start first. At most five queries."""
    unit = unit_of(actor)
    if unit is None or not may_read_routines(actor, unit):
        return []
    versions = startable(unit.pk)
    programs: dict[UUID, tuple[Program, str]] = {row.program_id: (row.program, row.title) for row in versions}
    drafts: dict[UUID, UnitRoutine] = {}
    holding: dict[UUID, UnitRoutine] = {}
    rows = UnitRoutine.objects.filter(unit=unit).order_by("number")
    for row in rows.select_related("saved_by", "established_by", "template", "program"):
        (drafts if row.number is None else holding)[row.program_id] = row
    # One that takes no new starts here may still have residents: what the unit works by stays readable.
    for row in holding.values():
        programs.setdefault(row.program_id, (row.program, row.program.title))
    templates: dict[UUID, ProgramRoutine] = {}
    established = ProgramRoutine.objects.filter(
        program__in=programs, provider_id=unit.provider_id, number__isnull=False
    )
    for template in established.order_by("number"):
        templates[template.program_id] = template
    return [
        OfUnit(unit, program, title, drafts.get(pk), holding.get(pk), templates.get(pk))
        for pk, (program, title) in programs.items()
    ]


def routine_on_unit(actor: Actor, program_id: UUID) -> OfUnit | None:
    """One of them; None when it is not the actor's to read."""
    return next((row for row in routines_on_unit(actor) if row.program.pk == program_id), None)


def holding_routine(actor: Actor, program_id: UUID) -> UnitRoutine | None:
    """What the actor's unit works by in a program, for a panel beside a resident. One query."""
    if not actor.hat.unit_id or not actor.can("checklist:read"):
        return None
    rows = UnitRoutine.objects.filter(unit_id=actor.unit, program_id=program_id, number__isnull=False)
    return rows.order_by("-number").first()


def earlier_unit_routines(actor: Actor, program_id: UUID) -> list[UnitRoutine]:
    """What the unit worked by before, newest first. One query."""
    if not actor.hat.unit_id or not actor.can("checklist:read"):
        return []
    rows = UnitRoutine.objects.filter(unit_id=actor.unit, program_id=program_id, number__isnull=False)
    return list(rows.select_related("established_by").order_by("-number")[1:])
