"""The reading door of the access room: units, staff, hats."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from stegvis.access.actor import Actor
from stegvis.access.doors.kept import Kept
from stegvis.access.hats import current, hats_of
from stegvis.access.kinds import TREATING_ROLES, HatKind, Purpose, Role
from stegvis.access.models import Account, CareProvider, CareUnit, Commission, PublisherUnit, RoleGrant

MINIMUM_HANDLERS = 2


def unit_of(actor: Actor) -> CareUnit | None:
    """The care unit of the actor's commission."""
    if actor.hat.kind is not HatKind.COMMISSION:
        return None
    return CareUnit.objects.select_related("provider", "cooperates_with").filter(pk=actor.hat.unit_id).first()


def provider_of(actor: Actor) -> CareProvider | None:
    """The provider where the actor holds a post."""
    if actor.hat.kind is not HatKind.POST:
        return None
    return CareProvider.objects.filter(pk=actor.hat.provider_id).first()


def provider_by_hsa_id(hsa_id: str) -> CareProvider | None:
    """A provider by its HSA-id, whatever the size of its letters; for commands."""
    return CareProvider.objects.filter(hsa_id__iexact=hsa_id).first() if hsa_id else None


def units_of_provider(actor: Actor) -> list[CareUnit]:
    """The open units of the provider where the actor holds a post."""
    if not actor.can("region:read"):
        return []
    rows = CareUnit.objects.filter(provider_id=UUID(actor.hat.provider_id), archived_on__isnull=True, training=False)
    return list(rows.select_related("administration", "provider").order_by("administration__name", "name"))


def unit_by_code(code: str) -> CareUnit | None:
    """An open unit by the code of its short address; public knowledge."""
    return CareUnit.objects.filter(code=code, archived_on__isnull=True).first()


def publisher_unit_of(actor: Actor) -> PublisherUnit | None:
    """The publisher unit whose hat the actor wears."""
    if actor.hat.kind is not HatKind.PUBLISHER:
        return None
    return PublisherUnit.objects.filter(pk=actor.hat.publisher_unit_id).first()


def own_hats(account: Account, today: date, told: Collection[str] | None = None) -> list[Actor]:
    """What the account may choose between, in a sign-in that told of these commissions."""
    return hats_of(account, today, told)


def handlers_of(unit_id: UUID, today: date) -> dict[str, str]:
    """People with a current treating role and a current care commission on a unit: account id → name."""
    holders = Commission.objects.filter(
        current(today), unit_id=unit_id, unit__archived_on__isnull=True, purpose=Purpose.CARE, account__is_active=True
    ).values_list("account_id", flat=True)
    rows = RoleGrant.objects.filter(
        current(today), unit_id=unit_id, role__in=TREATING_ROLES, withdrawn_at__isnull=True, account_id__in=holders
    ).select_related("account")
    return {str(row.account_id): row.account.get_full_name() for row in rows.order_by("account__last_name")}


def therapists_of(unit_id: UUID, today: date) -> dict[str, str]:
    """As handlers_of, therapists only."""
    return _with_role(unit_id, today, Role.THERAPIST)


def administrators_of(unit_id: UUID, today: date) -> dict[str, str]:
    """As handlers_of, resident administrators only."""
    return _with_role(unit_id, today, Role.RESIDENT_ADMINISTRATOR)


def _with_role(unit_id: UUID, today: date, role: Role) -> dict[str, str]:
    holders = handlers_of(unit_id, today)
    rows = RoleGrant.objects.filter(
        current(today), unit_id=unit_id, role=role, withdrawn_at__isnull=True, account_id__in=list(holders)
    ).values_list("account_id", flat=True)
    wanted = {str(pk) for pk in rows}
    return {key: name for key, name in holders.items() if key in wanted}


def enough_handlers(unit: CareUnit, today: date) -> bool:
    """The rule of two (domain): two distinct people, or one and a recorded co-operation."""
    if unit.training:
        # One can practise alone.
        return True
    own = handlers_of(unit.pk, today)
    if len(own) >= MINIMUM_HANDLERS:
        return True
    other = handlers_of(unit.cooperates_with_id, today) if unit.cooperates_with_id else {}
    return bool(own) and bool(set(other) - set(own))


