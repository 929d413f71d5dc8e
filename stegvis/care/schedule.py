"""What the clock starts in the care room: effects of walks become flags, each exactly once."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from stegvis.care.kinds import FlagKind
from stegvis.care.models import Enrolment, Flag
from stegvis.course.models import Effect

log = logging.getLogger(__name__)

REASON = "the worker raises flags for staff"
KINDS = {
    "danger_flag": FlagKind.DANGER,
    "exercise_to_read": FlagKind.EXERCISE,
    "occasion_late": FlagKind.LATE,
    "program_done": FlagKind.PROGRAM_DONE,
}


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
    return raised


def _raise_one(effect_id: int, now: datetime) -> int:
    with transaction.atomic():
        effect = Effect.objects.select_for_update().filter(pk=effect_id, taken_at__isnull=True).first()
        if effect is None:
            return 0
        enrolments = Enrolment.objects.without_asking_who_because(REASON)
        enrolment = enrolments.filter(course_id=effect.course_id).first()
        made = enrolment is not None and _flag(enrolment, effect)
        effect.taken_at = now
        effect.save(update_fields=["taken_at"])
    return int(made)


def _flag(enrolment: Enrolment, effect: Effect) -> bool:
    rows = Flag.objects.without_asking_who_because(REASON)
    kind = KINDS[effect.kind]
    _flag_row, made = rows.get_or_create(
        enrolment=enrolment,
        effect_key=effect.key,
        defaults={
            "kind": kind,
            "priority": kind == FlagKind.DANGER,
            "unsent": bool(effect.payload.get("unsent")),
            "detail": {"ref": effect.ref, **effect.payload},
            "raised_at": effect.due_at,
        },
    )
    return bool(made)
