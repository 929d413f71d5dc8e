"""Trainings: those for the actor, one's record, a unit's overview, and what a role demands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.demanded import Asked
from stegvis.access.hats import current
from stegvis.access.kinds import HatKind, Role
from stegvis.access.models import CareUnit, RoleGrant
from stegvis.access.verdict import Verdict
from stegvis.support.kinds import EditionState
from stegvis.support.models import (
    Seat,
    Training,
    TrainingDate,
    TrainingDemand,
    TrainingEdition,
    TrainingRecord,
    Try,
)

SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Mine:
    """A training as one person meets it."""

    training: Training
    edition: TrainingEdition | None
    record: TrainingRecord | None
    demanded: bool
    mine: bool
    state: str

    @property
    def order(self) -> tuple[bool, bool, str]:
        """What is demanded and missing first."""
        return (self.state == "valid", not (self.demanded or self.mine), self.training.title)


def standing(record: TrainingRecord | None, today: date) -> str:
    """missing, valid, soon (runs out within two months) or expired."""
    if record is None:
        return "missing"
    if record.valid_until is None:
        return "valid"
    if record.valid_until < today:
        return "expired"
    return "soon" if record.valid_until - today <= SOON else "valid"


def for_me(actor: Actor, today: date) -> list[Mine]:
    """Every published training of the provider, those that the actor's roles ask for first. Five queries."""
    if not actor.can("support:read"):
        return []
    provider = UUID(actor.hat.provider_id)
    held = _roles_of(actor.account, provider, today)
    demanded = _demanded(provider)
    records = _newest(TrainingRecord.objects.filter(account_id=actor.account_id, training__provider_id=provider))
    found = []
    for row in Training.objects.filter(provider_id=provider, withdrawn_at__isnull=True):
        edition = published(row)
        if edition is None:
            continue
        record = records.get((actor.account, row.pk))
        asked = bool(demanded.get(row.pk, set()) & held)
        mine = not row.role or row.role in held
        found.append(Mine(row, edition, record, asked, mine, standing(record, today)))
    return sorted(found, key=lambda each: each.order)


def published(training: Training) -> TrainingEdition | None:
    """What is taken today. One query."""
    return training.editions.filter(state=EditionState.PUBLISHED).order_by("-number").first()


def one(actor: Actor, pk: UUID, today: date) -> Mine | None:
    """One of them."""
    return next((each for each in for_me(actor, today) if each.training.pk == pk), None)


def record(actor: Actor) -> list[TrainingRecord]:
    """All that the actor has taken, the newest first. One query."""
    if not actor.can("support:read"):
        return []
    rows = TrainingRecord.objects.filter(account_id=actor.account_id, training__provider_id=UUID(actor.hat.provider_id))
    return list(rows.select_related("training").order_by("-taken_on", "-pk"))


def last_try(actor: Actor, edition: TrainingEdition) -> Try | None:
    """The actor's last try at a test. One query."""
    return edition.tries.filter(account_id=actor.account_id).order_by("-at", "-pk").first()


def dates(actor: Actor, training: Training, now: datetime) -> list[tuple[TrainingDate, int, bool]]:
    """Coming dates: the date, how many have signed up, and whether the actor has. Two queries."""
    rows = training.dates.filter(starts_at__gte=now - timedelta(hours=12), cancelled_at__isnull=True)
    rows = rows.select_related("leader").annotate(n=Count("taken")).order_by("starts_at")
    mine = set(Seat.objects.filter(account_id=actor.account_id).values_list("date", flat=True))
    return [(row, row.n, row.pk in mine) for row in rows]


def led(actor: Actor, now: datetime) -> list[TrainingDate]:
    """Dates that the actor leads, from a month back. One query."""
    if not actor.can("support:read"):
        return []
    rows = TrainingDate.objects.filter(leader_id=actor.account, starts_at__gte=now - timedelta(days=30))
    return list(rows.filter(cancelled_at__isnull=True).select_related("training").order_by("starts_at"))


def one_date(actor: Actor, pk: UUID) -> TrainingDate | None:
    """A date of the provider's. One query."""
    if not actor.can("support:read"):
        return None
    rows = TrainingDate.objects.select_related("training__provider", "leader")
    return rows.filter(pk=pk, training__provider_id=UUID(actor.hat.provider_id)).first()


def seats(at: TrainingDate) -> list[Seat]:
    """Who has signed up, by name. One query."""
    return list(at.taken.select_related("account").order_by("account__last_name", "account__first_name"))


# --- What a role asks for


def may_have(asked: Asked) -> Verdict:
    """Whether somebody has the trainings that the provider asks of a role: what access asks before it gives one."""
    demands = TrainingDemand.objects.filter(provider_id=asked.provider_id, role=asked.role, ended_at__isnull=True)
    wanted = {row.training_id: row.training.title for row in demands.select_related("training")}
    if not wanted:
        return Verdict.yes()
    held = _valid(asked.account_id, wanted, asked.today)
    missing = sorted(title for pk, title in wanted.items() if pk not in held)
    if not missing:
        return Verdict.yes()
    words = {"role": str(asked.role.label).lower(), "trainings": ", ".join(missing)}
    return Verdict.no(
        _(
            "Rollen %(role)s kräver en giltig utbildning som personen saknar: %(trainings)s. "
            "Be personen gå den under Läs och lär. Ge rollen sedan."
        )
        % words
    )


