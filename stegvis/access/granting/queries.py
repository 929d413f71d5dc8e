"""The reading door of access as a whole: places, grants, notes, and the lines of the review. Actor first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from stegvis.access import settings
from stegvis.access.actor import Actor
from stegvis.access.granting.needed import Few, Holding, PlaceKind, few
from stegvis.access.hats import current
from stegvis.access.kinds import HatKind, Purpose, Role
from stegvis.access.models import (
    AccessDecision,
    AccessReview,
    CareProvider,
    CareUnit,
    Commission,
    NeedsAndRisk,
    PublisherUnit,
    RoleGrant,
)
from stegvis.access.settings import Key
from stegvis.audit import reading
from stegvis.lib.clock import local_day

# How far back it is looked for when somebody last used an access.
USED_WITHIN = timedelta(days=120)
Place = CareProvider | PublisherUnit | CareUnit


def provider_of(actor: Actor) -> CareProvider | None:
    """The provider whose access the actor looks after."""
    if actor.hat.kind is not HatKind.POST or not actor.can("access:read"):
        return None
    return CareProvider.objects.filter(pk=actor.hat.provider_id).first()


def key_of(place: Place) -> str:
    """How a form names a place."""
    return f"{kind_of(place).value}:{place.pk}"


def kind_of(place: Place) -> PlaceKind:
    """Which level it is."""
    if isinstance(place, CareProvider):
        return PlaceKind.PROVIDER
    return PlaceKind.PUBLISHER if isinstance(place, PublisherUnit) else PlaceKind.UNIT


def places(actor: Actor) -> dict[str, Place]:
    """Everywhere that the actor grants: the provider, its publisher units, its open units. By key. Three queries."""
    provider = provider_of(actor)
    if provider is None:
        return {}
    publishers = PublisherUnit.objects.filter(provider=provider).select_related("provider").order_by("name")
    units = CareUnit.objects.filter(provider=provider, archived_on__isnull=True, training=False)
    rows: list[Place] = [provider, *publishers, *units.select_related("provider").order_by("name")]
    return {key_of(row): row for row in rows}


def _of(provider_id: UUID) -> Q:
    return (
        Q(unit__provider_id=provider_id, unit__training=False, unit__archived_on__isnull=True)
        | Q(publisher_unit__provider_id=provider_id)
        | Q(provider_id=provider_id)
    )


def _grants(provider_id: UUID) -> QuerySet[RoleGrant]:
    rows = RoleGrant.objects.filter(_of(provider_id))
    related = ("account__staff", "unit__provider", "publisher_unit__provider", "provider", "rests_on")
    return rows.select_related(*related).order_by("account__last_name", "account__first_name", "role", "id")


def standing(actor: Actor, today: date) -> list[RoleGrant]:
    """Roles that hold, or are to hold, anywhere at the provider. One query."""
    provider = provider_of(actor)
    if provider is None:
        return []
    return list(_grants(provider.pk).filter(withdrawn_at__isnull=True).exclude(ends_on__lt=today))


def ended(actor: Actor, today: date, most: int = 50) -> list[RoleGrant]:
    """Roles that were taken back or have run out, the latest first. One query."""
    provider = provider_of(actor)
    if provider is None:
        return []
    rows = _grants(provider.pk).filter(Q(withdrawn_at__isnull=False) | Q(ends_on__lt=today))
    return list(rows.order_by("-withdrawn_at", "-ends_on", "id")[:most])


def grant(actor: Actor, pk: UUID) -> RoleGrant | None:
    """One grant at the actor's provider."""
    provider = provider_of(actor)
    return _grants(provider.pk).filter(pk=pk).first() if provider else None


def too_few(actor: Actor, today: date) -> list[tuple[Place, Few]]:
    """Where there are fewer than two of a role that is needed. Five queries."""
    found = places(actor)
    provider = provider_of(actor)
    if provider is None:
        return []
    # Nobody lives on a publisher unit for practice.
    kinds = {key: kind_of(row) for key, row in found.items() if not getattr(row, "training", False)}
    rows = few(kinds, _holdings(provider.pk, today))
    return [(found[row.place], row) for row in rows]


