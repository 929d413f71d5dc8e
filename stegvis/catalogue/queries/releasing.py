"""The release calendar: what is planned, what waits in the queue, what has gone out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.catalogue.kinds import ReleaseState
from stegvis.catalogue.models import Candidate, Distribution, ProgramVersion, Release, ReleaseItem
from stegvis.catalogue.queries.shelved import candidates, programs
from stegvis.lib.clock import local_day


def releases(actor: Actor) -> list[Release]:
    """The calendar of the actor's provider, the latest day first. Two queries."""
    if not actor.can("region:read"):
        return []
    rows = Release.objects.filter(provider_id=UUID(actor.hat.provider_id))
    return list(rows.prefetch_related("items").order_by("-on"))


def release(actor: Actor, pk: UUID | str) -> Release | None:
    """One day of the calendar. One query."""
    if not actor.can("region:read"):
        return None
    rows = Release.objects.filter(provider_id=UUID(actor.hat.provider_id), pk=pk)
    return rows.select_related("provider", "announced_by", "planned_by").first()


def items_of(release: Release) -> list[ReleaseItem]:
    """What is in the queue, by title. One query."""
    rows = release.items.select_related("program", "version", "candidate", "added_by")
    return list(rows.order_by("program__title", "pk"))


def release_item(actor: Actor, pk: UUID | str) -> ReleaseItem | None:
    """One thing in the queue. One query."""
    if not actor.can("region:read"):
        return None
    rows = ReleaseItem.objects.filter(release__provider_id=UUID(actor.hat.provider_id), pk=pk)
    return rows.select_related("release__provider", "program").first()


@dataclass(frozen=True, slots=True)
class Queueable:
    """Something that can be put in a release: a candidate under review, or a version that units lack."""

    what: ProgramVersion | Candidate
    title: str
    since: datetime
    number: int = 0

    @property
    def is_candidate(self) -> bool:
        """Whether it is under review still."""
        return isinstance(self.what, Candidate)


def queueable(actor: Actor, release: Release) -> list[Queueable]:
    """What is not in the queue yet: candidates handed in, and newest versions that units with the program lack."""
    inside = set(release.items.values_list("program_id", flat=True))
    found = [
        Queueable(row.candidate, row.candidate.program.title, row.candidate.frozen_at)
        for row in candidates(actor)
        if row.waiting and row.candidate.program_id not in inside
    ]
    known = {each.what.program_id for each in found}
    for shelved in programs(actor):
        newest = shelved.newest
        if newest and shelved.program.pk not in inside | known and (shelved.units_behind or not shelved.units):
            found.append(
                Queueable(newest.version, newest.version.title, newest.version.published_at, newest.version.number)
            )
    return sorted(found, key=lambda each: each.title.casefold())


def announced_to_unit(unit_id: UUID) -> list[ReleaseItem]:
    """What is coming to a unit: of announced releases, the programs that it has. One query."""
    having = Distribution.objects.filter(unit_id=unit_id, withdrawn_at__isnull=True).values("version__program_id")
    rows = ReleaseItem.objects.filter(release__state=ReleaseState.ANNOUNCED, program_id__in=having)
    provider = rows.filter(release__provider__units=unit_id)
    return list(provider.select_related("release", "program").order_by("release__on", "program__title"))


def releases_due(now: datetime) -> list[ReleaseItem]:
    """What has gone out, of releases whose day has come: what running residents may be moved to. One query.

    Items without `released_at` have not gone out (under review still, stopped or retired) and are left out.
    """
    rows = ReleaseItem.objects.filter(
        release__state=ReleaseState.RELEASED, release__on__lte=local_day(now), released_at__isnull=False
    )
    return list(rows.select_related("release", "version__program").order_by("release__on", "pk"))


def given_to_unit(unit_id: UUID, since: datetime) -> list[Distribution]:
    """What a unit has been given since a time, newest first. One query."""
    rows = Distribution.objects.filter(unit_id=unit_id, distributed_at__gte=since, withdrawn_at__isnull=True)
    return list(rows.select_related("version__program").order_by("-distributed_at", "pk"))
