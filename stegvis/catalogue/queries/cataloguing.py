"""The catalogue that every member of staff reads: what may be seen, searched and narrowed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from stegvis.access.actor import Actor
from stegvis.access.models import CareProvider
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.models import CatalogueEntry, Distribution, EntryChange, Offer, Program, ProgramVersion
from stegvis.catalogue.policies import may_describe, offered_to
from stegvis.program.document import Document
from stegvis.questionnaires.engine import parse

# Fewer than this is not said across the border.
SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty is everything."""

    text: str = ""
    kind: str = ""
    start: str = ""
    language: str = ""
    area: str = ""
    instrument: str = ""
    regulatory: str = ""
    provider: str = ""
    here: bool = False


FACETS = ("kind", "start", "language", "area", "instrument", "regulatory", "provider")


@dataclass(frozen=True, slots=True)
class Listed:
    """A program as the list shows it: its newest version that the reader may see, and what it can be found by."""

    program: Program
    version: ProgramVersion
    entry: CatalogueEntry | None
    provider: CareProvider
    document: Document
    instruments: tuple[tuple[str, str], ...]
    units: int
    here: bool
    own: bool

    @property
    def retired(self) -> bool:
        """Whether it takes no new starts."""
        return self.entry is not None and self.entry.retired_at is not None

    def values(self, facet: str) -> set[str]:
        """What it stands under in one facet."""
        entry = self.entry
        found: Mapping[str, Iterable[str]] = {
            "kind": [self.document.kind.value],
            "start": [mode.value for mode in self.document.start_modes],
            "language": list(self.document.texts),
            "area": [entry.area] if entry and entry.area else [],
            "instrument": [key for key, _title in self.instruments],
            "regulatory": [entry.regulatory if entry else Regulatory.UNDECIDED.value],
            "provider": [str(self.provider.pk)],
        }
        return set(found[facet])

    def says(self, words: Iterable[str]) -> bool:
        """Whether every word stands somewhere in what is said of it."""
        entry, document = self.entry, self.document
        texts = [self.version.title, document.text("program.intended_purpose"), document.text("program.lead")]
        texts += [title for _key, title in self.instruments]
        if entry:
            texts += [entry.area, entry.target_group, entry.evidence, entry.keywords]
        whole = " ".join(texts).casefold()
        return all(word in whole for word in words)


@dataclass(frozen=True, slots=True)
class Found:
    """The programs, and for each facet how many would be left with each of its values."""

    rows: tuple[Listed, ...]
    # Everything that the reader may see, to name the facets' values by.
    all: tuple[Listed, ...]
    facets: Mapping[str, Mapping[str, int]]


def search(actor: Actor, filters: Filters) -> Found:
    """What the actor may see of the catalogue, narrowed. Five queries, and one for each document not yet open."""
    everything = _listed(actor)
    words = filters.text.casefold().split()
    rows = [row for row in everything if row.says(words) and (row.here or not filters.here)]
    chosen = {facet: getattr(filters, facet) for facet in FACETS if getattr(filters, facet)}
    facets = {}
    for facet in FACETS:
        # A facet counts what the others leave: a second choice in it is never a dead end without warning.
        others = [row for row in rows if _fits(row, {k: v for k, v in chosen.items() if k != facet})]
        facets[facet] = Counter(value for row in others for value in row.values(facet))
    return Found(tuple(row for row in rows if _fits(row, chosen)), tuple(everything), facets)


def _fits(row: Listed, chosen: Mapping[str, str]) -> bool:
    return all(value in row.values(facet) for facet, value in chosen.items())


def visible_versions(actor: Actor) -> QuerySet[ProgramVersion]:
    """Published versions that the actor, a member of staff, may read in the catalogue.

    The own provider's, and what other providers offer. Never of a training unit, never to a resident.
    """
    if not actor.can("catalogue:read"):
        return ProgramVersion.objects.none()
    provider_id = UUID(actor.hat.provider_id) if actor.hat.provider_id else None
    offers = Offer.objects.filter(offered_to(provider_id))
    reached = Q(program__in=offers.filter(version__isnull=True).values("program_id"))
    reached |= Q(pk__in=offers.filter(version__isnull=False).values("version_id"))
    if provider_id:
        reached |= Q(program__publisher_unit__provider_id=provider_id)
    return ProgramVersion.objects.filter(reached, program__publisher_unit__training=False)


def _listed(actor: Actor) -> list[Listed]:
    newest: dict[UUID, ProgramVersion] = {}
    rows = visible_versions(actor).select_related("program__publisher_unit__provider", "program__entry")
    for row in rows.order_by("-number"):
        newest.setdefault(row.program_id, row)
    units = _units(actor, newest)
    found = [_one(actor, row, units[row.program_id]) for row in newest.values()]
    return sorted(found, key=lambda row: (row.retired, row.version.title.casefold(), str(row.program.pk)))


def _one(actor: Actor, version: ProgramVersion, units: set[UUID]) -> Listed:
    program = version.program
    document = open_document(version.document_id)
    return Listed(
        program=program,
        version=version,
        entry=getattr(program, "entry", None),
        provider=program.publisher_unit.provider,
        document=document,
        instruments=instruments_of(document),
        units=len(units),
        here=actor.unit in units,
        own=actor.hat.provider_id == str(program.publisher_unit.provider_id),
    )


