"""One initiative: where it stands, who has the next move, what is missing, who takes part, what has happened."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance import actions, queries
from stegvis.governance.kinds import ENDED, Act, Party, Stage
from stegvis.governance.missing import missing
from stegvis.governance.policies import may_as, may_move
from stegvis.governance.stories import told
from stegvis.governance.taking_part import actions as parts
from stegvis.governance.taking_part import queries as taking_part
from stegvis.governance.taking_part.kinds import Seat
from stegvis.governance.taking_part.policies import may_fill, may_fill_any
from stegvis.governance.todo import todo
from stegvis.governance.ways import way_of
from stegvis.lib.clock import local_day
from stegvis.ui.parts import TimelineItem
from stegvis.web.fields import day_field
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.board import moves_of
from stegvis.web.process.doing import trying
from stegvis.web.process.forms import ReasonForm
from stegvis.web.process.frame import framed
from stegvis.web.process.home import grouped
from stegvis.web.process.people import asked, shown
from stegvis.web.process.places import page as page_of

if TYPE_CHECKING:
    from stegvis.governance.rows import HistoryEntry, Initiative
    from stegvis.governance.stories import Told

UNFIT = 422
WITHDRAW, TAKE_UP, PLAN = "withdraw", "take_up", "plan"
_PLAN = may_as(Party.OWNER, Party.COORDINATOR, Party.DESIGNER)
_LACK_PAGES = {
    "idea": "process:idea", "nomination": "process:nomination", "assessment": "process:assessment",
    "group": "process:group", "routine": "process:routine", "prototypes": "process:prototypes",
    "checks": "process:checks", "checklist": "process:checklist", "risks": "process:risks",
    "review": "process:review", "verification": "process:verification", "overview": "process:people",
}  # fmt: skip


class TargetForm(forms.Form):
    """When it is meant to be in the catalogue."""

    target_on = day_field(
        gettext_lazy("Planerat klart"),
        gettext_lazy("När programmet är tänkt att finnas i katalogen. Lämna tomt om det inte är bestämt."),
        required=False,
    )


@needs("process:read")
@require_safe
def initiative(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about it at a glance."""
    return draw(request, initiative_or_404(request, pk))


def draw(request: HttpRequest, found: "Initiative", status: int = 200, **forms: Any) -> HttpResponse:
    """The page, with a form as it was typed where something was wrong."""
    actor, today = actor_of(request), local_day(real_now())
    entries = queries.history(actor, found)
    tasks = queries.open_tasks([found]).get(found.pk, [])
    mine = [each for each in todo(actor) if each.task.initiative_id == found.pk]
    lines = [line for group in grouped(actor, mine, today) for line in group.lines]
    others = [] if found.program_id is None else queries.of_program(actor, found.program_id)
    away = taking_part.away(found.provider_id, _people(found) | {task.account_id for task in tasks}, today)
    lacks = [(lack.sentence, page_of(_LACK_PAGES[lack.part], found.pk)) for lack in missing([found]).get(found.pk, ())]
    context = {
        "way": way_of(found, _left(found, entries)),
        "lines": lines,
        "moves": moves_of(tasks, today, away),
        "lacks": lacks,
        "people": _seats(found, away),
        "members": queries.members(found),
        "story": [_item(each) for each in reversed(told(entries))],
        "others": [row for row in others if row.pk != found.pk],
        "may_people": may_fill_any(actor, found),
        "may_plan": _PLAN(actor, found),
        "may_withdraw": may_move(Act.WITHDRAW)(actor, found),
        "may_take_up": may_move(Act.TAKE_UP)(actor, found),
        "target_form": TargetForm(initial={"target_on": found.target_on}),
        "withdraw_form": ReasonForm(auto_id="dra_%s"),
        "take_up_form": ReasonForm(auto_id="ta_%s"),
        "today": today,
        **forms,
    }
    return render(request, "process/initiative.html", framed(request, found, "overview", **context), status=status)


