"""Who walks older versions of a program, by version and unit: what a coordinator sees before residents are moved.

Told as all counts of residents are (docs/adr/0013): in fives and without those who have objected, so that this page, the one about stops and the statistics
say the same number of the same people, and nothing comes of holding one against another. A unit stands here because
it has been given the program, never because somebody walks it.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.care.aggregates.coarse import coarse
from stegvis.care.aggregates.scope import objectors
from stegvis.care.models import Enrolment
from stegvis.catalogue.models import Distribution, ProgramVersion
from stegvis.course.kinds import ENDED, WorldKind


@dataclass(frozen=True, slots=True)
class Running:
    """How many walk one version on one unit, at least; nought is nought to four."""

    version: ProgramVersion
    unit_id: UUID
    unit: str
    number: int


def running_before(actor: Actor, version: ProgramVersion) -> list[Running]:
    """Who may walk older versions of the program, by version and unit, the latest version first. Three queries."""
    if not actor.can("region:read"):
        return []
    provider_id = UUID(actor.hat.provider_id)
    older = ProgramVersion.objects.filter(program_id=version.program_id, number__lt=version.number)
    return _told(provider_id, list(older))


def running_on(actor: Actor, version: ProgramVersion) -> list[Running]:
    """Who may walk a version, by unit: the list that follows a stop. Two queries."""
    if not actor.can("version:stop"):
        return []
    return _told(UUID(actor.hat.provider_id), [version])


def _told(provider_id: UUID, versions: Collection[ProgramVersion]) -> list[Running]:
    known = {each.pk: each for each in versions}
    # In any version: who is moved takes the newer one along to a unit that was never given it.
    placed = Distribution.objects.filter(
        version__program__versions__in=known, unit__provider_id=provider_id, unit__training=False
    )
    units = dict(placed.order_by().values_list("unit_id", "unit__name"))
    rows = Enrolment.objects.without_asking_who_because("who walks a version, counted").filter(
        provider_id=provider_id,
        course__version__in=known,
        course__world__kind=WorldKind.REAL,
        unit__training=False,
        undone_at__isnull=True,
    )
    rows = rows.exclude(course__person__in=objectors(provider_id))
    counted = Counter[tuple[UUID | None, UUID]](
        rows.exclude(course__phase__in=ENDED).values_list("course__version_id", "unit_id")
    )
    found = [
        Running(version, unit_id, name, coarse(counted[version.pk, unit_id]))
        for version in versions
        for unit_id, name in units.items()
    ]
    return sorted(found, key=lambda each: (-each.version.number, each.unit.casefold(), each.unit_id))
