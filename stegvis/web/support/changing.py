"""From a case to a change request: the words are gone through by a person, and each page shows the other."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.access.written import holds_number
from stegvis.course.worlds import real_now
from stegvis.governance import queries as process
from stegvis.governance.changes import actions, queries
from stegvis.governance.changes.actions import CannotRequest
from stegvis.governance.changes.kinds import Origin
from stegvis.support.actions import handling
from stegvis.support.policies.cases import may_collect
from stegvis.support.queries import cases
from stegvis.web.process.doing import trying
from stegvis.web.process.urgency import urgencies
from stegvis.web.shell import actor_on

FIELDS = ("program", "title", "what", "why", "safety", "urgency")
UNFIT = 422


@needs("case:handle")
@require_http_methods(["GET", "HEAD", "POST"])
def to_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a change of a program because of a case. A second press leads to the first request."""
    actor = actor_on(request)
    found = cases.case(actor, pk)
    if found is None:
        raise Http404
    if not may_collect(actor, found):
        return redirect("support:handle", pk)
    if request.method != "POST":
        begun = {"program": str(found.program_id or ""), "title": found.subject, "what": cases.text_of(found)}
        return _form(request, found, {**begun, "urgency": "release"}, {})
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    program = queries.program(actor, typed["program"])
    if errors := _errors(typed, program):
        return _form(request, found, typed, errors, status=UNFIT)
    tried = trying(
        lambda: actions.open_change(
            program,
            typed["title"],
            typed["what"],
            typed["why"],
            urgent=typed["urgency"] == "urgent",
            safety=typed["safety"],
            origin=Origin.CASE,
            case=str(found.pk),
            once=request.POST.get("once") or uuid4().hex,
            now=real_now(),
            by=actor,
        )
    )
    if not tried:
        field = tried.error.field if isinstance(tried.error, CannotRequest) else "program"
        return _form(request, found, typed, {field: tried.sentence}, status=UNFIT)
    handling.collected_into(found, str(tried.result.pk), now=real_now(), by=actor)
    messages.success(request, _("Ändringsbegäran är skickad. Den som äger programmet tar ställning till den."))
    return redirect("support:handle", pk)


def _errors(typed: dict[str, str], program: Any) -> dict[str, str]:
    errors = {} if program else {"program": _("Välj program.")}
    for name in ("title", "what", "why", "safety"):
        if holds_number(typed[name]):
            errors[name] = _("Det ser ut att stå ett personnummer här. Ta bort det och skicka igen.")
    return errors


def _form(
    request: HttpRequest, found: Any, typed: dict[str, Any], errors: dict[str, str], *, status: int = 200
) -> HttpResponse:
    context = {
        "case": found,
        "typed": typed,
        "errors": errors,
        "wrong": [{"text": text, "label": "", "target": f"id_{field}"} for field, text in errors.items()],
        "programs": queries.programs(actor_on(request)),
        "once": request.POST.get("once") or uuid4().hex,
        "urgencies": urgencies(),
    }
    return render(request, "support/to_change.html", context, status=status)


def collected(request: HttpRequest, found: Any) -> Any:
    """The request that a case went into, where the reader may see it; otherwise None. One query."""
    return process.initiative(actor_on(request), found.collected_ref) if found.collected_ref else None
