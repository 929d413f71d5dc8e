"""The unit's own routine for a program: read where one works, written by the unit's administrators."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.catalogue.actions import routines as actions
from stegvis.catalogue.actions.routines import CannotWriteRoutine
from stegvis.catalogue.queries import routines as queries
from stegvis.catalogue.routines import REQUIRED_OF_UNIT, Section, parts
from stegvis.course.worlds import real_now
from stegvis.web.shell import actor_on

if TYPE_CHECKING:
    from stegvis.catalogue.queries.routines import OfUnit

UNFIT = 422


@needs("checklist:read")
@require_safe
def routine(request: HttpRequest, program: UUID) -> HttpResponse:
    """What the unit works by."""
    found = _found(request, program)
    actor = actor_on(request)
    context = {
        "found": found,
        "parts": parts(found.holds.sections) if found.holds else (),
        "template_parts": parts(found.template.sections) if found.template and not found.holds else (),
        "earlier": queries.earlier_unit_routines(actor, program),
        "may_write": actor.can("checklist:tick"),
        "updated_on": found.holds.established_at if found.holds else None,
    }
    return render(request, "clinician/routine.html", context)


@needs("checklist:tick")
@require_safe
def write(request: HttpRequest, program: UUID) -> HttpResponse:
    """The form: from what is begun, what holds, or the region's text."""
    return _draw(request, _found(request, program))


@needs("checklist:tick")
@require_POST
def save(request: HttpRequest, program: UUID) -> HttpResponse:
    """Keep what is written; establish it too, where that was pressed."""
    found, actor = _found(request, program), actor_on(request)
    texts = {section.value: request.POST.get(section.value, "") for section in Section}
    said = request.POST.get("revision", "")
    revision = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1
    try:
        row = actions.save_unit_routine(found.unit, program, texts, revision, now=real_now(), by=actor)
        if request.POST.get("do") == "establish":
            note = request.POST.get("note", "")
            actions.establish_unit_routine(found.unit, program, row.revision, note=note, now=real_now(), by=actor)
            messages.success(request, _("Rutinen gäller nu på enheten."))
            return redirect("clinician:unit_routine", program)
    except CannotWriteRoutine as error:
        return _draw(request, _found(request, program), UNFIT, texts=texts, error=error.sentence)
    messages.success(request, _("Sparat. Ingen arbetar efter det förrän det är fastställt."))
    return redirect("clinician:write_routine", program)


def _draw(request: HttpRequest, found: "OfUnit", status: int = 200, **changed: Any) -> HttpResponse:
    template = found.template.sections if found.template else {}
    begun = found.draft or found.holds
    texts = changed.pop("texts", None) or (begun.sections if begun else template)
    context = {
        "found": found,
        "parts": parts(texts, template, REQUIRED_OF_UNIT),
        "revision": found.draft.revision if found.draft else 0,
        **changed,
    }
    return render(request, "clinician/routine_write.html", context, status=status)


def _found(request: HttpRequest, program: UUID) -> "OfUnit":
    found = queries.routine_on_unit(actor_on(request), program)
    if found is None:
        raise Http404
    return found
