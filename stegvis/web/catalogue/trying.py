"""A published version as the resident will see it, for any member of staff who may read of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.catalogue import queries
from stegvis.catalogue.freezing import open_document
from stegvis.web.region.preview import Source, show_start, show_step
from stegvis.web.shell import actor_on


@needs("catalogue:read")
@require_safe
def start(request: HttpRequest, version: UUID) -> HttpResponse:
    """The first page."""
    return show_start(request, _source(request, version))


@needs("catalogue:read")
@require_safe
def step(request: HttpRequest, version: UUID, step: str) -> HttpResponse:
    """One step."""
    return show_step(request, _source(request, version), step)


def _source(request: HttpRequest, pk: UUID) -> Source:
    found = queries.readable_version(actor_on(request), pk)
    if found is None:
        raise Http404
    return Source(
        open_document(found.document_id),
        reverse("catalogue:program", args=[found.program_id]),
        reverse("catalogue:try", args=[pk]),
        lambda step: reverse("catalogue:try_step", args=[pk, step]),
    )