def unit_trained(unit: CareUnit, today: date) -> Verdict | None:
    """Whether everybody with a role on the unit has what the role asks for: a line of a unit's start checklist.

    None where the provider demands no training of any role: then the record has nothing to say.
    """
    if not _demanded(unit.provider_id):
        return None
    lacking = [
        (row.name, [title for title, _record, state in row.cells if state in {"missing", "expired"}])
        for row in _overview(unit, today)
    ]
    said = [f"{name} ({', '.join(titles)})" for name, titles in lacking if titles]
    if not said:
        return Verdict.yes()
    return Verdict.no(_("De här saknar en giltig utbildning: %(names)s.") % {"names": "; ".join(said)})


def _valid(account_id: UUID, trainings: Iterable[UUID], today: date) -> set[UUID]:
    rows = TrainingRecord.objects.filter(account_id=account_id, training__in=list(trainings))
    holds = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today))
    return set(holds.values_list("training", flat=True))


def _demanded(provider_id: UUID) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = TrainingDemand.objects.filter(provider_id=provider_id, ended_at__isnull=True)
    for training_id, role in rows.values_list("training", "role"):
        found[training_id].add(role)
    return found


def _roles_of(account_id: UUID, provider_id: UUID, today: date) -> set[str]:
    here = Q(unit__provider_id=provider_id) | Q(publisher_unit__provider_id=provider_id) | Q(provider_id=provider_id)
    rows = RoleGrant.objects.filter(here, current(today), account_id=account_id, withdrawn_at__isnull=True)
    return set(rows.values_list("role", flat=True))


def _newest(rows: "Iterable[TrainingRecord]") -> dict[tuple[UUID, UUID], TrainingRecord]:
    """(account, training) → the record that holds longest."""
    found: dict[tuple[UUID, UUID], TrainingRecord] = {}
    for row in rows:
        key = (row.account_id, row.training_id)
        held = found.get(key)
        if held is None or _ends(row) >= _ends(held):
            found[key] = row
    return found


def _ends(row: TrainingRecord) -> date:
    return row.valid_until or date.max


# --- A unit's overview


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role on the unit: for each training that a role of theirs asks for, how it stands."""

    name: str
    roles: str
    cells: tuple[tuple[str, TrainingRecord | None, str], ...]


def overview(actor: Actor, today: date) -> list[Person]:
    """The actor's unit, for those who give roles there. Four queries."""
    unit = access.unit_of(actor)
    if unit is None or not actor.can("roles:read"):
        return []
    return _overview(unit, today)


def _overview(unit: CareUnit, today: date) -> list[Person]:
    demanded = _demanded(unit.provider_id)
    titles = dict(Training.objects.filter(pk__in=demanded).values_list("pk", "title"))
    grants = RoleGrant.objects.filter(current(today), unit=unit, withdrawn_at__isnull=True).select_related("account")
    held: dict[UUID, set[str]] = defaultdict(set)
    names: dict[UUID, str] = {}
    for row in grants:
        held[row.account_id].add(row.role)
        names[row.account_id] = row.account.get_full_name()
    records = _newest(TrainingRecord.objects.filter(account__in=list(held), training__in=list(demanded)))
    found = []
    for account_id, name in sorted(names.items(), key=lambda pair: pair[1]):
        roles = held[account_id]
        cells = tuple(
            (titles[pk], records.get((account_id, pk)), standing(records.get((account_id, pk)), today))
            for pk, asked in demanded.items()
            if asked & roles
        )
        said = ", ".join(str(Role(role).label) for role in sorted(roles))
        found.append(Person(name, said, cells))
    return found


# --- The region's side


@dataclass(frozen=True, slots=True)
class Kept:
    """A training with what is published and drafted, whom it is demanded of, and how many hold it."""

    training: Training
    edition: TrainingEdition | None
    draft: TrainingEdition | None
    demands: tuple[str, ...]
    holders: int
    expired: int


def to_keep(actor: Actor, today: date) -> list[Kept]:
    """Every training of the provider, with counts. Four queries."""
    if actor.hat.kind is not HatKind.POST or not actor.can("training:edit"):
        return []
    trainings = list(Training.objects.filter(provider_id=UUID(actor.hat.provider_id)).select_related("provider"))
    newest: dict[UUID, TrainingEdition] = {}
    drafts: dict[UUID, TrainingEdition] = {}
    for row in TrainingEdition.objects.filter(training__in=trainings).order_by("number"):
        (newest if row.state == EditionState.PUBLISHED else drafts)[row.training_id] = row
    demanded = _demanded(UUID(actor.hat.provider_id))
    counted: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
    for (_account, training_id), record in _newest(TrainingRecord.objects.filter(training__in=trainings)).items():
        counted[training_id][standing(record, today) == "expired"] += 1
    found = [
        Kept(
            row,
            newest.get(row.pk),
            drafts.get(row.pk),
            tuple(sorted(demanded.get(row.pk, ()))),
            counted[row.pk][0],
            counted[row.pk][1],
        )
        for row in trainings
    ]
    return sorted(found, key=lambda each: (each.training.withdrawn_at is not None, each.training.title))


def one_to_keep(actor: Actor, pk: UUID, today: date) -> Kept | None:
    """One of them."""
    return next((each for each in to_keep(actor, today) if each.training.pk == pk), None)


def all_dates(training: Training) -> list[tuple[TrainingDate, int, int]]:
    """Every date of a training: who signed up, and who was there. One query."""
    rows = training.dates.select_related("leader").annotate(
        n=Count("taken"), there=Count("taken", filter=Q(taken__attended=True))
    )
    return [(row, row.n, row.there) for row in rows.order_by("-starts_at")]
