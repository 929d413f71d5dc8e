"""Finding an open program, reading what it means, and beginning: age and place are asked for at that moment."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access import registry
from stegvis.access.doors import ANYONE, needs
from stegvis.access.eligibility import Eligible, Reach, judge
from stegvis.catalogue import queries
from stegvis.course import actions
from stegvis.course import queries as courses
from stegvis.course.kinds import ENDED
from stegvis.course.worlds import real_now
from stegvis.web.open.words import Told
from stegvis.web.shell import actor_on

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import OpenProgram
    from stegvis.course.queries import Course

ZONE = ZoneInfo("Europe/Stockholm")
OTHER = "annan"


@needs(ANYONE)
@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """Every program that is open, and the own ones that run."""
    found = [Told(row) for row in queries.open_now(_today(real_now()))]
    running = {course.open_program_id: course for course in _own(request) if course.phase not in ENDED}
    rows = [(told, running.get(told.row.pk)) for told in found]
    return render(request, "open/list.html", {"rows": rows})


@needs(ANYONE)
@require_safe
def way(request: HttpRequest, code: str) -> HttpResponse:
    """What the program is, for whom, who is responsible, on what ground; and the way in."""
    return _page(request, row_or_404(code))


@needs("own:work")
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Judge age and place, and begin. Where the registry tells no municipality, it is asked for."""
    actor, row = actor_on(request), row_or_404(code)
    if not actor.is_oneself:
        # The registry is not asked about somebody else, and the answer would tell their age and place.
        messages.warning(request, _("Ett öppet program börjar man på själv. Gå tillbaka till dig själv först."))
        return redirect("open:way", code)
    declared = request.POST.get("kommun", "")[:10]
    try:
        answer = registry.ask_of_oneself(actor)
    except registry.RegistryDown as error:
        return _page(request, row, down=error.sentence, status=503)
    eligible = judge(answer, reach_of(row), _today(real_now()), declared)
    if eligible is Eligible.ASK:
        return _page(request, row, asks=queries.municipalities(row.provider_id), other=OTHER)
    if eligible is not Eligible.YES:
        return _page(request, row, refused=_kindly(eligible, Told(row)))
    try:
        course = actions.begin_alone(row, eligible, _revision(request), by=actor)
    except actions.CannotBegin as error:
        messages.warning(request, error.sentence)
        return redirect("open:way", code)
    return redirect("open:program", course.pk)


def row_or_404(code: str) -> "OpenProgram":
    """The open program of a short address, also when it takes no starts now."""
    found = queries.opened_by_code(code)
    if found is None:
        raise Http404
    return found


def reach_of(row: "OpenProgram") -> Reach:
    """For whom it is open: without chosen municipalities, those of the region's own."""
    area = row.municipalities or [each.code for each in queries.municipalities(row.provider_id)]
    return Reach(frozenset(area), row.youngest, row.oldest)


def _page(request: HttpRequest, row: "OpenProgram", status: int = 200, **more: Any) -> HttpResponse:
    actor, told = actor_on(request), Told(row)
    own = [course for course in _own(request) if course.open_program_id == row.pk]
    context = {
        "told": told,
        "row": row,
        "actor": actor,
        "takes_starts": queries.takes_starts(row, _today(real_now())),
        "running": next((course for course in own if course.phase not in ENDED), None),
        "before": [course for course in own if course.phase in ENDED],
        **more,
    }
    return render(request, "open/way.html", context, status=status)


def _own(request: HttpRequest) -> "list[Course]":
    actor = actor_on(request)
    return [course for course in courses.courses(actor) if course.open_program_id] if actor.is_resident else []


def _kindly(eligible: Eligible, told: Told) -> str:
    """Why not, without a word of blame, and what one can do instead."""
    if eligible is Eligible.TOO_YOUNG:
        return _("Programmet är för dig som är %(ages)s. Du kan läsa mer på 1177.se eller UMO.se så länge.") % {
            "ages": told.ages
        }
    if eligible is Eligible.TOO_OLD:
        return _("Programmet är gjort för dig som är %(ages)s. Det finns annat stöd på 1177.se.") % {"ages": told.ages}
    if eligible is Eligible.ELSEWHERE:
        return _(
            "Programmet är öppet för dig som bor i %(places)s. Din region kan ha något liknande: titta på 1177.se eller "
            "fråga din vårdcentral."
        ) % {"places": told.places}
    if eligible is Eligible.DECEASED:
        return _("Personnumret är inte aktivt i folkbokföringen. Är det fel, kontakta Skatteverket.")
    return _("Vi hittar inte dina uppgifter i folkbokföringen. Fråga din vårdcentral om annat stöd.")


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _today(now: datetime) -> Any:
    return now.astimezone(ZONE).date()
