"""A portal's ticket, judged claim by claim, and used once.

It says that the portal itself, just now, sends this browser here, and to which of our addresses. It says nothing of who it
is, and signs nobody in: what it opens is the way to the provider of e-ID without a new identification.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

from stegvis.access.models import UsedTicket
from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.access.oidc.metadata import read_keys
from stegvis.access.oidc.portals import Portal
from stegvis.access.oidc.tokens import LEEWAY_S, read_signed

# A type of its own: no other token of a portal's can be taken for a ticket.
KINDS: frozenset[str | None] = frozenset({"hop+jwt"})
LONGEST_LIFE_S = 120
LONGEST_TICKET = 4096
_ID = re.compile(r"[A-Za-z0-9._~-]{16,200}")


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket that holds: where it leads, its digest, and when it has run out."""

    target: str
    digest: str
    until: datetime


def public_keys(texts: list[str]) -> KeySet:
    """Public keys from PEM, JWK or a set of JWK: RSA from 2048 bits, or P-256. Raises Stopped."""
    rows: list[dict[str, Any]] = []
    for text in texts:
        try:
            if text.lstrip().startswith("{"):
                said = json.loads(text)
                rows += said.get("keys", [said])
            else:
                rows.append(_from_pem(text))
        except (JoseError, ValueError, TypeError) as error:
            raise Stopped(Refusal.KEYS) from error
    return read_keys({"keys": rows})


def _from_pem(text: str) -> dict[str, Any]:
    try:
        key: RSAKey | ECKey = RSAKey.import_key(text)
    except (JoseError, ValueError, TypeError):
        key = ECKey.import_key(text)
    # Without an id of its own a key is known by its thumbprint.
    key.ensure_kid()
    return key.as_dict(private=False)


def read_ticket(portal: Portal, keys: KeySet, text: str, audience: str, now: datetime) -> Ticket:
    """A ticket that this portal has signed, for us, for this moment. Raises Stopped. Pure."""
    if len(text) > LONGEST_TICKET:
        raise Stopped(Refusal.SIGNATURE)
    _header, said = read_signed(text, lambda _anew: keys, KINDS)
    if said.get("iss") != portal.issuer:
        raise Stopped(Refusal.ISS)
    if said.get("aud") not in (audience, [audience]):
        raise Stopped(Refusal.AUD)
    until = _judge_times(said, now.timestamp())
    ticket = said.get("jti")
    if not isinstance(ticket, str) or not _ID.fullmatch(ticket):
        raise Stopped(Refusal.TICKET_ID)
    target = said.get("target", "")
    if not isinstance(target, str):
        raise Stopped(Refusal.TICKET_TARGET)
    digest = hashlib.sha256(f"{portal.issuer}\x00{ticket}".encode()).hexdigest()
    return Ticket(target, digest, datetime.fromtimestamp(until, UTC))


def _judge_times(said: Mapping[str, Any], now: float) -> int:
    """When it runs out. Whole numbers only: true is a number to Python, and NaN is neither before nor after anything."""
    for name, refusal in (("iat", Refusal.IAT), ("exp", Refusal.EXP)):
        if type(said.get(name)) is not int:
            raise Stopped(refusal)
    made, until = said["iat"], said["exp"]
    if made > now + LEEWAY_S:
        raise Stopped(Refusal.IAT)
    if until <= now:
        raise Stopped(Refusal.EXP)
    if not 0 < until - made <= LONGEST_LIFE_S:
        raise Stopped(Refusal.LIFE)
    before = said.get("nbf", made)
    if type(before) is not int or before > now + LEEWAY_S:
        raise Stopped(Refusal.NBF)
    return int(until)


def use_up(ticket: Ticket) -> None:
    """Once, whoever comes with it at the same moment. Raises Stopped."""
    try:
        with transaction.atomic():
            UsedTicket.objects.create(digest=ticket.digest, until=ticket.until)
    except IntegrityError as error:
        raise Stopped(Refusal.TICKET_USED) from error
