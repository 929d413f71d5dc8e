"""What the clock starts for newer versions: releases are pulled, residents are found, played through and moved.

The catalogue never pushes: it says what has gone out, and this room moves its residents. Everything may be killed
anywhere: who is found is unique in the database, a move and its row are one transaction, and a lease that nobody gives
back runs out.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from stegvis.access.actor import Actor
from stegvis.care import rosters
from stegvis.care.actions.upgrading import made
from stegvis.care.kinds import NO_COVER, MoveState, UpgradeState
from stegvis.care.models import Enrolment, Move, Upgrade
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.models import ProgramVersion, ReleaseItem
from stegvis.course import moving
from stegvis.course.kinds import ENDED, WorldKind
from stegvis.lib import points
from stegvis.program.upgrading import Severity, Waits, severity

log = logging.getLogger(__name__)

WORKER = Actor.system("upgrade")
REASON = "the worker finds the residents that a newer version is for"
LEASE = timedelta(minutes=2)
# Who is in the middle of something is asked again so often.
AGAIN = timedelta(minutes=30)
AT_ONCE = {"postgresql": 100, "sqlite": 25}
# Between two transactions a page that saves must get its turn: SQLite has one writer at a time, and no queue.
BREATH_S = {"postgresql": 0.0, "sqlite": 0.02}
# What went out longer ago is not looked at again each round.
PULLED_FOR = timedelta(days=60)


def pull_releases(*, now: datetime) -> int:
    """Make an upgrade of every version that has gone out by the calendar, from each version that somebody is on.

    Once for each: (release, version, provider) is unique. Returns how many there are new.
    """
    fresh = 0
    for item in catalogue.releases_due(now):
        if item.version is None or (item.released_at and item.released_at < now - PULLED_FOR):
            continue
        known = set(Upgrade.objects.filter(release=item).values_list("version_from_id", flat=True))
        for version in _walked_versions(item.version, item.release.provider_id):
            if version.pk not in known:
                fresh += _pull(item, item.version, version, now)
    return fresh


def _pull(item: ReleaseItem, new: ProgramVersion, old: ProgramVersion, now: datetime) -> int:
    _row, is_new = Upgrade.objects.get_or_create(
        release=item,
        version_from=old,
        provider_id=item.release.provider_id,
        defaults={
            "version_to": new,
            "severity": severity(open_document(old.document_id), open_document(new.document_id)).severity,
            "tells": item.tell_residents,
            "text": item.text if item.tell_residents else "",
            "decided_by_id": item.release.announced_by_id or item.added_by_id,
            "decided_at": now,
            "due_at": now,
        },
    )
    return int(is_new)


def _walked_versions(new: ProgramVersion, provider_id: UUID) -> list[ProgramVersion]:
    """The older versions of the program that somebody of the provider is on."""
    rows = _running(Enrolment.objects.without_asking_who_because(REASON)).filter(
        provider_id=provider_id,
        course__version__program_id=new.program_id,
        course__version__number__lt=new.number,
    )
    pks = set(rows.values_list("course__version_id", flat=True))
    return list(ProgramVersion.objects.filter(pk__in=pks).order_by("number"))


def _running(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Who goes on in the real world: who practises on a training unit, or tries a prototype, is left as they are."""
    real = rows.filter(undone_at__isnull=True, course__world__kind=WorldKind.REAL, unit__training=False)
    return real.exclude(course__phase__in=ENDED)


def find_residents(*, now: datetime) -> int:
    """Find who an open upgrade is for and is not in it yet, and play each through. Returns how many were found."""
    found = 0
    for upgrade in Upgrade.objects.filter(state=UpgradeState.OPEN).select_related("version_to"):
        while added := _find(upgrade, now):
            found += added
        _end(upgrade, now)
    return found


def _find(upgrade: Upgrade, now: datetime) -> int:
    """A handful at a time, each with its rehearsal. Unique in the database, so that two workers may look at once."""
    rows = _running(Enrolment.objects.without_asking_who_because(REASON))
    rows = rows.filter(provider_id=upgrade.provider_id, course__version_id=upgrade.version_from_id)
    if upgrade.unit_id:
        rows = rows.filter(unit_id=upgrade.unit_id)
    rows = rows.exclude(moves__upgrade=upgrade).select_related("course")
    chunk = list(rows.order_by("pk")[: AT_ONCE[connection.vendor]])
    courses = [row.course for row in chunk]
    at = max(now, upgrade.due_at)
    rehearsed = moving.rehearsals(courses, upgrade.version_to.document_id, at, tells=upgrade.tells)
    follows = upgrade.severity == Severity.MINOR
    moves = []
    for row in chunk:
        rehearsal = rehearsed.get(row.course_id)
        moves.append(
            Move(
                upgrade=upgrade,
                enrolment=row,
                state=MoveState.CHOSEN if follows else MoveState.OFFERED,
                waits=(rehearsal.waits or "") if rehearsal else "",
                rehearsal=rehearsal.to_json() if rehearsal else {},
                digest=rehearsal.digest if rehearsal else "",
                rehearsed_at=now,
                next_at=upgrade.due_at if follows else None,
            )
        )
    Move.objects.bulk_create(moves, ignore_conflicts=True)
    return len(moves)


