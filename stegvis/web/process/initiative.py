"""One initiative: where it stands, who has the next move, what has happened."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.governance import queries
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.frame import framed


@needs("process:read")
@require_safe
def initiative(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about it at a glance."""
    found = initiative_or_404(request, pk)
    history = queries.history(actor_of(request), found)
    return render(request, "process/initiative.html", framed(request, found, "overview", history=history))
