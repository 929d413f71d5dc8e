"""The provider in numbers, for its coordinator. No person is seen from here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import aggregates
from stegvis.web.counting.page import statistics as page
from stegvis.web.region.asking import actor_of


@needs("provider:counts")
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """What was started, what ended, and what was answered, on every unit. `format=csv` gives the file."""
    actor = actor_of(request)
    scope = aggregates.of_provider(actor)
    if scope is None:
        raise Http404
    return page(request, scope, actor.hat.provider_name, "region/statistics.html")
