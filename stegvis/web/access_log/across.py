"""What other units of the provider have about one resident: opened by a choice, by consent, or in an emergency.

Nothing of another unit's record stands on a page before one of the three, and a block is asked for each time.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import settings
from stegvis.access.doors import needs
from stegvis.access.settings import Key
from stegvis.care import queries as care
from stegvis.care.blocks import actions, policies, queries
from stegvis.care.blocks.policies import Across
from stegvis.care.kinds import AcrossKind
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.ui import charts
from stegvis.web import charting
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.fields import day_field, text_field
from stegvis.web.shell import actor_on


class ChoiceForm(forms.Form):
    """Why what is not blocked is opened."""

    reason = text_field(
        gettext_lazy("Varför behöver du läsa?"),
        gettext_lazy("Skriv varför du behöver läsa."),
        rows=2,
        help_text=gettext_lazy("Den som granskar loggen kan läsa det."),
    )


class ConsentForm(forms.Form):
    """How the resident said yes, and until when."""

    how = text_field(
        gettext_lazy("När och hur samtyckte invånaren?"),
        gettext_lazy("Skriv när och hur invånaren samtyckte."),
        rows=2,
        help_text=gettext_lazy("Till exempel: muntligt i dag vid besöket."),
    )
    until = day_field(gettext_lazy("Gäller till och med"))


class EmergencyForm(forms.Form):
    """The reason, kept through both steps, and the second step's own yes."""

    reason = text_field(
        gettext_lazy("Vilken är faran?"),
        gettext_lazy("Skriv varför det är fara för invånarens liv eller hälsa."),
        help_text=gettext_lazy(
            "Skriv vad som har hänt och varför du inte kan fråga invånaren. Den som följer upp läser det."
        ),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Det är fara för invånarens liv eller hälsa, och det går inte att fråga invånaren."),
        error_messages={
            "required": gettext_lazy("Kryssa i rutan om det stämmer. Stämmer det inte får du inte nödöppna.")
        },
    )


@dataclass(frozen=True, slots=True)
class Other:
    """One run on another unit, ready to print."""

    title: str
    unit: str
    therapist: str
    phase: str
    started: datetime
    charts: list[charts.Chart]


@needs("across:open")
@require_safe
@about_one("enrolment:read")
def elsewhere(request: HttpRequest, case: Case) -> HttpResponse:
    """What there is, as far as it stands open."""
    return _page(request, case)


def _page(request: HttpRequest, case: Case, status: int = 200, **forms_given: forms.Form) -> HttpResponse:
    found = queries.elsewhere(case.actor, case.row, case.now)
    queries.log_across(case.actor, found)
    context = {
        "found": found,
        "others": [_other(row, case.language) for row in found.rows],
        "choice_form": forms_given.get("choice_form") or ChoiceForm(),
        "consent_form": forms_given.get("consent_form") or ConsentForm(initial={"until": local_day(case.now)}),
        "blocks": queries.blocks_on(case.actor, case.row),
    }
    return show(request, case, "elsewhere", context, here="elsewhere", status=status)


def _other(row: Any, language: str) -> Other:
    return Other(
        row.course.title,
        row.unit.name,
        row.therapist.get_full_name(),
        row.course.get_phase_display(),
        row.started_at,
        charting.charts_of(care.results(row), language, for_staff=True),
    )


