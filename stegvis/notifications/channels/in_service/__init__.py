"""Inside the service: the notices themselves are the list, so there is nothing to send and nothing to choose."""

from collections.abc import Iterable

from django.db.models import QuerySet

from stegvis.access.actor import Actor
from stegvis.notifications.kinds import WhyKept
from stegvis.notifications.models import Notice


def of(actor: Actor) -> "QuerySet[Notice]":
    """The resident's own notices, newest first; not those about something that is stopped just now."""
    rows: QuerySet[Notice] = Notice.objects.visible_to(actor).exclude(why_kept=WhyKept.STOPPED)
    return rows.order_by("-due_at", "-pk")


def unseen(rows: Iterable[Notice]) -> int:
    """How many are new: neither seen nor without reason any more."""
    return sum(row.seen_at is None and row.gone_at is None for row in rows)
