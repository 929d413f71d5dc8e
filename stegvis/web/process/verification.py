"""The provider's own verification of a program that is used already, or that came from another region."""

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance.hindrances import hindrances
from stegvis.governance.kinds import Act, DecisionKind, Stage
from stegvis.governance.lanes import decisions, opening
from stegvis.governance.lanes.queries import arrival_of
from stegvis.governance.policies import may_move
from stegvis.governance.review.policies import may_verify
from stegvis.web.fields import day_field
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.doing import trying
from stegvis.web.process.forms import ReasonForm
from stegvis.web.process.frame import framed
from stegvis.web.process.review.page import linked

if TYPE_CHECKING:
    from collections.abc import Callable

UNFIT = 422


class DecisionForm(forms.Form):
    """A decision that was made elsewhere."""

    kind = forms.ChoiceField(label=gettext_lazy("Vad beslutades"), choices=DecisionKind.choices)
    decided_on = day_field(gettext_lazy("När"))
    decided_by = forms.CharField(
        label=gettext_lazy("Av vem"),
        max_length=200,
        help_text=gettext_lazy("Namn och roll, eller vilken nämnd eller grupp."),
        error_messages={"required": gettext_lazy("Skriv vem som beslutade.")},
    )
    reference = forms.CharField(
        label=gettext_lazy("Var beslutet finns"),
        max_length=300,
        help_text=gettext_lazy("Diarienummer, länk eller pärm, så att den som undrar hittar det."),
        error_messages={"required": gettext_lazy("Skriv var beslutet finns.")},
    )


@needs("process:read")
@require_safe
def verification(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is recorded, what is missing, and the decision."""
    return page(request, pk)


def page(request: HttpRequest, pk: UUID, status: int = 200, **bound: forms.Form) -> HttpResponse:
    """The page, with a form that has something to say in the place of its fresh one."""
    found = initiative_or_404(request, pk)
    actor = actor_of(request)
    context = {
        "decisions": decisions.decisions(found),
        "missing": decisions.missing_decisions(found),
        "arrival": arrival_of(found),
        "may_record": decisions.may_record(actor, found),
        "may_verify": may_verify(actor, found),
        "may_decline": may_move(Act.DECLINE_VERIFICATION)(actor, found),
        "hindrances": linked(actor, found, hindrances(found)) if found.stage == Stage.VERIFICATION else [],
        "decision_form": bound.get("decision_form") or DecisionForm(),
        "reason_form": bound.get("reason_form") or ReasonForm(),
    }
    return render(
        request, "process/verification.html", framed(request, found, "verification", **context), status=status
    )


@needs("process:read")
@require_POST
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a decision down."""
    found = initiative_or_404(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return page(request, pk, UNFIT, decision_form=form)
    said = form.cleaned_data
    kind = DecisionKind(said["kind"])
    tried = trying(
        lambda: decisions.record(
            found, kind, said["decided_on"], said["decided_by"], said["reference"], now=real_now(), by=actor_of(request)
        )
    )
    if not tried:
        form.add_error(None, tried.sentence)
        return page(request, pk, tried.status, decision_form=form)
    messages.success(request, _("Beslutet är infört."))
    return redirect("process:verification", pk)


def _decided(act: "Callable[..., object]", said: "Callable[[], str]") -> "Callable[[HttpRequest, UUID], HttpResponse]":
    @needs("process:read")
    @require_POST
    def view(request: HttpRequest, pk: UUID) -> HttpResponse:
        found = initiative_or_404(request, pk)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return page(request, pk, UNFIT, reason_form=form)
        tried = trying(lambda: act(found, form.cleaned_data["reason"], now=real_now(), by=actor_of(request)))
        if not tried:
            form.add_error(None, tried.sentence)
            return page(request, pk, tried.status, reason_form=form)
        messages.success(request, said())
        return redirect("process:initiative", pk)

    return view


approve = _decided(opening.verify, lambda: _("Kontrollen är klar. Ägaren kan publicera programmet."))
decline = _decided(opening.decline, lambda: _("Programmet togs inte in."))
