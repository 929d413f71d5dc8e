"""Pages in the place of what the provider has stopped: its text, and the way on.

Never in the way of help: the way to crisis help, the unit's number and what was answered before stay where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from stegvis.care import queries as care
from stegvis.ui.addresses import address
from stegvis.web.resident.frames import messages_address, show
from stegvis.web.resident.walks import Walk

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
        "contact": care.contact(walk.actor, walk.course),
        "messages_url": messages_address(walk) if walk.verdict else "",
        "back_url": address("resident:program", walk.pk) if not walk.stopped.whole else address("resident:home"),
        **more,
    }
    return show(request, walk, "halted", context, here="program", status=status)
