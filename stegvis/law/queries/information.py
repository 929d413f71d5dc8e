"""What providers tell residents, and what each resident was shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import Person
from stegvis.law.kinds import EditionState, GroundKind
from stegvis.law.models import InformationEdition, InformationSeen, ProgramGround
from stegvis.law.policies.editions import Shown

NOTHING = UUID(int=0)


def published() -> list[InformationEdition]:
    """The newest of each provider: public knowledge. One query."""
    rows = InformationEdition.objects.filter(state=EditionState.PUBLISHED).select_related("provider")
    newest: dict[UUID, InformationEdition] = {}
    for row in rows.order_by("provider__name", "-number"):
        newest.setdefault(row.provider_id, row)
    return list(newest.values())


def newest_of(provider_id: UUID) -> InformationEdition | None:
    """What a provider tells now. One query."""
    rows = InformationEdition.objects.filter(provider_id=provider_id, state=EditionState.PUBLISHED)
    return rows.select_related("provider").order_by("-number").first()


def edition(pk: UUID) -> InformationEdition | None:
    """A published one, new or old: anybody may read what anybody was shown. One query."""
    rows = InformationEdition.objects.filter(pk=pk, state=EditionState.PUBLISHED)
    return rows.select_related("provider").first()


def of_provider(actor: Actor) -> list[InformationEdition]:
    """Every edition of the actor's provider, the newest first, for those who write them. One query."""
    if actor.hat.kind is not HatKind.POST or not actor.can("law:keep"):
        return []
    rows = InformationEdition.objects.filter(provider_id=UUID(actor.hat.provider_id))
    return list(rows.select_related("provider", "published_by").order_by("-number"))


def draft(actor: Actor) -> InformationEdition | None:
    """The draft of the actor's provider. One query."""
    return next((row for row in of_provider(actor) if row.state == EditionState.DRAFT), None)


@dataclass(frozen=True, slots=True)
class Unread:
    """What a provider tells that a resident was not shown yet; `before` is when they read an earlier edition."""

    edition: InformationEdition
    before: datetime | None


def unread(actor: Actor, provider_ids: Collection[UUID]) -> list[Unread]:
    """What the resident was not shown, of these providers. Two queries; one where nothing is published."""
    if not actor.is_resident or not provider_ids:
        return []
    found = [row for row in published() if row.provider_id in set(provider_ids)]
    if not found:
        return []
    seen = {row.edition_id: row for row in _seen(actor)}
    return [Unread(row, _before(row, seen.values())) for row in found if row.pk not in seen]


def _before(edition: InformationEdition, rows: Collection[InformationSeen]) -> datetime | None:
    return max((row.seen_at for row in rows if row.edition.provider_id == edition.provider_id), default=None)


def _seen(actor: Actor) -> list[InformationSeen]:
    rows = InformationSeen.objects.filter(person_id=actor.person_id).select_related("edition__provider")
    return list(rows.order_by("-seen_at"))


def own_seen(actor: Actor) -> list[InformationSeen]:
    """Which editions the resident was shown, and when, the latest first. One query."""
    return _seen(actor) if actor.is_resident else []


def shown(actor: Actor, row: InformationEdition) -> Shown | None:
    """A published edition in front of the resident. One query."""
    person = Person.objects.visible_to(actor).first() if actor.is_resident else None
    return Shown(person, row) if person else None


def ground_of(program_id: UUID, provider_id: UUID) -> ProgramGround | None:
    """What the provider uses a program for, where it has said so; otherwise care holds. One query."""
    rows = ProgramGround.objects.filter(program_id=program_id, provider_id=provider_id)
    return rows.order_by("-id").first()


def grounds_of(provider_id: UUID) -> dict[UUID, ProgramGround]:
    """The newest of each program at a provider. One query."""
    newest: dict[UUID, ProgramGround] = {}
    for row in ProgramGround.objects.filter(provider_id=provider_id).order_by("id"):
        newest[row.program_id] = row
    return newest


def is_care(row: ProgramGround | None) -> bool:
    """Whether a program is used for care, which holds where nothing else was settled."""
    return row is None or row.kind == GroundKind.CARE
