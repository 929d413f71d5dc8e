"""Effects of walks become flags, each exactly once, with an owner and a deadline."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, When

from stegvis.access.settings import Key
from stegvis.care.kinds import FlagKind, FlagState
from stegvis.care.models import Enrolment, Flag
from stegvis.care.schedule.escalating import begin
from stegvis.care.schedule.resolving import resolve_of, resolve_waiting
from stegvis.care.unit_time import UnitTime, UnitTimes
from stegvis.course.misheard import misheard, name_of
from stegvis.course.models import Effect, Response
from stegvis.lib import points, switches
from stegvis.program.kinds import DangerLevel
from stegvis.program.unfold import EffectKind

log = logging.getLogger(__name__)

REASON = "the worker raises flags for staff"
KINDS = {
    "danger_flag": FlagKind.DANGER,
    "exercise_to_read": FlagKind.EXERCISE,
    "occasion_late": FlagKind.LATE,
    "program_done": FlagKind.PROGRAM_DONE,
    "module_done": FlagKind.MODULE_DONE,
    "message_waiting": FlagKind.MESSAGE_WAITING,
    "inactive": FlagKind.INACTIVE,
    "score_worsened": FlagKind.WORSENED,
    "ending_soon": FlagKind.ENDING_SOON,
}


def raise_flags(*, now: datetime, course_id: UUID | None = None, limit: int = 200) -> int:
    """Take up waiting effects, of one course or of all. Returns how many flags were raised.

    Safe to run anywhere and any number of times: (enrolment, effect key) is unique, and an effect is
    marked taken in the same transaction. A danger effect becomes a flag in every phase (safety rule 2): before all
    that is less urgent, and however many before it in the queue could not become one.
    """
    rows = Effect.objects.filter(kind__in=KINDS, taken_at__isnull=True)
    if course_id:
        rows = rows.filter(course_id=course_id)
    raised, looked_after, times = 0, 0, UnitTimes()
    urgent_first = Case(When(kind=EffectKind.DANGER_FLAG, then=0), default=1)
    for pk in list(rows.order_by(urgent_first, "id").values_list("pk", flat=True)):
        if looked_after >= limit:
            break
        try:
            raised += _raise_one(pk, now, times)
            looked_after += 1
        except Exception:
            log.exception("effect %s did not become a flag", pk)
    if course_id:
        resolve_of(course_id)
    else:
        resolve_waiting()
    return raised


def _raise_one(effect_id: int, now: datetime, times: UnitTimes) -> int:
    with transaction.atomic():
        effect = Effect.objects.select_for_update().filter(pk=effect_id, taken_at__isnull=True).first()
        if effect is None:
            return 0
        enrolments = Enrolment.objects.without_asking_who_because(REASON)
        wanted = enrolments.select_related("course__world", "course__person", "unit__provider")
        enrolment = wanted.filter(course_id=effect.course_id).first()
        if enrolment is not None and enrolment.unit.training:
            now = enrolment.course.now()
        # Safety rule 9: where alerts are off, the resident was told so; a flag would promise what nobody keeps.
        told = KINDS[effect.kind] != FlagKind.DANGER or switches.alerts()
        made = enrolment is not None and told and _flag(enrolment, effect, times, now)
        effect.taken_at = now
        effect.save(update_fields=["taken_at"])
        points.passed("flags:before_commit")
    points.passed("flags:after_commit")
    return int(made)


def _flag(enrolment: Enrolment, effect: Effect, times: UnitTimes, now: datetime) -> bool:
    time = times.of(enrolment.unit, now)
    kind, at = KINDS[effect.kind], effect.due_at
    day = time.hours.local_day(at)
    therapist = str(enrolment.therapist_id)
    here = therapist in time.roster.handlers(day)
    ordinary = effect.payload.get("level") == DangerLevel.ORDINARY
    # A program may let the own therapist be the one to be told, but only where there is one.
    priority = kind == FlagKind.DANGER and not (ordinary and here)
    detail = {"ref": effect.ref, **effect.payload}
    if kind == FlagKind.DANGER:
        detail["questionnaire"] = _asked(effect)
    until = _own_first_until(time, enrolment, detail, at) if priority and here else None
    owner = _owner(time, therapist, at, own_first=until is not None)
    deadline = until or time.ladder(at, priority=priority).deadline(at)
    rows = Flag.objects.without_asking_who_because(REASON)
    flag, made = rows.get_or_create(
        enrolment=enrolment,
        effect_key=effect.key,
        defaults={
            "kind": kind,
            "priority": priority,
            "unsent": bool(effect.payload.get("unsent")),
            "detail": detail,
            "raised_at": at,
            "own_first_until": until,
            "owner_id": UUID(owner) if owner else None,
            "deadline_at": deadline,
        },
    )
    if made and flag.escalates:
        flag.enrolment = enrolment
        begin(flag, time, now)
    return bool(made)


def raise_by_clock(enrolment: Enrolment, kind: FlagKind, key: str, now: datetime) -> bool:
    """In the caller's transaction: a flag that no effect of the walk asks for, once for each key. Says if it is new."""
    time = UnitTimes().of(enrolment.unit, now)
    owner = _owner(time, str(enrolment.therapist_id), now, own_first=False)
    held = {
        "kind": kind,
        "raised_at": now,
        "owner_id": UUID(owner) if owner else None,
        "deadline_at": time.ladder(now, priority=False).deadline(now),
    }
    rows = Flag.objects.without_asking_who_because(REASON)
    _row, made = rows.get_or_create(enrolment=enrolment, effect_key=key, defaults=held)
    return bool(made)


