"""The reading door of blocks and of what stands on other units. Actor first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, CareUnit, Person
from stegvis.audit import log
from stegvis.audit.kinds import Activity
from stegvis.care.blocks.policies import Wish, may_read_emergency
from stegvis.care.kinds import AcrossKind
from stegvis.care.models import AcrossOpening, Block, Enrolment
from stegvis.lib.clock import utc_now


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What other units have: runs that stand open now, how many units could be opened, which the resident has blocked."""

    rows: Sequence[Enrolment] = ()
    shut: int = 0
    blocked: Sequence[CareUnit] = ()
    opening: AcrossOpening | None = None
    units: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def anything(self) -> bool:
        """Whether any other unit has anything at all."""
        return bool(self.units)


def elsewhere(actor: Actor, row: Enrolment, now: datetime) -> Elsewhere:
    """What the provider's other units have of the patient of a run that was opened. Three queries.

    A block holds from the moment it is set: it is asked for each time, and what was opened by choice is shut by it. What
    was opened by consent or in an emergency covers the blocks that stood then.
    """
    found = list(
        Enrolment.elsewhere_of(actor, row.patient_id)
        .select_related("unit", "therapist", "course__world", "course__version__program", "patient")
        .order_by("unit__name", "-started_at")
    )
    if not found:
        return Elsewhere()
    blocks = list(_standing(row.course.person_id, row.provider_id))
    openings = list(_openings(actor, row, now))
    by_choice = next((each for each in openings), None)
    through = [each for each in openings if each.kind != AcrossKind.CHOICE]
    rows, shut, blocked = [], set(), {}
    for each in found:
        over = [block for block in blocks if block.unit_id in {None, each.unit_id}]
        newest = max((block.set_at for block in over), default=None)
        if newest is None:
            if by_choice:
                rows.append(each)
            else:
                shut.add(each.unit_id)
        elif any(opening.opened_at >= newest for opening in through):
            rows.append(each)
        else:
            blocked[each.unit_id] = each.unit
    units = frozenset(each.unit_id for each in found)
    return Elsewhere(rows, len(shut), list(blocked.values()), through[0] if through else by_choice, units)


def _standing(person_id: UUID, provider_id: UUID) -> Iterable[Block]:
    return Block.objects.filter(person_id=person_id, provider_id=provider_id, taken_back_at__isnull=True)


def _openings(actor: Actor, row: Enrolment, now: datetime) -> Iterable[AcrossOpening]:
    mine = AcrossOpening.objects.filter(patient_id=row.patient_id, account_id=actor.account_id, unit_id=row.unit_id)
    return mine.filter(opened_at__lte=now, until__gt=now).order_by("-opened_at")


def log_across(actor: Actor, found: Elsewhere) -> None:
    """Note each run of another unit that is shown now. The entry says whose record it is and where it stands."""
    for each in found.rows:
        log.enter(actor.who(), "across:read", each.audit_subject(), now=utc_now(), activity=_activity(found))


def _activity(found: Elsewhere) -> Activity:
    emergency = found.opening is not None and found.opening.kind == AcrossKind.EMERGENCY
    return Activity.EMERGENCY if emergency else Activity.READ


def blocks_on(actor: Actor, row: Enrolment) -> list[Block]:
    """The blocks that touch what the actor's own unit has written of an opened run's patient."""
    if actor.hat.unit_id != str(row.unit_id):
        return []
    rows = _standing(row.course.person_id, row.provider_id)
    return [block for block in rows if block.unit_id in {None, row.unit_id}]


def own_blocks(actor: Actor) -> list[Block]:
    """The resident's own, those that hold first, then the newest."""
    if not actor.is_resident:
        return []
    rows = Block.objects.filter(person_id=actor.person_id).select_related("provider", "unit", "set_by")
    return sorted(rows.order_by("-set_at"), key=lambda block: block.taken_back_at is not None)


def own_block(actor: Actor, pk: UUID) -> Block | None:
    """One of the resident's own."""
    return next((block for block in own_blocks(actor) if block.pk == pk), None)


def block_here(actor: Actor, row: Enrolment, pk: UUID) -> Block | None:
    """One that touches an opened run of the own unit."""
    return next((block for block in blocks_on(actor, row) if block.pk == pk), None)


@dataclass(frozen=True, slots=True)
class Place:
    """A provider and the units of it that the resident has anything on."""

    provider: CareProvider
    units: tuple[CareUnit, ...]


def own_places(actor: Actor) -> list[Place]:
    """Where the resident has, or had, a program."""
    if not actor.is_resident:
        return []
    rows = Enrolment.objects.visible_to(actor).select_related("unit__provider").order_by("unit__name")
    found: dict[UUID, tuple[CareProvider, dict[UUID, CareUnit]]] = {}
    for row in rows:
        found.setdefault(row.provider_id, (row.unit.provider, {}))[1][row.unit_id] = row.unit
    return [Place(provider, tuple(units.values())) for provider, units in found.values()]


def own_wish(actor: Actor, provider: str, unit: str) -> Wish | None:
    """What a resident's form asks for, where it is one of the places above; a unit's id, or "" for all of the provider."""
    person = Person.objects.visible_to(actor).first()
    for place in own_places(actor):
        if person is not None and str(place.provider.pk) == provider:
            wanted = next((each for each in place.units if str(each.pk) == unit), None)
            return Wish(person, place.provider, wanted) if wanted or not unit else None
    return None


def wish_here(actor: Actor, row: Enrolment, *, whole: bool) -> Wish | None:
    """What staff's form asks for on an opened run of the own unit."""
    if actor.hat.unit_id != str(row.unit_id):
        return None
    return Wish(row.course.person, row.unit.provider, None if whole else row.unit)


def emergencies(actor: Actor) -> list[AcrossOpening]:
    """Emergency openings that the actor reviews, those that wait first."""
    if not actor.can("log:review"):
        return []
    rows = AcrossOpening.objects.filter(kind=AcrossKind.EMERGENCY).select_related(
        "account", "unit__provider", "patient__person", "followed_by"
    )
    where = (
        {"unit_id": actor.unit}
        if actor.hat.kind is HatKind.COMMISSION
        else {"unit__provider_id": actor.hat.provider_id}
    )
    return sorted(rows.filter(**where).order_by("-opened_at")[:200], key=lambda each: each.followed_at is not None)


def emergency(actor: Actor, pk: UUID) -> AcrossOpening | None:
    """One of them."""
    rows = AcrossOpening.objects.filter(pk=pk, kind=AcrossKind.EMERGENCY)
    found = rows.select_related("account", "unit__provider", "patient__person", "followed_by").first()
    return found if found and may_read_emergency(actor, found) else None
