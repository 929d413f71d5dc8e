"""The routine beside the program: written in sections, established as a version that units make their own from."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.catalogue.routines import REQUIRED_OF_PROGRAM, Section, parts, unwritten
from stegvis.course.worlds import real_now
from stegvis.governance.routines import actions, queries
from stegvis.governance.routines.policies import may_establish_routine, may_write_routine
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.doing import trying
from stegvis.web.process.frame import framed

UNFIT = 422


@needs("process:read")
@require_safe
def routine(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What holds; what is being written, for those who write."""
    return draw(request, pk)


def draw(request: HttpRequest, pk: UUID, status: int = 200, **changed: Any) -> HttpResponse:
    """The page, with what was typed where it could not be kept."""
    found, actor = initiative_or_404(request, pk), actor_of(request)
    kept = queries.routine(actor, found)
    written = kept.draft or kept.holds
    texts: dict[str, str] = changed.pop("texts", None) or (written.sections if written else {})
    context = {
        "kept": kept,
        "may_write": may_write_routine(actor, found),
        "may_establish": may_establish_routine(actor, found),
        "sections": parts(texts, required=REQUIRED_OF_PROGRAM),
        "holding": parts(kept.holds.sections) if kept.holds else (),
        "missing": unwritten(kept.draft.sections, REQUIRED_OF_PROGRAM) if kept.draft else (),
        "revision": kept.draft.revision if kept.draft else 0,
        "write": bool(request.GET.get("skriv")) or status != 200,
        **changed,
    }
    return render(request, "process/routine.html", framed(request, found, "routine", **context), status=status)


@needs("process:read")
@require_POST
def save(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what is written; establish it too, where that was pressed."""
    found, actor = initiative_or_404(request, pk), actor_of(request)
    texts = typed(request)
    tried = trying(lambda: actions.save(found, texts, revision_of(request), now=real_now(), by=actor))
    if not tried:
        return draw(request, pk, UNFIT, texts=texts, error=tried.sentence)
    if request.POST.get("do") != "establish":
        messages.success(request, _("Sparat. Ingen arbetar efter det förrän det är fastställt."))
        return redirect("process:routine", pk)
    row, note = tried.result, request.POST.get("note", "")
    tried = trying(lambda: actions.establish(found, row.revision, note, now=real_now(), by=actor))
    if not tried:
        return draw(request, pk, UNFIT, texts=texts, error=tried.sentence)
    messages.success(request, _("Rutinen är fastställd. Enheterna gör sin egen utifrån den."))
    return redirect("process:routine", pk)


def typed(request: HttpRequest) -> dict[str, str]:
    """The sections as they were typed."""
    return {section.value: request.POST.get(section.value, "") for section in Section}


def revision_of(request: HttpRequest) -> int:
    """Which state of the draft the page was drawn from; one that never was, for anything odd."""
    said = request.POST.get("revision", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1
