"""A resident's own data: what they were told, what they object to, and what was handed out."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access.doors import needs
from stegvis.care.kinds import OBJECTION_STANDS, ObjectionKind
from stegvis.care.rights import actions
from stegvis.care.rights import queries as rights
from stegvis.course.worlds import real_now
from stegvis.law import information as texts
from stegvis.law.actions import editions
from stegvis.law.queries import information as queries
from stegvis.lib.errors import Cannot
from stegvis.web.fields import text_field
from stegvis.web.law.right_words import effect
from stegvis.web.shell import actor_on


class ObjectionForm(forms.Form):
    """What somebody does not want their data used for, and by whom."""

    provider = forms.ChoiceField(
        label=gettext_lazy("Vem gäller det?"), error_messages={"required": gettext_lazy("Välj vem det gäller.")}
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Vad vill du inte att dina uppgifter används till?"),
        choices=ObjectionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad du invänder mot.")},
    )
    text = text_field(
        gettext_lazy("Vill du berätta mer?"), "", help_text=gettext_lazy("Du behöver inte säga varför."), required=False
    )

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["provider"]
        field.choices = providers
        if len(providers) == 1:
            field.initial = providers[0][0]
            field.widget = forms.HiddenInput()


@needs("own:account")
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Everything on one page; the form notes an objection."""
    actor = actor_on(request)
    places = rights.places(actor)
    form = ObjectionForm(
        request.POST if request.method == "POST" else None,
        providers=[(str(place.provider.pk), place.provider.name) for place in places],
    )
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        against = rights.own_against(actor, read["provider"])
        if against is None:
            raise Http404
        try:
            actions.note(against, ObjectionKind(read["kind"]), read["text"], now=real_now(), by=actor)
            messages.success(request, _("Vi har antecknat din invändning. Den gäller från nu, tills den är avgjord."))
            return redirect("law:own")
        except Cannot as refused:
            form.add_error(getattr(refused, "field", "") or None, refused.sentence)
    seen = queries.own_seen(actor)
    latest = {row.edition.provider_id: row for row in reversed(seen)}
    mine = {place.provider.pk for place in places}
    language = get_language() or "sv"
    context = {
        "editions": [
            (row, texts.told(row.texts, language), latest.get(row.provider_id))
            for row in queries.published()
            if row.provider_id in mine
        ],
        "objections": [(row, effect(row), row.state in OBJECTION_STANDS) for row in rights.own_objections(actor)],
        "disclosures": rights.own_disclosures(actor),
        "form": form,
        "has_places": bool(places),
        "has_many": len(places) > 1,
    }
    return render(request, "law/own.html", context, status=422 if request.method == "POST" else 200)


@needs("own:account")
@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The resident does not object any longer."""
    actor = actor_on(request)
    row = rights.own_objection(actor, pk)
    if row is None:
        raise Http404
    try:
        actions.take_back(row, now=real_now(), by=actor)
        messages.success(request, _("Invändningen är återtagen."))
    except Cannot as refused:
        messages.error(request, refused.sentence)
    return redirect("law:own")


@needs("own:account")
@require_POST
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """ "Jag har läst": the home page does not ask again."""
    actor = actor_on(request)
    row = queries.edition(pk)
    shown = queries.shown(actor, row) if row else None
    if shown is None:
        raise Http404
    editions.note_seen(shown, now=real_now(), by=actor)
    return redirect("resident:home")
