"""What crosses the border between providers: offers, and checks of what was offered."""

from dataclasses import dataclass
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.catalogue.models import Offer, Program, ProgramVersion, Verification
from stegvis.catalogue.policies import may_decide_offers, offered_to


def offers_of(actor: Actor, program: Program) -> list[Offer]:
    """To whom a program is offered now. One query."""
    if not may_decide_offers(actor, program):
        return []
    rows = Offer.objects.filter(program=program, ended_at__isnull=True)
    return list(rows.select_related("provider", "version", "offered_by").order_by("offered_at"))


def offer(actor: Actor, pk: UUID | str) -> Offer | None:
    """An offer that the actor may end. One query."""
    row = Offer.objects.filter(pk=pk).select_related("program__publisher_unit__provider", "provider").first()
    return row if row is not None and may_decide_offers(actor, row.program) else None


def other_providers(actor: Actor) -> list[CareProvider]:
    """Whom a program can be offered to. One query."""
    if not actor.hat.provider_id:
        return []
    return list(CareProvider.objects.exclude(pk=UUID(actor.hat.provider_id)).order_by("name"))


@dataclass(frozen=True, slots=True)
class Offered:
    """A version that another provider lets us have, and our check of it."""

    version: ProgramVersion
    newest: bool
    verification: Verification | None


def offered(actor: Actor) -> list[Offered]:
    """What other providers offer the actor's, by title, newest first. Three queries."""
    if actor.hat.kind is not HatKind.POST or not actor.can("region:read"):
        return []
    provider_id = UUID(actor.hat.provider_id)
    offers = Offer.objects.filter(offered_to(provider_id)).exclude(program__publisher_unit__provider_id=provider_id)
    pairs: set[tuple[UUID, UUID | None]] = set(offers.values_list("program_id", "version_id"))
    rows = ProgramVersion.objects.filter(program_id__in={program for program, _v in pairs})
    checked = {row.version_id: row for row in _checks(provider_id)}
    found: list[Offered] = []
    newest: set[UUID] = set()
    for row in rows.select_related("program__publisher_unit__provider", "program__entry").order_by(
        "title", "program_id", "-number"
    ):
        if (row.program_id, None) in pairs or (row.program_id, row.pk) in pairs:
            found.append(Offered(row, row.program_id not in newest, checked.get(row.pk)))
            newest.add(row.program_id)
    return found


def offered_version(actor: Actor, pk: UUID | str) -> Offered | None:
    """One version that is offered. Three queries."""
    return next((row for row in offered(actor) if str(row.version.pk) == str(pk)), None)


def _checks(provider_id: UUID) -> list[Verification]:
    return list(Verification.objects.filter(provider_id=provider_id).select_related("verified_by"))
