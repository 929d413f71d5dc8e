"""The rounds of an initiative, and opening the next one."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import Refused, needs
from stegvis.authoring import queries as studio
from stegvis.authoring.freeze import Kept, keep_draft
from stegvis.catalogue.sentences import sentence
from stegvis.course.worlds import real_now
from stegvis.governance.prototypes import queries
from stegvis.governance.prototypes.policies import may_open_round
from stegvis.governance.prototypes.rounds import CannotShow, open_round
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.frame import framed
from stegvis.web.process.prototypes.forms import OpenForm

if TYPE_CHECKING:
    from stegvis.governance.prototypes.queries import Initiative


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every round, newest first; a post freezes the draft as it stands and shows it to the group."""
    initiative = initiative_or_404(request, pk)
    today = local_day(real_now())
    if request.method != "POST":
        return _page(request, initiative, OpenForm(today=today))
    form = OpenForm(request.POST, today=today)
    if not form.is_valid():
        return _page(request, initiative, form, status=422)
    try:
        made = _open(request, initiative, form)
    except Refused:
        raise
    except Cannot as error:
        form.add_error(None, error.sentence)
        return _page(request, initiative, form, status=422)
    messages.success(request, _("Omgången är öppen. Var och en i arbetsgruppen har fått en uppgift."))
    return redirect("process:prototype", made.pk)


def _open(request: HttpRequest, initiative: "Initiative", form: OpenForm) -> Any:
    actor, now = actor_of(request), real_now()
    verdict = may_open_round(actor, initiative)
    if not verdict or initiative.program_id is None:
        raise CannotShow(verdict.sentence or _("Det går inte just nu."))
    page = studio.page_of(actor, initiative.program_id)
    if page is None:
        raise CannotShow(_("Utkastet finns inte på din utgivarenhet. Byt uppdrag till den som bygger programmet."))
    kept: Kept = keep_draft(page, now=now, by=actor)
    findings = [{"where": place.where, "text": sentence(place.finding)} for place in kept.places]
    return open_round(
        initiative,
        kept.document_hash,
        due_on=form.cleaned_data["due_on"],
        note=form.cleaned_data["note"],
        questions=form.cleaned_data["questions"],
        findings=findings,
        now=now,
        by=actor,
    )


def _page(request: HttpRequest, initiative: "Initiative", form: OpenForm, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    rows = queries.rounds(actor, initiative)
    context = framed(
        request,
        initiative,
        "prototypes",
        rounds=rows,
        form=form,
        may_open=may_open_round(actor, initiative),
        running=next((row for row in rows if row.is_open), None),
    )
    return render(request, "process/prototypes/rounds.html", context, status=status)
