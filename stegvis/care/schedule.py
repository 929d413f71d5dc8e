"""What the clock starts in the care room: effects of walks become flags, each exactly once."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Replace

from stegvis.access import queries as access
from stegvis.care.kinds import FlagKind, FlagState
from stegvis.care.models import Enrolment, Flag
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Effect, Response
from stegvis.lib import switches
from stegvis.program.kinds import DangerLevel

log = logging.getLogger(__name__)

REASON = "the worker raises flags for staff"
KINDS = {
    "danger_flag": FlagKind.DANGER,
    "exercise_to_read": FlagKind.EXERCISE,
    "occasion_late": FlagKind.LATE,
    "program_done": FlagKind.PROGRAM_DONE,
}
# Safety rule 4. How long an assessment of the same answer holds, and how long its therapist has the flag first.
ASSESSMENT_HOLDS = timedelta(days=30)
OWN_FIRST = timedelta(hours=24)


def raise_flags(*, now: datetime, course_id: UUID | None = None, limit: int = 200) -> int:
    """Take up waiting effects, of one course or of all. Returns how many flags were raised.

    Safe to run anywhere and any number of times: (enrolment, effect key) is unique, and an effect is
    marked taken in the same transaction. A danger effect becomes a flag in every phase (safety rule 2), also
    when the one before it in the queue could not become one.
    """
    rows = Effect.objects.filter(kind__in=KINDS, taken_at__isnull=True)
    if course_id:
        rows = rows.filter(course_id=course_id)
    raised = 0
    for pk in list(rows.order_by("id").values_list("pk", flat=True)[:limit]):
        try:
            raised += _raise_one(pk, now)
        except Exception:
            log.exception("effect %s did not become a flag", pk)
    if course_id:
        _resolve_late_of(course_id)
    else:
        resolve_late()
    return raised


def _late() -> QuerySet[Flag]:
    rows = Flag.objects.without_asking_who_because(REASON)
    return rows.filter(kind=FlagKind.LATE).exclude(state=FlagState.HANDLED)


def _resolve_late_of(course_id: UUID) -> None:
    """The same as `resolve_late` for one course, as it is asked at every answer: most have nothing late."""
    waiting = list(_late().filter(enrolment__course_id=course_id).values_list("pk", "effect_key"))
    if not waiting:
        return
    sent = Response.objects.filter(course_id=course_id, state=ResponseState.SENT)
    first = dict(sent.order_by("-sent_at").values_list("occasion", "sent_at"))
    for pk, key in waiting:
        if came_at := first.get(key.replace(".occasion_late", "")):
            _late().filter(pk=pk).update(state=FlagState.HANDLED, resolved_at=came_at)


def resolve_late() -> int:
    """What was late and has come since asks for nothing more. Returns how many flags. One query.

    A late flag's key is its occasion's with the kind put in (`program.keys`), so that no sealed detail is read.
    """
    occasion = Replace(OuterRef("effect_key"), Value(".occasion_late"), Value(""), output_field=CharField())
    sent = Response.objects.filter(course_id=OuterRef("enrolment__course_id"), state=ResponseState.SENT)
    came_at = sent.filter(occasion=occasion).order_by("sent_at").values("sent_at")[:1]
    answered = _late().annotate(came_at=Subquery(came_at)).filter(came_at__isnull=False)
    found = list(answered.values_list("pk", "came_at"))
    for pk, at in found:
        _late().filter(pk=pk).update(state=FlagState.HANDLED, resolved_at=at)
    return len(found)


def _raise_one(effect_id: int, now: datetime) -> int:
    with transaction.atomic():
        effect = Effect.objects.select_for_update().filter(pk=effect_id, taken_at__isnull=True).first()
        if effect is None:
            return 0
        enrolments = Enrolment.objects.without_asking_who_because(REASON)
        enrolment = enrolments.filter(course_id=effect.course_id).select_related("course").first()
        # Safety rule 9: where alerts are off, the resident was told so; a flag would promise what nobody keeps.
        told = KINDS[effect.kind] != FlagKind.DANGER or switches.alerts()
        made = enrolment is not None and told and _flag(enrolment, effect)
        effect.taken_at = now
        effect.save(update_fields=["taken_at"])
    return int(made)


def _flag(enrolment: Enrolment, effect: Effect) -> bool:
    rows = Flag.objects.without_asking_who_because(REASON)
    kind = KINDS[effect.kind]
    here = str(enrolment.therapist_id) in access.handlers_of(enrolment.unit_id, effect.due_at.date())
    ordinary = effect.payload.get("level") == DangerLevel.ORDINARY
    # A program may let the own therapist be the one to be told, but only where there is one.
    priority = kind == FlagKind.DANGER and not (ordinary and here)
    detail = {"ref": effect.ref, **effect.payload}
    if kind == FlagKind.DANGER:
        detail["questionnaire"] = _asked(effect)
    own_first = priority and here and _assessed(enrolment, detail, effect.due_at)
    _flag_row, made = rows.get_or_create(
        enrolment=enrolment,
        effect_key=effect.key,
        defaults={
            "kind": kind,
            "priority": priority,
            "unsent": bool(effect.payload.get("unsent")),
            "detail": detail,
            "raised_at": effect.due_at,
            "own_first_until": effect.due_at + OWN_FIRST if own_first else None,
        },
    )
    return bool(made)


def _asked(effect: Effect) -> str:
    """The key of the questionnaire that was answered: the same question comes back at other occasions."""
    rows = Response.objects.filter(course_id=effect.course_id, occasion=effect.ref)
    return rows.values_list("definition__key", flat=True).first() or ""


def _assessed(enrolment: Enrolment, detail: dict[str, Any], at: datetime) -> bool:
    """Whether exactly this answer was assessed lately, in words (safety rule 4).

    The newest flag on the question decides: after a worse or a milder one, the old assessment is not of this answer.
    One that was never sent is always told to all.
    """
    if detail.get("unsent"):
        return False
    rows = Flag.objects.without_asking_who_because(REASON)
    earlier = rows.filter(enrolment=enrolment, kind=FlagKind.DANGER, raised_at__lt=at).order_by("-raised_at", "-pk")
    same = ("questionnaire", "rule", "item")
    last = next((row for row in earlier if all((row.detail or {}).get(k) == detail.get(k) for k in same)), None)
    if last is None or (last.detail or {}).get("value") != detail.get("value"):
        return False
    documented = last.state == FlagState.HANDLED and bool((last.note or "").strip())
    lately = last.handled_at is not None and at - ASSESSMENT_HOLDS <= last.handled_at <= at
    return documented and lately
