"""What staff are to be told becomes one delivery for each of their channels."""

import logging
from datetime import datetime
from uuid import UUID, uuid4

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet

from stegvis.lib.clock import utc_now
from stegvis.notifications.kinds import DeliveryState, Purpose
from stegvis.notifications.models import Delivery, StaffChannel, StaffNotice
from stegvis.notifications.schedule.rules import Rules, allowed_for_staff, gather_for, retry_for

log = logging.getLogger(__name__)

CHANNELS_AT_ONCE = 200


def gather_staff(now: datetime, rules: Rules) -> int:
    """Gather for each staff channel with something waiting. Returns how many channels.

    What is urgent neither waits for more nor for quiet hours to end, nor for a clock that was set back.
    """
    waiting = StaffNotice.objects.filter(batch__isnull=True)
    ids = list(waiting.order_by().values_list("channel_id", flat=True).distinct()[:CHANNELS_AT_ONCE])
    gathered = 0
    for pk in ids:
        try:
            gathered += _gather(pk, now, rules)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("the notices of staff channel %s could not be gathered", pk)
    return gathered


@transaction.atomic
def _gather(channel_id: UUID, now: datetime, rules: Rules) -> int:
    # An own lock with SKIP LOCKED: `lock_rows` waits, for people.
    rows = StaffChannel.objects.select_for_update(skip_locked=True, of=("self",)).select_related("unit")
    channel = rows.filter(pk=channel_id).first()
    if channel is None:
        return 0
    waiting = list(StaffNotice.objects.filter(channel_id=channel_id, batch__isnull=True))
    under_way = _open(channel_id).select_for_update().first()
    if not waiting or (under_way and under_way.claimed_until and under_way.claimed_until > utc_now()):
        return 0
    values = rules.of_channel(channel)
    urgent = any(row.urgent for row in waiting)
    first = min(row.made_at for row in waiting)
    if not urgent and first + gather_for(values) > now:
        return 0
    next_at = now if urgent else allowed_for_staff(channel, values, now)
    if under_way is None:
        under_way = Delivery.objects.create(
            staff_channel=channel,
            channel=channel.kind,
            purpose=Purpose.STAFF,
            batch=uuid4(),
            made_at=now,
            next_at=next_at,
            give_up_at=next_at + retry_for(values),
        )
    else:
        # What joins it is tried as long as any other, and at once when it is urgent.
        when = min(under_way.next_at, now) if urgent else under_way.next_at
        Delivery.objects.filter(pk=under_way.pk).update(next_at=when, give_up_at=next_at + retry_for(values))
    StaffNotice.objects.filter(pk__in=[row.pk for row in waiting]).update(batch=under_way.batch)
    return 1


def _open(channel_id: UUID) -> QuerySet[Delivery]:
    return Delivery.objects.filter(staff_channel_id=channel_id, purpose=Purpose.STAFF, state=DeliveryState.WAITING)
