"""The reading door of who takes part: lists with their history, and who stands in for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from stegvis.access.actor import Actor
from stegvis.access.directory import administrations
from stegvis.access.models import Account, Administration, CareProvider
from stegvis.course.worlds import real_now
from stegvis.governance.models import ContactPerson, CouncilSeat, Deputy
from stegvis.governance.taking_part.policies import may_set_for_others
from stegvis.lib.clock import local_day

_DEPUTY = ("account", "deputy", "provider", "set_by")


@dataclass(frozen=True, slots=True)
class Branch:
    """An administration, its contact persons today, and those who were."""

    administration: Administration
    current: tuple[ContactPerson, ...]
    earlier: tuple[ContactPerson, ...]


def provider_of(actor: Actor) -> CareProvider | None:
    """The provider whose process the actor takes part in. One query."""
    if not actor.can("process:read"):
        return None
    return CareProvider.objects.filter(pk=actor.hat.provider_id).first()


def branches(actor: Actor) -> list[Branch]:
    """Every administration with its contact persons, those of before too. Two queries."""
    today = local_day(real_now())
    rows: dict[UUID, list[ContactPerson]] = {}
    places = administrations(actor)
    found = ContactPerson.objects.filter(administration__in=places).select_related("account__staff")
    for row in found.order_by("-since", "pk"):
        rows.setdefault(row.administration_id, []).append(row)
    return [
        Branch(
            place,
            tuple(row for row in rows.get(place.pk, ()) if _now(row, today)),
            tuple(row for row in rows.get(place.pk, ()) if not _now(row, today) and _was(row)),
        )
        for place in places
    ]


def contact_row(actor: Actor, pk: int) -> ContactPerson | None:
    """One row of the list, of the actor's provider."""
    if not actor.can("process:configure"):
        return None
    rows = ContactPerson.objects.filter(pk=pk, administration__provider_id=UUID(actor.hat.provider_id))
    return rows.select_related("administration__provider", "account").first()


@dataclass(frozen=True, slots=True)
class Council:
    """Those who sit on it today, and those who did."""

    current: tuple[CouncilSeat, ...]
    earlier: tuple[CouncilSeat, ...]


def council_with_history(actor: Actor) -> Council:
    """The coordination council of the actor's provider. One query."""
    if not actor.can("process:read"):
        return Council((), ())
    today = local_day(real_now())
    rows = CouncilSeat.objects.filter(provider_id=UUID(actor.hat.provider_id)).select_related("account__staff")
    found = list(rows.order_by("account__last_name", "-since", "pk"))
    return Council(
        tuple(row for row in found if _now(row, today)),
        tuple(row for row in found if not _now(row, today) and _was(row)),
    )


def seat_row(actor: Actor, pk: int) -> CouncilSeat | None:
    """One seat, of the actor's provider."""
    if not actor.can("process:configure"):
        return None
    rows = CouncilSeat.objects.filter(pk=pk, provider_id=UUID(actor.hat.provider_id))
    return rows.select_related("provider", "account").first()


def deputies(actor: Actor) -> list[Deputy]:
    """Those to come and those in force, that are the actor's to see: own, as deputy; all for the coordinator."""
    return list(_deputies(actor).filter(ended_at__isnull=True, until_day__gte=local_day(real_now())))


def deputy_row(actor: Actor, pk: int) -> Deputy | None:
    """One that is the actor's to see, ended ones too: a button pressed twice is told so."""
    return _deputies(actor).filter(pk=pk).first()


def _deputies(actor: Actor) -> QuerySet[Deputy]:
    if not actor.can("process:read"):
        return Deputy.objects.none()
    rows = Deputy.objects.filter(provider_id=UUID(actor.hat.provider_id))
    if not may_set_for_others(actor):
        rows = rows.filter(account_id=actor.account) | rows.filter(deputy_id=actor.account)
    return rows.select_related(*_DEPUTY).order_by("from_day", "pk")


def away(provider_id: UUID, accounts: Iterable[UUID | None], today: date) -> dict[UUID, Deputy]:
    """Who of some people is away today, and by whom they are replaced. One query."""
    rows = Deputy.objects.filter(
        provider_id=provider_id,
        account__in=[pk for pk in accounts if pk],
        from_day__lte=today,
        until_day__gte=today,
        ended_at__isnull=True,
    )
    return {row.account_id: row for row in rows.select_related("deputy", "account").order_by("pk")}


def stood_in_for(actor: Actor) -> list[Account]:
    """Those whom the actor stands in for today. One query."""
    if not actor.can("process:read"):
        return []
    today = local_day(real_now())
    rows = [row for row in deputies(actor) if row.deputy_id == actor.account and row.from_day <= today]
    return [row.account for row in rows]


def _now(row: ContactPerson | CouncilSeat, today: date) -> bool:
    return row.since <= today and (row.until is None or row.until >= today)


def _was(row: ContactPerson | CouncilSeat) -> bool:
    """Not one who was named and taken away on the same day."""
    return row.until is None or row.until >= row.since
