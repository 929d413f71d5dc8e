"""Programs that other providers offer: read, tried, checked by one's own, and only then used."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.catalogue import actions, queries
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.policies import Taking
from stegvis.course.worlds import real_now
from stegvis.web.region.asking import actor_of
from stegvis.web.region.contents import contents_of
from stegvis.web.region.forms import VerifyForm


@needs("region:read")
@require_safe
def offered(request: HttpRequest) -> HttpResponse:
    """What is offered, and what has become of it here."""
    rows = queries.offered(actor_of(request))
    context = {
        "left": [row for row in rows if row.newest and row.verification is None],
        "taken": [row for row in rows if row.verification is not None],
    }
    return render(request, "region/offered.html", context)


@needs("version:distribute")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version: what it is, and the check that lets it in."""
    actor = actor_of(request)
    found, provider = queries.offered_version(actor, pk), access.provider_of(actor)
    if found is None or provider is None:
        raise Http404
    if found.verification is not None:
        return redirect("region:version", pk)
    form = VerifyForm(request.POST or None)
    error = ""
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            actions.verify(Taking(found.version, provider), read["checks"], read["note"], now=real_now(), by=actor)
        except actions.CannotVerify as refused:
            error = refused.sentence
        else:
            messages.success(request, _("Kontrollen är sparad. Nu kan du dela ut programmet till era enheter."))
            return redirect("region:version", pk)
    context = {
        "offered": found,
        "version": found.version,
        "contents": contents_of(open_document(found.version.document_id)),
        "form": form,
        "error": error,
        "step_url": "catalogue:try_step",
        "step_pk": pk,
    }
    return render(request, "region/verify.html", context, status=422 if error or form.errors else 200)
