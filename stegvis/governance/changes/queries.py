"""Reading change requests, and what may be asked to change."""

from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.catalogue.models import Program
from stegvis.catalogue.queries import visible_versions
from stegvis.governance.changes.policies import may_request
from stegvis.governance.kinds import RUNNING, Lane
from stegvis.governance.models import ChangeRequest, Initiative

AGAIN = frozenset({Lane.VERSION, Lane.URGENT})


def change(initiative: Initiative) -> ChangeRequest | None:
    """What is asked for; None for work that began another way."""
    return ChangeRequest.objects.filter(initiative=initiative).select_related("about").first()


def programs(actor: Actor) -> list[Program]:
    """Published programs of the actor's own provider, by title: those that a change may be asked for. One query."""
    if not actor.can("idea:open") or not actor.hat.provider_id:
        return []
    rows = Program.objects.filter(
        publisher_unit__provider_id=UUID(actor.hat.provider_id), pk__in=visible_versions(actor).values("program_id")
    )
    return list(rows.select_related("publisher_unit").order_by("title", "pk"))


def program(actor: Actor, pk: UUID | str) -> Program | None:
    """One of them, or None."""
    try:
        wanted = UUID(str(pk))
    except ValueError:
        return None
    found = next((row for row in programs(actor) if row.pk == wanted), None)
    return found if found and may_request(actor, found) else None


def going_on(program: Program) -> list[Initiative]:
    """Work on a new version of it that is not ended, by anybody. For counting, never for showing whose."""
    return list(Initiative.objects.filter(program=program, lane__in=AGAIN, stage__in=RUNNING).order_by("opened_at"))
