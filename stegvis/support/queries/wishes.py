"""What a program's owner reads before a change request: wishes and deviations, without who sent them."""

from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.catalogue.models import Program
from stegvis.support import aggregates
from stegvis.support.models import Case


def wishes_of(actor: Actor, program: Program) -> list[Case]:
    """Wishes and deviations about a program, the newest first, for staff of the provider that makes it; the page that
    shows them has asked whether the program is the actor's. Show number, kind, subject, words, quarter and state.
    `entries.all()` is fetched. Two queries.
    """
    if not actor.can("process:read") or str(program.publisher_unit.provider_id) != actor.hat.provider_id:
        return []
    return aggregates.about(program.pk, UUID(actor.hat.provider_id))
