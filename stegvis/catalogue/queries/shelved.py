"""The reading door of the catalogue: candidates, versions, distribution, media. Actor first.

The coordinator sees the own provider's, the designer the own publisher unit's; everybody else nothing
here. What a unit may start is asked for by unit, since the rooms above have already asked who looks.
"""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareUnit
from stegvis.access.queries import units_of_provider
from stegvis.catalogue.models import Candidate, Distribution, FrozenMedia, Handout, Program, ProgramVersion
from stegvis.catalogue.queries.cataloguing import visible_versions
from stegvis.catalogue.shelf import HandedOver, OnShelf, Placement, Published

NOTHING = Q(pk__in=[])
RECENT = 8


def _own(actor: Actor, program: str) -> Q:
    """Rows whose program (found along `program`, ending in __) is the actor's to see."""
    if actor.hat.kind is HatKind.POST and actor.can("region:read"):
        return Q(**{f"{program}publisher_unit__provider_id": actor.hat.provider_id})
    if actor.hat.kind is HatKind.PUBLISHER and actor.can("studio:read"):
        return Q(**{f"{program}publisher_unit_id": actor.hat.publisher_unit_id})
    return NOTHING


def _placed(actor: Actor) -> Q:
    """Distributions that the actor may see: never another provider's units (the border)."""
    if actor.hat.kind is HatKind.POST and actor.can("region:read"):
        return Q(unit__provider_id=actor.hat.provider_id)
    if actor.hat.kind is HatKind.PUBLISHER and actor.can("studio:read"):
        return Q(
            version__program__publisher_unit_id=actor.hat.publisher_unit_id, unit__provider_id=actor.hat.provider_id
        )
    return NOTHING


# --- Candidates ---------------------------------------------------------------------------------


def candidates(actor: Actor) -> list[HandedOver]:
    """Everything handed over, newest first. Two queries."""
    return _handed_over(actor, Q())


def candidate(actor: Actor, pk: UUID | str) -> HandedOver | None:
    """One candidate, or None when it is not the actor's to see."""
    return next(
        (row for row in _handed_over(actor, Q(program__candidates=pk)) if str(row.candidate.pk) == str(pk)), None
    )


def _handed_over(actor: Actor, narrowed: Q) -> list[HandedOver]:
    rows = Candidate.objects.filter(_own(actor, "program__"), narrowed)
    found = list(rows.select_related("program__publisher_unit__provider", "frozen_by").order_by("-frozen_at", "pk"))
    # Followed from the programs in hand: the same two queries whatever the number of rows.
    published = {
        (version.program_id, version.document_id): version
        for version in ProgramVersion.objects.filter(program__in={row.program_id for row in found})
    }
    newest: dict[UUID, UUID] = {}
    for row in found:
        newest.setdefault(row.program_id, row.pk)
    return [
        HandedOver(row, published.get((row.program_id, row.document_id)), newest[row.program_id] == row.pk)
        for row in found
    ]


# --- Programs and versions ----------------------------------------------------------------------


def programs(actor: Actor) -> list[OnShelf]:
    """Every program with its versions and how many units have them. Three queries."""
    rows = Program.objects.filter(_own(actor, "")).select_related("publisher_unit").order_by("title", "pk")
    by_program: dict[UUID, list[ProgramVersion]] = defaultdict(list)
    for version in _versions(actor):
        by_program[version.program_id].append(version)
    units = _units_by_version(actor)
    return [_on_shelf(row, by_program[row.pk], units) for row in rows]


def versions(actor: Actor) -> list[Published]:
    """Every version, by title and newest first. Two queries."""
    units = _units_by_version(actor)
    newest: set[UUID] = set()
    found = []
    for version in _versions(actor):
        found.append(Published(version, len(units[version.pk]), version.program_id not in newest))
        newest.add(version.program_id)
    return found


def version(actor: Actor, pk: UUID | str) -> ProgramVersion | None:
    """One version: the own provider's, or one that it has taken in. None when it is not the actor's to see."""
    rows = ProgramVersion.objects.filter(_own(actor, "program__") | _taken_in(actor), pk=pk).distinct()
    return rows.select_related("program__publisher_unit__provider", "program__entry", "published_by").first()


def _taken_in(actor: Actor) -> Q:
    """Other providers' versions that the actor's provider has verified: theirs to hand out, withdraw and stop."""
    if actor.hat.kind is HatKind.POST and actor.can("region:read"):
        return Q(verifications__provider_id=actor.hat.provider_id)
    return NOTHING


def handouts_of(actor: Actor, version: ProgramVersion) -> list[Handout]:
    """What was handed out at once of a version, newest first, with how many units still have it. One query."""
    if not actor.can("region:read"):
        return []
    rows = Handout.objects.filter(provider_id=UUID(actor.hat.provider_id), version=version, undone_at__isnull=True)
    standing = Count("distributions", filter=Q(distributions__withdrawn_at__isnull=True))
    return list(rows.annotate(units=standing).filter(units__gt=0).select_related("made_by").order_by("-made_at")[:5])


def handout(actor: Actor, pk: UUID | str) -> Handout | None:
    """One handout of the actor's provider. One query."""
    if not actor.can("region:read"):
        return None
    rows = Handout.objects.filter(provider_id=UUID(actor.hat.provider_id), pk=pk)
    return rows.select_related("version", "provider").first()