def _end(upgrade: Upgrade, now: datetime) -> None:
    """Done when its day has come and nobody is left to be moved or decided about."""
    left = Move.objects.filter(upgrade=upgrade, state__in=[MoveState.OFFERED, MoveState.CHOSEN]).exists()
    if upgrade.due_at <= now and not left:
        open_still = Upgrade.objects.filter(pk=upgrade.pk, state=UpgradeState.OPEN)
        open_still.update(state=UpgradeState.DONE, ended_at=now)


def move_due(*, now: datetime, worker: str, limit: int = 1_000) -> int:
    """Move those whose time has come. Returns how many were moved.

    One that cannot be moved keeps its lease, is tried alone when that has run out, and stands in nobody's way.
    """
    size, done = AT_ONCE[connection.vendor], 0
    while limit > 0:
        claimed = _claim(now, worker, min(size, limit))
        if not claimed:
            break
        limit -= len(claimed)
        points.passed("move:claimed")
        fresh = [pk for pk, attempts in claimed if attempts == 1]
        done += _move_together(fresh, now, worker)
        done += sum(_move_together([pk], now, worker) for pk, attempts in claimed if attempts > 1)
        time.sleep(BREATH_S[connection.vendor])
    return done


def upgrade_due(*, now: datetime, worker: str) -> int:
    """The worker's part: pull releases, find residents, move those whose time has come. Returns how much was done."""
    return pull_releases(now=now) + find_residents(now=now) + move_due(now=now, worker=worker)


def _claim(now: datetime, worker: str, limit: int) -> list[tuple[UUID, int]]:
    """Take some that are due, by pushing their time forward. A lease further ahead than any is one of a clock that
    was moved back."""
    due = Q(next_at__lte=now)
    with transaction.atomic():
        rows = Move.objects.filter(due, state=MoveState.CHOSEN).order_by("next_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        pks = list(rows.values_list("pk", flat=True)[:limit])
        taken = Move.objects.filter(due, pk__in=pks, state=MoveState.CHOSEN)
        taken.update(next_at=now + LEASE, claimed_by=worker, attempts=F("attempts") + 1)
        mine = Move.objects.filter(pk__in=pks, claimed_by=worker, state=MoveState.CHOSEN)
        return list(mine.order_by("pk").values_list("pk", "attempts"))


def _move_together(pks: Sequence[UUID], now: datetime, worker: str) -> int:
    if not pks:
        return 0
    try:
        return _move(pks, now, worker)
    except Exception:
        if len(pks) == 1:
            log.exception("move %s could not be made", pks[0])
            return 0
        log.warning("%s moves could not be made together; they are taken one by one", len(pks), exc_info=True)
    return sum(_move_together([pk], now, worker) for pk in pks)


def _move(pks: Sequence[UUID], now: datetime, worker: str) -> int:
    """In one transaction: the moves that this worker still holds, and their rows."""
    done = 0
    with transaction.atomic():
        held = list(Move.lock_rows().filter(pk__in=pks, claimed_by=worker, state=MoveState.CHOSEN).order_by("pk"))
        grouped: dict[UUID, list[Move]] = defaultdict(list)
        for row in held:
            grouped[row.upgrade_id].append(row)
        for rows in grouped.values():
            done += _move_those(rows, now)
        fields = ["state", "waits", "rehearsal", "digest", "rehearsed_at", "moved_seq", "moved_at", "next_at"]
        Move.objects.bulk_update(held, [*fields, "claimed_by", "attempts"])
        points.passed("move:before_commit")
    points.passed("move:after_commit")
    return done


def _covered(rows: list[Move], upgrade: Upgrade, now: datetime) -> list[Move]:
    """Those whose unit has cover, where danger rules come with the version (safety rule 3). The others wait."""
    if not rosters.brings_danger(upgrade.version_from, upgrade.version_to):
        return rows
    lacking = {unit.pk for unit in rosters.uncovered({row.enrolment.unit for row in rows}, now)}
    for row in rows:
        if row.enrolment.unit_id in lacking:
            row.waits, row.next_at, row.claimed_by, row.attempts = NO_COVER, now + AGAIN, "", 0
    return [row for row in rows if row.enrolment.unit_id not in lacking]


def _move_those(rows: list[Move], now: datetime) -> int:
    upgrade = rows[0].upgrade
    rows = _covered(rows, upgrade, now)
    outcomes = moving.move(
        [row.enrolment.course_id for row in rows],
        upgrade.version_to,
        now,
        due_at=upgrade.due_at,
        tells=upgrade.tells,
        minor=upgrade.severity == Severity.MINOR,
        by=WORKER,
    )
    for row in rows:
        outcome = outcomes.get(row.enrolment.course_id)
        row.claimed_by, row.attempts = "", 0
        if outcome is None:
            # It came to the version by another way.
            row.state, row.waits, row.next_at = MoveState.GONE, "", None
            continue
        made(row, outcome, now)
        if outcome.seq is None:
            row.next_at = now + AGAIN
            if outcome.rehearsal.waits is Waits.STOPPED:
                row.state, row.next_at = MoveState.GONE, None
    return sum(row.state == MoveState.MOVED for row in rows)
