"""What comes when across the own programs, as a page and as a calendar file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.web.resident.walks import running
from stegvis.web.shell import actor_on, shell_of
from stegvis.web.walking.ahead.calendar import file_of
from stegvis.web.walking.ahead.rows import ahead_of
from stegvis.web.walking.frames import navigation
from stegvis.web.walking.helping import help_stays


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
    return render(request, "walking/plan.html", context)


@needs("own:read")
@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    """The days of all own programs that run."""
    return file_of(actor_on(request), running(request))
