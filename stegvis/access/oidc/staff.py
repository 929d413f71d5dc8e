"""A verified member of staff becomes an account with the commissions of this sign-in (docs/adr/0015).

The claims say which commissions count in this session; the directory says which have ended; roles are granted here. So
a commission opens something only where all three agree.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Upper

from stegvis.access.kinds import Source
from stegvis.access.models import (
    Account,
    CareProvider,
    CareUnit,
    Commission,
    Employment,
    RoleGrant,
    StaffProfile,
)
from stegvis.access.oidc.claims import ToldCommission, VerifiedStaff
from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.access.oidc.providers import Provider
from stegvis.access.oidc.residents import remember, subject_row

# What only a sign-in has told of is believed for so long after it was last told.
BELIEVED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class StaffArrived:
    """The account; the HSA-ids of the commissions that count in this session; how many did not, and are told of."""

    account: Account
    commissions: tuple[str, ...]
    left_out: int = 0


def account_of(verified: VerifiedStaff, provider: Provider, now: datetime, today: date) -> StaffArrived:
    """The account of a member of staff. Raises Stopped; then nothing is changed."""
    with transaction.atomic():
        known = subject_row(verified)
        profile = StaffProfile.objects.select_related("account").filter(hsa_id__iexact=verified.hsa_id).first()
        if known is not None and (profile is None or known.account_id != profile.account_id):
            raise Stopped(Refusal.SUBJECT_TAKEN)
        places = _places(verified)
        if profile is None and not places and _employer(provider) is None:
            raise Stopped(Refusal.NO_COMMISSION)
        account = profile.account if profile else _new_account(verified, now)
        if not account.is_active:
            raise Stopped(Refusal.ACCOUNT_CLOSED)
        counted = [each.hsa_id for each, unit in places if _settle(account, each, unit, today)]
        _employ(account, _employer(provider), today)
        if not counted and not _other_hats(account, today):
            raise Stopped(Refusal.NO_COMMISSION)
        if known is None:
            remember(verified, account, now)
        left_out = len(verified.commissions) - len(counted) + verified.unreadable
        return StaffArrived(account, tuple(counted), left_out)


def _places(verified: VerifiedStaff) -> list[tuple[ToldCommission, CareUnit]]:
    """The commissions on units that are here, under the provider that the directory has them under."""
    wanted = {each.unit_hsa_id for each in verified.commissions}
    here = CareUnit.objects.annotate(capitals=Upper("hsa_id")).filter(capitals__in=wanted, archived_on__isnull=True)
    units = {(row.hsa_id.upper(), row.provider.hsa_id.upper()): row for row in here.select_related("provider")}
    found = [(each, units.get((each.unit_hsa_id, each.provider_hsa_id))) for each in verified.commissions]
    return [(each, unit) for each, unit in found if unit is not None]


def _settle(account: Account, told: ToldCommission, unit: CareUnit, today: date) -> bool:
    """Hold one told commission against the directory. False where it does not count."""
    row = Commission.objects.select_for_update().filter(hsa_id__iexact=told.hsa_id).first()
    if row is None:
        Commission.objects.create(
            account=account,
            unit=unit,
            hsa_id=told.hsa_id,
            name=told.name or unit.name,
            purpose=told.purpose,
            rights=list(told.rights),
            starts_on=today,
            ends_on=today + BELIEVED,
            source=Source.SIGN_IN,
        )
        return True
    if row.account_id != account.pk or row.unit_id != unit.pk or row.starts_on > today:
        return False
    if row.source == Source.SIGN_IN:
        row.ends_on = today + BELIEVED
    elif row.ends_on is not None and row.ends_on < today:
        # Ended in the directory: a claim does not bring it back, a new import does.
        return False
    row.name, row.purpose, row.rights = told.name or row.name, told.purpose, list(told.rights)
    row.save(update_fields=["name", "purpose", "rights", "ends_on"])
    return True


def _employer(provider: Provider) -> CareProvider | None:
    return CareProvider.objects.filter(hsa_id__iexact=provider.employer).first() if provider.employer else None


def _employ(account: Account, employer: CareProvider | None, today: date) -> None:
    """Where everybody with this provider works for one care provider: enough for the process, and nothing else."""
    if employer is None:
        return
    row = Employment.objects.filter(account=account, provider=employer).order_by("-starts_on").first()
    if row is None:
        Employment.objects.create(
            account=account,
            provider=employer,
            starts_on=today,
            ends_on=today + BELIEVED,
            source=Source.SIGN_IN,
        )
    elif row.source == Source.SIGN_IN:
        row.ends_on = today + BELIEVED
        row.save(update_fields=["ends_on"])


def _other_hats(account: Account, today: date) -> bool:
    """Whether something is open without a commission: an employment, a post or a publisher unit."""
    open_today = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    grants = RoleGrant.objects.filter(open_today, account=account, withdrawn_at__isnull=True, unit__isnull=True)
    return grants.exists() or Employment.objects.filter(open_today, account=account).exists()


def _new_account(verified: VerifiedStaff, now: datetime) -> Account:
    account = Account.objects.create(first_name=verified.given_name, last_name=verified.family_name, created_at=now)
    StaffProfile.objects.create(
        account=account,
        hsa_id=verified.hsa_id,
        given_name=verified.given_name,
        family_name=verified.family_name,
    )
    return account
