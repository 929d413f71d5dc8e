"""Who of those with access at a provider is signed in there right now.

Somebody may have access at several. A sign-in is a provider's while its hat is of that provider, and everybody's of theirs
before a hat is put on: what somebody does elsewhere is neither seen from here nor ended.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session

from stegvis.access.actor import Actor
from stegvis.access.devices import in_words
from stegvis.access.granting.queries import lines_of, provider_of
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, Commission, Employment, PublisherUnit, SignIn
from stegvis.access.sessions import worn_in
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
    """Everybody with access at the actor's provider who has a running sign-in there, by name. Nine queries at most."""
    provider = provider_of(actor)
    if provider is None:
        return []
    people = {line.account_id: line for line in lines_of(provider, local_day(now))}
    found: dict[UUID, list[SignIn]] = defaultdict(list)
    for row in running_at(provider, list(people), now):
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


def running_at(provider: CareProvider, accounts: Collection[UUID], now: datetime) -> list[SignIn]:
    """The sign-ins of these accounts that run at the provider, oldest first. Five queries at most."""
    rows = list(SignIn.objects.filter(account_id__in=list(accounts)).order_by("signed_in_at"))
    kept = Session.objects.filter(session_key__in=[row.session_key for row in rows], expire_date__gt=now)
    worn = {each.session_key: worn_in(each.get_decoded()) for each in kept}
    # No hat yet, or one that is nowhere: that of somebody who is known but neither employed nor commissioned.
    here = {"", f"{HatKind.EMPLOYEE.value}:"} | _of_provider(provider, set(worn.values()))
    return [row for row in rows if worn.get(row.session_key) in here]


def _of_provider(provider: CareProvider, keys: set[str]) -> set[str]:
    """Those of the hats, by key, that are of the provider, whether or not they still hold."""
    here = {f"{HatKind.POST.value}:{provider.pk}"}
    for kind, rows in (
        (HatKind.COMMISSION, Commission.objects.filter(unit__provider=provider)),
        (HatKind.PUBLISHER, PublisherUnit.objects.filter(provider=provider)),
        (HatKind.EMPLOYEE, Employment.objects.filter(provider=provider)),
    ):
        wanted = [pk for name, _colon, pk in (key.partition(":") for key in keys) if name == kind.value and pk]
        if wanted:
            here |= {f"{kind.value}:{pk}" for pk in rows.filter(pk__in=wanted).values_list("pk", flat=True)}
    return here


def _devices(rows: list[SignIn]) -> Counter[str]:
    """Several of the same kind are told once, with how many."""
    return Counter(in_words(row.device) for row in rows)
