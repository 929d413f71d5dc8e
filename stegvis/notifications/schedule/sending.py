"""One delivery at a time: claimed by a lease, sent outside any transaction, its outcome written."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from stegvis.lib import points
from stegvis.lib.clock import utc_now
from stegvis.notifications import backoff, channels
from stegvis.notifications.channels.outcome import Failed, Outcome, Retry, Sent
from stegvis.notifications.kinds import DeliveryState, Purpose
from stegvis.notifications.models import Delivery
from stegvis.notifications.schedule.gathering import wait_again
from stegvis.notifications.schedule.preparing import Nothing, NotNow, Ready, prepare
from stegvis.notifications.schedule.rules import Rules, retry_for

log = logging.getLogger(__name__)

# By the machine's clock, whatever the world's says. Longer than the longest call takes.
LEASE = timedelta(minutes=2)
# Codes that somebody waits for and staff's channel go before ten thousand notices at eight in the morning.
FIRST = (Purpose.CODE, Purpose.STAFF, Purpose.TEST, Purpose.START)
ORDER = (FIRST, (Purpose.NOTICE,))


def send_next(now: datetime, worker: str, rules: Rules) -> bool:
    """Take one due delivery to its next state. False when none is due, or all that are due are held by others."""
    delivery = _claim(now, worker)
    if delivery is None:
        return False
    points.passed("deliver:claimed")
    ready = prepare(delivery, now, rules)
    if isinstance(ready, Nothing):
        _settle(delivery, DeliveryState.DROPPED, now, code=ready.code)
    elif isinstance(ready, NotNow):
        # It was never sent, so it was no attempt.
        _release(delivery, next_at=ready.until, attempts=F("attempts") - 1)
    else:
        outcome = _send(delivery, ready)
        points.passed("deliver:mid_send")
        _write(delivery, outcome, ready.target, now, rules)
    points.passed("deliver:after_commit")
    return True


@transaction.atomic
def _claim(now: datetime, worker: str) -> Delivery | None:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=utc_now())
    for purposes in ORDER:
        rows = Delivery.objects.filter(free, state=DeliveryState.WAITING, next_at__lte=now, purpose__in=purposes)
        found = rows.select_for_update(skip_locked=True, of=("self",)).order_by("next_at").first()
        if found is None:
            continue
        if found.claimed_by:
            # Somebody had it, and did not come back to say how it went.
            found.resumed += 1
        found.claimed_by, found.claimed_until, found.attempts = worker[:64], utc_now() + LEASE, found.attempts + 1
        found.save(update_fields=["claimed_by", "claimed_until", "attempts", "resumed"])
        return found
    return None


def _send(delivery: Delivery, ready: Ready) -> Outcome:
    """Call the channel. A fault in it is ours, and says nothing about the address: it is tried again."""
    way = channels.channel(delivery.channel)
    if way is None:
        return Retry("no_channel")
    try:
        return way.send(delivery.pk, ready.address, ready.words)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the delivery must come back to waiting
        # Only its kind: a message of a library may hold the address.
        log.error("delivery %s by %s failed with %s", delivery.pk, delivery.channel, type(fault).__name__)
        return Retry("fault")


def _write(delivery: Delivery, outcome: Outcome, target: str, now: datetime, rules: Rules) -> None:
    if isinstance(outcome, Sent):
        _settle(delivery, DeliveryState.SENT, now, reference=outcome.reference[:120], target=target, code="")
        return
    code = outcome.code[:60]
    if isinstance(outcome, Failed):
        _settle(delivery, DeliveryState.FAILED, now, target=target, code=code)
        return
    next_at = now + backoff.wait(delivery.attempts, delivery.pk, outcome.after)
    if next_at > delivery.give_up_at:
        _give_up(delivery, target, code, now, rules)
    else:
        _release(delivery, next_at=next_at, code=code, target=target)


def _give_up(delivery: Delivery, target: str, code: str, now: datetime, rules: Rules) -> None:
    """Failed for good. What is newer than the whole attempt is told anew, as one, when the way is open again."""
    with transaction.atomic():
        _settle(delivery, DeliveryState.FAILED, now, target=target, code=code)
        if delivery.purpose == Purpose.NOTICE and delivery.person_id and delivery.batch:
            recent = now - retry_for(rules.of_person(delivery.person_id))
            batch = Delivery.objects.values_list("batch", flat=True).get(pk=delivery.pk)
            if batch:
                wait_again(batch, recent)


def _settle(delivery: Delivery, state: DeliveryState, now: datetime, **values: Any) -> None:
    """To its last state, once. What was secret on the way is erased."""
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(
        state=state, settled_at=now, claimed_until=None, claimed_by="", secret=None, **values
    )


def _release(delivery: Delivery, **values: Any) -> None:
    """Back to waiting, unless somebody else has taken it over meanwhile."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING, claimed_by=delivery.claimed_by)
    mine.update(claimed_until=None, claimed_by="", **values)
