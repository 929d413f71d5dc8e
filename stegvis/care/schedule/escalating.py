"""Somebody is told, in time, always (safety rule 3): the steps of a flag that nobody has seen to.

Each step is written with what tells of it in one transaction, and is unique: whoever runs, and however often, a step
is taken once. What is due lies in an indexed column; a row is claimed by its lock.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from stegvis.access.actor import Actor
from stegvis.audit import log as audit
from stegvis.care.kinds import FlagState, StepKind, StepWhy
from stegvis.care.ladder import Ladder, Next
from stegvis.care.models import Flag, FlagStep
from stegvis.care.promised import renew_outlooks
from stegvis.care.unit_time import UnitTime, UnitTimes
from stegvis.course.kinds import WorldKind
from stegvis.lib.clock import utc_now
from stegvis.notifications import outbox
from stegvis.notifications import queries as outside
from stegvis.notifications.kinds import DeliveryState

log = logging.getLogger(__name__)

REASON = "the worker tells who has to be told of a flag"
SYSTEM = Actor.system("escalation")


def begin(flag: Flag, time: UnitTime, now: datetime) -> None:
    """A flag has come: its history begins, and the unit is told in the same transaction."""
    FlagStep.objects.create(flag=flag, kind=StepKind.RAISED, at=flag.raised_at)
    _log(flag, StepKind.RAISED)
    flag.next_step, flag.next_step_at = StepKind.TOLD, flag.raised_at
    _climb(flag, time, now)


def escalate_due(*, now: datetime, limit: int = 200) -> int:
    """Tell whoever is next, of every flag that has waited so long. Returns how many steps were taken.

    A telling that has failed for good lets the next come at once. Also works out anew when residents are read. A flag
    that cannot go on keeps no other back, however many there are.
    """
    renew_outlooks(now)
    times, taken = UnitTimes(), 0
    waiting = Flag.objects.without_asking_who_because(REASON).filter(next_step_at__isnull=False)
    due = waiting.filter(next_step_at__lte=now).order_by("next_step_at").values_list("pk", flat=True)
    for pk in [*due, *_failed(now, limit)]:
        if taken >= limit:
            break
        try:
            taken += _one(pk, now, times)
        except Exception:
            log.exception("flag %s did not go on to the next", pk)
    return taken


def _one(pk: UUID, now: datetime, times: UnitTimes) -> int:
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        flag = Flag.lock_rows(skip_locked=skip).filter(pk=pk, next_step_at__isnull=False).first()
        if flag is None or flag.state == FlagState.HANDLED or flag.next_step_at is None:
            return 0
        why = None
        if flag.next_step_at > now:
            if not _last_failed(flag):
                return 0
            flag.next_step_at, why = now, StepWhy.FAILED
        return _climb(flag, times.of(flag.enrolment.unit, flag.next_step_at), now, why)


def _climb(flag: Flag, time: UnitTime, now: datetime, why: StepWhy | None = None) -> int:
    """Take every step that is due; where there is nobody to tell, the next is.

    Times are counted from when a step was due, not from when somebody got round to it: a late worker tells those whom
    a punctual one has told.
    """
    done = set(flag.steps.values_list("kind", flat=True))
    taken = 0
    while flag.next_step_at is not None and flag.next_step_at <= now:
        kind, at = StepKind(flag.next_step), flag.next_step_at
        ladder = time.ladder(at, priority=flag.priority)
        reached = True
        if kind not in done:
            reached = _tell(flag, kind, now, why or _why(time, ladder, at)) > 0
            done.add(kind)
            taken += 1
        if kind is StepKind.TO_ALL:
            flag.deadline_at = ladder.deadline(at)
        if kind is not StepKind.TOLD:
            # What the own therapist alone was told of is everybody's when it goes on.
            flag.priority = True
        coming = ladder.after(kind, at, reached=reached, own_first_until=flag.own_first_until)
        if flag.state == FlagState.ACKNOWLEDGED and kind is StepKind.MANAGER and reached:
            # Somebody has it, and the manager knows that it is not done.
            coming = None
        why = coming.why if coming else None
        wait_for(flag, coming)
    flag.save(update_fields=["next_step", "next_step_at", "deadline_at", "priority"])
    return taken


def _why(time: UnitTime, ladder: Ladder, at: datetime) -> StepWhy:
    if not ladder.anybody:
        return StepWhy.NOBODY
    return StepWhy.DEADLINE if time.hours.is_open(at) else StepWhy.CLOSING


def _tell(flag: Flag, kind: StepKind, now: datetime, why: StepWhy | None) -> int:
    """Write the step and hand its telling to the outbox. Only the real world reaches anybody. Returns how many channels."""
    key = f"flag:{flag.pk}:{kind.value}"
    real = flag.enrolment.course.world.kind == WorldKind.REAL
    channels = _TELLING[kind](flag, key, now) if real else 1
    told_why = "" if kind is StepKind.TOLD else why or ""
    FlagStep.objects.create(flag=flag, kind=kind, at=now, why=told_why, key=key, channels=channels)
    _log(flag, kind)
    return channels


def _unit(flag: Flag, key: str, now: datetime, *, urgent: bool = True) -> int:
    return outbox.put_for_unit(flag.enrolment.unit_id, key, now=now, urgent=urgent)


def _first(flag: Flag, key: str, now: datetime) -> int:
    """What the own therapist has first, or alone, is told without haste."""
    return _unit(flag, key, now, urgent=flag.priority and flag.own_first_until is None)


def _manager(flag: Flag, key: str, now: datetime) -> int:
    return outbox.put_for_manager(flag.enrolment.unit_id, key, now=now)


def _provider(flag: Flag, key: str, now: datetime) -> int:
    return outbox.put_for_provider(flag.enrolment.provider_id, key, now=now)


_TELLING: dict[StepKind, Callable[[Flag, str, datetime], int]] = {
    StepKind.TOLD: _first,
    StepKind.TO_ALL: _unit,
    StepKind.ADMINISTRATORS: _unit,
    StepKind.MANAGER: _manager,
    StepKind.PROVIDER: _provider,
}


def wait_for(flag: Flag, coming: Next | None) -> None:
    """Set what comes next, or that nothing does."""
    flag.next_step = coming.kind if coming else ""
    flag.next_step_at = coming.at if coming else None


def _failed(now: datetime, limit: int) -> list[UUID]:
    """Flags that wait for a later step while the telling before it has failed for good."""
    waiting = FlagStep.objects.filter(flag__next_step_at__gt=now, flag__state=FlagState.OPEN).exclude(key="")
    newest: dict[UUID, tuple[UUID, str]] = {}
    rows = waiting.order_by("-id").values_list("flag_id", "flag__enrolment__unit_id", "key")
    for flag, unit, key in rows[: limit * 10]:
        newest.setdefault(flag, (unit, key))
    by_unit: dict[UUID, dict[str, UUID]] = {}
    for flag, (unit, key) in newest.items():
        by_unit.setdefault(unit, {})[key] = flag
    found = []
    for unit, keys in by_unit.items():
        states = outside.staff_delivery(unit, keys)
        found += [flag for key, flag in keys.items() if states.get(key) == DeliveryState.FAILED]
    return found


def _last_failed(flag: Flag) -> bool:
    last = flag.steps.exclude(key="").order_by("-id").first()
    if last is None:
        return False
    states = outside.staff_delivery(flag.enrolment.unit_id, [last.key])
    return states.get(last.key) == DeliveryState.FAILED


def _log(flag: Flag, kind: StepKind) -> None:
    audit.enter(SYSTEM.who(), f"flag:{kind.value}", flag.audit_subject(), now=utc_now())
