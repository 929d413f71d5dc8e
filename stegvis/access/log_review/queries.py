"""The reading door of the review. Actor first. Every search is logged, with whom it was about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from stegvis.access import settings, signin
from stegvis.access.actor import Actor
from stegvis.access.identity import IdentityNumber
from stegvis.access.kinds import HatKind, LogOutcome, Purpose
from stegvis.access.log_review.hints import Thresholds
from stegvis.access.log_review.policies import Reviewed, may_read_check, may_review
from stegvis.access.models import CareProvider, CareUnit, LogCheck, LogCheckItem
from stegvis.access.settings import Key
from stegvis.audit import log, reading
from stegvis.audit.entry import PatientRef, Who
from stegvis.audit.kinds import Activity
from stegvis.audit.reading import Entry as Entry  # noqa: PLC0414 - pages name what they are given
from stegvis.audit.reading import Search
from stegvis.lib.clock import utc_now

PAGE = 50
# What is looked through for hints at a time.
MOST_LOOKED_THROUGH = 5_000


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what a search found, newest first."""

    rows: Sequence[Entry]
    total: int
    page: int
    pages: int


def reviewed_by(actor: Actor) -> Reviewed | None:
    """The log that the actor reviews: the unit's under a commission, the provider's under a post."""
    if not actor.can("log:review"):
        return None
    if actor.hat.kind is HatKind.COMMISSION:
        unit = CareUnit.objects.select_related("provider").filter(pk=actor.hat.unit_id).first()
        return Reviewed(unit.provider, unit) if unit else None
    provider = CareProvider.objects.filter(pk=actor.hat.provider_id).first() if actor.hat.provider_id else None
    return Reviewed(provider) if provider else None


def reviewer(actor: Actor) -> Who:
    """The one who reviews, as the log writes it: following up is administration, whatever the commission is for."""
    return replace(actor.who(), purpose=Purpose.ADMINISTRATION.value)


def search(actor: Actor, reviewed: Reviewed, asked: Search, number: IdentityNumber | None, page: int) -> Hits:
    """A page of hits. Writes an entry: that it was searched, and for whom where a number was given."""
    if not may_review(actor, reviewed):
        return Hits((), 0, 1, 1)
    subject = reviewed.audit_subject()
    if number is not None:
        asked = replace(asked, numbers=signin.numbers_of(number))
        subject = replace(subject, patient=PatientRef(number.type.value, number.value))
    if page == 1:
        log.enter(reviewer(actor), "log:search", subject, now=utc_now(), activity=Activity.READ)
    rows = reading.found(reviewed.scope, asked)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    return Hits(list(rows[(page - 1) * PAGE : page * PAGE]), total, page, pages)


def staff_seen(actor: Actor, reviewed: Reviewed, since: datetime) -> list[tuple[str, str]]:
    """Account and name of everybody who stands in the log since then: the search form's choices."""
    if not may_review(actor, reviewed):
        return []
    rows = reading.in_scope(reviewed.scope).filter(at__gte=since).exclude(hat__startswith="resident")
    pairs = rows.exclude(account_id__startswith="system:").order_by().values_list("account_id", "name").distinct()
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def looked_through(actor: Actor, reviewed: Reviewed, since: datetime, until: datetime) -> list[Entry]:
    """What hints are sought in: openings by people with a hat of staff, oldest first."""
    if not may_review(actor, reviewed):
        return []
    rows = reading.found(reviewed.scope, Search(since, until)).exclude(account_id__startswith="system:")
    return list(rows.exclude(hat__startswith="resident").order_by("at", "id")[:MOST_LOOKED_THROUGH])


def thresholds(reviewed: Reviewed) -> Thresholds:
    """What the provider has decided."""
    held = settings.values(provider_id=reviewed.provider.pk)
    return Thresholds(held[Key.LOG_MANY], held[Key.LOG_ODD_FROM], held[Key.LOG_ODD_UNTIL])


def checks(actor: Actor, reviewed: Reviewed) -> list[LogCheck]:
    """Checks of this log, those that go on first."""
    if not may_review(actor, reviewed):
        return []
    rows = LogCheck.objects.filter(provider=reviewed.provider, unit=reviewed.unit).select_related("drawn_by", "done_by")
    return sorted(rows.order_by("-drawn_at")[:100], key=lambda check: check.done_at is not None)


def check(actor: Actor, pk: UUID) -> LogCheck | None:
    """One check."""
    found = LogCheck.objects.filter(pk=pk).select_related("provider", "unit", "drawn_by", "done_by").first()
    return found if found and may_read_check(actor, found) else None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn entry with what was found of it; no entry where it has been destroyed by decision since."""

    item: LogCheckItem
    entry: Entry | None


def drawn(check: LogCheck) -> list[Drawn]:
    """The entries of a check that was read through `check`, oldest first. Two queries."""
    items = list(check.items.select_related("decided_by").order_by("entry_id"))
    rows = _by_id(item.entry_id for item in items)
    return [Drawn(item, rows.get(item.entry_id)) for item in items]


def item(actor: Actor, pk: int) -> Drawn | None:
    """One entry of a check, with whom it is about to be shown: writes an entry about that patient."""
    found = LogCheckItem.objects.filter(pk=pk).select_related("log_check__provider", "log_check__unit").first()
    if found is None or not may_read_check(actor, found.log_check):
        return None
    return Drawn(found, _by_id([found.entry_id]).get(found.entry_id))


def patient_of(actor: Actor, shown: Drawn) -> PatientRef | None:
    """Whose record an entry of a check is about. Writes an entry about that patient."""
    if shown.entry is None or not may_read_check(actor, shown.item.log_check):
        return None
    kind, number = reading.number_of(shown.entry.pk)
    if not number:
        return None
    ref = PatientRef(kind, number)
    subject = replace(shown.item.audit_subject(), patient=ref)
    log.enter(reviewer(actor), "log:see_patient", subject, now=utc_now(), activity=Activity.READ)
    return ref


def _by_id(ids: Iterable[int]) -> dict[int, Entry]:
    return {row.pk: row for row in reading.by_id(ids)}


def _asked(actor: Actor) -> QuerySet[LogCheckItem]:
    """Questions to the head of the actor's unit."""
    if not actor.can("log:review") or actor.unit is None:
        return LogCheckItem.objects.none()
    rows = LogCheckItem.objects.filter(asked_unit_id=actor.unit)
    return rows.select_related("log_check__provider", "log_check__unit", "asked_unit__provider", "decided_by")


def questions(actor: Actor) -> list[LogCheckItem]:
    """Those that wait for an answer from the actor's unit, oldest first; one's own questions are others'. One query."""
    if not actor.can("log:review"):
        return []
    rows = _asked(actor).filter(answered_at__isnull=True, outcome=LogOutcome.ASKED, log_check__done_at__isnull=True)
    rows = rows.exclude(decided_by=actor.account)
    return list(rows.order_by("decided_at", "pk"))


def question(actor: Actor, pk: int) -> Drawn | None:
    """One question to the actor's unit, with the opening that it is about. Whose record it was is not told."""
    found = _asked(actor).filter(pk=pk).first()
    return Drawn(found, _by_id([found.entry_id]).get(found.entry_id)) if found else None
