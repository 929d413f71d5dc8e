"""What stands here of one provider, as the plan reads it. A dozen queries whatever the size."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from stegvis.access.hats import current
from stegvis.access.importing.kinds import Commission, Held, Person, Standing, Unit, key
from stegvis.access.kinds import Role, Source
from stegvis.access.models import (
    AccessDecision,
    CareProvider,
    CareUnit,
    Employment,
    RoleGrant,
    StaffProfile,
)
from stegvis.access.models import Commission as CommissionRow
from stegvis.lib.clock import local_day


def standing_of(provider: CareProvider, today: date) -> Standing:
    """Units, people, commissions and roles of the provider, those that are over too."""
    units = _units(provider)
    commissions = {key(row.hsa_id): _commission(row) for row in _commission_rows(provider)}
    shut = _shut()
    commissions = {pk: _with_shut(row, shut.get(pk)) for pk, row in commissions.items()}
    people, strangers = _people(provider, today)
    foreign = CareUnit.objects.exclude(provider=provider).values_list("hsa_id", flat=True)
    elsewhere = CommissionRow.objects.exclude(unit__provider=provider).values_list("hsa_id", flat=True)
    return Standing(
        key(provider.hsa_id),
        units,
        people,
        commissions,
        tuple(_held(provider, today)),
        strangers,
        frozenset(map(key, foreign)),
        frozenset(map(key, elsewhere)),
        frozenset(CareUnit.objects.values_list("code", flat=True)),
    )


def _units(provider: CareProvider) -> dict[str, Unit]:
    rows = CareUnit.objects.filter(provider=provider).select_related("administration").order_by("hsa_id")
    return {
        key(row.hsa_id): Unit(
            row.hsa_id,
            row.name,
            row.administration.name,
            row.town,
            row.code,
            closed=row.archived_on is not None,
            practice=row.training,
        )
        for row in rows
    }


def _commission_rows(provider: CareProvider) -> QuerySet[CommissionRow]:
    rows = CommissionRow.objects.filter(unit__provider=provider, account__staff__isnull=False).order_by("hsa_id")
    return rows.select_related("account__staff", "unit")


def _commission(row: CommissionRow) -> Commission:
    return Commission(
        row.hsa_id,
        key(row.account.staff.hsa_id),
        key(row.unit.hsa_id),
        row.name,
        row.purpose,
        tuple(row.rights),
        row.starts_on,
        row.ends_on,
        told=row.source == Source.DIRECTORY,
    )


def _with_shut(row: Commission, on: date | None) -> Commission:
    return replace(row, shut_on=on) if on else row


def _shut() -> dict[str, date]:
    """Commissions that a review here has ended, with the day."""
    rows = AccessDecision.objects.filter(kept=False, commission__isnull=False)
    last = rows.order_by().values("commission__hsa_id").annotate(at=Max("at"))
    return {key(row["commission__hsa_id"]): local_day(row["at"]) for row in last}


def _people(provider: CareProvider, today: date) -> tuple[dict[str, Person], dict[str, Person]]:
    """Those with anything at the provider, ever; and everybody else who is known."""
    here = Employment.objects.filter(provider=provider).select_related("administration").order_by("starts_on", "id")
    employments = {row.account_id: row for row in here}
    of = Q(unit__provider=provider)
    commissions = list(CommissionRow.objects.filter(of).values_list("account_id", "source", "unit__training"))
    # On a unit for practice we give commissions ourselves.
    told = {account for account, source, training in commissions if source == Source.DIRECTORY and not training}
    told |= {row.account_id for row in employments.values() if row.source == Source.DIRECTORY}
    place = of | Q(publisher_unit__provider=provider) | Q(provider=provider)
    grants = RoleGrant.objects.filter(place).values_list("account_id", flat=True)
    known = {*employments, *(account for account, _source, _training in commissions), *grants}
    shared = _elsewhere(provider, today)
    people: dict[str, Person] = {}
    strangers: dict[str, Person] = {}
    for row in StaffProfile.objects.select_related("account").order_by("hsa_id"):
        person = _person(row, employments.get(row.account_id), told=row.account_id in told, shared=row.pk in shared)
        (people if row.pk in known else strangers)[key(row.hsa_id)] = person
    return people, strangers


def _person(row: StaffProfile, work: Employment | None, *, told: bool, shared: bool) -> Person:
    return Person(
        row.hsa_id,
        row.given_name,
        row.family_name,
        row.title,
        row.account.email,
        work.administration.name if work and work.administration else "",
        work.starts_on if work else None,
        work.ends_on if work else None,
        told=told,
        shared=shared,
        closed=not row.account.is_active,
    )


def _elsewhere(provider: CareProvider, today: date) -> set[UUID]:
    """Accounts with something at another provider today."""
    found: set[UUID] = set()
    rows: list[tuple[QuerySet[Any], Q]] = [
        (Employment.objects.filter(current(today)), Q(provider=provider)),
        (CommissionRow.objects.filter(current(today)), Q(unit__provider=provider)),
        (
            RoleGrant.objects.filter(current(today), withdrawn_at__isnull=True),
            Q(unit__provider=provider) | Q(publisher_unit__provider=provider) | Q(provider=provider),
        ),
    ]
    for asked, here in rows:
        found |= set(asked.exclude(pk__in=asked.filter(here).values("pk")).values_list("account_id", flat=True))
    return found


def _held(provider: CareProvider, today: date) -> list[Held]:
    """Roles that hold, and those that are to."""
    place = Q(unit__provider=provider) | Q(publisher_unit__provider=provider) | Q(provider=provider)
    rows = RoleGrant.objects.filter(place, withdrawn_at__isnull=True, account__staff__isnull=False)
    rows = rows.exclude(ends_on__lt=today)
    found = rows.select_related("account__staff", "unit", "publisher_unit", "provider").order_by("granted_at", "id")
    return [
        Held(
            str(row.pk),
            key(row.account.staff.hsa_id),
            str(Role(row.role).label),
            row.place.name,
            key(row.unit.hsa_id) if row.unit else "",
            row.account.get_full_name(),
        )
        for row in found
    ]
