"""The checklist: what is done, what is left, who and when; and the ticks."""

from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.catalogue.telling.conditions import listed
from stegvis.course.worlds import real_now
from stegvis.governance.candidates import KEY_LENGTH, candidate_of
from stegvis.governance.checklist import actions, queries
from stegvis.governance.checklist.policies import tick_verdicts
from stegvis.governance.checklist.standing import LineNow, LineState, progress_of
from stegvis.governance.checklist.verifying import BY_CHECKS, BY_ENTRY
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.frame import framed
from stegvis.web.process.places import entry_url

if TYPE_CHECKING:
    from stegvis.governance.rows import Initiative

UNFIT = 422
_TONES = {
    LineState.VERIFIED: "success",
    LineState.TICKED: "success",
    LineState.UNTICKED: "warning",
    LineState.LOOK: "warning",
    LineState.LEFT: "neutral",
}


@needs("process:read")
@require_safe
def checklist(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every line as it stands."""
    return _page(request, initiative_or_404(request, pk))


@needs("process:read")
@require_POST
def tick(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Tick a line; the note is kept when it cannot be done."""
    found = initiative_or_404(request, pk)
    note = request.POST.get("note", "")[: actions.NOTE_LENGTH]
    try:
        actions.tick(found, key, note, now=real_now(), by=actor_of(request))
    except actions.CannotTick as refusal:
        return _page(request, found, refused={"key": key, "sentence": refusal.sentence, "note": note})
    messages.success(request, _("Punkten är kryssad med ditt namn."))
    return redirect(f"{reverse('process:checklist', args=[pk])}#{key}")


@needs("process:read")
@require_POST
def untick(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Take a tick back."""
    found = initiative_or_404(request, pk)
    try:
        actions.untick(found, key, now=real_now(), by=actor_of(request))
    except actions.CannotTick as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Krysset är borttaget. Det finns kvar i historiken."))
    return redirect(f"{reverse('process:checklist', args=[pk])}#{key}")


def _page(request: HttpRequest, initiative: "Initiative", refused: dict[str, str] | None = None) -> HttpResponse:
    lines = queries.checklist(initiative)
    candidate = candidate_of(initiative)
    may = tick_verdicts(actor_of(request), initiative)
    template = queries.template_for(initiative)
    rows = [_row(line, may(line.line.who), refused) for line in lines]
    context = {
        "candidate": candidate,
        "progress": progress_of(lines),
        "left": [row for row in rows if not row["now"].done],
        "done": [row for row in rows if row["now"].done],
        "history": _history(initiative),
        "template": template,
        "refused": refused,
        "entry_url": entry_url(actor_of(request), initiative),
        "key": candidate.document_id[:KEY_LENGTH] if candidate else "",
    }
    status = UNFIT if refused else 200
    return render(request, "process/checklist.html", framed(request, initiative, "checklist", **context), status=status)


def _row(line: LineNow, verdict: Any, refused: dict[str, str] | None) -> dict[str, Any]:
    own = refused if refused and refused["key"] == line.line.key else None
    return {
        "now": line,
        "tone": _TONES[line.state],
        "verdict": verdict,
        "by_checks": line.line.verifies in BY_CHECKS,
        "by_entry": line.line.verifies in BY_ENTRY,
        "changed": listed([str(part.label).lower() for part in line.changed], _("och")),
        "refused": own["sentence"] if own else "",
        "note": own["note"] if own else "",
    }


def _history(initiative: "Initiative") -> list[dict[str, Any]]:
    """Who ticked what, newest first, by the candidate that it was about."""
    marks = list(reversed(queries.history(initiative)))
    return [
        {"candidate": candidate, "marks": list(group)} for candidate, group in groupby(marks, key=lambda m: m.candidate)
    ]