def too_few_on(unit: CareUnit, today: date) -> list[Few]:
    """The same of one unit. Two queries."""
    place = key_of(unit)
    holdings = [each for each in _holdings(unit.provider_id, today, unit) if each.place == place]
    return [] if unit.training else few({place: PlaceKind.UNIT}, holdings)


def _holdings(provider_id: UUID, today: date, unit: CareUnit | None = None) -> list[Holding]:
    """Roles that somebody can use today: on a unit only with a commission there."""
    rows = RoleGrant.objects.filter(current(today), withdrawn_at__isnull=True, account__is_active=True)
    rows = rows.filter(unit=unit) if unit else rows.filter(_of(provider_id))
    commissions = Commission.objects.filter(current(today), unit__provider_id=provider_id)
    if unit:
        commissions = commissions.filter(unit=unit)
    there = set(commissions.values_list("account_id", "unit_id"))
    return [
        Holding(key_of(row.place), Role(row.role), str(row.account_id))
        for row in rows.select_related("unit", "publisher_unit", "provider")
        if row.unit_id is None or (row.account_id, row.unit_id) in there
    ]


# --- Needs and risks


def in_force(provider_id: UUID, role: Role) -> NeedsAndRisk | None:
    """The note that a grant of this role rests on today."""
    return NeedsAndRisk.objects.filter(provider_id=provider_id, role=role).order_by("-id").first()


def notes(actor: Actor) -> dict[Role, list[NeedsAndRisk]]:
    """Every note of each role, newest first; roles without any have an empty list. One query."""
    provider = provider_of(actor)
    found: dict[Role, list[NeedsAndRisk]] = {role: [] for role in Role}
    if provider is not None:
        for row in NeedsAndRisk.objects.filter(provider=provider).select_related("made_by").order_by("-id"):
            found[Role(row.role)].append(row)
    return found


# --- The review


@dataclass(frozen=True, slots=True)
class Line:
    """One live access: a role somewhere, or a commission on a unit. `why` is the reason that it was given for."""

    key: str
    pk: UUID
    is_grant: bool
    account_id: UUID
    name: str
    hsa_id: str
    place: str
    place_key: str
    what: str
    since: date
    until: date | None
    why: str
    used_key: tuple[str, str]


def lines_of(provider: CareProvider, today: date) -> list[Line]:
    """Every role and commission that holds or is to hold at the provider, by name. Two queries."""
    grants = _grants(provider.pk).filter(withdrawn_at__isnull=True).exclude(ends_on__lt=today)
    rows = [_grant_line(row) for row in grants]
    live = Commission.objects.filter(unit__provider=provider, unit__training=False, unit__archived_on__isnull=True)
    live = live.exclude(ends_on__lt=today).select_related("account__staff", "unit")
    rows += [_commission_line(row) for row in live]
    return sorted(
        rows, key=lambda line: (line.name.casefold(), str(line.account_id), line.place, line.is_grant, line.key)
    )


def _grant_line(row: RoleGrant) -> Line:
    place = row.place
    kind = kind_of(place)
    hat = {PlaceKind.PROVIDER: HatKind.POST, PlaceKind.PUBLISHER: HatKind.PUBLISHER, PlaceKind.UNIT: HatKind.COMMISSION}
    return Line(
        f"r:{row.pk}",
        row.pk,
        True,
        row.account_id,
        row.account.get_full_name(),
        row.account.staff.hsa_id,
        place.name,
        key_of(place),
        str(Role(row.role).label),
        row.starts_on,
        row.ends_on,
        row.reason,
        (str(row.account_id), str(place.pk) if kind is PlaceKind.UNIT else f"{hat[kind].value}: {place.name}"),
    )


