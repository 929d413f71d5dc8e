"""What is a year old is removed: notices, deliveries, and the demo's sendings."""

import time
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from stegvis.notifications.kinds import DeliveryState, NoticeState
from stegvis.notifications.models import Delivery, LocalSending, Notice, StaffLetter, StaffNotice

REASON = "the worker removes what is a year old"
KEPT_FOR = timedelta(days=365)
AT_ONCE = 500
EVERY_S = 3600.0
_last: float | None = None


def forget_now_and_then(now: datetime) -> int:
    """Once an hour in each worker. Returns how many rows were removed."""
    global _last
    if _last is not None and time.monotonic() - _last < EVERY_S:
        return 0
    _last = time.monotonic()
    return forget_old(now)


@transaction.atomic
def forget_old(now: datetime) -> int:
    """Remove settled rows older than a year, some at a time. A notice's key is only free again after that year."""
    limit = now - KEPT_FOR
    notices = Notice.objects.without_asking_who_because(REASON).exclude(state=NoticeState.WAITING)
    oldest: list[tuple[QuerySet[Any], str]] = [
        (notices.order_by("pk"), "made_at"),
        (StaffNotice.objects.filter(batch__isnull=False).order_by("pk"), "made_at"),
        (Delivery.objects.exclude(state=DeliveryState.WAITING).order_by("made_at"), "made_at"),
        (StaffLetter.objects.exclude(state=DeliveryState.WAITING).order_by("made_at"), "made_at"),
        (LocalSending.objects.order_by("sent_at"), "sent_at"),
    ]
    removed = 0
    for rows, when in oldest:
        # The oldest first, and then their age: a search by age would read a whole table to find nothing.
        ids = [pk for pk, at in rows.values_list("pk", when)[:AT_ONCE] if at < limit]
        removed += rows.filter(pk__in=ids).delete()[0]
    return removed
