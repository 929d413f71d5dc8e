"""One program in numbers, at the reader's own provider, for those who answer for it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import aggregates
from stegvis.catalogue import queries
from stegvis.web.counting.page import statistics
from stegvis.web.shell import actor_on


@needs("catalogue:read")
@require_safe
def counts(request: HttpRequest, program: UUID) -> HttpResponse:
    """What was started, what ended, and what was answered. `format=csv` gives the file."""
    actor = actor_on(request)
    shown = queries.catalogue_page(actor, program)
    scope = aggregates.of_program(actor, shown.program) if shown else None
    if shown is None or scope is None:
        raise Http404
    place = f"{shown.newest.title}, {actor.hat.provider_name}"
    return statistics(request, scope, place, "catalogue/counts.html", shown=shown)
