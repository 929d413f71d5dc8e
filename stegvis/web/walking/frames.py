"""The frame around a page of one walk: its navigation, and what every such page knows."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from stegvis.ui.shell import NavItem
from stegvis.web.shell import shell_of
from stegvis.web.walking.device import keeping
from stegvis.web.walking.helping import help_stays
from stegvis.web.walking.walks import Walk


def show(
    request: HttpRequest,
    walk: Walk,
    template: str,
    context: dict[str, Any],
    *,
    here: str = "",
    status: int = 200,
    room: str = "walking",
) -> HttpResponse:
    """Render a page of a walk. `here` is the navigation item that it belongs to, `room` whose template it is."""
    frame = shell_of(request, nav=navigation(walk, here))
    words = walk.company.stays(walk)
    stays = bool(words) or help_stays(walk.standing, walk.now)
    # `keeping` is asked for by the pages that keep something, and worked out only then.
    known = {
        "walk": walk,
        "title": walk.title,
        "shell": frame,
        "help_stays": stays,
        "help_words": words,
        "keeping": partial(keeping, request),
    }
    return render(request, f"{room}/{template}.html", {**known, **context}, status=status)


def navigation(walk: Walk, here: str) -> tuple[NavItem, ...]:
    """The few places of a program, thumb-sized on a phone."""
    items = [
        NavItem(_("Att göra"), walk.company.home, here == "home", icon="home"),
        NavItem(_("Program"), walk.url("program"), here == "program", icon="steps"),
    ]
    if walk.shows_results:
        items.append(NavItem(_("Resultat"), walk.url("results"), here == "results", icon="chart"))
    if messages := walk.company.messages(walk):
        items.append(
            NavItem(_("Meddelanden"), messages, here == "messages", count=1 if walk.unread else None, icon="message")
        )
    return tuple(items)
