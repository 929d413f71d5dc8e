"""Looking in a diary: its calendar, graphs and list, and one entry with what it was before."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from stegvis.course import queries
from stegvis.web.diaries import day_of
from stegvis.web.walking.diary.opened import Opened, opened
from stegvis.web.walking.frames import show
from stegvis.web.walking.walks import Walk

# Entries in the list before the rest is folded.
UNFOLDED = 5


def diary(request: HttpRequest, walk: Walk, diary: str) -> HttpResponse:
    """A month and four weeks; where several entries fall on a day, that day's own list."""
    found = opened(walk, diary)
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


def entry(request: HttpRequest, walk: Walk, diary: str, entry: UUID) -> HttpResponse:
    """One entry as it counts now, and what it was before it was corrected."""
    found = opened(walk, diary)
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
        "sent_from": f"{found.add_url} {walk.url('diary_correct', diary, entry)}",
        "reading": asked.reading,
    }
    return show(request, found.walk, "diary/entry", context, here="program")
