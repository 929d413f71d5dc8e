"""What a resident is told of how their data is handled, before the first program with a provider is begun.

It informs: nobody is asked to agree. It stands on the welcome page of a program, with the button that is there anyway;
whoever has a program that is begun already sees a line on the first page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import get_language

from stegvis.access.actor import Actor
from stegvis.course.worlds import real_now
from stegvis.law import information
from stegvis.law.actions import editions
from stegvis.law.queries import information as queries

if TYPE_CHECKING:
    from stegvis.law.queries.information import Unread
    from stegvis.web.walking.walks import Walk


@dataclass(frozen=True, slots=True)
class Informs:
    """What the welcome page tells."""

    edition: Any
    before: datetime | None
    told: list[information.Said]


def unread_of(walk: Walk) -> Informs | None:
    """What the provider behind a walk tells that the resident was not shown yet. Two queries at most."""
    found = queries.unread(walk.actor, [walk.course.provider_id])
    if not found:
        return None
    row = found[0]
    return Informs(row.edition, row.before, information.told(row.edition.texts, get_language() or "sv"))


def note_shown(walk: Walk, pk: str) -> None:
    """The resident has read the welcome page with the information.

    What is no published edition of the provider is passed by, and so is whoever acts for the resident.
    """
    if not walk.actor.is_oneself:
        return
    try:
        row = queries.edition(UUID(pk)) if pk else None
    except ValueError:
        return
    if row is None or row.provider_id != walk.course.provider_id:
        return
    if shown := queries.shown(walk.actor, row):
        editions.note_seen(shown, now=real_now(), by=walk.actor)


def waiting(actor: Actor, rows: list[dict[str, Any]]) -> list[Unread]:
    """For the first page: what was not shown, of providers behind programs that are begun already."""
    begun = {
        row["course"].provider_id
        for row in rows
        if row["walk"]
        and not row["ended"]
        and not row["course"].open_program_id
        and row["walk"].standing.has_read_welcome
    }
    return queries.unread(actor, begun)
