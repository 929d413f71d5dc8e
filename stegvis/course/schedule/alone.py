"""What the clock starts in open programs: newer versions are followed, and what nobody has touched for long is removed.

Nobody stands behind an open walk who could decide: a version that differs in words and media alone is followed, any
other is for new starts (safety rule 7). Safe to run twice, and to kill anywhere.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from stegvis.access.actor import Actor
from stegvis.audit import log
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.models import OpenProgram, ProgramVersion
from stegvis.catalogue.policies.opening import can_be_open
from stegvis.course import moving
from stegvis.course.kinds import ENDED
from stegvis.course.models import Course
from stegvis.course.models.erasing import erase
from stegvis.lib.clock import utc_now
from stegvis.notifications import outbox
from stegvis.program.upgrading import severity

WORKER = Actor.system("open_programs")
REASON = "the worker looks after open programs, which nobody stands behind"
AT_ONCE = 25


def follow_versions(*, now: datetime) -> int:
    """New starts get what has gone out by the calendar; who runs follows where only words and media differ.

    Returns how many walks were moved.
    """
    for item in catalogue.releases_due(now):
        if item.version is not None:
            _renew(item.version, item.release.provider_id)
    moved = 0
    for row in OpenProgram.objects.select_related("version"):
        for old in _walked(row):
            if severity(open_document(old.document_id), open_document(row.version.document_id)).is_minor:
                moved += _follow(row, old, now)
    return moved


def _renew(version: ProgramVersion, provider_id: UUID) -> None:
    """The coordinator who announced the release has decided it; a version that needs staff does not come in this way."""
    rows = OpenProgram.objects.filter(program_id=version.program_id, provider_id=provider_id)
    for row in rows.filter(version__number__lt=version.number):
        if can_be_open(version, row.provider_id):
            OpenProgram.objects.filter(pk=row.pk).update(version=version)
            log.enter(WORKER.who(), "opening:renew", row.audit_subject(), now=utc_now())


def _walked(row: OpenProgram) -> list[ProgramVersion]:
    """The older versions that somebody is on still."""
    rows = _running(row).exclude(version_id=row.version_id).filter(version__number__lt=row.version.number)
    return list(ProgramVersion.objects.filter(pk__in=set(rows.values_list("version_id", flat=True))))


def _running(row: OpenProgram) -> QuerySet[Course]:
    rows = Course.objects.without_asking_who_because(REASON).filter(open_program=row)
    found: QuerySet[Course] = rows.exclude(phase__in=ENDED)
    return found


def _follow(row: OpenProgram, old: ProgramVersion, now: datetime) -> int:
    pks = list(_running(row).filter(version=old).order_by("pk").values_list("pk", flat=True))
    moved = 0
    for start in range(0, len(pks), AT_ONCE):
        with transaction.atomic():
            found = moving.move(pks[start : start + AT_ONCE], row.version, now, tells=False, minor=True, by=WORKER)
        moved += sum(each.seq is not None for each in found.values())
    return moved


def forget_old(*, now: datetime) -> int:
    """Remove what nobody has touched for as long as its opening says. Returns how many walks."""
    removed = 0
    for row in OpenProgram.objects.select_related("provider"):
        before = now - timedelta(days=row.keep_days)
        rows = Course.objects.without_asking_who_because(REASON).filter(open_program=row)
        old = rows.annotate(last=Coalesce("last_active_at", "started_at")).filter(Q(last__lt=before))
        pks = list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        if not pks:
            continue
        with transaction.atomic():
            outbox.forget(pks)
            removed += erase(pks)
            log.enter(WORKER.who(), "open:forget", row.audit_subject(), now=utc_now(), reason=str(len(pks)))
    return removed
