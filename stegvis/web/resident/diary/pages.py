"""Looking in a diary: its calendar, graphs and list, and one entry with what it was before."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.course import queries
from stegvis.web.diaries import day_of
from stegvis.web.resident.diary.opened import Opened, opened
from stegvis.web.resident.frames import show
from stegvis.web.resident.walks import walk_or_404

# Entries in the list before the rest is folded.
UNFOLDED = 5


@needs("own:read")
@require_safe
def diary(request: HttpRequest, pk: UUID, diary: str) -> HttpResponse:
    """A month and four weeks; where several entries fall on a day, that day's own list."""
    found = opened(walk_or_404(request, pk), diary)
    drawn = found.drawn(found.shown(request.GET))
    lines = drawn.lines
    context = {
        "opened": found,
        "diary": drawn,
        "latest": lines[:UNFOLDED],
        "older": lines[UNFOLDED:],
        "day": _day(found, request),
    }
    return show(request, found.walk, "diary/diary", context, here="program")


def _day(found: Opened, request: HttpRequest) -> dict[str, Any] | None:
    """One day of a diary that is filled in at any time."""
    on = day_of(request.GET.get("dag", ""))
    if found.per_day or on is None or not found.days[0] <= on <= found.today:
        return None
    drawn = found.drawn(found.shown({"till": on.isoformat()}))
    return {"on": on, "lines": drawn.on_day(on), "add_url": f"{found.add_url}?dag={on.isoformat()}"}


@needs("own:read")
@require_safe
def entry(request: HttpRequest, pk: UUID, diary: str, entry: UUID) -> HttpResponse:
    """One entry as it counts now, and what it was before it was corrected."""
    found = opened(walk_or_404(request, pk), diary)
    versions = queries.diary_entry(found.walk.actor, found.walk.course, diary, entry)
    if not versions:
        raise Http404
    row = versions[0]
    asked = found.asked(entry, found.walk.definition(row.definition.digest))
    context = {
        "opened": found,
        "row": row,
        "danger": asked.danger_html(row.answers),
        "answers": found.read_out(row),
        "earlier": [{"row": each, "answers": found.read_out(each)} for each in versions[1:]],
        # Where the entry may have been sent from: what the browser has kept of it is done with.
        "sent_from": f"{found.add_url} {reverse('resident:diary_correct', args=[pk, diary, entry])}",
        "reading": asked.reading,
    }
    return show(request, found.walk, "diary/entry", context, here="program")
