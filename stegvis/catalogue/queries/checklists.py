"""Units' checklists: what is ticked, and what new starts wait for."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.queries import unit_of
from stegvis.catalogue.models import ProgramVersion, StartChecklist, StartTemplate, StartTick
from stegvis.catalogue.policies import may_read_checklists
from stegvis.catalogue.queries.shelved import startable
from stegvis.catalogue.start_lines import DEFAULT, StartLine, read


@dataclass(frozen=True, slots=True)
class Ticked:
    """A unit's checklist for one program: what it asks of the unit, and what is ticked."""

    lines: tuple[StartLine, ...]
    ticks: dict[str, StartTick]
    before: bool = False

    @property
    def missing(self) -> tuple[StartLine, ...]:
        """What nobody has ticked, in the list's order."""
        return () if self.before else tuple(line for line in self.lines if line.key not in self.ticks)

    @property
    def done(self) -> bool:
        """Whether new starts wait for nothing here."""
        return not self.missing

    @property
    def not_asked(self) -> tuple[StartTick, ...]:
        """What is ticked and is not in the list any more."""
        asked = {line.key for line in self.lines}
        return tuple(tick for key, tick in self.ticks.items() if key not in asked)


def checklists(unit_id: UUID, program_ids: Iterable[UUID]) -> dict[UUID, Ticked]:
    """The lists of a unit, by program; an empty one where nobody has begun. Three queries."""
    wanted = list(program_ids)
    rows = list(StartChecklist.objects.filter(unit_id=unit_id, program_id__in=wanted))
    ticks: dict[UUID, dict[str, StartTick]] = {row.pk: {} for row in rows}
    standing = StartTick.objects.filter(checklist__in=rows, taken_back_at__isnull=True)
    for tick in standing.select_related("ticked_by") if rows else ():
        ticks[tick.checklist_id][tick.item] = tick
    lines = _newest(StartTemplate.objects.filter(provider__units=unit_id)).lines
    found = {
        row.program_id: Ticked(tuple(line for line in lines if line.asked_of(row.made_at)), ticks[row.pk], row.before)
        for row in rows
    }
    return {pk: found.get(pk, Ticked(lines, {})) for pk in wanted}


@dataclass(frozen=True, slots=True)
class Template:
    """The list that a provider's units have now. Number 0 is the one that comes with Stegvis."""

    number: int
    lines: tuple[StartLine, ...]


def start_template(provider_id: UUID) -> Template:
    """The newest of the provider. One query."""
    return _newest(StartTemplate.objects.filter(provider_id=provider_id))


def _newest(rows: "QuerySet[StartTemplate]") -> Template:
    newest = rows.order_by("-number").first()
    return Template(newest.number, read(newest.lines)) if newest else Template(0, DEFAULT)


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the list, and what it says."""

    row: StartTemplate
    lines: tuple[StartLine, ...]


def start_templates(actor: Actor) -> list[Edition]:
    """Every version of the actor's provider, the newest first. One query."""
    if actor.hat.kind is not HatKind.POST or not actor.can("version:distribute"):
        return []
    rows = StartTemplate.objects.filter(provider_id=UUID(actor.hat.provider_id)).select_related("made_by")
    return [Edition(row, read(row.lines)) for row in rows.order_by("-number")]


@dataclass(frozen=True, slots=True)
class OnUnit:
    """A program that a unit may start, and its checklist there."""

    version: ProgramVersion
    checklist: Ticked


def programs_on_unit(actor: Actor) -> list[OnUnit]:
    """What the actor's unit has been given, by title. Five queries."""
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
