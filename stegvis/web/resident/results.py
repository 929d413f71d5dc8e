"""Own results over time."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.web.resident.frames import show
from stegvis.web.resident.next_up import next_up
from stegvis.web.resident.outcome import by_questionnaire, outcomes_of, together
from stegvis.web.resident.walks import walk_or_404


@needs("own:read")
@require_safe
def results(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Graphs, tables and sentences; 404 where the program shows no results."""
    walk = walk_or_404(request, pk)
    if not walk.shows_results:
        raise Http404
    outcomes = outcomes_of(walk)
    promised = any(each.promised for each in outcomes)
    context = {
        "answered": by_questionnaire(outcomes),
        "promised": promised,
        "together": together(outcomes),
        "next": next_up(walk),
    }
    return show(request, walk, "results", context, here="results")
