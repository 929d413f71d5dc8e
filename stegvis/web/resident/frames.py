"""The frame around a page of one walk: its navigation, and what every such page knows."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from stegvis.ui.addresses import address
from stegvis.ui.shell import NavItem
from stegvis.web.resident.device import keeping
from stegvis.web.resident.promises import help_stays
from stegvis.web.resident.walks import Walk
from stegvis.web.shell import shell_of


def show(
    request: HttpRequest, walk: Walk, template: str, context: dict[str, Any], *, here: str = "", status: int = 200
) -> HttpResponse:
    """Render a page of a walk. `here` is the navigation item that it belongs to."""
    frame = shell_of(request, nav=navigation(walk, here))
    stays = help_stays(walk.standing, walk.now)
    # `keeping` is asked for by the pages that keep something, and worked out only then.
    known = {
        "walk": walk,
        "title": walk.title,
        "shell": frame,
        "help_stays": stays,
        "keeping": partial(keeping, request),
    }
    return render(request, f"resident/{template}.html", {**known, **context}, status=status)


def navigation(walk: Walk, here: str) -> tuple[NavItem, ...]:
    """The few places of a program, thumb-sized on a phone."""
    items = [
        NavItem(_("Att göra"), address("resident:home"), here == "home", icon="home"),
        NavItem(_("Program"), address("resident:program", walk.pk), here == "program", icon="steps"),
    ]
    if walk.shows_results:
        items.append(NavItem(_("Resultat"), address("resident:results", walk.pk), here == "results", icon="chart"))
    if messages := messages_address(walk):
        items.append(
            NavItem(_("Meddelanden"), messages, here == "messages", count=1 if walk.unread else None, icon="message")
        )
    return tuple(items)


def messages_address(walk: Walk) -> str:
    """Where the resident writes to the unit; empty when the program has no messages."""
    if not walk.plan.messages:
        return ""
    try:
        return address("resident:messages", walk.pk)
    except NoReverseMatch:
        return ""
