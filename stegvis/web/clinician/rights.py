"""Objections and disclosures of one resident: noted, decided, recorded. The unit's tab "Rättigheter"."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.care.kinds import DisclosureDecision, DisclosureGround, ObjectionKind, Recipient
from stegvis.care.rights import actions, policies, queries
from stegvis.care.rights.actions import Asked
from stegvis.care.rights.policies import Against
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.fields import day_field, text_field
from stegvis.web.law.right_words import effect
from stegvis.web.shell import actor_on


class NoteForm(forms.Form):
    """What the resident objects to, and how it was said."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Vad vill invånaren inte att uppgifterna används till?"),
        choices=ObjectionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad invändningen gäller.")},
    )
    text = text_field(
        gettext_lazy("Hur sa invånaren till, och vad gäller det?"),
        gettext_lazy("Skriv hur invånaren sa till och vad invändningen gäller."),
    )


class DecideForm(forms.Form):
    """Upheld or refused, and why."""

    upheld = forms.ChoiceField(
        label=gettext_lazy("Beslut"),
        choices=[("yes", gettext_lazy("Bifall: uppgifterna används inte till det")), ("no", gettext_lazy("Avslag"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj beslut.")},
    )
    reason = text_field(
        gettext_lazy("Varför?"),
        gettext_lazy("Skriv varför. Invånaren läser det."),
        help_text=gettext_lazy("Invånaren läser det."),
    )


def _choice(label: Any, choices: Any, wanted: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, error_messages={"required": wanted})


class DiscloseForm(forms.Form):
    """What was asked for by whom, how it was examined, and what was decided by whom."""

    asked_on = day_field(gettext_lazy("När kom begäran?"))
    recipient_kind = _choice(
        gettext_lazy("Vem bad om det?"), Recipient.choices, gettext_lazy("Välj vem som bad om det.")
    )
    recipient = forms.CharField(
        label=gettext_lazy("Namn"),
        help_text=gettext_lazy("Till exempel: Försäkringskassan, eller vårdcentralens namn."),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vem som bad om det.")},
    )
    what = text_field(
        gettext_lazy("Vad begärdes?"),
        gettext_lazy("Skriv vad som begärdes."),
        rows=2,
        help_text=gettext_lazy("Vilka handlingar och för vilken tid."),
    )
    ground = _choice(gettext_lazy("På vilken grund?"), DisclosureGround.choices, gettext_lazy("Välj grund."))
    examination = text_field(
        gettext_lazy("Hur prövades det?"),
        gettext_lazy("Skriv hur sekretess och men prövades."),
        help_text=gettext_lazy("Sekretess, men för invånaren eller någon annan, samtycke och av vem."),
    )
    decision = forms.ChoiceField(
        label=gettext_lazy("Beslut"),
        choices=DisclosureDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj beslut.")},
    )
    reason = text_field(
        gettext_lazy("Skäl, om något inte lämnades ut"),
        "",
        rows=2,
        help_text=gettext_lazy("Skriv också att invånaren eller den som frågade har fått veta hur man överklagar."),
        required=False,
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Vem beslutade?"),
        help_text=gettext_lazy("Namn och titel."),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vem som beslutade.")},
    )
    decided_on = day_field(gettext_lazy("När?"))
    once = forms.CharField(max_length=64, widget=forms.HiddenInput)
    corrects = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


@needs("enrolment:read")
@require_safe
@about_one("enrolment:read")
def rights(request: HttpRequest, case: Case) -> HttpResponse:
    """What the resident has objected to, and what was handed out."""
    return _page(request, case)


def _page(request: HttpRequest, case: Case, bound: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    given = bound or {}
    context = {
        "objections": [
            (
                row,
                effect(row),
                policies.may_decide(case.actor, row),
                given.get(f"decide-{row.pk}") or DecideForm(prefix=f"decide-{row.pk}"),
            )
            for row in queries.objections_on(case.actor, case.row)
        ],
        "disclosures": queries.disclosures_on(case.actor, case.row),
        "may_note": policies.may_note(case.actor, _against(case)),
        "may_record": policies.may_record(case.actor, case.row),
        "note_form": given.get("note") or NoteForm(prefix="note"),
    }
    return show(request, case, "rights", context, here="rights", status=status)


def _against(case: Case) -> Against:
    return Against(case.row.course.person, case.row.unit.provider, case.row.unit)


@needs("objection:note")
@require_POST
@about_one("enrolment:read")
def note(request: HttpRequest, case: Case) -> HttpResponse:
    """Note an objection on the resident's word."""
    form = NoteForm(request.POST, prefix="note")
    if form.is_valid():
        read = form.cleaned_data
        try:
            actions.note(_against(case), ObjectionKind(read["kind"]), read["text"], now=case.now, by=actor_on(request))
            messages.success(request, _("Invändningen är antecknad. Den gäller från nu, tills den är avgjord."))
            return redirect("clinician:rights", case.pk)
        except Cannot as refused:
            form.add_error(getattr(refused, "field", "") or None, refused.sentence)
    return _page(request, case, {"note": form}, 422)


@needs("objection:decide")
@require_POST
@about_one("enrolment:read")
def decide(request: HttpRequest, case: Case, objection: UUID) -> HttpResponse:
    """Upheld or refused."""
    row = queries.objection_here(case.actor, case.row, objection)
    if row is None:
        raise Http404
    form = DecideForm(request.POST, prefix=f"decide-{row.pk}")
    if form.is_valid():
        read = form.cleaned_data
        try:
            actions.decide(
                row, upheld=read["upheld"] == "yes", reason=read["reason"], now=case.now, by=actor_on(request)
            )
            messages.success(request, _("Beslutet är sparat. Invånaren ser det på sin sida."))
            return redirect("clinician:rights", case.pk)
        except Cannot as refused:
            form.add_error(getattr(refused, "field", "") or None, refused.sentence)
    return _page(request, case, {f"decide-{row.pk}": form}, 422)


@needs("disclosure:record")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("enrolment:read")
def disclose(request: HttpRequest, case: Case) -> HttpResponse:
    """Record what was asked for and what came of it; or a row that puts an earlier one right."""
    today = local_day(case.now)
    mine = {str(row.pk): row for row in queries.disclosures_on(case.actor, case.row)}
    asked = (request.POST if request.method == "POST" else request.GET).get("corrects", "")
    earlier = mine.get(asked)
    initial: dict[str, Any] = {"asked_on": today, "decided_on": today, "once": uuid4().hex}
    if earlier:
        initial |= {name: getattr(earlier, name) for name in DiscloseForm.base_fields if hasattr(earlier, name)}
        initial |= {"once": uuid4().hex, "corrects": str(earlier.pk)}
    form = DiscloseForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        said = Asked(
            asked_on=read["asked_on"],
            recipient_kind=Recipient(read["recipient_kind"]),
            recipient=read["recipient"],
            what=read["what"],
            ground=DisclosureGround(read["ground"]),
            examination=read["examination"],
            decision=DisclosureDecision(read["decision"]),
            reason=read["reason"],
            decided_by=read["decided_by"],
            decided_on=read["decided_on"],
            once=read["once"],
            corrects=earlier,
        )
        try:
            actions.record(case.row, said, now=case.now, by=actor_on(request))
            messages.success(request, _("Utlämnandet är antecknat. Invånaren ser det på sin sida."))
            return redirect("clinician:rights", case.pk)
        except Cannot as refused:
            field = getattr(refused, "field", "")
            form.add_error(field if field in form.fields else None, refused.sentence)
    context = {"form": form, "earlier": earlier}
    return show(request, case, "disclose", context, here="rights", status=422 if request.method == "POST" else 200)
