"""Reading assessments. What the council says among itself is asked for with `may_deliberate` first."""

from dataclasses import dataclass
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.hats import current
from stegvis.access.kinds import Role
from stegvis.access.models import Account, PublisherUnit, RoleGrant
from stegvis.authoring import queries as studio
from stegvis.authoring.shapes import ProgramRow
from stegvis.catalogue.models import Program
from stegvis.course.worlds import real_now
from stegvis.governance.assessment.kinds import Stance
from stegvis.governance.assessment.policies import may_deliberate
from stegvis.governance.kinds import ENDED, RUNNING, Lane, Stage
from stegvis.governance.models import Comment, Coordination, CouncilSeat, Initiative, Interest, Standpoint
from stegvis.governance.parties import deputised_by, in_force
from stegvis.lib.clock import local_day


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on the council, what it thinks now, and what it has thought before, newest first."""

    seat: CouncilSeat
    now: Standpoint | None
    before: tuple[Standpoint, ...]


@dataclass(frozen=True, slots=True)
class Appointable:
    """Somebody who builds programs, and where."""

    account: Account
    unit: PublisherUnit

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.account.pk}/{self.unit.pk}"


def comments(actor: Actor, initiative: Initiative) -> list[Comment]:
    """The thread, oldest first; empty for those who do not deliberate."""
    if not may_deliberate(actor, initiative):
        return []
    return list(Comment.objects.filter(initiative=initiative).select_related("by__staff").order_by("at", "pk"))


def seats(actor: Actor, initiative: Initiative) -> list[Seat]:
    """Every seat today and every seat that has spoken, by name; empty for those who do not deliberate. Two queries."""
    if not may_deliberate(actor, initiative):
        return []
    said: dict[int, list[Standpoint]] = {}
    for row in Standpoint.objects.filter(initiative=initiative).select_related("by").order_by("-pk"):
        said.setdefault(row.seat_id, []).append(row)
    today = in_force(local_day(real_now()), CouncilSeat.objects.filter(provider_id=initiative.provider_id))
    rows = (today | CouncilSeat.objects.filter(pk__in=said)).distinct().select_related("account__staff")
    found = []
    for seat in rows.order_by("account__last_name", "pk"):
        rows_of = said.get(seat.pk, [])
        found.append(Seat(seat, rows_of[0] if rows_of else None, tuple(rows_of[1:])))
    return found


def tally(found: list[Seat]) -> list[tuple[str, int]]:
    """How many seats stand where, those that have not spoken last."""
    counted = [
        (str(stance.label), sum(seat.now is not None and seat.now.stance == stance for seat in found))
        for stance in Stance
    ]
    return [*counted, ("", sum(seat.now is None for seat in found))]


def own_seats(actor: Actor, initiative: Initiative) -> list[CouncilSeat]:
    """The seats that the actor speaks for: the own first, then those they stand in for."""
    today = local_day(real_now())
    people = [actor.account, *deputised_by(actor, today)]
    rows = in_force(today, CouncilSeat.objects.filter(provider_id=initiative.provider_id, account__in=people))
    return sorted(rows.select_related("account"), key=lambda seat: people.index(seat.account_id))


def coordination(initiative: Initiative) -> list[Coordination]:
    """What regional and national coordination has found, newest first."""
    rows = Coordination.objects.filter(initiative=initiative)
    return list(rows.select_related("by", "reuse").order_by("-pk"))


def interests(initiative: Initiative) -> list[Interest]:
    """Who else wants it, oldest first."""
    rows = Interest.objects.filter(initiative=initiative, withdrawn_at__isnull=True)
    return list(rows.select_related("unit", "provider", "added_by").order_by("added_at", "pk"))


def designers(actor: Actor) -> list[Appointable]:
    """Everybody at the provider who builds programs today, by unit and name. One query."""
    if not actor.can("process:read") or not actor.hat.provider_id:
        return []
    rows = RoleGrant.objects.filter(
        current(local_day(real_now())),
        role=Role.DESIGNER,
        withdrawn_at__isnull=True,
        publisher_unit__provider_id=UUID(actor.hat.provider_id),
        account__is_active=True,
    ).select_related("account", "publisher_unit")
    found: dict[str, Appointable] = {}
    for row in rows.order_by("publisher_unit__training", "publisher_unit__name", "account__last_name", "pk"):
        if row.publisher_unit is not None:
            each = Appointable(row.account, row.publisher_unit)
            found.setdefault(each.key, each)
    return list(found.values())


def under_way(actor: Actor) -> list[Initiative]:
    """New programs that are assessed or made at the actor's provider: what everybody there may know of. One query."""
    if not actor.can("idea:open") or not actor.hat.provider_id:
        return []
    early = {Stage.IDEA, Stage.FIRST_ASSESSMENT, Stage.MANAGER, Stage.NOMINATION}
    rows = Initiative.objects.filter(provider_id=UUID(actor.hat.provider_id), lane=Lane.NEW)
    rows = rows.exclude(stage__in=early | ENDED)
    return list(rows.select_related("unit", "administration", "owner").order_by("title", "pk"))


def known(actor: Actor, pk: UUID) -> Initiative | None:
    """One of those, or None."""
    return next((row for row in under_way(actor) if row.pk == pk), None)


def interest_of_unit(initiative: Initiative, unit_id: UUID | None) -> Interest | None:
    """What a unit has said already."""
    return next((row for row in interests(initiative) if unit_id and row.unit_id == unit_id), None)


def interested_units(rows: list[Initiative], unit_id: UUID | None) -> set[UUID]:
    """In which of these a unit has shown interest. One query."""
    if unit_id is None:
        return set()
    found = Interest.objects.filter(initiative__in=rows, unit_id=unit_id, withdrawn_at__isnull=True)
    return set(found.values_list("initiative_id", flat=True))


def linkable(actor: Actor, initiative: Initiative) -> list[ProgramRow]:
    """Unpublished drafts of the designer's own unit that no work is on: what the initiative may be about."""
    if initiative.program_id or actor.hat.publisher_unit_id != str(initiative.publisher_unit_id):
        return []
    taken = set(
        Initiative.objects.filter(program__isnull=False, stage__in=RUNNING).values_list("program_id", flat=True)
    )
    published = set(Program.objects.filter(versions__isnull=False).values_list("pk", flat=True))
    return [row for row in studio.programs(actor) if row.uuid not in taken | published]
