"""The demo's stand-in for phones and mailboxes: what would have been sent. There is no such page outside a demo."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import ANYONE, needs
from stegvis.notifications import queries
from stegvis.notifications.kinds import ChannelKind


@dataclass(frozen=True, slots=True)
class Sending:
    """One text, as it would have arrived."""

    kind: str
    icon: str
    to: str
    text: str
    at: datetime


@needs(ANYONE)
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest first. Everybody in it is made up."""
    if not settings.STEGVIS_DEMO:
        raise Http404
    rows = [
        Sending(
            str(ChannelKind(row.kind).label),
            "phone" if row.kind == ChannelKind.SMS else "message",
            row.address,
            row.text,
            row.sent_at,
        )
        for row in queries.local_sendings()
    ]
    return render(request, "entrance/outbox.html", {"rows": rows})
