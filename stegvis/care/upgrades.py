"""The reading door of newer versions for running residents: what is offered, to whom, and how it went. Actor first."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.care import rosters
from stegvis.care.aggregates import coarse
from stegvis.care.aggregates.scope import objectors
from stegvis.care.kinds import MoveState, UpgradeState
from stegvis.care.models import Enrolment, Move, Upgrade
from stegvis.catalogue.models import ProgramVersion
from stegvis.course import moving
from stegvis.course.kinds import ENDED
from stegvis.course.models import Course
from stegvis.program.upgrading import Rehearsal

RECENTLY = timedelta(days=30)
# How long a resident reads at the program that it has been updated.
NEWS_FOR = timedelta(days=14)
TO_DECIDE = (MoveState.OFFERED, MoveState.CHOSEN, MoveState.KEPT, MoveState.UNDONE)


@dataclass(frozen=True, slots=True)
class Offer:
    """One resident's move, with what it would do now; None for one that has been made."""

    move: Move
    rehearsal: Rehearsal | None
    # Whether the unit may move anybody to that version: with danger rules that are new, only with cover.
    verdict: Verdict = field(default_factory=Verdict.yes)

    @property
    def upgrade(self) -> Upgrade:
        """The decision that it is part of."""
        return self.move.upgrade

    @property
    def is_moved(self) -> bool:
        """Whether it has been made."""
        return bool(self.move.state == MoveState.MOVED)


def offers(actor: Actor, now: datetime) -> list[Offer]:
    """The actor's own residents that are offered a newer version or were moved lately. A handful of queries."""
    if not actor.can("enrolment:steer"):
        return []
    mine = Enrolment.objects.visible_to(actor).filter(therapist_id=actor.account)
    rows = _moves().filter(enrolment__in=mine.exclude(course__phase__in=ENDED))
    waiting = list(rows.filter(state__in=TO_DECIDE, upgrade__state=UpgradeState.OPEN))
    moved = list(rows.filter(state=MoveState.MOVED, moved_at__gte=now - RECENTLY))
    return [*_rehearsed(actor, waiting, now), *(Offer(row, None) for row in moved)]


def to_decide(actor: Actor) -> int:
    """How many of the actor's own residents wait for a decision. One query."""
    if not actor.can("enrolment:steer"):
        return 0
    mine = Enrolment.objects.visible_to(actor).filter(therapist_id=actor.account)
    rows = Move.objects.filter(enrolment__in=mine, state=MoveState.OFFERED, upgrade__state=UpgradeState.OPEN)
    return int(rows.exclude(enrolment__course__phase__in=ENDED).count())


def offer_of(actor: Actor, enrolment: Enrolment, now: datetime) -> Offer | None:
    """The newest move of one enrolment that stands open to the actor: offered, decided or made."""
    if not actor.can("enrolment:read"):
        return None
    row = _moves().filter(enrolment=enrolment).exclude(state__in=[MoveState.GONE]).first()
    if row is None:
        return None
    if row.state in TO_DECIDE and row.upgrade.state == UpgradeState.OPEN:
        return next(iter(_rehearsed(actor, [row], now)), None)
    return Offer(row, None)


def moves_by_id(actor: Actor, pks: Iterable[str]) -> list[Move]:
    """Those moves among some that are of residents on the actor's unit."""
    seen = Enrolment.objects.visible_to(actor)
    try:
        return list(_moves().filter(pk__in=list(pks), enrolment__in=seen))
    except (ValidationError, ValueError):
        return []


def _moves() -> QuerySet[Move]:
    rows = Move.objects.select_related(
        "upgrade__version_from", "upgrade__version_to", "enrolment__course__world", "enrolment__patient",
        "enrolment__unit", "decided_by",
    )  # fmt: skip
    return rows.order_by("-upgrade__decided_at", "enrolment__patient__family_name", "pk")


def _rehearsed(actor: Actor, rows: list[Move], now: datetime) -> list[Offer]:
    """Each with what it would do on the day, or now where that has passed."""
    grouped: dict[UUID, list[Move]] = defaultdict(list)
    for row in rows:
        grouped[row.upgrade_id].append(row)
    found: dict[UUID, Rehearsal] = {}
    verdicts: dict[tuple[UUID, UUID], Verdict] = {}
    for moves in grouped.values():
        upgrade = moves[0].upgrade
        courses = [row.enrolment.course for row in moves]
        target = upgrade.version_to.document_id
        found |= moving.rehearsals(courses, target, max(now, upgrade.due_at), tells=upgrade.tells)
        for unit in {row.enrolment.unit for row in moves}:
            verdict = rosters.may_move(actor, unit, upgrade.version_from, upgrade.version_to, now)
            verdicts[upgrade.pk, unit.pk] = verdict
    return [
        Offer(row, found.get(row.enrolment.course_id), verdicts[row.upgrade_id, row.enrolment.unit_id]) for row in rows
    ]


# --- The coordinator ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """An upgrade and how many stand where in it, told in fives (docs/adr/0013): nought to four are told as nought."""

    upgrade: Upgrade
    counts: dict[MoveState, int]
    waiting: int

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Label and count of every state that five or more are in."""
        return [(str(state.label), number) for state, number in self.counts.items() if number]


def upgrades(actor: Actor, version: ProgramVersion) -> list[Progress]:
    """What has been decided about residents and a version, newest first: counts only. Two queries."""
    if not actor.can("region:read"):
        return []
    rows = Upgrade.objects.filter(provider_id=UUID(actor.hat.provider_id), version_to=version)
    found = list(rows.select_related("version_from", "version_to", "unit", "decided_by").order_by("-decided_at", "pk"))
    states: dict[UUID, Counter[str]] = defaultdict(Counter)
    waits: Counter[UUID] = Counter()
    moves = Move.objects.filter(upgrade__in=found)
    moves = moves.exclude(enrolment__course__person__in=objectors(UUID(actor.hat.provider_id)))
    for upgrade, state, why in moves.values_list("upgrade_id", "state", "waits"):
        states[upgrade][state] += 1
        waits[upgrade] += bool(why) and state == MoveState.CHOSEN
    return [
        Progress(row, {state: coarse(states[row.pk][state]) for state in MoveState}, coarse(waits[row.pk]))
        for row in found
    ]


def upgrade(actor: Actor, pk: UUID | str) -> Upgrade | None:
    """One, or None when it is not the actor's to see. One query."""
    if not actor.can("region:read"):
        return None
    rows = Upgrade.objects.select_related("version_from", "version_to", "provider", "unit")
    return rows.filter(pk=pk, provider_id=UUID(actor.hat.provider_id)).first()


# --- The resident ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class News:
    """That the program was updated, and what is new in the region's words."""

    at: datetime
    text: str


def news_of(actor: Actor, course: Course, now: datetime) -> News | None:
    """What the resident reads at the program for some time after a move that was to be told. One query."""
    if not actor.is_resident:
        return None
    mine = Enrolment.objects.visible_to(actor).filter(course_id=course.pk)
    rows = Move.objects.filter(enrolment__in=mine, state=MoveState.MOVED, upgrade__tells=True)
    found = rows.filter(moved_at__gte=now - NEWS_FOR).order_by("-moved_at").values_list("moved_at", "upgrade__text")
    row = found.first()
    return News(row[0], row[1]) if row and row[0] is not None else None
