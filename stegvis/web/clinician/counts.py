"""The unit in numbers, for its data administrator. No person is seen from here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import aggregates
from stegvis.web.counting.page import statistics
from stegvis.web.shell import actor_on


@needs("unit:counts")
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """What was started, what ended, and what was answered. `format=csv` gives the file."""
    actor = actor_on(request)
    scope = aggregates.of_unit(actor)
    if scope is None:
        raise Http404
    return statistics(request, scope, actor.hat.unit_name, "clinician/counts.html")
