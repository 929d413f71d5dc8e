"""What the clock starts in the walk: courses whose time has come are claimed and settled, many at a time.

`claims` takes and counts leases, `batch` writes what a whole batch came to. A worker that dies leaves a lease
that runs out; what it had settled is written, what it had not is due still. Nothing is doubled: the row is
locked while its keys are read, and effects and facts are unique in the database (house: "Effects").
"""

import logging
import time
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from stegvis.course.models import World
from stegvis.course.schedule import batch, claims
from stegvis.course.schedule.holding import hold_stopped
from stegvis.lib import points

__all__ = ["AT_ONCE", "BREATH_S", "IN_A_ROUND", "hold_stopped", "settle_due"]

log = logging.getLogger(__name__)

# How many are settled in one transaction. SQLite has one writer at a time: a page that saves must not wait long.
AT_ONCE = {"postgresql": 200, "sqlite": 40}
# And between two transactions it must get its turn: who waits for SQLite asks again every now and then, in no queue.
BREATH_S = {"postgresql": 0.0, "sqlite": 0.02}
IN_A_ROUND = 1_000


def settle_due(world: World, *, worker: str, limit: int = IN_A_ROUND) -> int:
    """Settle up to `limit` courses of one world that are due. Returns how many were settled.

    `worker` is a name that no other process has. A course that cannot be settled (its document cannot be read
    here) keeps its lease, is tried again when that has run out, and never stands in the way of anybody else's.
    """
    size, done = AT_ONCE[connection.vendor], 0
    while limit > 0:
        claimed = claims.claim(world.pk, world.now(), worker, min(size, limit))
        if not claimed:
            break
        limit -= len(claimed)
        points.passed("claim:held")
        # One that was claimed before and never settled may be what brought its worker down: it is tried alone.
        fresh = [pk for pk, attempts in claimed if attempts == 1]
        done += _settle_together(world, fresh, worker)
        done += sum(_settle_together(world, [pk], worker) for pk, attempts in claimed if attempts > 1)
        if len(claimed) == size:
            time.sleep(BREATH_S[connection.vendor])
    return done


def _settle_together(world: World, pks: Sequence[UUID], worker: str) -> int:
    """All in one transaction; one by one when that fails."""
    if not pks:
        return 0
    try:
        return batch.settle(world, pks, worker)
    except Exception:
        if len(pks) == 1:
            log.exception("course %s could not be settled", pks[0])
            return 0
        log.warning("%s courses could not be settled together; they are taken one by one", len(pks), exc_info=True)
    return sum(_settle_together(world, [pk], worker) for pk in pks)
