"""What a provider uses its programs for, and on what ground.

It is demanded before a program is handed out. Of what was handed out before that, care holds until something is settled.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.catalogue.models import Program
from stegvis.catalogue.queries.record import programs_to_hand_out
from stegvis.law.kinds import GroundKind
from stegvis.law.models import ProgramGround
from stegvis.law.policies.editions import Used
from stegvis.law.queries.information import ground_of, grounds_of


@dataclass(frozen=True, slots=True)
class Holds:
    """What holds for a program at a provider. `settled_at` is None where nobody has settled anything: then it is care."""

    kind: str
    label: str
    controller: str
    basis: str
    settled_at: datetime | None = None


def _held(row: ProgramGround | None, provider: CareProvider) -> Holds:
    if row is None:
        basis = _(
            "Hälso- och sjukvård: patientdatalagen, och dataskyddsförordningen artikel 6.1 c och e samt 9.2 h. "
            "Därför behövs inget samtycke."
        )
        return Holds(GroundKind.CARE, str(GroundKind.CARE.label), provider.name, basis)
    return Holds(row.kind, str(GroundKind(row.kind).label), row.controller, row.basis, row.settled_at)


def provider_of(actor: Actor) -> CareProvider | None:
    """The provider that the actor works for, under whatever hat. One query."""
    wanted = actor.hat.provider_id
    return CareProvider.objects.filter(pk=UUID(wanted)).first() if wanted else None


def holding(program_id: UUID, provider: CareProvider) -> Holds:
    """What holds for one program: for its resident, its unit, the catalogue. One query."""
    return _held(ground_of(program_id, provider.pk), provider)


def held_by(actor: Actor, program_id: UUID) -> Holds | None:
    """What holds at the actor's own provider. Two queries."""
    provider = provider_of(actor)
    return holding(program_id, provider) if provider else None


def _programs(actor: Actor) -> list[Program]:
    if actor.hat.kind is not HatKind.POST or not actor.can("law:keep"):
        return []
    return programs_to_hand_out(UUID(actor.hat.provider_id))


def is_settled(actor: Actor, program_id: UUID) -> bool:
    """Whether the actor's provider has settled what it uses a program for. One query."""
    return bool(actor.hat.provider_id) and ground_of(program_id, UUID(actor.hat.provider_id)) is not None


def to_settle(actor: Actor) -> list[tuple[Program, Holds]]:
    """Every program that the actor's provider uses or may hand out, with what holds. Four queries.

    One that nobody has settled stands first: it cannot be handed out.
    """
    provider = provider_of(actor)
    if provider is None:
        return []
    settled = grounds_of(provider.pk)
    found = [(program, _held(settled.get(program.pk), provider)) for program in _programs(actor)]
    return sorted(found, key=lambda pair: pair[1].settled_at is not None)


def used(actor: Actor, program_id: UUID) -> Used | None:
    """One of them. Three queries."""
    program = next((row for row in _programs(actor) if row.pk == program_id), None)
    provider = provider_of(actor)
    return Used(program, provider) if program and provider else None


def history(found: Used) -> list[ProgramGround]:
    """Every row, the newest first. One query."""
    rows = ProgramGround.objects.filter(program=found.program, provider=found.provider)
    return list(rows.select_related("settled_by").order_by("-id"))
