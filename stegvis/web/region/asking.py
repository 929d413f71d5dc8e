"""Who asks, and for what: the actor of a request, and things that exist for them or give 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest

from stegvis.access.actor import Actor
from stegvis.catalogue import queries

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import Distribution, HandedOver, ProgramVersion


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the gate put on the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def candidate_or_404(request: HttpRequest, pk: UUID) -> "HandedOver":
    """The candidate, or 404 for one that is not the provider's."""
    found = queries.candidate(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def version_or_404(request: HttpRequest, pk: UUID) -> "ProgramVersion":
    """The version, or 404 for one that is not the provider's."""
    found = queries.version(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def distribution_or_404(request: HttpRequest, pk: UUID) -> "Distribution":
    """The distribution, or 404 for one that is not the provider's."""
    found = queries.distribution(actor_of(request), pk)
    if found is None:
        raise Http404
    return found