def _commission_line(row: Commission) -> Line:
    return Line(
        f"u:{row.pk}",
        row.pk,
        False,
        row.account_id,
        row.account.get_full_name(),
        row.account.staff.hsa_id,
        row.unit.name,
        key_of(row.unit),
        str(Purpose(row.purpose).label) if row.purpose in Purpose.values else row.purpose,
        row.starts_on,
        row.ends_on,
        # A name that only says purpose and unit says nothing more.
        "" if row.name in {row.purpose, f"{row.purpose}, {row.unit.name}"} else row.name,
        (str(row.account_id), str(row.unit_id)),
    )


def line_of(decision: AccessDecision) -> Line:
    """The line that a decision was about, as it stands now; for one that was read through `decisions`."""
    if decision.grant is not None:
        return _grant_line(decision.grant)
    if decision.commission is None:
        raise ValueError("a decision of nothing")
    return _commission_line(decision.commission)


def last_used(provider: CareProvider, now: datetime) -> Mapping[tuple[str, str], datetime]:
    """When each hat was last put on, by `Line.used_key`. One query."""
    return reading.last_put_on(str(provider.pk), now - USED_WITHIN)


def review_under_way(actor: Actor) -> AccessReview | None:
    """The round that goes on."""
    provider = provider_of(actor)
    rows = AccessReview.objects.filter(provider=provider, done_at__isnull=True) if provider else None
    return rows.select_related("provider", "begun_by").first() if rows is not None else None


def reviews(actor: Actor) -> list[AccessReview]:
    """Rounds that are done, newest first."""
    provider = provider_of(actor)
    if provider is None:
        return []
    rows = AccessReview.objects.filter(provider=provider, done_at__isnull=False)
    return list(rows.select_related("provider", "begun_by", "done_by").order_by("-done_at")[:40])


def review(actor: Actor, pk: UUID) -> AccessReview | None:
    """One round of the actor's provider."""
    provider = provider_of(actor)
    rows = AccessReview.objects.filter(pk=pk, provider=provider) if provider else None
    return rows.select_related("provider", "begun_by", "done_by").first() if rows is not None else None


def decisions(review: AccessReview) -> dict[str, AccessDecision]:
    """What has been decided in a round that was read through `review`, by `Line.key`; the newest of each. One query."""
    related = ("by", "grant__account__staff", "grant__unit", "grant__publisher_unit", "grant__provider",
               "commission__account__staff", "commission__unit")  # fmt: skip
    rows = review.decisions.select_related(*related).order_by("id")
    return {f"r:{row.grant_id}" if row.grant_id else f"u:{row.commission_id}": row for row in rows}


def outcomes(reviews: Collection[AccessReview]) -> dict[UUID, tuple[int, int]]:
    """How many lines were kept and how many withdrawn in each round, by its key. One query."""
    # What holds of a line is the newest that was decided of it in the round.
    lines = AccessDecision.objects.filter(review__in=reviews).order_by().values("review", "grant", "commission")
    newest = AccessDecision.objects.filter(pk__in=lines.annotate(last=Max("pk")).values("last")).order_by()
    found: dict[UUID, tuple[int, int]] = {}
    for key, kept, number in newest.values_list("review_id", "kept").annotate(number=Count("pk")):
        was = found.get(key, (0, 0))
        found[key] = (number, was[1]) if kept else (was[0], number)
    return found


def undecided(review: AccessReview, today: date, *, but: UUID) -> int:
    """How many live lines have no decision in the round, one's own left out."""
    done = decisions(review)
    return sum(line.key not in done and line.account_id != but for line in lines_of(review.provider, today))


def due_on(actor: Actor) -> date | None:
    """The day by which the next round is to be done: so long after the last as the provider has set. None: there has
    been none."""
    last = next(iter(reviews(actor)), None)
    if last is None or last.done_at is None:
        return None
    return months_after(local_day(last.done_at), settings.value(Key.ACCESS_REVIEW_MONTHS, provider_id=last.provider_id))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    number = day.month - 1 + months
    year, month = day.year + number // 12, number % 12 + 1
    ends = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, ends))
