"""What staff are to be told becomes one delivery for each of their channels."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from stegvis.lib.clock import utc_now
from stegvis.notifications.kinds import DeliveryState, Purpose
from stegvis.notifications.models import Delivery, StaffChannel, StaffNotice
from stegvis.notifications.schedule.rules import Rules, allowed_for_staff, gather_for, retry_for

CHANNELS_AT_ONCE = 200


def gather_staff(now: datetime, rules: Rules) -> int:
    """Gather for each staff channel with something waiting. Returns how many channels.

    What is urgent neither waits for more nor for quiet hours to end.
    """
    waiting = StaffNotice.objects.filter(batch__isnull=True, made_at__lte=now)
    ids = list(waiting.order_by().values_list("channel_id", flat=True).distinct()[:CHANNELS_AT_ONCE])
    return sum(_gather(pk, now, rules) for pk in ids)


@transaction.atomic
def _gather(channel_id: UUID, now: datetime, rules: Rules) -> int:
    # An own lock with SKIP LOCKED: `lock_rows` waits, for people.
    rows = StaffChannel.objects.select_for_update(skip_locked=True, of=("self",)).select_related("unit")
    channel = rows.filter(pk=channel_id).first()
    if channel is None:
        return 0
    waiting = list(_waiting(channel_id, now))
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
    elif urgent and under_way.next_at > now:
        Delivery.objects.filter(pk=under_way.pk).update(next_at=now)
    StaffNotice.objects.filter(pk__in=[row.pk for row in waiting]).update(batch=under_way.batch)
    return 1


def _waiting(channel_id: UUID, now: datetime) -> QuerySet[StaffNotice]:
    return StaffNotice.objects.filter(channel_id=channel_id, batch__isnull=True, made_at__lte=now)


def _open(channel_id: UUID) -> QuerySet[Delivery]:
    return Delivery.objects.filter(staff_channel_id=channel_id, purpose=Purpose.STAFF, state=DeliveryState.WAITING)