def version_before(version: ProgramVersion) -> ProgramVersion | None:
    """The version that this one follows."""
    return version.program.versions.filter(number__lt=version.number).order_by("-number").first()


def newest_version(program: Program) -> ProgramVersion | None:
    """The last published version of a program."""
    return program.versions.order_by("-number").first()


def program_by_code(code: str, unit_id: UUID) -> Program | None:
    """The program of a short address on a unit; public knowledge once it was handed out there, not before."""
    rows = Program.objects.filter(code=code, versions__distributions__unit_id=unit_id)
    return rows.select_related("publisher_unit").first()


def _versions(actor: Actor) -> list[ProgramVersion]:
    rows = ProgramVersion.objects.filter(_own(actor, "program__"))
    return list(rows.select_related("program", "published_by").order_by("program__title", "program_id", "-number"))


def _units_by_version(actor: Actor) -> dict[UUID, set[UUID]]:
    """On which units each version is in force."""
    rows = Distribution.objects.filter(_placed(actor), withdrawn_at__isnull=True)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for version_id, unit_id in rows.values_list("version_id", "unit_id"):
        found[version_id].add(unit_id)
    return found


def _on_shelf(program: Program, rows: list[ProgramVersion], units: dict[UUID, set[UUID]]) -> OnShelf:
    every = set().union(*(units[row.pk] for row in rows))
    reached = units[rows[0].pk] if rows else set()
    shown = tuple(Published(row, len(units[row.pk]), index == 0) for index, row in enumerate(rows))
    return OnShelf(program, shown, len(every), len(every - reached))


# --- Distribution -------------------------------------------------------------------------------


def distributions_of(actor: Actor, version: ProgramVersion) -> list[Distribution]:
    """Where a version is in force, by administration and unit. One query."""
    rows = Distribution.objects.filter(_placed(actor), version=version, withdrawn_at__isnull=True)
    return list(
        rows.select_related("unit__administration", "unit__provider", "distributed_by").order_by(
            "unit__administration__name", "unit__name"
        )
    )


def distribution(actor: Actor, pk: UUID | str) -> Distribution | None:
    """One distribution, or None when it is not the actor's to see. One query."""
    rows = Distribution.objects.filter(_placed(actor), pk=pk)
    return rows.select_related("version__program", "unit__provider").first()


def placements(actor: Actor, version: ProgramVersion) -> list[Placement]:
    """The provider's units and what each has of this program, archived ones only where it is in force."""
    rows = Distribution.objects.filter(
        _placed(actor), version__program_id=version.program_id, withdrawn_at__isnull=True
    )
    here: dict[UUID, Distribution] = {}
    others: dict[UUID, int] = {}
    for row in rows.select_related("version", "unit__administration", "distributed_by"):
        if row.version_id == version.pk:
            here[row.unit_id] = row
        else:
            others[row.unit_id] = max(row.version.number, others.get(row.unit_id, 0))
    units = {unit.pk: unit for unit in units_of_provider(actor)}
    units.update({key: row.unit for key, row in here.items() if key not in units})
    ordered = sorted(units.values(), key=_by_place)
    return [Placement(unit, here.get(unit.pk), others.get(unit.pk)) for unit in ordered]


def _by_place(unit: CareUnit) -> tuple[str, str]:
    return unit.administration.name.casefold(), unit.name.casefold()


def recently_distributed(actor: Actor, since: datetime) -> list[Distribution]:
    """The latest distributions, newest first, for the coordinator's overview. One query."""
    rows = Distribution.objects.filter(_placed(actor), distributed_at__gte=since)
    return list(rows.select_related("version", "unit", "distributed_by").order_by("-distributed_at", "pk"))


def startable(unit_id: UUID) -> list[ProgramVersion]:
    """What a unit may start: of each program the newest version in force there, by title. One query.

    A program that is retired takes no new starts anywhere. What else a start waits for is known above (`care.ready`).
    """
    rows = ProgramVersion.objects.filter(
        distributions__unit_id=unit_id,
        distributions__withdrawn_at__isnull=True,
        distributions__unit__archived_on__isnull=True,
        program__entry__retired_at__isnull=True,
    )
    newest: dict[UUID, ProgramVersion] = {}
    for row in rows.select_related("program").order_by("-number"):
        newest.setdefault(row.program_id, row)
    return sorted(newest.values(), key=lambda row: (row.title.casefold(), str(row.pk)))


# --- Media --------------------------------------------------------------------------------------


def media(actor: Actor, media_hash: str) -> FrozenMedia | None:
    """A file, for staff who may see a document that uses it. One query.

    All of them reach what they may read in the catalogue; care staff also what was ever distributed to their unit: a
    resident's run outlives a withdrawal. Residents come through their courses, a room above.
    """
    if actor.hat.kind is HatKind.COMMISSION and actor.can("caseload:read"):
        uses = Q(uses__document__versions__distributions__unit_id=actor.hat.unit_id)
    else:
        uses = _documents(actor)
    uses |= Q(uses__document__versions__in=visible_versions(actor).values("pk"))
    return FrozenMedia.objects.filter(uses, hash=media_hash).first()


def _documents(actor: Actor) -> Q:
    own = _own(actor, "uses__document__candidates__program__")
    return own if own is NOTHING else own | _own(actor, "uses__document__versions__program__")
