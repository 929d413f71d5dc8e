"""Counts of open walks: how many at least, in fives (docs/adr/0013). No ids, no answers, nothing of a person."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.catalogue.models import OpenProgram
from stegvis.course.kinds import ENDED, Phase, WorldKind
from stegvis.course.models import Course

SMALLEST = 5
REASON = "counts of open programs: in fives, and without anything of a person"


@dataclass(frozen=True, slots=True)
class OpenCounts:
    """Each told as a multiple of five, rounded down; those who have removed what they entered are in none."""

    running: int
    done: int
    left: int


def open_counts(actor: Actor, row: OpenProgram) -> OpenCounts | None:
    """What has come of an open program, to the coordinator of its provider; None to anybody else. One query.

    No sum is told: beside its parts it would tell more than they do. Who has come through it, running or closed,
    counts as done.
    """
    own = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(row.provider_id)
    if not own or not actor.can("version:open"):
        return None
    rows = Course.objects.without_asking_who_because(REASON).filter(open_program=row, world__kind=WorldKind.REAL)
    found: Counter[str] = Counter()
    for phase, done, total in rows.values_list("phase", F("steps_done"), F("steps_total")):
        if phase == Phase.CLOSED or (total and done >= total):
            found["done"] += 1
        else:
            found["left" if phase in ENDED else "running"] += 1
    return OpenCounts(*(found[name] - found[name] % SMALLEST for name in ("running", "done", "left")))
