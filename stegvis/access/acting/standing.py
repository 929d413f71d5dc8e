"""Who acts for whom today, and the Actor that doing so makes. Nothing of it is remembered from one request to the next.

A guardian sees what the child has at the provider where it was noted, and nothing else. A helper sees what the resident
has let them see. Neither sees open programs, which have no staff behind them, nor what is only the person's own:
the log, blocks, notices.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from stegvis.access import settings
from stegvis.access.acting.until import age_day, is_child, within
from stegvis.access.actor import Actor, Hat
from stegvis.access.doors.kept import Kept
from stegvis.access.kinds import HatKind
from stegvis.access.models import Account, EarlierNumber, Guardian, Helper
from stegvis.access.roles import GUARDIAN_PERMISSIONS, helper_permissions
from stegvis.access.settings import Key

# Whether there is anybody to act for at all, asked on each first page: most have nobody.
_HELPERS = Helper.objects.filter(ended_at__isnull=True)
_FORMERLY = EarlierNumber.objects.filter(
    person=OuterRef("person_id"), number_hash__in=_HELPERS.order_by().values("number_hash")
)
_SOMEBODY = Kept(
    lambda account: Account.objects.filter(
        Exists(Guardian.objects.filter(person=OuterRef("person_id"), ended_at__isnull=True))
        | Exists(_HELPERS.filter(number_hash=OuterRef("person__number_hash")))
        | Exists(_FORMERLY),
        pk=account,
        resident=True,
    ).values_list("pk", flat=True)
)
GUARDIAN, HELPER = "guardian-", "helper-"
PREFIX = f"{HatKind.RESIDENT.value}:"
STRONG = 3


def is_acting(hat_key: str) -> bool:
    """Whether a hat that a session remembers is one of acting for somebody."""
    return hat_key.startswith((PREFIX + GUARDIAN, PREFIX + HELPER))


def relation_of(actor: Actor) -> UUID | None:
    """The relation that a guardian acts by; None for anybody else."""
    return UUID(actor.hat.id.removeprefix(GUARDIAN)) if actor.hat.id.startswith(GUARDIAN) else None


def actors(account: Account, today: date) -> list[Actor]:
    """Everybody whom the account may act for today, children first.

    One query for those who have nobody; three more for the others, and one for each provider.
    """
    if not _SOMEBODY.rows(account=account.pk):
        return []
    person_id = _person_of(account)
    if person_id is None:
        return []
    found = [_as_guardian(account, row) for row in _of_age(_guardians(person_id), today)]
    numbers = _numbers(account)
    return found + [_as_helper(account, row) for row in _helpers(numbers) if within(row.until, today)]


def actor(account: Account, hat_key: str, today: date) -> Actor | None:
    """The Actor of this hat, or None when it no longer holds. Asked at each request (safety rule 10)."""
    person_id = _person_of(account)
    kind, _dash, key = hat_key.removeprefix(PREFIX).partition("-")
    try:
        pk = UUID(key)
    except ValueError:
        return None
    if person_id is None:
        return None
    if f"{kind}-" == GUARDIAN:
        rows = _of_age(_guardians(person_id).filter(pk=pk), today)
        return next((_as_guardian(account, row) for row in rows), None)
    helpers = _helpers(_numbers(account)).filter(pk=pk)
    return next((_as_helper(account, row) for row in helpers if within(row.until, today)), None)


def guardians_of(children: Collection[UUID], today: date) -> dict[UUID, list[Guardian]]:
    """Who may act today, by child: for the system, which tells them. One query, and one for each provider of any."""
    found: dict[UUID, list[Guardian]] = {}
    rows = (
        _standing(Guardian.objects.filter(child_id__in=children)).select_related("person", "provider")
        if children
        else []
    )
    for row in _of_age(rows, today):
        found.setdefault(row.child_id, []).append(row)
    return found


def last_day(row: Guardian) -> date:
    """The last day that a guardian may act: the one before the birthday. One query."""
    return age_day(row.born, settings.value(Key.GUARDIAN_AGE, provider_id=row.provider_id)) - timedelta(days=1)


def still_guardians(relations: Collection[UUID], today: date) -> set[UUID]:
    """Of these relations, the ones that hold today. One query, and one for each provider."""
    return {row.pk for row in _of_age(_standing(Guardian.objects.filter(pk__in=relations)), today)}


def _person_of(account: Account) -> UUID | None:
    return account.person_id if account.resident and account.is_active else None


def _numbers(account: Account) -> list[str]:
    """Under which hashes somebody may have been invited: the present number and those before it."""
    person = account.person
    if person is None:
        return []
    return [person.number_hash, *person.earlier_numbers.values_list("number_hash", flat=True)]


def _shut(person: str) -> Exists:
    """Whose own account is locked, or who is dead: nobody acts for them, and they act for nobody."""
    gone = Q(is_active=False) | Q(person__deceased_at__isnull=False)
    return Exists(Account.objects.filter(gone, person=OuterRef(person), resident=True))


def _guardians(person_id: UUID) -> QuerySet[Guardian]:
    return _standing(Guardian.objects.filter(person_id=person_id)).select_related("child", "provider")


def _standing(rows: QuerySet[Guardian]) -> QuerySet[Guardian]:
    """Those that nobody has ended, where both the child and the guardian live and neither's account is locked."""
    mine = rows.filter(ended_at__isnull=True, child__deceased_at__isnull=True, person__deceased_at__isnull=True)
    return mine.exclude(_shut("child_id")).exclude(_shut("person_id")).order_by("born", "pk")


def _helpers(numbers: list[str]) -> QuerySet[Helper]:
    rows = Helper.objects.filter(number_hash__in=numbers, ended_at__isnull=True, resident__deceased_at__isnull=True)
    return rows.exclude(_shut("resident_id")).select_related("resident").order_by("invited_at", "pk")


def _of_age(rows: Iterable[Guardian], today: date) -> list[Guardian]:
    """Those whose child is still under the provider's limit."""
    found = list(rows)
    limits = {pk: settings.value(Key.GUARDIAN_AGE, provider_id=pk) for pk in {row.provider_id for row in found}}
    return [row for row in found if is_child(row.born, limits[row.provider_id], today)]


def _as_guardian(account: Account, row: Guardian) -> Actor:
    hat = Hat(
        HatKind.RESIDENT,
        f"{GUARDIAN}{row.pk}",
        row.child.full_name,
        provider_id=str(row.provider_id),
        provider_name=row.provider.name,
    )
    return _acting(account, hat, str(row.child_id), GUARDIAN_PERMISSIONS)


def _as_helper(account: Account, row: Helper) -> Actor:
    hat = Hat(HatKind.RESIDENT, f"{HELPER}{row.pk}", row.resident.full_name)
    permissions = helper_permissions(works=row.may_work, converses=row.may_converse)
    only = None if row.courses is None else tuple(str(pk) for pk in row.courses)
    return _acting(account, hat, str(row.resident_id), permissions, only)


def _acting(
    account: Account, hat: Hat, person_id: str, permissions: frozenset[str], only: tuple[str, ...] | None = None
) -> Actor:
    person = account.person
    return Actor(
        account_id=str(account.pk),
        name=person.full_name if person else _("Ombud"),
        hat=hat,
        permissions=permissions,
        person_id=person_id,
        acting_for=person_id,
        only=only,
        assurance=STRONG,
    )
