"""What the clock starts in the catalogue: the day of a release, and reminders that a program should be looked over.

Several workers may run, and any of them may be killed: each release goes out in one transaction under its own row's
lock, and a second one finds that it has gone out.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from stegvis.access.actor import Actor
from stegvis.access.models import CareUnit
from stegvis.audit import log as audit
from stegvis.catalogue.kinds import ReleaseState
from stegvis.catalogue.models import CatalogueEntry, Distribution, Handout, ProgramVersion, Release, ReleaseItem
from stegvis.catalogue.policies import Placing, is_retired
from stegvis.lib.clock import local_day
from stegvis.notifications import outbox

WORKER = Actor.system("release")
# From what hour of the day a release goes out: when there is somebody on the units.
FROM_HOUR = 6


def release_due(*, now: datetime) -> int:
    """Let every release go out whose day has come. Returns how many distributions were made."""
    local = localtime(now)
    due = Release.objects.filter(state=ReleaseState.ANNOUNCED, on__lte=local.date())
    if local.hour < FROM_HOUR:
        due = due.filter(on__lt=local.date())
    return sum(_release(pk, now) for pk in due.order_by("on", "pk").values_list("pk", flat=True))


def _release(pk: UUID, now: datetime) -> int:
    """One release, whole or not at all."""
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=pk)
        if release.state != ReleaseState.ANNOUNCED:
            return 0
        made = sum(_hand_out(release, item, now) for item in _ready(release))
        release.state, release.released_at = ReleaseState.RELEASED, now
        release.save(update_fields=["state", "released_at"])
        audit.enter(WORKER.who(), "release:distribute", release.audit_subject(), now=now)
    return made


def _ready(release: Release) -> list[ReleaseItem]:
    """What has been published. A candidate still under review stays in the queue, and its page says so."""
    rows = release.items.select_for_update(of=("self",)).filter(released_at__isnull=True)
    found = []
    for item in rows.select_related("candidate", "version", "program__entry"):
        if item.version_id is None and item.candidate is not None:
            item.version = ProgramVersion.objects.filter(
                program_id=item.program_id, document_id=item.candidate.document_id
            ).first()
        if item.version is not None and not is_retired(item.version) and not _is_stopped(item.version):
            found.append(item)
    return found


def _is_stopped(version: ProgramVersion) -> bool:
    """A version that was stopped after it was put in the queue does not go out."""
    return version.stops.filter(kind="version", lifted_at__isnull=True).exists()


def _hand_out(release: Release, item: ReleaseItem, now: datetime) -> int:
    """To the provider's open units that have the program, by the word of whoever announced."""
    version, said_by = item.version, release.announced_by_id
    if version is None or said_by is None:
        return 0
    having = CareUnit.objects.filter(
        provider_id=release.provider_id,
        archived_on__isnull=True,
        distributions__version__program_id=item.program_id,
        distributions__withdrawn_at__isnull=True,
    )
    units = having.exclude(distributions__in=version.distributions.filter(withdrawn_at__isnull=True)).distinct()
    handout = Handout.objects.create(
        version=version, provider_id=release.provider_id, release=release, made_by_id=said_by, made_at=now
    )
    rows = [
        Distribution(version=version, unit=unit, handout=handout, distributed_by_id=said_by, distributed_at=now)
        for unit in units.select_related("provider")
    ]
    Distribution.objects.bulk_create(rows)
    for row in rows:
        audit.enter(WORKER.who(), "version:distribute", Placing(version, row.unit).audit_subject(), now=now)
        outbox.put_for_unit(row.unit_id, f"release:{release.pk}", now=now, urgent=False)
    item.version, item.released_at = version, now
    item.save(update_fields=["version", "released_at"])
    return len(rows)


def remind_reviews(*, now: datetime) -> int:
    """Tell the provider's contact of each program whose review date has come, once for each date. Returns how many.

    The notice is neutral; which program it is stands on the coordinator's first page and on the program's own.
    """
    today = local_day(now)
    rows = CatalogueEntry.objects.filter(review_by_on__lte=today, retired_at__isnull=True)
    due = rows.exclude(reminded_of__isnull=False, reminded_of__gte=F("review_by_on"))
    return sum(_remind(pk, now) for pk in due.values_list("pk", flat=True))


def _remind(pk: UUID, now: datetime) -> int:
    with transaction.atomic():
        entry = CatalogueEntry.objects.select_for_update().get(pk=pk)
        on = entry.review_by_on
        if on is None or (entry.reminded_of is not None and entry.reminded_of >= on):
            return 0
        entry.reminded_of = on
        entry.save(update_fields=["reminded_of"])
        provider = entry.program.publisher_unit.provider_id
        outbox.put_for_provider(provider, f"review:{entry.program_id}:{on}", now=now, urgent=False)
    return 1
