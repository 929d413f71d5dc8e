"""The person behind a run: a child's guardians, helpers, a protected identity, the account."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stegvis.access import registry
from stegvis.access.doors import needs
from stegvis.access.identity import CannotReadNumber, read_number
from stegvis.care.persons import actions, policies, queries
from stegvis.lib.clock import local_day
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.trying import tried
from stegvis.web.fields import day_field, text_field
from stegvis.web.identified import SENT, anew_address, ask_anew, lately
from stegvis.web.shell import actor_on


class GuardianForm(forms.Form):
    """Who acts for the child, and how it is known."""

    number = forms.CharField(
        label=gettext_lazy("Ombudets personnummer"),
        help_text=gettext_lazy("Tolv siffror: ÅÅÅÅMMDD-NNNN."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-width": "m"}),
        error_messages={"required": gettext_lazy("Skriv ombudets personnummer.")},
    )
    verified = forms.CharField(
        label=gettext_lazy("Hur har ni kontrollerat att personen får företräda barnet?"),
        help_text=gettext_lazy("Behövs bara om personregistret inte säger att personen är vårdnadshavare."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    born = day_field(
        gettext_lazy("Barnets födelsedag"), gettext_lazy("Behövs bara om numret inte säger den."), required=False
    )

    def clean_number(self) -> Any:
        """The number itself."""
        try:
            return read_number(self.cleaned_data["number"])
        except CannotReadNumber as error:
            raise forms.ValidationError(error.sentence) from error


class WhyForm(forms.Form):
    """A reason, for what is marked, locked or ended."""

    why = text_field(gettext_lazy("Varför?"), gettext_lazy("Skriv varför."), rows=2)


@needs("enrolment:read")
@require_safe
@about_one("person:read")
def person(request: HttpRequest, case: Case) -> HttpResponse:
    """What is known, and what can be changed."""
    return _page(request, case)


def _page(request: HttpRequest, case: Case, status: int = 200, **forms_given: forms.Form) -> HttpResponse:
    found = queries.about(case.row, local_day(case.now))
    # Who has just tried is not asked in the middle of it.
    asks_anew = "guardian_form" not in forms_given and not lately(request)
    context = {
        "anew": anew_address(reverse("clinician:person", args=[case.pk])) if asks_anew else "",
        "about": found,
        "guardian_form": forms_given.get("guardian_form") or GuardianForm(),
        "protect_form": forms_given.get("protect_form") or WhyForm(prefix="skydd"),
        "lock_form": forms_given.get("lock_form") or WhyForm(prefix="konto"),
        "end_form": WhyForm(prefix="slut"),
        "may_note": policies.may_note(case.actor, case.row),
        "may_mark": policies.may_mark(case.actor, case.row),
    }
    return show(request, case, "person", context, here="patient", status=status)


@needs("guardian:note")
@require_POST
@about_one("person:read")
def add_guardian(request: HttpRequest, case: Case) -> HttpResponse:
    """Note a guardian: found in the person registry, and vouched for by it or by staff.

    A guardian reads and answers for years: only by one who has just shown who they are.
    """
    if not lately(request, SENT):
        return ask_anew(reverse("clinician:person", args=[case.pk]))
    form = GuardianForm(request.POST)
    if not form.is_valid():
        return _page(request, case, 422, guardian_form=form)
    read, actor = form.cleaned_data, actor_on(request)
    try:
        found = registry.ask(actor, read["number"])
        if found is None:
            form.add_error("number", _("Numret finns inte i personregistret. Kontrollera det."))
            return _page(request, case, 422, guardian_form=form)
        actions.note_guardian(
            case.row,
            found,
            actions.ask_of_child(actor, case.row),
            read["verified"],
            born=read["born"],
            now=case.now,
            today=local_day(case.now),
            by=actor,
        )
    except (actions.CannotNote, registry.RegistryDown) as error:
        form.add_error(None, error.sentence)
        return _page(request, case, 422, guardian_form=form)
    tried(request, lambda: None, _("%(name)s kan nu företräda barnet.") % {"name": found.full_name})
    return redirect("clinician:person", case.pk)


@needs("guardian:note")
@require_POST
@about_one("person:read")
def end_guardian(request: HttpRequest, case: Case, guardian: UUID) -> HttpResponse:
    """End one's access, with a reason."""
    row = queries.guardian(case.row, guardian)
    if row is None:
        raise Http404
    form = WhyForm(request.POST, prefix="slut")
    why = form.cleaned_data["why"] if form.is_valid() else ""
    ending = policies.Ending(case.row, row)
    tried(
        request,
        lambda: actions.end_guardian(ending, why, now=case.now, by=actor_on(request)),
        _("Ombudet kommer inte in längre."),
    )
    return redirect("clinician:person", case.pk)


@needs("person:mark")
@require_POST
@about_one("person:read")
def protect(request: HttpRequest, case: Case, on: int) -> HttpResponse:
    """Mark the identity as protected (1), or take the mark away (0)."""
    form = WhyForm(request.POST, prefix="skydd")
    if not form.is_valid():
        return _page(request, case, 422, protect_form=form)
    return _done(
        request,
        case,
        form,
        "protect_form",
        lambda why: actions.set_protected(case.row, why, protected=bool(on), by=actor_on(request)),
        _("Uppgifterna är markerade som skyddade.") if on else _("Markeringen är borttagen."),
    )


@needs("person:mark")
@require_POST
@about_one("person:read")
def lock(request: HttpRequest, case: Case, on: int) -> HttpResponse:
    """Lock the account (1) and end its sessions, or lift the lock (0)."""
    form = WhyForm(request.POST, prefix="konto")
    if not form.is_valid():
        return _page(request, case, 422, lock_form=form)
    act = actions.lock_account if on else actions.unlock_account
    return _done(
        request,
        case,
        form,
        "lock_form",
        lambda why: act(case.row, why, now=case.now, by=actor_on(request)),
        _("Kontot är låst, och alla inloggningar är avslutade.") if on else _("Kontot är upplåst."),
    )


def _done(request: HttpRequest, case: Case, form: WhyForm, name: str, act: Any, said: str) -> HttpResponse:
    try:
        act(form.cleaned_data["why"])
    except actions.CannotNote as error:
        form.add_error("why", error.sentence)
        return _page(request, case, 422, **{name: form})
    tried(request, lambda: None, said)
    return redirect("clinician:person", case.pk)