def staff_of(unit_id: UUID, today: date) -> list[Commission]:
    """Current commissions on a unit, with their accounts."""
    rows = Commission.objects.filter(current(today), unit_id=unit_id, account__is_active=True)
    return list(rows.select_related("account__staff").order_by("account__last_name", "id"))


def grants_of(actor: Actor) -> list[RoleGrant]:
    """Every grant on the actor's unit, standing ones first."""
    if not actor.can("roles:read"):
        return []
    rows = RoleGrant.objects.filter(unit_id=actor.unit).select_related("account", "unit")
    return list(rows.order_by("withdrawn_at", "account__last_name", "role"))


def grant(actor: Actor, pk: UUID) -> RoleGrant | None:
    """One grant on the actor's unit."""
    if not actor.can("roles:read"):
        return None
    rows = RoleGrant.objects.filter(unit_id=actor.unit, pk=pk)
    return rows.select_related("account", "unit__provider").first()


def names_of(account_ids: Iterable[str]) -> dict[str, str]:
    """Names of staff by account id, for lines that say who did something. Residents are not named here."""
    wanted = {found for each in account_ids if (found := _uuid(each))}
    rows = Account.objects.filter(pk__in=wanted, resident=False)
    return {str(row.pk): row.get_full_name() for row in rows}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def role_holders(unit_id: UUID, today: date) -> set[str]:
    """Ids of accounts with any current role on a unit."""
    rows = RoleGrant.objects.filter(current(today), unit_id=unit_id, withdrawn_at__isnull=True)
    return {str(pk) for pk in rows.values_list("account_id", flat=True)}


@dataclass(frozen=True)
class Handling:
    """Who may handle programs on a unit, with the days of their commissions and roles: as handlers_of, of any day."""

    names: dict[str, str]
    commissions: dict[str, list[tuple[date, date | None]]]
    grants: dict[str, list[tuple[date, date | None]]]

    def on(self, day: date) -> frozenset[str]:
        """Account ids of those who may on a day."""
        return frozenset(key for key in self.names if _any(self.commissions, key, day) and _any(self.grants, key, day))


def _any(periods: dict[str, list[tuple[date, date | None]]], key: str, day: date) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in periods.get(key, ()))


def _care_commissions(**units: Any) -> QuerySet[Commission, Any]:
    return Commission.objects.filter(
        **units, unit__archived_on__isnull=True, purpose=Purpose.CARE, account__is_active=True
    ).values_list("unit_id", "account_id", "account__first_name", "account__last_name", "starts_on", "ends_on")


def _treating_grants(**units: Any) -> QuerySet[RoleGrant, Any]:
    rows = RoleGrant.objects.filter(**units, role__in=TREATING_ROLES, withdrawn_at__isnull=True)
    return rows.values_list("unit_id", "account_id", "starts_on", "ends_on")


_COMMISSIONS_OF = Kept(lambda unit: _care_commissions(unit_id=unit))
_GRANTS_OF = Kept(lambda unit: _treating_grants(unit_id=unit))


def handling(unit_id: UUID) -> Handling:
    """As handlers_of, for every day at once: what rosters ask. Two queries."""
    return _handlings([unit_id], _COMMISSIONS_OF.rows(unit=unit_id), _GRANTS_OF.rows(unit=unit_id))[unit_id]


def handlings(unit_ids: Iterable[UUID]) -> dict[UUID, Handling]:
    """The same for many units. Two queries."""
    wanted = list(unit_ids)
    return _handlings(wanted, _care_commissions(unit_id__in=wanted), _treating_grants(unit_id__in=wanted))


def _handlings(unit_ids: Iterable[UUID], commissions: Iterable[Any], grants: Iterable[Any]) -> dict[UUID, Handling]:
    found = {pk: Handling({}, {}, {}) for pk in unit_ids}
    for unit, account, first_name, last_name, first, last in commissions:
        found[unit].names[str(account)] = f"{first_name} {last_name}".strip()
        found[unit].commissions.setdefault(str(account), []).append((first, last))
    for unit, account, first, last in grants:
        found[unit].grants.setdefault(str(account), []).append((first, last))
    return found
