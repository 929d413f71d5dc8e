"""Needs-and-risk notes: one in force for each role, and those before it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.access.granting import actions, queries
from stegvis.access.kinds import Role
from stegvis.lib.clock import utc_now
from stegvis.web.region.access.forms import NoteForm
from stegvis.web.region.asking import actor_of

UNFIT = 422


@needs("access:read")
@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """Every role with its note, and the earlier ones."""
    rows = [
        {"role": role, "label": role.label, "newest": next(iter(found), None), "earlier": found[1:]}
        for role, found in queries.notes(actor_of(request)).items()
    ]
    return render(request, "region/access_notes.html", {"rows": rows})


@needs("access:grant")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, role: str) -> HttpResponse:
    """Write the note of one role anew. The one before stays in its history."""
    actor = actor_of(request)
    provider = queries.provider_of(actor)
    if provider is None or role not in set(Role):
        raise Http404
    newest: Any = queries.in_force(provider.pk, Role(role))
    initial = {"need": newest.need, "risk": newest.risk} if newest else None
    form = NoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            actions.write_needs(provider, Role(role), read["need"], read["risk"], now=utc_now(), by=actor)
            messages.success(request, _("Analysen är sparad."))
            return redirect("region:access_notes")
        except actions.CannotDecide as error:
            form.add_error(None, error.sentence)
    status = UNFIT if request.method == "POST" else 200
    context = {"form": form, "label": Role(role).label, "newest": newest}
    return render(request, "region/access_note.html", context, status=status)