def instruments_of(document: Document) -> tuple[tuple[str, str], ...]:
    """Key and title of every questionnaire in a program, each key once."""
    found: dict[str, str] = {}
    for body in document.questionnaires.values():
        definition = parse(body)
        found.setdefault(definition.key, definition.title(document.language))
    return tuple(sorted(found.items(), key=lambda pair: pair[1].casefold()))


def _units(actor: Actor, programs: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The own provider's units that have each program. No other provider's are counted."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    if actor.hat.provider_id:
        rows = Distribution.objects.filter(
            version__program_id__in=list(programs), unit__provider_id=UUID(actor.hat.provider_id), withdrawn_at=None
        )
        for program, unit in rows.values_list("version__program_id", "unit_id"):
            found[program].add(unit)
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """A program's page: what may be read of it, and where it is used."""

    program: Program
    entry: CatalogueEntry | None
    versions: tuple[ProgramVersion, ...]
    units: tuple[Distribution, ...]
    # Other providers that use it, for its owner alone: how many units, None when they are too few to say.
    elsewhere: tuple[tuple[str, int | None], ...]
    own: bool

    @property
    def newest(self) -> ProgramVersion:
        """The newest version that the reader may see."""
        return self.versions[0]


def catalogue_page(actor: Actor, program_id: UUID) -> Shown | None:
    """One program, or None when nothing of it is the actor's to see. Four queries."""
    rows = visible_versions(actor).filter(program_id=program_id)
    versions = tuple(
        rows.select_related("program__publisher_unit__provider", "program__entry", "published_by").order_by("-number")
    )
    if not versions:
        return None
    program = versions[0].program
    own = actor.hat.provider_id == str(program.publisher_unit.provider_id)
    standing = Distribution.objects.filter(version__program_id=program_id, withdrawn_at__isnull=True)
    here: list[Distribution] = []
    if actor.hat.provider_id:
        mine = standing.filter(unit__provider_id=UUID(actor.hat.provider_id), unit__archived_on__isnull=True)
        newest: dict[UUID, Distribution] = {}
        for row in mine.select_related("unit__administration", "version").order_by("-version__number"):
            newest.setdefault(row.unit_id, row)
        here = sorted(newest.values(), key=lambda row: (row.unit.administration.name, row.unit.name))
    elsewhere: dict[str, set[UUID]] = defaultdict(set)
    if own:
        others = standing.exclude(unit__provider_id=program.publisher_unit.provider_id)
        for name, unit in others.values_list("unit__provider__name", "unit_id"):
            elsewhere[name].add(unit)
    counted = tuple((name, len(units) if len(units) >= SMALLEST else None) for name, units in sorted(elsewhere.items()))
    return Shown(program, getattr(program, "entry", None), versions, tuple(here), counted, own)


def readable_version(actor: Actor, pk: UUID | str) -> ProgramVersion | None:
    """A version that may be walked through in the catalogue. One query."""
    return visible_versions(actor).filter(pk=pk).select_related("program__publisher_unit__provider").first()


def entry_to_edit(actor: Actor, program_id: UUID) -> tuple[Program, CatalogueEntry] | None:
    """A program with its entry, saved or empty, for those who may describe it. Two queries."""
    program = Program.objects.filter(pk=program_id).select_related("publisher_unit__provider", "entry").first()
    if program is None or not may_describe(actor, program).found:
        return None
    return program, getattr(program, "entry", None) or CatalogueEntry(program=program)


def entries_of(program_ids: Iterable[UUID]) -> dict[UUID, CatalogueEntry]:
    """What the catalogue says beside the content of some programs, by program. One query."""
    return {row.program_id: row for row in CatalogueEntry.objects.filter(program_id__in=list(program_ids))}


def entry_history(entry: CatalogueEntry, most: int = 30) -> list[EntryChange]:
    """What was changed, newest first. One query."""
    if entry._state.adding:
        return []
    return list(entry.changes.select_related("changed_by").order_by("-changed_at", "-pk")[:most])


def areas(actor: Actor) -> list[str]:
    """Areas in use with the actor's provider, to choose among. One query."""
    if not actor.hat.provider_id:
        return []
    rows = CatalogueEntry.objects.filter(program__publisher_unit__provider_id=UUID(actor.hat.provider_id))
    return sorted(set(rows.exclude(area="").values_list("area", flat=True)), key=str.casefold)


def reviews_due(actor: Actor, on: object) -> list[CatalogueEntry]:
    """Programs of the actor's provider whose review date has come by a day. One query."""
    if not actor.can("catalogue:edit"):
        return []
    rows = CatalogueEntry.objects.filter(review_by_on__lte=on, retired_at__isnull=True)
    whose = Q(program__publisher_unit__provider_id=UUID(actor.hat.provider_id))
    if actor.hat.publisher_unit_id:
        whose = Q(program__publisher_unit_id=UUID(actor.hat.publisher_unit_id))
    return list(rows.filter(whose).select_related("program").order_by("review_by_on"))
