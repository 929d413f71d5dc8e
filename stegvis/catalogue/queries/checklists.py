"""Units' checklists: what is ticked, and what new starts wait for."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.queries import unit_of
from stegvis.catalogue.kinds import StartItem
from stegvis.catalogue.models import ProgramVersion, StartChecklist, StartTick
from stegvis.catalogue.policies import may_read_checklists
from stegvis.catalogue.queries.shelved import startable


@dataclass(frozen=True, slots=True)
class Ticked:
    """A unit's checklist for one program."""

    ticks: dict[str, StartTick]
    before: bool = False

    @property
    def missing(self) -> tuple[StartItem, ...]:
        """What nobody has ticked, in the list's order."""
        return () if self.before else tuple(item for item in StartItem if item.value not in self.ticks)

    @property
    def done(self) -> bool:
        """Whether new starts wait for nothing here."""
        return not self.missing


def checklists(unit_id: UUID, program_ids: Iterable[UUID]) -> dict[UUID, Ticked]:
    """The lists of a unit, by program; an empty one where nobody has begun. Two queries."""
    wanted = list(program_ids)
    rows = list(StartChecklist.objects.filter(unit_id=unit_id, program_id__in=wanted))
    ticks: dict[UUID, dict[str, StartTick]] = {row.pk: {} for row in rows}
    standing = StartTick.objects.filter(checklist__in=rows, taken_back_at__isnull=True)
    for tick in standing.select_related("ticked_by") if rows else ():
        ticks[tick.checklist_id][tick.item] = tick
    found = {row.program_id: Ticked(ticks[row.pk], row.before) for row in rows}
    return {pk: found.get(pk, Ticked({})) for pk in wanted}


@dataclass(frozen=True, slots=True)
class OnUnit:
    """A program that a unit may start, and its checklist there."""

    version: ProgramVersion
    checklist: Ticked


def programs_on_unit(actor: Actor) -> list[OnUnit]:
    """What the actor's unit has been given, by title. Four queries."""
    unit = unit_of(actor)
    if unit is None or not may_read_checklists(actor, unit):
        return []
    versions = startable(unit.pk)
    lists = checklists(unit.pk, [row.program_id for row in versions])
    return [OnUnit(row, lists[row.program_id]) for row in versions]


def ticks_of(actor: Actor, program_id: UUID) -> list[StartTick]:
    """Every tick of the actor's unit for a program, those taken back too, newest first. One query."""
    if actor.hat.kind is not HatKind.COMMISSION or not actor.can("checklist:read"):
        return []
    rows = StartTick.objects.filter(checklist__unit_id=actor.unit, checklist__program_id=program_id)
    return list(rows.select_related("ticked_by", "taken_back_by").order_by("-ticked_at", "-pk"))


def tick(actor: Actor, pk: int) -> StartTick | None:
    """One tick of the actor's unit. One query."""
    if actor.hat.kind is not HatKind.COMMISSION or not actor.can("checklist:read"):
        return None
    rows = StartTick.objects.filter(checklist__unit_id=actor.unit, pk=pk)
    return rows.select_related("checklist__unit__provider").first()
