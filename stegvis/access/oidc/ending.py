"""A provider says that somebody has signed out there: the sessions here that came of it end (back-channel logout).

Whoever could make us believe that without being the provider could keep people signed out, so a token is judged as hard as
one that signs somebody in, and taken once. No other token of the provider's is taken for one of these, nor this for those.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from stegvis.access.actor import Actor
from stegvis.access.models import KnownSubject, SignIn, UsedTicket
from stegvis.access.oidc import metadata
from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.access.oidc.providers import Provider
from stegvis.access.oidc.residents import SUBJECT_HASH_PURPOSE
from stegvis.access.oidc.tokens import LEEWAY_S, LONGEST_LIFE_S, MOST_SUBJECT, read_signed
from stegvis.access.sessions import THEIRS_KEY, WAY_KEY
from stegvis.audit import log
from stegvis.audit.entry import Subject
from stegvis.lib.fields import key_ring

KINDS: frozenset[str | None] = frozenset({"logout+jwt"})
EVENT = "http://schemas.openid.net/event/backchannel-logout"
# As many sessions as are read at once.
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who has left the provider: a subject, a session of theirs, or both; and the token's digest, and when it ran out."""

    subject: str
    session: str
    digest: str
    until: datetime


def read_leaving(provider: Provider, token: str, now: datetime) -> Leaving:
    """A logout token of this provider, for us, for this moment. Raises Stopped."""

    def keys(unknown_kid: bool) -> Any:
        return metadata.keys_of(provider, now, unknown_kid=unknown_kid)

    _header, said = read_signed(token, keys, KINDS)
    if said.get("iss") != provider.issuer:
        raise Stopped(Refusal.ISS)
    if said.get("aud") not in (provider.client_id, [provider.client_id]):
        raise Stopped(Refusal.AUD)
    events = said.get("events")
    if not isinstance(events, Mapping) or not isinstance(events.get(EVENT), Mapping):
        raise Stopped(Refusal.LOGOUT_EVENT)
    if "nonce" in said:
        raise Stopped(Refusal.LOGOUT_NONCE)
    until = _judge_times(said, now.timestamp())
    named = [_name(said.get(key)) for key in ("sub", "sid", "jti")]
    if not (named[0] or named[1]):
        raise Stopped(Refusal.LOGOUT_WHO)
    if not named[2]:
        raise Stopped(Refusal.TICKET_ID)
    digest = hashlib.sha256(f"{provider.issuer}\x00logout\x00{named[2]}".encode()).hexdigest()
    return Leaving(named[0], named[1], digest, datetime.fromtimestamp(until + LEEWAY_S, UTC))


def _judge_times(said: Mapping[str, Any], now: float) -> int:
    """When it runs out. Whole numbers only: true is a number to Python."""
    for name, refusal in (("iat", Refusal.IAT), ("exp", Refusal.EXP)):
        if type(said.get(name)) is not int:
            raise Stopped(refusal)
    made, until = said["iat"], said["exp"]
    if made > now + LEEWAY_S:
        raise Stopped(Refusal.IAT)
    if until <= now - LEEWAY_S:
        raise Stopped(Refusal.EXP)
    if not 0 < until - made <= LONGEST_LIFE_S:
        raise Stopped(Refusal.LIFE)
    return int(until)


def _name(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= MOST_SUBJECT else ""


def end_sessions(provider: Provider, leaving: Leaving, now: datetime) -> int:
    """End what came of it, once for each token. Returns how many sessions ended. Raises Stopped.

    The token is spent together with what it ended: whatever breaks on the way, the provider may send it again.
    """
    if UsedTicket.objects.filter(digest=leaving.digest).exists():
        raise Stopped(Refusal.TICKET_USED)
    # Found before anything is locked: a name of a session alone is looked for long.
    found = _sign_ins(provider, leaving)
    with transaction.atomic():
        _spend(leaving)
        ended = 0
        for row in SignIn.objects.filter(pk__in=found):
            about = Subject("SignIn", str(row.pk))
            log.enter(Actor.system("sign-out").who(), "session:end", about, now=now, reason=provider.name)
            Session.objects.filter(session_key=row.session_key).delete()
            row.delete()
            ended += 1
        return ended


def _spend(leaving: Leaving) -> None:
    """Two that come at once: one waits for the other here, and is told so."""
    try:
        with transaction.atomic():
            UsedTicket.objects.create(digest=leaving.digest, until=leaving.until)
    except IntegrityError as error:
        raise Stopped(Refusal.TICKET_USED) from error


def _sign_ins(provider: Provider, leaving: Leaving) -> list[UUID]:
    """The sign-ins that it means, by key.

    A session at the provider is one person's. So where only its name is told, the search among everybody's, a piece at a
    time, ends at the first that is found, and what else came of it is among that account's.
    """
    if leaving.subject:
        known = key_ring().keyed_hash(leaving.subject, SUBJECT_HASH_PURPOSE)
        subjects = KnownSubject.objects.filter(issuer=provider.issuer, subject_hash=known)
        rows = SignIn.objects.filter(account_id__in=subjects.values("account_id"))
        return [row.pk for row in _meant(list(rows), provider, leaving)]
    # Those of the demo have no way. The way's name is for reading and may change: the session itself holds its key.
    rows, last = SignIn.objects.exclude(way="").order_by("pk"), UUID(int=0)
    while piece := list(rows.filter(pk__gt=last)[:AT_A_TIME]):
        last = piece[-1].pk
        if found := _meant(piece, provider, leaving):
            theirs = SignIn.objects.filter(account_id=found[0].account_id)
            return [row.pk for row in _meant(list(theirs), provider, leaving)]
    return []


def _meant(rows: list[SignIn], provider: Provider, leaving: Leaving) -> list[SignIn]:
    sessions = Session.objects.filter(session_key__in=[row.session_key for row in rows])
    meant = {each.session_key for each in sessions if _is_of(each.get_decoded(), provider, leaving)}
    return [row for row in rows if row.session_key in meant]


def _is_of(kept: Mapping[str, Any], provider: Provider, leaving: Leaving) -> bool:
    """By this provider, and of the session that it named. One whose name it never told goes with its subject."""
    theirs = kept.get(THEIRS_KEY, "")
    named = not leaving.session or theirs == leaving.session or bool(leaving.subject and not theirs)
    return kept.get(WAY_KEY) == provider.key and named
