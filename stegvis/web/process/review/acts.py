"""What is done on the review page. Each is a POST, leads back there, and keeps what was typed when it cannot be done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stegvis.access.doors import needs
from stegvis.catalogue.freezing import open_document
from stegvis.course.worlds import real_now
from stegvis.governance.hindrances import afterwards
from stegvis.governance.review import actions, queries
from stegvis.governance.review.places import places
from stegvis.lib.clock import local_day
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.doing import trying
from stegvis.web.process.forms import AnswerForm, NoteForm, PublishForm, ReasonForm
from stegvis.web.process.review.forms import AfterReviewForm, RemarkForm
from stegvis.web.process.review.page import page

UNFIT = 422


@needs("process:read")
@require_POST
def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lay the newest candidate forward."""
    found = initiative_or_404(request, pk)
    candidate = queries.proposable(found)
    if candidate is None:
        messages.info(request, _("Den senaste kandidaten ligger redan framme."))
        return redirect("process:review", pk)
    return _done(
        request,
        pk,
        lambda: actions.propose(found, candidate.pk, now=real_now(), by=actor_of(request)),
        _("Kandidaten ligger framme. Nu kan den kontrolleras och riskanalyseras."),
    )


@needs("process:read")
@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the final review."""
    found = initiative_or_404(request, pk)
    return _done(
        request,
        pk,
        lambda: actions.ask_review(found, now=real_now(), by=actor_of(request)),
        _("Regionens samordnare har fått programmet för slutgranskning."),
    )


@needs("process:read")
@require_POST
def remark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Point at a place."""
    found = initiative_or_404(request, pk)
    if found.candidate is None:
        raise Http404
    form = RemarkForm(request.POST, places=places(open_document(found.candidate.document_id)))
    if not form.is_valid():
        return page(request, pk, UNFIT, remark_form=form)
    said = form.cleaned_data
    return _done(
        request,
        pk,
        lambda: actions.remark(found, said["node"], said["text"], now=real_now(), by=actor_of(request)),
        _("Anmärkningen är sparad."),
    )


@needs("process:read")
@require_POST
def answer(request: HttpRequest, pk: UUID, remark: int) -> HttpResponse:
    """Answer a remark."""
    found = initiative_or_404(request, pk)
    row = next((each for each in queries.remarks(found) if each.pk == remark), None)
    if row is None:
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv vad du har gjort, eller varför inget behöver göras."))
        return redirect("process:review", pk)
    text = form.cleaned_data["answer"]
    return _done(
        request,
        pk,
        lambda: actions.answer(row, text, now=real_now(), by=actor_of(request)),
        _("Anmärkningen är besvarad."),
    )


def _reasoned(act: Callable[..., Any], said: Callable[[], str]) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """A view that does one act with a reason."""

    @needs("process:read")
    @require_POST
    def view(request: HttpRequest, pk: UUID) -> HttpResponse:
        found = initiative_or_404(request, pk)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return page(request, pk, UNFIT, reason_form=form)
        reason = form.cleaned_data["reason"]
        return _done(request, pk, lambda: act(found, reason, now=real_now(), by=actor_of(request)), said())

    return view


return_to_design = _reasoned(actions.return_to_design, lambda: _("Programmet är tillbaka hos designern."))
clear_urgent = _reasoned(actions.clear_urgent, lambda: _("Rättningen får publiceras. Den granskas efteråt."))
reopen = _reasoned(actions.reopen, lambda: _("Arbetet är upptaget igen. Godkännandet gäller inte längre."))
delegate = _reasoned(actions.delegate, lambda: _("Regionens samordnare får publicera i ditt ställe."))


@needs("process:read")
@require_POST
def after_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that an urgent fix is reviewed, and why it may stay where something is left."""
    found = initiative_or_404(request, pk)
    form = AfterReviewForm(request.POST, owed=bool(afterwards(found)))
    if not form.is_valid():
        return page(request, pk, UNFIT, after_form=form)
    said = form.cleaned_data
    return _done(
        request,
        pk,
        lambda: actions.after_review(
            found, said["reason"], said.get("left_because", ""), now=real_now(), by=actor_of(request)
        ),
        _("Granskningen i efterhand är klar."),
    )


@needs("process:read")
@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the delegation back."""
    found = initiative_or_404(request, pk)
    return _done(
        request,
        pk,
        lambda: actions.take_back_delegation(found, now=real_now(), by=actor_of(request)),
        _("Delegationen är borttagen. Du publicerar själv."),
    )


@needs("process:read")
@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Clear the candidate for the catalogue."""
    found = initiative_or_404(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return page(request, pk, UNFIT, note_form=form)
    note = form.cleaned_data["note"]
    return _done(
        request,
        pk,
        lambda: actions.approve(found, note, now=real_now(), by=actor_of(request)),
        _("Programmet är godkänt. Ägaren kan publicera det."),
    )


@needs("process:read")
@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put it in the catalogue."""
    found = initiative_or_404(request, pk)
    if found.version_id:
        return redirect("process:review", pk)
    form = PublishForm(request.POST, today=local_day(real_now()))
    if not form.is_valid():
        return page(request, pk, UNFIT, publish_form=form)
    day = form.cleaned_data["review_by_on"]
    return _done(
        request,
        pk,
        lambda: actions.publish(found, day, now=real_now(), by=actor_of(request)),
        _("Programmet är publicerat i katalogen. Regionens samordnare delar ut det till enheterna."),
    )


def _done(request: HttpRequest, pk: UUID, act: Callable[[], Any], said: str) -> HttpResponse:
    """Do it and say so; what the room will not do is said instead."""
    tried = trying(act)
    if tried:
        messages.success(request, said)
    else:
        messages.error(request, tried.sentence)
    return redirect("process:review", pk)
