"""The changing door of the access room: roles granted and withdrawn, the first coordinator, publisher units."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access import demanded, directory, queries
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.granting.needed import PlaceKind
from stegvis.access.granting.queries import Place, in_force, kind_of
from stegvis.access.kinds import PROVIDER_ROLES, PUBLISHER_ROLES, UNIT_ROLES, Role
from stegvis.access.models import Account, CareProvider, CareUnit, PublisherUnit, RoleGrant, StaffProfile
from stegvis.access.policies import may_bootstrap, may_grant, may_organise, may_rename, may_withdraw
from stegvis.lib.clock import local_day, utc_now
from stegvis.lib.errors import Cannot

ROLES_AT = {
    PlaceKind.UNIT: UNIT_ROLES,
    PlaceKind.PUBLISHER: PUBLISHER_ROLES,
    PlaceKind.PROVIDER: PROVIDER_ROLES,
}
MOST_NAME = 200
FIELD_OF = {PlaceKind.UNIT: "unit", PlaceKind.PUBLISHER: "publisher_unit", PlaceKind.PROVIDER: "provider"}


class CannotGrant(Cannot):
    """The role cannot be given to this person here."""


class CannotOrganise(Cannot):
    """The place cannot be made, or called so."""


class CannotBootstrap(Cannot):
    """The installation already has other content under these ids."""


@action("role:grant", may=may_grant, about_result=True)
def grant_role(
    place: Place,
    account_id: UUID,
    role: Role,
    reason: str,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: Actor,
) -> RoleGrant:
    """Give a role at a unit, a publisher unit or the provider, both days included; from today unless said.

    On a unit the person holds a commission there; elsewhere they work for the provider. Giving it twice gives the
    first. Raises CannotGrant.
    """
    now = utc_now()
    today = local_day(now)
    first = starts_on or today
    if first < today or (ends_on is not None and ends_on < first):
        raise CannotGrant(_("Rollen kan gälla från i dag eller senare, och sluta tidigast samma dag."))
    if role not in ROLES_AT[kind_of(place)]:
        raise CannotGrant(_("Rollen finns inte där. Välj en annan roll eller en annan plats."))
    if str(account_id) == by.account_id:
        raise CannotGrant(_("Du kan inte ge dig själv en roll. Be en kollega."))
    whose = place.pk if isinstance(place, CareProvider) else place.provider_id
    if isinstance(place, CareUnit):
        if str(account_id) not in {str(row.account_id) for row in queries.staff_of(place.pk, today)}:
            raise CannotGrant(_("Personen saknar medarbetaruppdrag på enheten."))
    elif not directory.employed(whose, today).filter(pk=account_id).exists():
        raise CannotGrant(_("Personen arbetar inte hos vårdgivaren."))
    rests_on = in_force(whose, role)
    if rests_on is None:
        raise CannotGrant(
            _("Det saknas en behovs- och riskanalys för rollen. Den skrivs av vårdgivarens behörighetsansvarige.")
        )
    trained = demanded.may_have(demanded.Asked(whose, account_id, role, today))
    if not trained:
        raise CannotGrant(trained.text)
    where = {FIELD_OF[kind_of(place)]: place}
    rows = RoleGrant.objects.filter(**where, account_id=account_id, role=role, withdrawn_at__isnull=True)
    standing = rows.exclude(ends_on__lt=today).first()
    return standing or RoleGrant.objects.create(
        **where,
        account_id=account_id,
        role=role,
        starts_on=first,
        ends_on=ends_on,
        granted_at=now,
        granted_by=by.account_id,
        reason=reason.strip(),
        rests_on=rests_on,
    )


@action("role:withdraw", may=may_withdraw)
def withdraw_role(grant: RoleGrant, reason: str, *, by: Actor) -> None:
    """Take a role back at once. The row stays, with who, when and why; why it was given stands first."""
    grant.withdrawn_at, grant.withdrawn_by = utc_now(), by.account_id
    grant.reason = "\n".join(filter(None, (grant.reason, reason.strip())))
    grant.save()


def bootstrap(
    *,
    provider_hsa_id: str,
    provider_name: str,
    coordinator_hsa_id: str,
    given_name: str,
    family_name: str,
    email: str,
) -> bool:
    """Make the first provider and its coordinator. Returns False when both stood there already.

    Raises CannotBootstrap when the HSA-id belongs to a provider with another name.
    """
    provider, _made = CareProvider.objects.get_or_create(
        hsa_id=provider_hsa_id, defaults={"name": provider_name, "created_at": utc_now()}
    )
    if provider.name != provider_name:
        raise CannotBootstrap(_("HSA-id:t tillhör redan en vårdgivare med ett annat namn."))
    made: bool = _first_coordinator(
        provider, coordinator_hsa_id, given_name, family_name, email, by=Actor.system("bootstrap")
    )
    return made


@action("provider:bootstrap", may=may_bootstrap)
def _first_coordinator(
    provider: CareProvider, hsa_id: str, given_name: str, family_name: str, email: str, *, by: Actor
) -> bool:
    staff = StaffProfile.objects.filter(hsa_id=hsa_id).select_related("account").first()
    account = staff.account if staff else _new_staff(hsa_id, given_name, family_name, email)
    now = utc_now()
    _row, made = RoleGrant.objects.get_or_create(
        account=account,
        provider=provider,
        role=Role.COORDINATOR,
        withdrawn_at=None,
        defaults={"starts_on": local_day(now), "granted_at": now, "granted_by": by.account_id},
    )
    return made


def _new_staff(hsa_id: str, given_name: str, family_name: str, email: str) -> Account:
    account = Account.objects.create(first_name=given_name, last_name=family_name, email=email, created_at=utc_now())
    StaffProfile.objects.create(account=account, hsa_id=hsa_id, given_name=given_name, family_name=family_name)
    return account


@action("publisher_unit:make", may=may_organise, about_result=True)
def make_publisher_unit(provider: CareProvider, name: str, *, training: bool, by: Actor) -> PublisherUnit:
    """A place where designers build; one for training can never publish. Its kind is never changed afterwards.

    Raises CannotOrganise when the name is missing or taken.
    """
    return PublisherUnit.objects.create(provider=provider, name=_free_name(provider, name), training=training)


@action("publisher_unit:rename", may=may_rename)
def rename_publisher_unit(unit: PublisherUnit, name: str, *, by: Actor) -> None:
    """Another name, from now on; the editor's page follows when the roles are projected next. Raises CannotOrganise."""
    unit.name = _free_name(unit.provider, name, but=unit)
    unit.save(update_fields=["name"])


def _free_name(provider: CareProvider, name: str, but: PublisherUnit | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise CannotOrganise(_("Skriv vad utgivarenheten heter."))
    if len(name) > MOST_NAME:
        raise CannotOrganise(_("Namnet är för långt. Skriv högst 200 tecken."))
    taken = {
        row.name.casefold()
        for row in PublisherUnit.objects.filter(provider=provider)
        if but is None or row.pk != but.pk
    }
    if name.casefold() in taken:
        raise CannotOrganise(_("Det finns redan en utgivarenhet som heter så. Välj ett annat namn."))
    return name
