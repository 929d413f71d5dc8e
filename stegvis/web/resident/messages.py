"""The resident's conversation with the unit."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access.doors import needs
from stegvis.care import queries
from stegvis.messaging import actions
from stegvis.web.messages import talking
from stegvis.web.resident.promises import read_when
from stegvis.web.resident.undone import shows_what_was_typed
from stegvis.web.resident.walks import walk_or_404
from stegvis.web.shell import actor_on
from stegvis.web.walking.device import keeping
from stegvis.web.walking.frames import show
from stegvis.web.walking.walks import Walk


@needs("own:converse")
@require_http_methods(["GET", "HEAD", "POST"])
@shows_what_was_typed
def messages(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read and write. 404 where the program has no messages."""
    walk, row = _both(request, pk)
    if request.method != "POST":
        return _page(request, walk, row)

    def again(typed: str, error: str) -> HttpResponse:
        return _page(request, walk, row, typed, error)

    return talking.posted(
        request, walk.actor, row, again, reverse("resident:messages", args=[pk]), partial(keeping, request)
    )


@needs("own:converse")
@require_POST
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was written has been read ("Klar"), and is no longer something to do."""
    _walk, row = _both(request, pk)
    actions.mark_read(row, by=actor_on(request))
    return redirect("resident:home")


def _both(request: HttpRequest, pk: UUID) -> tuple[Walk, Any]:
    walk = walk_or_404(request, pk)
    row = queries.enrolment_of_course(walk.actor, walk.pk)
    if row is None or not walk.plan.messages:
        raise Http404
    return walk, row


def _ends_with_staff(found: Any) -> bool:
    """Whoever acts for the resident may say that what staff wrote last is read: it is so for them alone."""
    return bool(found.lines) and not found.lines[-1].from_resident


def _page(request: HttpRequest, walk: Walk, row: Any, typed: str | None = None, error: str = "") -> HttpResponse:
    found = talking.conversation(request, walk.actor, row)
    if found is None:
        raise Http404
    context = talking.context_of(request, walk.actor, row, found, walk.now, typed=typed, error=error)
    contact = queries.contact(walk.actor, walk.course)
    context |= {
        "contact": contact,
        "read_when": read_when(contact, walk.state.phase, walk.now),
        "unread": walk.standing.has_unread_message if walk.actor.is_oneself else _ends_with_staff(found),
    }
    return show(request, walk, "messages", context, here="messages", status=422 if error else 200, room="resident")
