"""Some deliveries at a time: claimed by a lease, sent outside any transaction, each outcome written as it comes."""

import logging
from collections.abc import Iterator
from concurrent.futures import Executor, Future, as_completed
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q

from stegvis.lib import points
from stegvis.lib.clock import utc_now
from stegvis.notifications import backoff, channels
from stegvis.notifications.channels.outcome import Channel, Failed, Outcome, Retry, Sent
from stegvis.notifications.kinds import DeliveryState, Purpose
from stegvis.notifications.models import Delivery
from stegvis.notifications.pace import AT_ONCE
from stegvis.notifications.schedule.gathering import wait_again
from stegvis.notifications.schedule.preparing import Nothing, NotNow, Ready, erase_gone, prepare
from stegvis.notifications.schedule.rules import Rules, retry_for

log = logging.getLogger(__name__)

# By the machine's clock, whatever the world's says. Longer than the longest call takes.
LEASE = timedelta(minutes=2)
# Codes that somebody waits for and staff's channel go before ten thousand notices at eight in the morning.
FIRST = (Purpose.CODE, Purpose.STAFF, Purpose.TEST, Purpose.START)
ORDER = (FIRST, (Purpose.NOTICE,))


def send_batch(now: datetime, worker: str, rules: Rules, pool: Executor) -> int:
    """Take some due deliveries to their next state, called at the same time. 0 when none is due, or others hold them.

    Only the calls are made in the pool's threads; the database belongs to the thread that asks. A fault with one
    delivery never leaves another's outcome unwritten; the first such fault is raised when all have been looked after.
    """
    claimed = _claim(now, worker)
    if not claimed:
        return 0
    points.passed("deliver:claimed")
    faults: list[Exception] = []
    calls: dict[Future[Outcome], tuple[Delivery, str]] = {}
    for delivery in claimed:
        with _kept(faults):
            ready = _prepared(delivery, now, rules)
            if isinstance(ready, Retry):
                _write(delivery, ready, delivery.target, now, rules)
            elif isinstance(ready, Nothing):
                _settle(delivery, DeliveryState.DROPPED, now, code=ready.code)
            elif isinstance(ready, NotNow):
                # It was never sent, so it was no attempt.
                _release(delivery, next_at=ready.until, attempts=F("attempts") - 1)
            else:
                calls[_start(delivery, ready, pool)] = delivery, ready.target
    for call in as_completed(calls):
        delivery, target = calls[call]
        points.passed("deliver:mid_send")
        with _kept(faults):
            _write(delivery, call.result(), target, now, rules)
    points.passed("deliver:after_commit")
    if faults:
        raise faults[0]
    return len(claimed)


@contextmanager
def _kept(faults: list[Exception]) -> Iterator[None]:
    try:
        yield
    except Exception as fault:  # noqa: BLE001 - raised again when the others have been written
        faults.append(fault)


@transaction.atomic
def _claim(now: datetime, worker: str) -> list[Delivery]:
    """The most urgent that are free, at most as many as are called at the same time."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=utc_now())
    found: list[Delivery] = []
    for purposes in ORDER:
        rows = Delivery.objects.filter(free, state=DeliveryState.WAITING, next_at__lte=now, purpose__in=purposes)
        mine = rows.select_for_update(skip_locked=True, of=("self",)).order_by("next_at")
        found += mine[: AT_ONCE - len(found)]
        if len(found) >= AT_ONCE:
            break
    until = utc_now() + LEASE
    for each in found:
        if each.claimed_by:
            # Somebody had it, and did not come back to say how it went.
            each.resumed += 1
        each.claimed_by, each.claimed_until, each.attempts = worker[:64], until, each.attempts + 1
    if found:
        Delivery.objects.bulk_update(found, ["claimed_by", "claimed_until", "attempts", "resumed"])
    return found


def _prepared(delivery: Delivery, now: datetime, rules: Rules) -> Ready | Nothing | NotNow | Retry:
    """What to do with it. One that cannot be read waits longer each time and is given up, as any other that fails."""
    try:
        return prepare(delivery, now, rules)
    except (OperationalError, InterfaceError):
        raise
    except Exception as fault:  # noqa: BLE001 - an address that cannot be opened, hours in a zone that is not known
        log.error("delivery %s could not be prepared: %s", delivery.pk, type(fault).__name__)
        return Retry("fault")


def _start(delivery: Delivery, ready: Ready, pool: Executor) -> Future[Outcome]:
    """Begin a call: in a thread where it waits for another machine, else here, since it may need the database."""
    way = channels.channel(delivery.channel)
    if way is not None and way.waits:
        return pool.submit(_call, way, delivery, ready)
    made: Future[Outcome] = Future()
    made.set_result(_call(way, delivery, ready) if way else Retry("no_channel"))
    return made


def _call(way: Channel, delivery: Delivery, ready: Ready) -> Outcome:
    """Call the channel. A fault in it is ours, and says nothing about the address: it is tried again."""
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
        if outcome.gone and delivery.person_id:
            erase_gone(delivery.person_id, delivery.channel, target)
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
