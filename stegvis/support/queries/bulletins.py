"""Bulletins: those written to the actor's unit and role, and all of them for whoever writes them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind, Role
from stegvis.access.models import Administration, CareUnit, RoleGrant
from stegvis.support.models import Bulletin, BulletinRead, BulletinTarget

MOST = 200


@dataclass(frozen=True, slots=True)
class ToRead:
    """A bulletin to somebody, and whether they have said that they read it."""

    bulletin: Bulletin
    read: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A bulletin as whoever wrote it sees it: to whom, and how many have read it."""

    bulletin: Bulletin
    to: str
    reads: int
    state: str


def to_read(actor: Actor, today: date) -> list[ToRead]:
    """Everything written to the actor until now: unread and important first, then the newest. Three queries at most."""
    rows = list(_mine(actor, today)[:MOST])
    read = set(
        BulletinRead.objects.filter(account_id=actor.account_id, bulletin__in=rows).values_list("bulletin", flat=True)
    )
    found = [ToRead(row, row.pk in read, _stands(row, today)) for row in rows]
    found.sort(key=lambda each: (not each.current, each.read, not each.bulletin.important))
    return found


def waiting(actor: Actor, today: date) -> list[Bulletin]:
    """Those that stand and were not read: what a first page shows. Two queries; none for one without a unit."""
    return [each.bulletin for each in to_read(actor, today) if each.current and not each.read]


def one(actor: Actor, pk: UUID, today: date) -> ToRead | None:
    """One that was written to the actor. Three queries."""
    row = _mine(actor, today).filter(pk=pk).first()
    if row is None:
        return None
    read = BulletinRead.objects.filter(account_id=actor.account_id, bulletin=row).exists()
    return ToRead(row, read, _stands(row, today))


def _stands(row: Bulletin, today: date) -> bool:
    return row.withdrawn_at is None and row.from_day <= today and (row.until_day is None or today <= row.until_day)


def _mine(actor: Actor, today: date) -> QuerySet[Bulletin]:
    """What is or was to be read by the actor's hat. A bulletin to roles is for those who hold one of them there."""
    if not actor.can("support:read"):
        return Bulletin.objects.none()
    rows = Bulletin.objects.filter(
        provider_id=UUID(actor.hat.provider_id), from_day__lte=today, withdrawn_at__isnull=True
    )
    rows = rows.filter(replaced_by__isnull=True)
    unit = access.unit_of(actor) if actor.hat.kind is HatKind.COMMISSION else None
    place = Q(targets__isnull=True)
    if unit:
        place |= Q(targets__unit=unit) | Q(targets__administration_id=unit.administration_id)
    found = rows.filter(place).select_related("written_by", "provider").distinct().order_by("-from_day", "-written_at")
    held = _roles(actor)
    wanted = [row.pk for row in found if not row.roles or held & set(row.roles)]
    return found.filter(pk__in=wanted)


def _roles(actor: Actor) -> set[str]:
    place = {
        HatKind.COMMISSION: Q(unit_id=actor.hat.unit_id or None),
        HatKind.PUBLISHER: Q(publisher_unit_id=actor.hat.publisher_unit_id or None),
        HatKind.POST: Q(provider_id=actor.hat.provider_id or None),
    }.get(actor.hat.kind)
    if place is None:
        return set()
    rows = RoleGrant.objects.filter(place, account_id=actor.account_id, withdrawn_at__isnull=True)
    return set(rows.values_list("role", flat=True))


def written(actor: Actor, today: date) -> list[Written]:
    """Every bulletin of the provider, the newest first, with receipts. Three queries."""
    if actor.hat.kind is not HatKind.POST or not actor.can("bulletin:write"):
        return []
    rows = Bulletin.objects.filter(provider_id=UUID(actor.hat.provider_id)).select_related("written_by", "replaces")
    rows = rows.annotate(reads_count=Count("reads")).prefetch_related("targets__unit", "targets__administration")
    replaced = set(Bulletin.objects.filter(replaces__isnull=False).values_list("replaces", flat=True))
    return [
        Written(row, _to(list(row.targets.all())), row.reads_count, _state(row, row.pk in replaced, today))
        for row in rows.order_by("-written_at")[:MOST]
    ]


def _to(targets: list[BulletinTarget]) -> str:
    return ", ".join(str(row.unit or row.administration) for row in targets)


def _state(row: Bulletin, replaced: bool, today: date) -> str:
    if row.withdrawn_at:
        return "withdrawn"
    if replaced:
        return "replaced"
    if row.from_day > today:
        return "coming"
    return "past" if row.until_day and row.until_day < today else "stands"


def one_written(actor: Actor, pk: UUID, today: date) -> Written | None:
    """One of them."""
    return next((each for each in written(actor, today) if each.bulletin.pk == pk), None)


def receipts(actor: Actor, bulletin: Bulletin, today: date) -> list[tuple[str, int, int]]:
    """Unit → how many have read it, of how many with a role there. Counts only. Three queries."""
    if one_written(actor, bulletin.pk, today) is None:
        return []
    units = _units(bulletin)
    reads = dict(bulletin.reads.order_by().values_list("unit").annotate(n=Count("pk")))
    grants = RoleGrant.objects.filter(unit__in=units, withdrawn_at__isnull=True)
    if bulletin.roles:
        grants = grants.filter(role__in=bulletin.roles)
    holders = dict(grants.order_by().values_list("unit").annotate(n=Count("account", distinct=True)))
    return [(unit.name, reads.get(unit.pk, 0), holders.get(unit.pk, 0)) for unit in units]


def _units(bulletin: Bulletin) -> list[CareUnit]:
    rows = CareUnit.objects.filter(provider_id=bulletin.provider_id, archived_on__isnull=True, training=False)
    targets = list(bulletin.targets.all())
    if targets:
        units = {row.unit_id for row in targets if row.unit_id}
        branches = {row.administration_id for row in targets if row.administration_id}
        rows = rows.filter(Q(pk__in=units) | Q(administration_id__in=branches))
    return list(rows.order_by("name"))


def places(actor: Actor) -> tuple[list[Administration], list[CareUnit]]:
    """Where a bulletin may be sent: administrations and units of the provider. Two queries."""
    if actor.hat.kind is not HatKind.POST or not actor.can("bulletin:write"):
        return [], []
    mine = UUID(actor.hat.provider_id)
    return (
        list(Administration.objects.filter(provider_id=mine).order_by("name")),
        list(CareUnit.objects.filter(provider_id=mine, archived_on__isnull=True, training=False).order_by("name")),
    )


def role_words(values: list[str]) -> str:
    """Roles in words."""
    return ", ".join(str(Role(value).label).lower() for value in values if value in Role.values)
