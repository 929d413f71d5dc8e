"""Which hats an account may wear today, and the Actor that wearing one makes.

A hat exists only while its commission and grants are current and its unit is not archived; only a
commission for care opens a unit's treating roles (PDL 4:1).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from stegvis.access.acting import standing
from stegvis.access.actor import Actor, Hat
from stegvis.access.doors.kept import Kept
from stegvis.access.kinds import HatKind, Purpose, Role
from stegvis.access.models import Account, CareProvider, Commission, Employment, PublisherUnit, RoleGrant
from stegvis.access.roles import RESIDENT_PERMISSIONS, STAFF_PERMISSIONS, permissions_of

STRONG = 3


def current(today: date) -> Q:
    """Rows whose dates include today."""
    return Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))


_GRANTS = Kept(
    lambda account, today: (
        RoleGrant.objects.filter(current(today), account=account, withdrawn_at__isnull=True)
        .select_related("publisher_unit__provider", "provider")
        .order_by("granted_at", "id")
    )
)
_COMMISSIONS = Kept(
    lambda account, today: (
        Commission.objects.filter(current(today), account=account, unit__archived_on__isnull=True)
        .select_related("unit__provider")
        .order_by("unit__name", "id")
    )
)


_EMPLOYMENTS = Kept(
    lambda account, today: (
        Employment.objects.filter(current(today), account=account).select_related("provider").order_by("provider__name")
    )
)


def hats_of(account: Account, today: date, told: Collection[str] | None = None) -> list[Actor]:
    """Every Actor that the account could be today, in a steady order. Three queries for staff, none for residents.

    An employment is a hat of its own only where no other hat is of the same provider: each of them opens the process.
    `told` are the HSA-ids, in capitals, of the commissions that the sign-in told of: no other counts in its session,
    but those on a unit for practice, which the directory knows nothing of.
    """
    if not account.is_active:
        return []
    if account.resident:
        return [_resident(account)]
    grants = _grants(account, today)
    actors = [*_commissions(account, today, grants, told), *_publishers(account, grants), *_posts(account, grants)]
    known = {actor.hat.provider_id for actor in actors}
    employed = _EMPLOYMENTS.rows(account=account.pk, today=today)
    actors += [_employee(account, row) for row in employed if str(row.provider_id) not in known]
    return actors or [_without_any(account)]


def actor_for(account: Account, hat_key: str, today: date, told: Collection[str] | None = None) -> Actor | None:
    """The Actor with this hat, re-read from the database, or None when it no longer holds."""
    if standing.is_acting(hat_key):
        return standing.actor(account, hat_key, today)
    return next((actor for actor in hats_of(account, today, told) if actor.hat.key == hat_key), None)


def _grants(account: Account, today: date) -> list[RoleGrant]:
    return _GRANTS.rows(account=account.pk, today=today)


def _commissions(
    account: Account, today: date, grants: Iterable[RoleGrant], told: Collection[str] | None
) -> list[Actor]:
    roles: dict[object, set[Role]] = defaultdict(set)
    for grant in grants:
        if grant.unit_id:
            roles[grant.unit_id].add(Role(grant.role))
    rows = _COMMISSIONS.rows(account=account.pk, today=today)
    counted = [row for row in rows if told is None or row.unit.training or row.hsa_id.upper() in told]
    return [_commission_actor(account, row, roles[row.unit_id]) for row in counted]


def _commission_actor(account: Account, row: Commission, roles: set[Role]) -> Actor:
    unit = row.unit
    hat = Hat(
        HatKind.COMMISSION,
        str(row.pk),
        unit.name,
        purpose=row.purpose,
        unit_id=str(unit.pk),
        unit_name=unit.name,
        provider_id=str(unit.provider_id),
        provider_name=unit.provider.name,
        training=unit.training,
    )
    # Granting roles is administration of the unit and opens no care data; all else needs the care purpose.
    opened = roles if row.purpose == Purpose.CARE else roles & {Role.ACCESS_ADMINISTRATOR}
    return _staff(account, hat, permissions_of(opened))


def _publishers(account: Account, grants: Iterable[RoleGrant]) -> list[Actor]:
    """One hat for each publisher unit, with every role that is held there."""
    found: dict[PublisherUnit, set[Role]] = defaultdict(set)
    for grant in grants:
        if grant.publisher_unit:
            found[grant.publisher_unit].add(Role(grant.role))
    return [_publisher(account, place, roles) for place, roles in found.items()]


def _publisher(account: Account, place: PublisherUnit, roles: set[Role]) -> Actor:
    hat = Hat(
        HatKind.PUBLISHER,
        str(place.pk),
        place.name,
        publisher_unit_id=str(place.pk),
        provider_id=str(place.provider_id),
        provider_name=place.provider.name,
    )
    return _staff(account, hat, permissions_of(roles))


def _posts(account: Account, grants: Iterable[RoleGrant]) -> list[Actor]:
    """One hat for each provider, with every role that is held there."""
    found: dict[CareProvider, set[Role]] = defaultdict(set)
    for grant in grants:
        if grant.provider:
            found[grant.provider].add(Role(grant.role))
    return [_post(account, place, roles) for place, roles in found.items()]


def _post(account: Account, place: CareProvider, roles: set[Role]) -> Actor:
    hat = Hat(HatKind.POST, str(place.pk), place.name, provider_id=str(place.pk), provider_name=place.name)
    return _staff(account, hat, permissions_of(roles))


def _staff(account: Account, hat: Hat, permissions: frozenset[str]) -> Actor:
    return Actor(
        account_id=str(account.pk),
        name=account.get_full_name(),
        hat=hat,
        permissions=permissions | STAFF_PERMISSIONS if hat.provider_id else permissions,
        person_id=str(account.person_id or ""),
        assurance=STRONG,
    )


def _employee(account: Account, row: Employment) -> Actor:
    provider = row.provider
    hat = Hat(HatKind.EMPLOYEE, str(row.pk), provider.name, provider_id=str(provider.pk), provider_name=provider.name)
    return _staff(account, hat, frozenset())


def _without_any(account: Account) -> Actor:
    return _staff(account, Hat(HatKind.EMPLOYEE, "", _("Anställd utan medarbetaruppdrag")), frozenset())


def _resident(account: Account) -> Actor:
    person = account.person
    return Actor(
        account_id=str(account.pk),
        name=person.full_name if person else "",
        hat=Hat(HatKind.RESIDENT),
        permissions=RESIDENT_PERMISSIONS,
        person_id=str(account.person_id or ""),
        assurance=STRONG,
    )
