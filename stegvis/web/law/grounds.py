"""What the provider uses each program for, who is controller, and on what ground."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.law.actions import editions as actions
from stegvis.law.actions.editions import CannotKeep
from stegvis.law.kinds import GroundKind
from stegvis.law.queries import grounds as queries
from stegvis.web.fields import text_field
from stegvis.web.shell import actor_on


class GroundForm(forms.Form):
    """One program's use and ground."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Vad används programmet till?"),
        choices=GroundKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad programmet används till.")},
    )
    controller = forms.CharField(
        label=gettext_lazy("Personuppgiftsansvarig"),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vem som är personuppgiftsansvarig.")},
    )
    basis = text_field(
        gettext_lazy("Rättslig grund"),
        gettext_lazy("Skriv den rättsliga grunden."),
        help_text=gettext_lazy("Invånaren läser det på programmets sida. Forskning: skriv också etikbeslutets nummer."),
    )


@needs("law:keep")
@require_safe
def grounds(request: HttpRequest) -> HttpResponse:
    """Every program that the provider uses or may hand out, and what holds."""
    return render(request, "law/grounds.html", {"rows": queries.to_settle(actor_on(request))})


@needs("law:keep")
@require_http_methods(["GET", "HEAD", "POST"])
def ground(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Settle one program's."""
    actor = actor_on(request)
    found = queries.used(actor, pk)
    if found is None:
        raise Http404
    version = _key(request.GET.get("till", ""))
    held = queries.holding(found.program.pk, found.provider)
    initial: dict[str, Any] = {"kind": held.kind, "controller": held.controller, "basis": held.basis}
    form = GroundForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            actions.settle_ground(
                found, GroundKind(read["kind"]), read["controller"], read["basis"], now=real_now(), by=actor
            )
            messages.success(request, _("Sparat. Invånarna läser det på programmets sida."))
            return redirect("region:version", version) if version else redirect("law:grounds")
        except CannotKeep as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
    context = {"form": form, "title": found.program.title, "held": held, "history": queries.history(found)}
    return render(request, "law/ground.html", context, status=422 if request.method == "POST" else 200)


def _key(text: str) -> UUID | None:
    """The version whose page one came from, and goes back to."""
    try:
        return UUID(text)
    except ValueError:
        return None
