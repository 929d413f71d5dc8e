"""Who asks, and for what: things that exist for them, or 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest

from stegvis.access.actor import Actor
from stegvis.governance import queries

if TYPE_CHECKING:
    from stegvis.governance.rows import Initiative


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the gate put on the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def initiative_or_404(request: HttpRequest, pk: UUID) -> "Initiative":
    """The initiative, or 404 for one that is not the actor's to see."""
    found = queries.initiative(actor_of(request), pk)
    if found is None:
        raise Http404
    return found
