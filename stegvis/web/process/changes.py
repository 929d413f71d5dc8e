"""Change requests: how a new version begins, and what the owner says to it."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance import queries
from stegvis.governance.changes import actions, policies
from stegvis.governance.changes import queries as changes
from stegvis.governance.changes.actions import CannotRequest
from stegvis.governance.kinds import Act
from stegvis.support.queries import cases
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.doing import trying
from stegvis.web.process.frame import framed
from stegvis.web.process.urgency import urgencies

if TYPE_CHECKING:
    from stegvis.governance.rows import Initiative

_FIELDS = ("program", "title", "what", "why", "safety", "urgency")


@needs("idea:open")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a change of one of the region's programs; `?program=` chooses it."""
    actor, data = actor_of(request), request.POST
    if request.method != "POST":
        chosen = changes.program(actor, request.GET.get("program", ""))
        return _form(request, {"program": str(chosen.pk) if chosen else "", "urgency": "release"}, {})
    typed = {name: data.get(name, "") for name in _FIELDS}
    program = changes.program(actor, typed["program"])
    if program is None:
        return _form(request, typed, {"program": _("Välj program.")}, status=422)
    tried = trying(
        lambda: actions.open_change(
            program,
            typed["title"],
            typed["what"],
            typed["why"],
            urgent=typed["urgency"] == "urgent",
            safety=typed["safety"],
            once=data.get("once") or uuid4().hex,
            now=real_now(),
            by=actor,
        )
    )
    if not tried:
        field = tried.error.field if isinstance(tried.error, CannotRequest) else "program"
        return _form(request, typed, {field: tried.sentence}, status=422)
    messages.success(request, _("Förslaget är skickat. Den som äger programmet tar ställning till det."))
    return redirect("process:change", tried.result.pk)


def _form(request: HttpRequest, typed: dict[str, Any], errors: dict[str, str], *, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    program = changes.program(actor, typed.get("program", ""))
    context = {
        "typed": typed,
        "errors": errors,
        "wrong": [{"text": text, "label": "", "target": f"id_{field}"} for field, text in errors.items()],
        "programs": changes.programs(actor),
        "going_on": len(changes.going_on(program)) if program else 0,
        "once": request.POST.get("once") or uuid4().hex,
        "urgencies": urgencies(),
    }
    return render(request, "process/change_new.html", context, status=status)


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request, and the answer to it."""
    initiative, actor = initiative_or_404(request, pk), actor_of(request)
    if changes.change(initiative) is None:
        raise Http404
    if request.method != "POST":
        return _page(request, initiative)
    reason, now = request.POST.get("reason", ""), real_now()
    acts = {
        "accept": lambda: actions.accept(initiative, reason, now=now, by=actor),
        "decline": lambda: actions.decline(initiative, reason, now=now, by=actor),
    }
    act = acts.get(request.POST.get("do", ""))
    if act is None:
        return redirect("process:change", pk)
    tried = trying(act)
    if not tried:
        return _page(request, initiative_or_404(request, pk), problem=tried.sentence, status=tried.status)
    messages.success(request, _("Sparat. Den som föreslog ändringen får veta det."))
    return redirect("process:change", pk)


def _page(request: HttpRequest, initiative: "Initiative", *, problem: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    asked = changes.change(initiative)
    context = {
        "change": asked,
        "case": cases.case(actor, UUID(asked.case)) if asked and asked.case else None,
        "may_accept": policies.may_accept(actor, initiative),
        "may_decline": policies.may_decline(actor, initiative),
        "reason": request.POST.get("reason", ""),
        "problem": problem,
        "decided": [
            row for row in queries.history(actor, initiative) if row.act in {Act.ACCEPT_CHANGE, Act.DECLINE_CHANGE}
        ],
    }
    return render(request, "process/change.html", framed(request, initiative, "change", **context), status=status)