@needs("process:read")
@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End the work, with a reason."""
    found = initiative_or_404(request, pk)
    form = ReasonForm(request.POST, auto_id="dra_%s")
    if not form.is_valid():
        return draw(request, found, UNFIT, withdraw_form=form)
    reason = form.cleaned_data["reason"]
    tried = trying(lambda: actions.withdraw(found, reason, now=real_now(), by=actor_of(request)))
    return _said(request, pk, tried, _("Arbetet är tillbakadraget. Det går att ta upp igen."))


@needs("process:read")
@require_POST
def take_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on where it was ended, with a reason."""
    found = initiative_or_404(request, pk)
    form = ReasonForm(request.POST, auto_id="ta_%s")
    if not form.is_valid():
        return draw(request, found, UNFIT, take_up_form=form)
    reason = form.cleaned_data["reason"]
    tried = trying(lambda: actions.take_up(found, reason, now=real_now(), by=actor_of(request)))
    return _said(request, pk, tried, _("Arbetet är upptaget igen."))


@needs("process:read")
@require_POST
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another target date."""
    found = initiative_or_404(request, pk)
    form = TargetForm(request.POST)
    if not form.is_valid():
        return draw(request, found, UNFIT, target_form=form)
    day = form.cleaned_data["target_on"]
    tried = trying(lambda: actions.plan(found, day, now=real_now(), by=actor_of(request)))
    return _said(request, pk, tried, _("Dagen är sparad."))


@needs("process:read")
@require_safe
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who has which part, and who may change it."""
    return _draw_people(request, initiative_or_404(request, pk))


@needs("process:read")
@require_POST
def appoint(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another person in one part."""

    found = initiative_or_404(request, pk)
    seat = Seat(request.POST["seat"]) if request.POST.get("seat") in Seat.values else Seat.OWNER
    actor = actor_of(request)
    box = asked(actor, request.POST, seat.value)
    reason = request.POST.get("reason", "")[:4000]
    if box.chosen is None:
        error = box if box.error else shown(seat.value, None, error=_("Skriv vem det ska vara."))
        return _draw_people(request, found, UNFIT, {seat: error}, reason)
    chosen = str(box.chosen.pk)
    tried = trying(lambda: parts.appoint(found, seat, chosen, reason, now=real_now(), by=actor))
    if not tried:
        wrong = shown(seat.value, None, str(box.chosen), tried.sentence)
        return _draw_people(request, found, tried.status, {seat: wrong}, reason)
    messages.success(request, _("%(name)s är utsedd: %(seat)s.") % {"name": box.chosen, "seat": seat.label.lower()})
    return redirect("process:people", pk)


def _draw_people(
    request: HttpRequest,
    found: "Initiative",
    status: int = 200,
    wrong: "dict[Seat, Any] | None" = None,
    reason: str = "",
) -> HttpResponse:
    actor = actor_of(request)
    rows = [
        {
            "seat": seat,
            "holder": getattr(found, seat.value),
            "verdict": may_fill(seat)(actor, found),
            "box": (wrong or {}).get(seat) or shown(seat.value, None),
            "open": seat in (wrong or {}),
            "reason": reason if seat in (wrong or {}) else "",
        }
        for seat in Seat
    ]
    context = {"seats": rows, "members": queries.members(found)}
    return render(request, "process/people.html", framed(request, found, "people", **context), status=status)


def _said(request: HttpRequest, pk: UUID, tried: Any, done: str) -> HttpResponse:
    if tried:
        messages.success(request, done)
    else:
        messages.error(request, tried.sentence)
    return redirect("process:initiative", pk)


def _people(found: "Initiative") -> set[UUID | None]:
    return {getattr(found, f"{seat.value}_id") for seat in Seat}


def _seats(found: "Initiative", away: Any) -> list[dict[str, Any]]:
    rows = [{"label": _("Lämnade idén"), "who": found.opened_by, "deputy": None}]
    for seat in Seat:
        who = getattr(found, seat.value)
        if who:
            rows.append({"label": seat.label, "who": who, "deputy": away.get(who.pk)})
    return rows


def _left(found: "Initiative", entries: "list[HistoryEntry]") -> Stage | None:
    """Where it stood when it was ended."""
    if found.stage not in ENDED:
        return None
    last = next((entry for entry in reversed(entries) if entry.to_stage == found.stage != entry.from_stage), None)
    return Stage(last.from_stage) if last and last.from_stage else None


def _item(each: "Told") -> TimelineItem:

    words = [each.reason] if each.reason else []
    if each.instead_of:
        words.insert(0, _("I stället för %(name)s.") % {"name": each.instead_of})
    local = localtime(each.at)
    return TimelineItem(
        when=date_format(local, "j F Y H:i"),
        iso=local.isoformat(),
        title=each.sentence,
        text=" ".join(words),
        icon="arrow-right" if each.moved_to else "",
        tone="info" if each.moved_to else "neutral",
    )
