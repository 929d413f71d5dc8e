"""The resident's own walks with a unit behind them, read once per request."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest

from stegvis.access.actor import Actor
from stegvis.care import own
from stegvis.course import queries
from stegvis.lib.errors import Cannot
from stegvis.messaging import queries as messaging
from stegvis.web.open.company import Alone
from stegvis.web.resident.company import OfUnit
from stegvis.web.shell import actor_on
from stegvis.web.walking import walks
from stegvis.web.walking.walks import Walk

if TYPE_CHECKING:
    from stegvis.course.queries import Course


def walk_of(actor: Actor, course: Course, *, unread: bool = False) -> Walk:
    """The walk of an own course, with whoever is behind it. Raises CannotOpenDocument."""
    return walks.walk_of(actor, course, Alone() if course.open_program_id else OfUnit(), unread=unread)


def unread_courses(actor: Actor) -> set[UUID]:
    """The own courses where staff have written something that is not yet read. Two queries."""
    rows = own.enrolments(actor)
    waiting = messaging.unread(actor, rows)
    return {row.course_id for row in rows if row.pk in waiting}


def walk_or_404(request: HttpRequest, pk: UUID, *, with_unread: bool = False) -> Walk:
    """The walk with this id; 404 when it does not exist, is somebody else's, or is walked alone (`web.open`)."""
    actor = actor_on(request)
    found = queries.course(actor, pk)
    if found is None or found.open_program_id is not None:
        raise Http404
    note_reading(actor, found)
    return walk_of(actor, found, unread=with_unread and found.pk in unread_courses(actor))


def note_reading(actor: Actor, course: Course) -> None:
    """One's own reading is not logged; that of who acts for somebody is, and the resident's log shows it."""
    if actor.acting_for:
        queries.note_acting(actor, course)


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
            note_reading(actor, course)
            found.append(walk)
    return found
