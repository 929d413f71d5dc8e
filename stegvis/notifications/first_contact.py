"""The start SMS: one neutral message to a number that was given for it, before the resident has chosen anything.

It belongs to one start (`key`, an enrolment's id) and leaves once, whoever presses how often. The number is kept sealed
until the message has left or failed, and then erased; it is never the resident's chosen channel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from stegvis.notifications.kinds import ChannelKind, DeliveryState, Purpose
from stegvis.notifications.models import Delivery
from stegvis.notifications.quiet import next_allowed

# A wrong number may be typed again when the first has failed for good: never while one may still arrive.
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Quiet:
    """When nothing is sent, by the unit's clock. Kept with the message, so that a new attempt knows it too."""

    begins: time
    ends: time
    zone: str

    def next_allowed(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours."""
        return next_allowed(moment, ZoneInfo(self.zone), self.begins, self.ends)

    def as_kept(self) -> list[str]:
        """As it is kept beside the number."""
        return [f"{self.begins:%H:%M}", f"{self.ends:%H:%M}", self.zone]


def quiet_of(kept: Sequence[str]) -> Quiet:
    """The hours as they were kept."""
    return Quiet(time.fromisoformat(kept[0]), time.fromisoformat(kept[1]), kept[2])


@dataclass(frozen=True, slots=True)
class StartSms:
    """How the message of one start stands. `again` says whether another number may be tried."""

    state: DeliveryState
    made_at: datetime
    next_at: datetime
    settled_at: datetime | None
    again: bool


def start_sms(key: UUID) -> StartSms | None:
    """The newest message of a start, or None before the first. One query."""
    rows = _of(key)
    if not rows:
        return None
    row, state = rows[-1], DeliveryState(rows[-1].state)
    again = state is DeliveryState.FAILED and len(rows) < MOST_TRIES
    return StartSms(state, row.made_at, row.next_at, row.settled_at, again)


@dataclass(frozen=True, slots=True)
class Message:
    """Where it goes (a number as `addresses.read_phone` gives it), in which language, and from whom."""

    number: str
    language: str
    sender: str


def put_start_sms(
    key: UUID, person_id: UUID, message: Message, *, quiet: Quiet, try_for: timedelta, now: datetime
) -> bool:
    """Put the message, in the caller's transaction, with the start's row locked. False, and nothing put, where one
    waits or has left already.
    """
    rows, allowed = _of(key), quiet.next_allowed(now)
    if rows and (rows[-1].state != DeliveryState.FAILED or len(rows) >= MOST_TRIES):
        return False
    row = Delivery(
        person_id=person_id,
        channel=ChannelKind.SMS,
        purpose=Purpose.START,
        batch=_batch(key, len(rows)),
        made_at=now,
        next_at=allowed,
        give_up_at=allowed + try_for,
        secret={
            "to": message.number,
            "language": message.language,
            "sender": message.sender,
            "quiet": quiet.as_kept(),
        },
    )
    # The database refuses a second one with the same batch, should a caller ever forget the lock.
    Delivery.objects.bulk_create([row], ignore_conflicts=True)
    return True


def withdraw_start_sms(key: UUID, *, now: datetime) -> int:
    """The start was wrong: what has not left yet never does, and the number is erased. Returns how many."""
    waiting = Delivery.objects.filter(batch__in=_batches(key), purpose=Purpose.START, state=DeliveryState.WAITING)
    return waiting.update(state=DeliveryState.DROPPED, settled_at=now, secret=None, code="withdrawn")


def _of(key: UUID) -> list[Delivery]:
    rows = Delivery.objects.filter(batch__in=_batches(key), purpose=Purpose.START)
    return sorted(rows, key=lambda row: _batches(key).index(row.batch) if row.batch else 0)


def _batches(key: UUID) -> list[UUID]:
    return [_batch(key, number) for number in range(MOST_TRIES)]


def _batch(key: UUID, number: int) -> UUID:
    return uuid5(key, f"start-sms:{number}")
