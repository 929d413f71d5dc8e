"""Codes: six digits, ten minutes, five tries, and a limit on how many are sent to anybody by anybody.

Only the code's keyed hash is kept, bound to the address it was sent to: it proves that one and no other.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.lib.errors import Cannot
from stegvis.lib.fields import key_ring
from stegvis.notifications.kinds import DeliveryState, Purpose
from stegvis.notifications.models import Address, Delivery, StaffChannel
from stegvis.notifications.targets import target_of

CODE_DIGITS = 6
CODE_MINUTES = 10
CODE_TRIES = 5
# One who asks again and again gets no more guesses than this times five in an hour.
CODES_IN_AN_HOUR = 3
CODES_IN_A_DAY = 10
# Whoever asks: nobody's phone is to ring because somebody else types its number.
CODES_TO_ONE_IN_A_DAY = 5
CODE_PURPOSE = "notifications.code"


class CannotSend(Cannot):
    """No code was sent; the sentence says what to do."""


class Proof(Enum):
    """How an attempt to prove an address went."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_MANY = "too_many"
    TOO_LATE = "too_late"


def hash_of(thing: Address | StaffChannel, digits: str) -> str:
    """The keyed hash of a code for one address."""
    return key_ring().keyed_hash(f"{thing.pk}:{digits}", CODE_PURPOSE)


def new_code(
    thing: Address | StaffChannel, kind: str, address: str, to: dict[str, Any], language: str, now: datetime
) -> None:
    """Make a code and put it in the outbox; an earlier one is worth nothing from now on. Raises CannotSend.

    `to`: the delivery's receiver, as fields of it. In the action's transaction.
    """
    target = target_of(kind, address)
    _demand_room(to, target, now)
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    thing.code_hash = hash_of(thing, digits)
    thing.code_until = now + timedelta(minutes=CODE_MINUTES)
    thing.code_tries = 0
    thing.save(update_fields=["code_hash", "code_until", "code_tries"])
    earlier = Delivery.objects.filter(**to, purpose=Purpose.CODE, state=DeliveryState.WAITING, target=target)
    earlier.update(state=DeliveryState.DROPPED, settled_at=now, code="replaced", secret=None)
    Delivery.objects.create(
        **to,
        address=thing if isinstance(thing, Address) else None,
        channel=kind,
        purpose=Purpose.CODE,
        made_at=now,
        next_at=now,
        give_up_at=thing.code_until,
        target=target,
        secret={"code": digits, "language": language},
    )


def prove(thing: Address | StaffChannel, digits: str, now: datetime) -> Proof:
    """Whether these are the digits. Counts the attempt; the caller is in a transaction and holds the row's lock."""
    if not thing.code_hash or thing.code_until is None or now >= thing.code_until:
        return Proof.TOO_LATE
    if thing.code_tries >= CODE_TRIES:
        return Proof.TOO_MANY
    thing.code_tries += 1
    typed = "".join(sign for sign in digits if not sign.isspace())
    if not hmac.compare_digest(hash_of(thing, typed), thing.code_hash):
        thing.save(update_fields=["code_tries"])
        return Proof.TOO_MANY if thing.code_tries >= CODE_TRIES else Proof.WRONG
    # Used once: the same digits prove nothing a second time.
    thing.code_hash, thing.code_until, thing.code_tries = "", None, 0
    thing.save(update_fields=["code_hash", "code_until", "code_tries"])
    return Proof.RIGHT


def _demand_room(to: dict[str, Any], target: str, now: datetime) -> None:
    codes = Delivery.objects.filter(purpose=Purpose.CODE)
    asked = codes.filter(**to)
    if asked.filter(made_at__gt=now - timedelta(hours=1)).count() >= CODES_IN_AN_HOUR:
        raise CannotSend(_("Vi har skickat flera koder den senaste timmen. Vänta en stund och försök igen."))
    day = now - timedelta(days=1)
    if asked.filter(made_at__gt=day).count() >= CODES_IN_A_DAY:
        raise CannotSend(_("Vi har skickat flera koder i dag. Försök igen i morgon."))
    if codes.filter(target=target, made_at__gt=day).count() >= CODES_TO_ONE_IN_A_DAY:
        raise CannotSend(_("Vi har skickat flera koder i dag. Försök igen i morgon."))
