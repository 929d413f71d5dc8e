"""What the pages of the short lanes ask."""

from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.models import PublisherUnit
from stegvis.catalogue.models import Program
from stegvis.governance.models import Arrival, Initiative


def arrival_of(initiative: Initiative) -> Arrival | None:
    """Where a program that was taken over came from."""
    return Arrival.objects.filter(initiative=initiative).select_related("received_by").first()


def takers(actor: Actor) -> list[PublisherUnit]:
    """The publisher units of the provider that a program can be taken over to."""
    if not actor.can("process:configure"):
        return []
    return list(PublisherUnit.objects.filter(provider_id=UUID(actor.hat.provider_id), training=False).order_by("name"))


def program_to_bring(actor: Actor, pk: UUID) -> Program | None:
    """A program of the provider, or None."""
    if not actor.can("process:configure"):
        return None
    rows = Program.objects.filter(pk=pk, publisher_unit__provider_id=UUID(actor.hat.provider_id))
    return rows.select_related("publisher_unit__provider").first()
