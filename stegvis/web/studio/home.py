"""The start of the studio: the unit's programs, last edited first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.authoring import queries
from stegvis.authoring.policies import may_create_program
from stegvis.web.studio.asking import actor_of


@needs("studio:read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is being built, or how one begins."""
    actor = actor_of(request)
    unit = queries.publisher_unit_of(actor)
    if unit is None:
        raise Http404
    context = {
        "unit": unit,
        "programs": queries.programs(actor),
        "verdict": may_create_program(actor, unit),
    }
    return render(request, "studio/home.html", context)
