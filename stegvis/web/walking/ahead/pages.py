"""The plan of one program as a page, and as a calendar file."""

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from stegvis.program.kinds import Phase
from stegvis.web.walking.ahead.calendar import file_of
from stegvis.web.walking.ahead.rows import ahead_of
from stegvis.web.walking.frames import show
from stegvis.web.walking.helping import with_way_to_help
from stegvis.web.walking.walks import Walk


def plan(request: HttpRequest, walk: Walk) -> HttpResponse:
    """What comes when in one program."""
    context = {"ahead": ahead_of([walk]), "calendar": walk.url("calendar"), "reads": reads_in_a_pause(walk)}
    return show(request, walk, "plan", context, here="program")


def calendar(request: HttpRequest, walk: Walk) -> HttpResponse:
    """One program's days."""
    return file_of(walk.actor, [walk])


def reads_in_a_pause(walk: Walk) -> SafeString | str:
    """When what is written during a pause is read, and the way to help; empty where there is no pause."""
    return with_way_to_help(walk.company.reads(walk)) if walk.state.phase is Phase.PAUSED else ""
