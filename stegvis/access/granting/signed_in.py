"""Who of those with access at a provider is signed in right now."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session

from stegvis.access.actor import Actor
from stegvis.access.devices import in_words
from stegvis.access.granting.queries import lines_of, provider_of
from stegvis.access.models import SignIn
from stegvis.lib.clock import local_day


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is signed in: since when at the earliest, on which devices."""

    account_id: UUID
    name: str
    hsa_id: str
    since: datetime
    devices: tuple[str, ...]
    oneself: bool


def signed_in(actor: Actor, now: datetime) -> list[SignedIn]:
    """Everybody with access at the actor's provider who has a running sign-in, by name. Five queries."""
    provider = provider_of(actor)
    if provider is None:
        return []
    people = {line.account_id: line for line in lines_of(provider, local_day(now))}
    rows = SignIn.objects.filter(account_id__in=list(people)).order_by("signed_in_at")
    keys = [row.session_key for row in rows]
    alive = set(Session.objects.filter(session_key__in=keys, expire_date__gt=now).values_list("session_key", flat=True))
    found: dict[UUID, list[SignIn]] = defaultdict(list)
    for row in rows:
        if row.session_key in alive:
            found[row.account_id].append(row)
    return sorted(
        (
            SignedIn(
                account_id,
                people[account_id].name,
                people[account_id].hsa_id,
                theirs[0].signed_in_at,
                tuple(f"{words} ({times})" if times > 1 else words for words, times in _devices(theirs).items()),
                account_id == actor.account,
            )
            for account_id, theirs in found.items()
        ),
        key=lambda each: (each.name.casefold(), str(each.account_id)),
    )


def _devices(rows: list[SignIn]) -> Counter[str]:
    """Several of the same kind are told once, with how many."""
    return Counter(in_words(row.device) for row in rows)
