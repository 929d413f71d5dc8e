"""What the actor has to do, grouped by how urgent it is."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.access.kinds import HatKind, Purpose
from stegvis.access.roles import STAFF_PERMISSIONS
from stegvis.course.worlds import real_now
from stegvis.governance import queries
from stegvis.governance.kinds import Party
from stegvis.governance.taking_part import queries as taking_part
from stegvis.governance.todo import Todo, todo
from stegvis.lib.clock import local_day
from stegvis.ui.addresses import address
from stegvis.web.process.asking import actor_of
from stegvis.web.process.places import leads, where

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One task as a line: where it is done, as what, and how it stands."""

    todo: Todo
    href: str
    capacity: str
    late: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of the same urgency."""

    key: str
    title: str
    tone: str
    lines: tuple[Line, ...]


def _waits_at(actor: Actor) -> str:
    """The unit where somebody has a commission for care and no role yet: they would look for their patients in vain."""
    treats = actor.hat.kind is HatKind.COMMISSION and actor.hat.purpose == Purpose.CARE
    return actor.hat.unit_name if treats and actor.permissions <= STAFF_PERMISSIONS else ""


@needs("process:read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My tasks first, then what I take part in."""
    actor, today = actor_of(request), local_day(real_now())
    mine = queries.initiatives(actor)
    running = [row for row in mine if not row.ended]
    context = {
        "groups": grouped(actor, todo(actor), today),
        "running": running[:12],
        "more": max(len(running) - 12, 0),
        "waits_at": _waits_at(actor),
        "absent": taking_part.stood_in_for(actor),
        "start_url": _start() if actor.can("idea:open") else "",
        "configures": actor.hat.kind is HatKind.POST and actor.can("process:configure"),
        "today": today,
    }
    return render(request, "process/home.html", context)


def _start() -> str:
    """Where an idea is begun."""
    try:
        return address("process:idea_new")
    except NoReverseMatch:
        return ""


def grouped(actor: Actor, found: list[Todo], today: date) -> list[Group]:
    """Late, this week, later: those that hold something."""
    places = leads(actor, [each.task for each in found])
    lines = [Line(each, places[each.task.pk], capacity(each), each.late(today)) for each in found]
    late = [line for line in lines if line.late]
    soon = [line for line in lines if not line.late and _by(line) <= today + SOON]
    rest = [line for line in lines if line not in late and line not in soon]
    named = (
        ("sent", _("Försenat"), "danger", late),
        ("snart", _("Inom en vecka"), "warning", soon),
        ("senare", _("Senare"), "neutral", rest),
    )
    return [Group(key, title, tone, tuple(rows)) for key, title, tone, rows in named if rows]


def _by(line: Line) -> date:
    return line.todo.task.due_on or date.max


def capacity(each: Todo) -> str:
    """As what, where it is not one's own: by office, or in the place of somebody."""
    if each.instead_of:
        return _("I stället för %(name)s") % {"name": each.instead_of}
    return {
        Party.CONTACT: _("Som kontaktperson"),
        Party.COUNCIL: _("Som ledamot i samordningsrådet"),
        Party.COORDINATOR: _("Som samordnare"),
        Party.MEMBER: _("Som medlem i arbetsgruppen"),
    }.get(each.office or Party.OPENER, "")


@needs("process:read")
@require_safe
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """The stable address of a task, as letters have it: on to where it is done; to the work itself when it is done."""
    found = queries.task(actor_of(request), pk)
    if found is None:
        raise Http404
    return redirect(where(actor_of(request), found))
