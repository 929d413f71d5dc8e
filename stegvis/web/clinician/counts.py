"""The unit in numbers: counts per program and phase, small ones hidden. No person is seen from here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import aggregates
from stegvis.web.shell import actor_on


@needs("unit:counts")
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """How many are in each phase of each program."""
    actor = actor_on(request)
    context = {
        "unit_name": actor.hat.unit_name,
        "phases": [phase.label for phase in aggregates.PHASES],
        "rows": aggregates.by_program(actor),
        "smallest": aggregates.SMALLEST,
    }
    return render(request, "clinician/counts.html", context)