def _owner(time: UnitTime, therapist: str, at: datetime, *, own_first: bool) -> str:
    """Whose it is on the day when the unit is open next."""
    if own_first:
        return therapist
    opens = time.hours.next_open(at)
    return time.roster.owner(therapist, time.hours.local_day(opens or at))


def _own_first_until(time: UnitTime, enrolment: Enrolment, detail: dict[str, Any], at: datetime) -> datetime | None:
    """Safety rule 4: how long the own therapist has it first; only one who is there before it would go to all."""
    until = at + timedelta(hours=time.settings[Key.OWN_FIRST_HOURS])
    holds = timedelta(days=time.settings[Key.ASSESSMENT_HOLDS_DAYS])
    known = _assessed(enrolment, detail, at, holds) and time.on_duty(str(enrolment.therapist_id), at, until)
    return until if known else None


def _asked(effect: Effect) -> str:
    """The key of the questionnaire that was answered: the same question comes back at other occasions."""
    rows = Response.objects.filter(course_id=effect.course_id, occasion=effect.ref)
    return rows.values_list("definition__key", flat=True).first() or ""


def _assessed(enrolment: Enrolment, detail: dict[str, Any], at: datetime, holds: timedelta) -> bool:
    """Whether exactly this answer was assessed lately, in words (safety rule 4).

    The newest flag on the question decides: after a worse or a milder one, the old assessment is not of this answer.
    One that was never sent is always told to all; and one that was assessed as told from what is marked as wrong.
    """
    if detail.get("unsent") or detail.get("anew"):
        return False
    rows = Flag.objects.without_asking_who_because(REASON)
    earlier = rows.filter(enrolment=enrolment, kind=FlagKind.DANGER, raised_at__lt=at).order_by("-raised_at", "-pk")
    same = ("questionnaire", "rule", "item")
    last = next((row for row in earlier if all((row.detail or {}).get(k) == detail.get(k) for k in same)), None)
    if last is None or (last.detail or {}).get("value") != detail.get("value"):
        return False
    documented = last.state == FlagState.HANDLED and bool((last.note or "").strip())
    lately = last.handled_at is not None and at - holds <= last.handled_at <= at
    return documented and lately and not _in_wrong_alone(enrolment, last.detail or {})


def _in_wrong_alone(enrolment: Enrolment, told: dict[str, Any]) -> bool:
    """Whether the assessed answer stands only in what has been marked as wrong: it was no word on this resident."""
    occasion = str(told.get("ref", ""))
    return name_of(occasion, told) in misheard(enrolment.course, [occasion])
