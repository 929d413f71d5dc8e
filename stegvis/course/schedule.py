"""What the clock starts in the walk: courses whose time has come are claimed and settled.

A claim is a lease by conditional UPDATE: whoever changes the row holds it. A worker that dies leaves a
lease that runs out; what it had settled is written, what it had not is due still. Nothing is doubled,
because effects and facts carry unique keys (house: "Effects").
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from stegvis.course import walk
from stegvis.course.models import Course, World

log = logging.getLogger(__name__)

REASON = "the worker settles what is due"
LEASE = timedelta(minutes=2)


def settle_due(world: World, *, worker: str, limit: int = 100) -> int:
    """Settle up to `limit` courses of one world that are due. Returns how many were settled.

    A course that cannot be settled (its document cannot be read here) keeps its lease and is tried again when
    that has run out. It must not stand in the way of anybody else's.
    """
    now = world.now()
    settled = 0
    for pk in list(_claim(world, now, worker, limit)):
        try:
            _settle_one(pk, worker)
            settled += 1
        except Exception:
            log.exception("course %s could not be settled", pk)
    return settled


def _claim(world: World, now: datetime, worker: str, limit: int) -> Iterable[UUID]:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    rows = Course.objects.without_asking_who_because(REASON)
    due = rows.filter(free, world=world, next_due_at__lte=now).order_by("next_due_at")
    for pk in list(due.values_list("pk", flat=True)[:limit]):
        mine = rows.filter(free, pk=pk, next_due_at__lte=now)
        if mine.update(claimed_until=now + LEASE, claimed_by=worker):
            yield pk


def _settle_one(pk: UUID, worker: str) -> None:
    with transaction.atomic():
        course = Course.lock_rows().get(pk=pk)
        if course.claimed_by != worker:
            return
        course.claimed_until, course.claimed_by = None, ""
        walk.settle(course, course.now())
