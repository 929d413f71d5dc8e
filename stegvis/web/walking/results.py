"""Own results over time."""

from django.http import Http404, HttpRequest, HttpResponse

from stegvis.web.walking.frames import show
from stegvis.web.walking.next_up import next_up
from stegvis.web.walking.outcome import by_questionnaire, outcomes_of, said_of, series_shown, together
from stegvis.web.walking.walks import Walk


def results(request: HttpRequest, walk: Walk) -> HttpResponse:
    """Graphs, tables and sentences; 404 where the program shows no results."""
    if not walk.shows_results:
        raise Http404
    shown = series_shown(walk)
    outcomes = outcomes_of(walk, shown=shown)
    promised = any(each.promised for each in outcomes)
    context = {
        "answered": by_questionnaire(outcomes),
        "promised": promised,
        "said_of": said_of(walk, shown),
        "together": together(outcomes),
        "next": next_up(walk),
    }
    return show(request, walk, "results", context, here="results")
