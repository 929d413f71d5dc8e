"""Who walks older versions of a program, by version and unit: what a coordinator sees before residents are moved."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from stegvis.access.actor import Actor
from stegvis.care.aggregates.coarse import shown
from stegvis.care.models import Enrolment
from stegvis.catalogue.models import ProgramVersion
from stegvis.course.kinds import ENDED, WorldKind


@dataclass(frozen=True, slots=True)
class Running:
    """How many walk one version on one unit; None when they are too few to count."""

    version: ProgramVersion
    unit_id: UUID
    unit: str
    number: int | None


def running_before(actor: Actor, version: ProgramVersion) -> list[Running]:
    """Who walks older versions of the program, by version and unit: counts only. Two queries."""
    if not actor.can("region:read"):
        return []
    rows = Enrolment.objects.without_asking_who_because("who walks older versions, counted").filter(
        provider_id=UUID(actor.hat.provider_id),
        course__version__program_id=version.program_id,
        course__version__number__lt=version.number,
        course__world__kind=WorldKind.REAL,
        unit__training=False,
        undone_at__isnull=True,
    )
    counted = rows.exclude(course__phase__in=ENDED).values("course__version_id", "unit_id", "unit__name")
    lines = list(counted.annotate(n=Count("pk")).order_by("unit__name"))
    versions = ProgramVersion.objects.in_bulk({line["course__version_id"] for line in lines})
    found = [
        Running(versions[line["course__version_id"]], line["unit_id"], line["unit__name"], shown(line["n"]))
        for line in lines
    ]
    return sorted(found, key=lambda each: (-each.version.number, each.unit.casefold()))