@needs("across:open")
@require_POST
@about_one("enrolment:read")
def open_by_choice(request: HttpRequest, case: Case) -> HttpResponse:
    """Open what is not blocked."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _page(request, case, 422, choice_form=form)
    across = Across(case.row, AcrossKind.CHOICE)
    actions.open_by_choice(across, form.cleaned_data["reason"], now=case.now, by=actor_on(request))
    return redirect("clinician:elsewhere", case.pk)


@needs("across:open")
@require_POST
@about_one("enrolment:read")
def open_by_consent(request: HttpRequest, case: Case) -> HttpResponse:
    """Open what is blocked: the resident has said yes."""
    form = ConsentForm(request.POST)
    if form.is_valid():
        try:
            across = Across(case.row, AcrossKind.CONSENT)
            until = _end_of(form.cleaned_data["until"])
            actions.open_by_consent(across, form.cleaned_data["how"], until, now=case.now, by=actor_on(request))
            return redirect("clinician:elsewhere", case.pk)
        except Cannot as refused:
            form.add_error(None, refused.sentence)
    return _page(request, case, 422, consent_form=form)


def _end_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min)) + timedelta(days=1) - timedelta(seconds=1)


@needs("across:open")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("enrolment:read")
def emergency(request: HttpRequest, case: Case) -> HttpResponse:
    """Two steps: the reason, which shows the units that have something; then the opening itself."""
    found = queries.elsewhere(case.actor, case.row, case.now)
    if not found.blocked and request.method in {"GET", "HEAD"}:
        return redirect("clinician:elsewhere", case.pk)
    second = request.POST.get("steg") == "2"
    form = EmergencyForm(request.POST or None)
    if not second:
        del form.fields["sure"]
    across, actor = Across(case.row, AcrossKind.EMERGENCY), actor_on(request)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if second:
                actions.open_in_emergency(across, reason, now=case.now, by=actor)
                messages.success(request, _("Uppgifterna är öppna. Invånaren får veta det."))
                return redirect("clinician:elsewhere", case.pk)
            actions.see_blocked(across, reason, by=actor)
            return _emergency_page(request, case, EmergencyForm(initial={"reason": reason}), found, second=True)
        except Cannot as refused:
            form.add_error("reason", refused.sentence)
    status = 422 if request.method == "POST" else 200
    return _emergency_page(request, case, form, found, second=second, status=status)


def _emergency_page(
    request: HttpRequest, case: Case, form: forms.Form, found: queries.Elsewhere, *, second: bool, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "second": second,
        "units": found.blocked if second else (),
        "hours": settings.value(Key.EMERGENCY_HOURS, provider_id=case.row.provider_id),
    }
    return show(request, case, "emergency", context, here="elsewhere", status=status)


class BlockForm(forms.Form):
    """On the resident's wish: what, and how it was said."""

    what = forms.ChoiceField(label=gettext_lazy("Vad ska spärras?"), widget=forms.RadioSelect)
    note = text_field(gettext_lazy("Hur sa invånaren till?"), gettext_lazy("Skriv hur invånaren sa till."), rows=2)


@needs("block:set")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("enrolment:read")
def block(request: HttpRequest, case: Case) -> HttpResponse:
    """Register a block for a resident who has asked for it."""
    form = BlockForm(request.POST or None, initial={"what": "unit"})
    field: forms.ChoiceField = form.fields["what"]  # type: ignore[assignment]
    names = {"unit": case.row.unit.name, "provider": case.row.unit.provider.name}
    field.choices = [
        ("unit", _("Det som %(unit)s har skrivit") % names),
        ("provider", _("Det som varje enhet hos %(provider)s har skrivit") % names),
    ]
    if request.method == "POST" and form.is_valid():
        wish = queries.wish_here(case.actor, case.row, whole=form.cleaned_data["what"] == "provider")
        if wish is None:
            raise Http404
        try:
            actions.set_block(wish, form.cleaned_data["note"], now=case.now, by=actor_on(request))
            messages.success(request, _("Spärren gäller från nu. Ni på enheten läser som vanligt."))
            return redirect("clinician:elsewhere", case.pk)
        except Cannot as refused:
            form.add_error("note", refused.sentence)
    status = 422 if request.method == "POST" else 200
    return show(request, case, "block", {"form": form}, here="elsewhere", status=status)


class TakeBackForm(forms.Form):
    """How the resident said that the block may go."""

    note = text_field(gettext_lazy("Hur sa invånaren till?"), gettext_lazy("Skriv hur invånaren sa till."), rows=2)


@needs("block:set")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("enrolment:read")
def take_back(request: HttpRequest, case: Case, block: UUID) -> HttpResponse:
    """Take a block back for a resident who has asked for it."""
    row = queries.block_here(case.actor, case.row, block)
    if row is None or not policies.may_take_back(case.actor, row).found:
        raise Http404
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back(row, form.cleaned_data["note"], now=case.now, by=actor_on(request))
            messages.success(request, _("Spärren är borttagen."))
            return redirect("clinician:elsewhere", case.pk)
        except Cannot as refused:
            form.add_error("note", refused.sentence)
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "consequences": [_("Andra enheter hos vårdgivaren kan läsa det som var spärrat.")],
        "cancel_url": reverse("clinician:elsewhere", args=[case.pk]),
    }
    return show(request, case, "take_back_block", context, here="elsewhere", status=status)
