"""Pages in the place of what the provider has stopped: its text, and the way on.

Never in the way of help: the way to crisis help, the unit's number and what was answered before stay where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from stegvis.web.walking.frames import show
from stegvis.web.walking.walks import Walk

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import Stop


def halted(
    request: HttpRequest, walk: Walk, stop: Stop, title: str, *, kept: bool = False, status: int = 200, **more: Any
) -> HttpResponse:
    """The text of a stop. `kept`: what was just typed is saved, and said to be."""
    context = {
        "stop_title": title,
        "stop_text": stop.text(walk.language),
        "kept": kept,
        "contact": walk.company.contact(walk),
        "messages_url": walk.company.messages(walk) if walk.verdict else "",
        "back_url": walk.url("program") if not walk.stopped.whole else walk.company.home,
        **more,
    }
    return show(request, walk, "halted", context, here="program", status=status)
