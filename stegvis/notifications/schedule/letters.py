"""Letters to staff leave: what is due to one person at the same time as one mail, claimed by a lease as all else."""

import logging
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Q

from stegvis.access.settings import Key
from stegvis.lib.clock import utc_now
from stegvis.notifications import backoff, channels, texts
from stegvis.notifications.channels.outcome import Failed, Outcome, Retry, Sent
from stegvis.notifications.kinds import ChannelKind, DeliveryState
from stegvis.notifications.models import StaffLetter
from stegvis.notifications.pace import MOST_SECONDS
from stegvis.notifications.schedule.rules import Rules

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
MOST_IN_ONE = 50
MOST_MAILS = 200


def send_letters(now: datetime, worker: str, rules: Rules) -> int:
    """Send what is due, one mail after another, for a few seconds. Returns how many mails were tried."""
    began, tried = time.monotonic(), 0
    while tried < MOST_MAILS and time.monotonic() - began < MOST_SECONDS:
        mail = _claim(now, worker)
        if not mail:
            break
        tried += 1
        _write(mail, _send(mail, rules), now)
    return tried


@transaction.atomic
def _claim(now: datetime, worker: str) -> list[StaffLetter]:
    """The letters of one mail: those that were one before, else all that one person has due."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=utc_now())
    due = StaffLetter.objects.filter(free, state=DeliveryState.WAITING, next_at__lte=now)
    first = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_at", "pk").first()
    if first is None:
        return []
    together = {"batch": first.batch} if first.batch else {"batch__isnull": True, "account": first.account_id}
    rows = due.filter(**together).select_for_update(skip_locked=True, of=("self",)).order_by("next_at", "made_at", "pk")
    found, batch = list(rows[:MOST_IN_ONE]), first.batch or uuid4()
    StaffLetter.objects.filter(pk__in=[row.pk for row in found if row.claimed_by]).update(resumed=F("resumed") + 1)
    until = utc_now() + LEASE
    for row in found:
        row.batch, row.claimed_by, row.claimed_until, row.attempts = batch, worker[:64], until, row.attempts + 1
    StaffLetter.objects.bulk_update(found, ["batch", "claimed_by", "claimed_until", "attempts"])
    return found


def _send(mail: list[StaffLetter], rules: Rules) -> Outcome:
    """Call the channel, outside any transaction. A fault of ours is tried again."""
    way = channels.channel(ChannelKind.EMAIL)
    account, batch = mail[0].account, mail[0].batch
    if way is None:
        return Retry("no_channel")
    if not account.is_active or not account.email or batch is None:
        return Failed("no_address")
    sender = rules.of_provider(None)[Key.SENDER_NAME]
    words = texts.letter(sender, [(each.subject, each.text, each.path) for each in mail])
    try:
        return way.send(batch, account.email, words)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the letter must come back to waiting
        log.error("letter %s failed with %s", batch, type(fault).__name__)
        return Retry("fault")


def _write(mail: list[StaffLetter], outcome: Outcome, now: datetime) -> None:
    if isinstance(outcome, Sent):
        _settle(mail, DeliveryState.SENT, now, "")
    elif isinstance(outcome, Failed):
        _settle(mail, DeliveryState.FAILED, now, outcome.code)
    else:
        next_at = now + backoff.wait(mail[0].attempts, mail[0].batch or mail[0].pk, outcome.after)
        if next_at > min(each.give_up_at for each in mail):
            _settle(mail, DeliveryState.FAILED, now, outcome.code)
        else:
            _update(mail, next_at=next_at, code=outcome.code[:60])


def _settle(mail: list[StaffLetter], state: DeliveryState, now: datetime, code: str) -> None:
    _update(mail, state=state, settled_at=now, code=code[:60])


def _update(mail: list[StaffLetter], **values: Any) -> None:
    """Unless somebody else has taken it over meanwhile, or settled it."""
    pks = [each.pk for each in mail]
    mine = StaffLetter.objects.filter(pk__in=pks, state=DeliveryState.WAITING, claimed_by=mail[0].claimed_by)
    mine.update(claimed_until=None, claimed_by="", **values)
