"""The plan as a page: of one program, and of all that run."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import queries as care
from stegvis.course import queries
from stegvis.lib.errors import Cannot
from stegvis.program.kinds import Phase
from stegvis.web.resident.ahead.rows import ahead_of
from stegvis.web.resident.frames import navigation, show
from stegvis.web.resident.promises import help_stays, read_when, with_way_to_help
from stegvis.web.resident.walks import Walk, walk_of, walk_or_404
from stegvis.web.shell import actor_on, shell_of


@needs("own:read")
@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What comes when in one program."""
    walk = walk_or_404(request, pk)
    context = {
        "ahead": ahead_of([walk]),
        "calendar": reverse("resident:calendar", args=[pk]),
        "reads": reads_in_a_pause(walk),
    }
    return show(request, walk, "plan", context, here="program")


@needs("own:read")
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """What comes when, across the own programs."""
    walks = running(request)
    only = walks[0] if len(walks) == 1 else None
    context = {
        "ahead": ahead_of(walks),
        "calendar": reverse("resident:calendars"),
        "help_stays": any(help_stays(walk.standing, walk.now) for walk in walks),
        "walk": only,
        "title": only.title if only else "",
        "shell": shell_of(request, nav=navigation(only, "program") if only else ()),
    }
    return render(request, "resident/plan.html", context)


def reads_in_a_pause(walk: Walk) -> SafeString | str:
    """When what is written during a pause is read, and the way to help; empty where there is no pause."""
    if walk.state.phase is not Phase.PAUSED:
        return ""
    contact = care.contact(walk.actor, walk.course)
    return with_way_to_help(read_when(contact, walk.state.phase, walk.now))


def running(request: HttpRequest) -> list[Walk]:
    """The own walks that run. One that cannot be opened here leaves the others alone: home says why."""
    actor = actor_on(request)
    found = []
    for course in queries.courses(actor):
        try:
            walk = walk_of(actor, course)
        except Cannot:
            continue
        if not walk.state.is_stopped:
            found.append(walk)
    return found
