"""Handing a program over for publication."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stegvis.access.doors import needs
from stegvis.authoring import actions
from stegvis.authoring.freeze import CannotFreeze
from stegvis.course.worlds import real_now
from stegvis.web.studio.asking import actor_of, page_or_404
from stegvis.web.studio.forms import NoteForm
from stegvis.web.studio.making import UNFIT
from stegvis.web.studio.program import page


@needs("program:freeze")
@require_POST
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Freeze and hand over; what is missing is listed on the page that it comes back to."""
    ground = page_or_404(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return page(request, pk, form, UNFIT)
    try:
        actions.freeze(ground, form.cleaned_data["note"], now=real_now(), by=actor_of(request))
    except CannotFreeze as refusal:
        messages.error(request, refusal.sentence)
        return page(request, pk, form, UNFIT)
    messages.success(request, _("Programmet är lämnat till publicering. Du kan fortsätta att ändra i ditt utkast."))
    return redirect("studio:program", pk)
