"""One's own running sign-ins: which they are, and ending them. Ended is ended: the session is gone from the server."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from stegvis.access.actor import Actor
from stegvis.access.devices import in_words
from stegvis.access.limits import limits_for
from stegvis.access.models import SignIn
from stegvis.access.sessions import ROW_KEY
from stegvis.audit import log
from stegvis.audit.entry import Subject


@dataclass(frozen=True, slots=True)
class Running:
    """One running sign-in, for its owner."""

    id: UUID
    device: str
    way: str
    signed_in_at: datetime
    used_at: datetime
    here: bool


def running(request: HttpRequest, actor: Actor, now: datetime) -> list[Running]:
    """Every sign-in of the account that still runs, this one first. Two queries."""
    if not actor.signed_in:
        return []
    rows = {row.session_key: row for row in SignIn.objects.filter(account_id=actor.account)}
    idle = limits_for(resident=actor.is_resident).idle
    alive = Session.objects.filter(session_key__in=list(rows), expire_date__gt=now)
    found = [
        Running(
            id=row.pk,
            device=in_words(row.device),
            way=row.way,
            signed_in_at=row.signed_in_at,
            # When it runs out tells when it was last used, but for the last hours, when the longest time decides.
            used_at=max(row.signed_in_at, min(now, expires - idle)),
            here=str(row.pk) == request.session.get(ROW_KEY),
        )
        for key, expires in alive.values_list("session_key", "expire_date")
        for row in [rows[key]]
    ]
    return sorted(found, key=lambda each: (not each.here, -each.used_at.timestamp()))


def end(actor: Actor, sign_in_id: UUID | str, now: datetime) -> bool:
    """End one of one's own sign-ins. False when it is not there, or not one's own."""
    rows = SignIn.objects.filter(account_id=actor.account, pk=sign_in_id) if actor.signed_in else SignIn.objects.none()
    return _end(actor, list(rows), now) > 0


def end_others(request: HttpRequest, actor: Actor, now: datetime) -> int:
    """End every sign-in of one's own but this one. Returns how many ran."""
    if not actor.signed_in:
        return 0
    here = request.session.get(ROW_KEY, "")
    rows = [row for row in SignIn.objects.filter(account_id=actor.account) if str(row.pk) != here]
    return _end(actor, rows, now)


def _end(actor: Actor, rows: list[SignIn], now: datetime) -> int:
    with transaction.atomic():
        ended = 0
        for row in rows:
            gone, _by_model = Session.objects.filter(session_key=row.session_key, expire_date__gt=now).delete()
            Session.objects.filter(session_key=row.session_key).delete()
            ended += bool(gone)
            log.enter(actor.who(), "session:end", Subject("SignIn", str(row.pk)), now=now)
            row.delete()
        return ended
