"""The unit's programs: what is new, the checklist before the first start, and whom a stop concerns."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import demanded
from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.access.verdict import Verdict
from stegvis.care import halted, policies, rosters
from stegvis.care.shown import hidden_among, name_in
from stegvis.catalogue import actions, queries
from stegvis.catalogue.kinds import Settles
from stegvis.catalogue.queries import routines
from stegvis.course.worlds import now_for, real_now
from stegvis.lib import switches
from stegvis.lib.clock import local_day
from stegvis.web.shell import actor_on

if TYPE_CHECKING:
    from stegvis.catalogue.queries import OnUnit

NEWS = timedelta(days=21)
YES = Verdict.yes()


@dataclass(frozen=True, slots=True)
class News:
    """Something that has come, or is coming, to the unit."""

    title: str
    text: str
    when: Any
    href: str
    coming: bool = False


def news_of(actor: Actor) -> list[News]:
    """What the unit has been given lately, and what is announced. Two queries."""
    if actor.unit is None or not actor.can("checklist:read"):
        return []
    coming = [
        News(
            item.program.title,
            _("Ny version delas ut. %(text)s") % {"text": item.text},
            item.release.on,
            reverse("catalogue:program", args=[item.program_id]),
            coming=True,
        )
        for item in queries.announced_to_unit(actor.unit)
    ]
    given = [
        News(
            row.version.title,
            _("Version %(number)s kan startas. %(text)s") % {"number": row.version.number, "text": row.version.note},
            row.distributed_at,
            reverse("clinician:unit_program", args=[row.version.program_id]),
        )
        for row in queries.given_to_unit(actor.unit, real_now() - NEWS)
    ]
    return [*coming, *given]


@needs("checklist:read")
@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """What the unit may start, and what is left to do before the first start."""
    actor = actor_on(request)
    rows = queries.programs_on_unit(actor)
    context = {
        "unit": access.unit_of(actor),
        "left": [row for row in rows if not row.checklist.done],
        "ready": [row for row in rows if row.checklist.done],
        "news": news_of(actor),
        "halted": halted.halted_here(actor),
    }
    return render(request, "clinician/programs.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the checklist. With `by_system` nobody ticks it: it is true or not.

    `record` is what the training record says now of a line that asks it; None where there is nothing to ask.
    """

    key: str
    label: str
    hint: str = ""
    tick: Any = None
    by_system: bool = False
    verdict: Verdict = YES
    record: Verdict | None = None
    typed: str = ""
    error: str = ""


@needs("checklist:read")
@require_safe
def program(request: HttpRequest, program: UUID) -> HttpResponse:
    """One program on the unit: its checklist, ticked by name."""
    return _page(request, program)


def _page(request: HttpRequest, program_id: UUID, wrong: str = "", typed: str = "", error: str = "") -> HttpResponse:
    actor = actor_on(request)
    found = _on_unit(actor, program_id)
    ticked = found.checklist
    unit, today = access.unit_of(actor), timezone.localdate(real_now())
    lines = [
        Line(
            line.key,
            str(line.text),
            str(line.hint) or _("Skriv vad som är gjort."),
            ticked.ticks.get(line.key),
            record=demanded.of_unit("training", unit, today) if unit and line.by is Settles.TRAINING else None,
            typed=typed if line.key == wrong else "",
            error=error if line.key == wrong else "",
        )
        for line in ticked.lines
    ]
    context = {
        "unit": unit,
        "version": found.version,
        "checklist": ticked,
        "own": lines,
        "system": _by_system(actor, found),
        "routine": routines.holding_routine(actor, program_id),
        "may_tick": actor.can("checklist:tick"),
        "sees_trainings": actor.can("roles:read"),
        "not_asked": ticked.not_asked,
        "history": [row for row in queries.ticks_of(actor, program_id) if row.taken_back_at],
    }
    return render(request, "clinician/program.html", context, status=422 if error else 200)


def _on_unit(actor: Actor, program_id: UUID) -> "OnUnit":
    found = next((row for row in queries.programs_on_unit(actor) if row.version.program_id == program_id), None)
    if found is None:
        raise Http404
    return found


def _by_system(actor: Actor, found: "OnUnit") -> list[Line]:
    """What nobody needs to tick: the system looks."""
    unit, now = access.unit_of(actor), real_now()
    if unit is None:
        return []
    enough = policies.staffed(access.enough_handlers(unit, local_day(now)))
    lines = [Line("handlers", _("Minst två personer hanterar program på enheten"), by_system=True, verdict=enough)]
    if switches.alerts() and rosters.may_ask_dangerous(found.version):
        covered = rosters.covered_now(actor, unit, now)
        said = _("Någon finns på plats de närmaste dagarna för farliga svar")
        lines.append(Line("cover", said, by_system=True, verdict=covered))
    return lines


@needs("checklist:tick")
@require_POST
def tick(request: HttpRequest, program: UUID) -> HttpResponse:
    """ "Klart": with who or where. What was typed stays in the form when something is missing."""
    actor = actor_on(request)
    _on_unit(actor, program)
    item, note = request.POST.get("item", ""), request.POST.get("note", "")
    try:
        actions.tick(access.unit_of(actor), program, item, note, now=real_now(), by=actor)
    except actions.CannotTick as error:
        return _page(request, program, item, note, error.sentence)
    if _on_unit(actor, program).checklist.done:
        messages.success(request, _("Checklistan är klar. Nu kan programmet startas på enheten."))
    return redirect(f"{reverse('clinician:unit_program', args=[program])}#lista")


@needs("checklist:tick")
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, tick: int) -> HttpResponse:
    """Ask, and on POST untick. It is kept who had ticked."""
    actor = actor_on(request)
    row = queries.tick(actor, tick)
    if row is None:
        raise Http404
    back = f"{reverse('clinician:unit_program', args=[row.checklist.program_id])}#lista"
    if request.method == "POST":
        actions.take_tick_back(row, now=real_now(), by=actor)
        messages.success(request, _("Punkten är inte längre klar. Nya starter väntar tills någon bockar av den igen."))
        return redirect(back)
    context = {
        "title": _("Ta bort bocken?"),
        "text": row.text,
        "consequences": [
            _("Inga nya starter av programmet på enheten förrän punkten är avbockad igen."),
            _("De som redan har startat fortsätter som vanligt."),
        ],
        "confirm_label": _("Ta bort bocken"),
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)


@needs("caseload:read")
@require_safe
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A stop that concerns the unit: what the residents read, why, and whom it concerns here."""
    actor = actor_on(request)
    found = queries.stop_on_unit(actor, pk)
    if found is None:
        raise Http404
    rows = halted.concerned(actor, found)
    hidden = hidden_among(actor, [row.pk for row in rows], now_for(actor))
    named = sorted(((row, name_in(row, hidden)) for row in rows), key=lambda pair: pair[0].pk in hidden)
    context = {"stop": found, "what": queries.stopped_part(found), "rows": named}
    return render(request, "clinician/stop.html", context)
