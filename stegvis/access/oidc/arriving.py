"""The one door: what a provider vouched for becomes an account and a way in, or a refusal in the log."""

from dataclasses import dataclass
from datetime import date, datetime

from stegvis.access.actor import Actor
from stegvis.access.models import Account
from stegvis.access.oidc import residents, staff
from stegvis.access.oidc.claims import resident_from, staff_from
from stegvis.access.oidc.kinds import Audience, Refusal
from stegvis.access.oidc.protocol import Answered
from stegvis.access.oidc.providers import Provider
from stegvis.access.sessions import Way
from stegvis.audit import log
from stegvis.audit.entry import Subject
from stegvis.audit.kinds import Outcome

LONGEST_SESSION_NAME = 255


@dataclass(frozen=True, slots=True)
class Came:
    """Whose account it is, the way in, and how many told commissions do not count here."""

    account: Account
    way: Way
    left_out: int = 0


def arrive(provider: Provider, answered: Answered, now: datetime, today: date) -> Came:
    """The account of whoever the provider vouched for. Raises Stopped."""
    if provider.audience is Audience.RESIDENT:
        account = residents.account_of(resident_from(answered.claims, provider, answered.level), now)
        return Came(account, _way(provider, answered))
    verified = staff_from(answered.claims, provider, answered.level)
    found = staff.account_of(verified, provider, now, today)
    return Came(found.account, _way(provider, answered, found.commissions), found.left_out)


def _way(provider: Provider, answered: Answered, commissions: tuple[str, ...] | None = None) -> Way:
    theirs = answered.claims.get("sid")
    return Way(
        provider.key,
        provider.name,
        commissions=commissions,
        token=answered.id_token,
        theirs=theirs if isinstance(theirs, str) and len(theirs) <= LONGEST_SESSION_NAME else "",
        identified_at=answered.identified_at,
    )


def log_refusal(provider: Provider, refusal: Refusal, reference: str, now: datetime) -> None:
    """A failed sign-in, found by the reference that the person was given. Nothing of what was claimed is kept."""
    log.enter(
        Actor.nobody().who(),
        "session:refused",
        Subject("SignIn", reference),
        now=now,
        outcome=Outcome.REFUSED,
        reason=f"{provider.key}: {refusal.value}",
    )
