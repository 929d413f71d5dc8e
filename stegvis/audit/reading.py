"""Reading the log back, for the resident whom it is about and for those who review it.

Rows come without the sealed number: whoever needs it asks for one entry's, and that is logged. Who may read what is
decided by the callers in the access room.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from stegvis.audit.kinds import Outcome
from stegvis.audit.log import patient_hash
from stegvis.audit.models import Entry as Entry  # noqa: PLC0414 - callers name what they are given


@dataclass(frozen=True, slots=True)
class Scope:
    """One unit's log, or a provider's whole log."""

    provider_id: str
    unit_id: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """From and until which time, by which account, about whoever has or had these numbers. Empty narrows nothing."""

    since: datetime
    until: datetime
    account_id: str = ""
    numbers: tuple[str, ...] = ()


def of_patient(numbers: Collection[str]) -> QuerySet[Entry]:
    """What was done with the record of whoever has, or had, these numbers; refusals are left out. Newest first."""
    rows = Entry.objects.filter(patient_hash__in=[patient_hash(number) for number in numbers], outcome=Outcome.DONE)
    return rows.defer("patient_number").order_by("-at", "-id")


def in_scope(scope: Scope) -> QuerySet[Entry]:
    """Everything about patients that somebody of the unit or the provider did. Newest first."""
    where: dict[str, Any] = {"unit_id": scope.unit_id} if scope.unit_id else {}
    rows = Entry.objects.filter(provider_id=scope.provider_id, **where).exclude(patient_hash="")
    return rows.defer("patient_number").order_by("-at", "-id")


def found(scope: Scope, search: Search) -> QuerySet[Entry]:
    """What a search narrows a scope to."""
    rows = in_scope(scope).filter(at__gte=search.since, at__lt=search.until)
    if search.account_id:
        rows = rows.filter(account_id=search.account_id)
    if search.numbers:
        rows = rows.filter(patient_hash__in=[patient_hash(number) for number in search.numbers])
    return rows


def by_id(ids: Iterable[int]) -> QuerySet[Entry]:
    """Those of these entries that have not been destroyed."""
    return Entry.objects.filter(pk__in=list(ids)).defer("patient_number")


def number_of(entry_id: int) -> tuple[str, str]:
    """Type and value of the number that an entry is about. The caller logs that it was read."""
    row = Entry.objects.filter(pk=entry_id).values_list("patient_type", "patient_number").first()
    return (row[0], row[1] or "") if row else ("", "")


def last_put_on(provider_id: str, since: datetime) -> dict[tuple[str, str], datetime]:
    """When each hat at a provider was last put on: by account, and unit id or, without a unit, the hat's own words."""
    rows = Entry.objects.filter(provider_id=provider_id, at__gte=since, act="session:hat").order_by()
    last = rows.values("account_id", "unit_id", "hat").annotate(last=Max("at"))
    found: dict[tuple[str, str], datetime] = {}
    for row in last:
        key = (row["account_id"], row["unit_id"] or row["hat"])
        found[key] = max(row["last"], found.get(key, row["last"]))
    return found
