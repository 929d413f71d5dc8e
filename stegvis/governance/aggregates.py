"""Counts about the process: how long work stands in each stage. No names, no titles."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.governance.kinds import ENDED, Lane, Stage
from stegvis.governance.models import HistoryEntry, Initiative

# Below this a spread says more about one piece of work than about the process.
ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Stay:
    """One time that an initiative stood in a stage. `left_at` None: it stands there still."""

    lane: Lane
    stage: Stage
    came_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Spent:
    """How long stays in one stage took, in days. The middle half lies between `low` and `high`, where there are enough."""

    stage: Stage
    count: int
    median: float | None
    low: float | None
    high: float | None
    longest: float | None
    standing: int


def quarter_of(moment: datetime) -> str:
    """2026-Q1."""
    return f"{moment.year}-Q{(moment.month - 1) // 3 + 1}"


def stays(actor: Actor) -> list[Stay]:
    """Every stay at the actor's provider, from the story. For the coordinator; two queries."""
    if actor.hat.kind is not HatKind.POST or not actor.can("region:read"):
        return []
    rows = HistoryEntry.objects.filter(initiative__provider_id=UUID(actor.hat.provider_id))
    entries = rows.order_by("initiative_id", "at", "pk").values_list("initiative_id", "at", "from_stage", "to_stage")
    moves: dict[object, list[tuple[datetime, str, str]]] = defaultdict(list)
    for pk, at, here, there in entries:
        if here and there and here != there:
            moves[pk].append((at, here, there))
    found: list[Stay] = []
    works = Initiative.objects.filter(provider_id=UUID(actor.hat.provider_id))
    for pk, lane, stage, opened_at in works.values_list("pk", "lane", "stage", "opened_at"):
        found += _stays_of(Lane(lane), Stage(stage), opened_at, moves.get(pk, []))
    return found


def _stays_of(lane: Lane, stage: Stage, opened_at: datetime, moves: list[tuple[datetime, str, str]]) -> list[Stay]:
    found, came_at = [], opened_at
    for at, here, _there in moves:
        if here not in ENDED:
            found.append(Stay(lane, Stage(here), came_at, at))
        came_at = at
    if stage not in ENDED:
        found.append(Stay(lane, stage, came_at, None))
    return found


def spent(found: Iterable[Stay], lane: Lane | None = None, quarter: str = "") -> list[Spent]:
    """By stage, in the order of the way. `quarter` is the one in which the stage was left; what stands still has none.

    Pure.
    """
    chosen = [stay for stay in found if lane is None or stay.lane is lane]
    rows = []
    for stage in Stage:
        here = [stay for stay in chosen if stay.stage is stage]
        left = [stay for stay in here if stay.left_at and (not quarter or quarter_of(stay.left_at) == quarter)]
        standing = sum(1 for stay in here if stay.left_at is None)
        days = sorted((stay.left_at - stay.came_at).total_seconds() / 86_400 for stay in left if stay.left_at)
        if not days and not standing:
            continue
        low, _mid, high = quantiles(days, n=4, method="inclusive") if len(days) >= ENOUGH else (None, None, None)
        rows.append(
            Spent(
                stage, len(days), median(days) if days else None, low, high,
                days[-1] if len(days) >= ENOUGH else None, standing,
            )
        )  # fmt: skip
    return rows


def quarters(found: Iterable[Stay]) -> list[str]:
    """The quarters in which a stage was left, newest first. Pure."""
    return sorted({quarter_of(stay.left_at) for stay in found if stay.left_at}, reverse=True)
