"""Freezing a program, and laying it forward where there is work on it in the process."""

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
from stegvis.governance import queries as process
from stegvis.governance.review import actions as review
from stegvis.governance.review.policies import may_propose
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
    actor, now = actor_of(request), real_now()
    try:
        candidate = actions.freeze(ground, form.cleaned_data["note"], now=now, by=actor)
    except CannotFreeze as refusal:
        messages.error(request, refusal.sentence)
        return page(request, pk, form, UNFIT)
    work = process.under_way(actor, pk)
    if work is None or not may_propose(actor, work):
        messages.success(request, _("Programmet är fryst. Du kan fortsätta att ändra i ditt utkast."))
        return redirect("studio:program", pk)
    review.propose(work, candidate.pk, now=now, by=actor)
    messages.success(request, _("Programmet är fryst och ligger framme. Nu kontrolleras och riskanalyseras det."))
    return redirect("process:initiative", work.pk)
