"""Who asks, and for what: the actor of a request, and programs that exist for them or give 404."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest

from stegvis.access.actor import Actor
from stegvis.authoring import queries

if TYPE_CHECKING:
    from stegvis.authoring.shapes import Studied


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the gate put on the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def studied_or_404(request: HttpRequest, pk: UUID) -> "Studied":
    """The program, or 404 for one that is not the unit's."""
    found = queries.program(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def page_or_404(request: HttpRequest, pk: UUID) -> Any:
    """The program's page, or 404 for one that is not the unit's."""
    found = queries.page_of(actor_of(request), pk)
    if found is None:
        raise Http404
    return found
