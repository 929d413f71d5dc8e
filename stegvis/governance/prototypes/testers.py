"""Those who are not staff: invited to one round by a link of their own. Of the link only a hash is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.verdict import Verdict
from stegvis.governance.models import PrototypeRound, Tester, Tryout
from stegvis.governance.prototypes.people import tester_id
from stegvis.governance.prototypes.policies import may_invite, may_withdraw_invitation
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

TOKEN_BYTES = 32
# The link holds somewhat longer than the round: who comes a day late still gets in, until it is closed.
GRACE = timedelta(days=7)
MOST_TESTERS = 30
NAME_LENGTH = 100


class CannotInvite(Cannot):
    """The invitation cannot be made so."""


def hash_of(token: str) -> str:
    """Under which a link is found. It is random enough that a plain hash tells nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str, now: datetime) -> Tester | None:
    """The tester of a link that holds: not withdrawn, not too old, its round open. One query."""
    rows = Tester.objects.select_related("round__initiative__provider", "round__initiative__program")
    tester = rows.filter(token_hash=hash_of(token)).first()
    if tester is None or tester.revoked_at is not None or now >= tester.expires_at or not tester.round.is_open:
        return None
    return None if tester.round.initiative.ended else tester


@action("tester:invite", may=may_invite)
def invite(round: PrototypeRound, name: str, *, now: datetime, by: Actor) -> tuple[Tester, str]:
    """Invite somebody by the name they wish to be called. Gives the row, and the token that is shown this once.

    Raises CannotInvite.
    """
    called = _named(name)
    if Tester.objects.filter(round=round, revoked_at__isnull=True).count() >= MOST_TESTERS:
        raise CannotInvite(_("Fler än 30 inbjudna blir svårt att hinna läsa. Ta bort någon först."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    tester = Tester.objects.create(
        round=round,
        name=called,
        token_hash=hash_of(token),
        expires_at=_expires(round, now),
        invited_by_id=by.account,
        invited_at=now,
    )
    return tester, token


@action("tester:renew", may=may_withdraw_invitation)
def renew(tester: Tester, *, now: datetime, by: Actor) -> tuple[Tester, str]:
    """A new link for the same person; the old one is worth nothing from now on. Raises CannotInvite."""
    if not tester.round.is_open:
        raise CannotInvite(_("Omgången är stängd. Bjud in till nästa."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    tester.token_hash, tester.revoked_at, tester.expires_at = hash_of(token), None, _expires(tester.round, now)
    tester.save(update_fields=["token_hash", "revoked_at", "expires_at"])
    return tester, token


@action("tester:revoke", may=may_withdraw_invitation)
def revoke(tester: Tester, *, now: datetime, by: Actor) -> Tester:
    """The link opens nothing any more. What was said stays."""
    if tester.revoked_at is None:
        tester.revoked_at = now
        tester.save(update_fields=["revoked_at"])
    return tester


def _may_begin(actor: Actor, tester: Tester) -> Verdict:
    """The one who came with the link, while it holds."""
    holds = tester.revoked_at is None and tester.round.is_open
    return Verdict.yes() if holds and tester_id(actor) == tester.pk else Verdict.not_found()


@action("tester:begin", may=_may_begin)
def begin(tester: Tester, name: str, *, now: datetime, by: Actor) -> Tester:
    """Come in, under the name one wishes to be called. Raises CannotInvite."""
    called = _named(name)
    if tester.begun_at is None or tester.name != called:
        tester.begun_at, tester.name = tester.begun_at or now, called
        tester.save(update_fields=["begun_at", "name"])
        Tryout.objects.filter(tester=tester).update(name=called)
    return tester


def _expires(round: PrototypeRound, now: datetime) -> datetime:
    last = datetime.combine(max(round.due_on, local_day(now)), datetime.min.time(), tzinfo=now.tzinfo)
    return last + timedelta(days=1) + GRACE


def _named(name: str) -> str:
    called = " ".join(name.split())
    if not called:
        raise CannotInvite(_("Skriv ett namn. Det räcker med ett förnamn."))
    if len(called) > NAME_LENGTH:
        raise CannotInvite(_("Namnet är för långt. Det räcker med ett förnamn."))
    if sum(letter.isdigit() for letter in called) >= 6:
        raise CannotInvite(_("Skriv bara ett namn, inget personnummer."))
    return called
