"""What other rooms put in for members of staff by name: in their own transaction, so that what was handed over and that
it is told are one.

A letter may say which piece of work it is about and what is to be done. It never says anything about a resident: the
rooms that know residents do not use it (a house test looks).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from stegvis.notifications.kinds import DeliveryState, LetterPace
from stegvis.notifications.models import LetterChoice, StaffLetter
from stegvis.notifications.quiet import next_allowed
from stegvis.notifications.schedule.rules import STAFF_ZONE

# When those who have chosen one letter a day get it, by the clock on the wall.
DAILY_AT = time(7, 0)
TRIED_FOR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to tell one member of staff, once for each key. `path` is a page of the service, from its root."""

    account_id: UUID
    key: str
    subject: str
    text: str
    path: str


def post(letters: Iterable[Letter], *, now: datetime) -> int:
    """Put letters in the outbox, in the caller's transaction. Returns how many were handed in. Two queries.

    A key that the person already has is left as it is. Nothing is put in for those who want no letters.
    """
    wanted = list(letters)
    if not wanted:
        return 0
    accounts = {each.account_id for each in wanted}
    paces = dict(LetterChoice.objects.filter(account__in=accounts).values_list("account_id", "pace"))
    rows = []
    for each in wanted:
        pace = LetterPace(paces.get(each.account_id, LetterPace.AT_ONCE))
        if pace is LetterPace.OFF:
            continue
        at = now if pace is LetterPace.AT_ONCE else next_morning(now)
        rows.append(
            StaffLetter(
                account_id=each.account_id,
                key=each.key[:120],
                subject=each.subject[:300],
                text=each.text,
                path=each.path[:300],
                made_at=now,
                next_at=at,
                give_up_at=at + TRIED_FOR,
            )
        )
    StaffLetter.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def recall(keys: Iterable[str], *, now: datetime) -> int:
    """What the letters ask for is done: those that have not begun to leave are dropped. Returns how many."""
    waiting = StaffLetter.objects.filter(key__in=list(keys), state=DeliveryState.WAITING, claimed_until__isnull=True)
    return waiting.update(state=DeliveryState.DROPPED, settled_at=now, code="done")


def next_morning(now: datetime) -> datetime:
    """The next time that it is seven in the morning, whatever the clock is set to meanwhile."""
    local = now.astimezone(STAFF_ZONE)
    until_midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if local.time() < DAILY_AT:
        return next_allowed(until_midnight, STAFF_ZONE, time(0), DAILY_AT)
    return next_allowed(until_midnight + timedelta(days=1), STAFF_ZONE, time(0), DAILY_AT)
