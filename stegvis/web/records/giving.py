"""An extract is given out: a resident takes their own, a records officer makes one that somebody has asked for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.records import extract, queries
from stegvis.records.extract import Extract
from stegvis.web import bundles, papers
from stegvis.web.records.archive import provider_or_404
from stegvis.web.records.bundle import bundle_of
from stegvis.web.records.forms import ExtractForm
from stegvis.web.records.paper import paper_of
from stegvis.web.shell import actor_on


@needs("own:account")
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What the extract holds, and the two ways to take it."""
    return render(request, "records/own.html")


@needs("own:account")
@require_safe
def own_pdf(request: HttpRequest) -> HttpResponse:
    """Everything about oneself, to read."""
    return _as_pdf(_own(request), "mina-uppgifter")


@needs("own:account")
@require_safe
def own_fhir(request: HttpRequest) -> HttpResponse:
    """The same for another system."""
    return _as_fhir(_own(request), "mina-uppgifter")


def _own(request: HttpRequest) -> Extract:
    found = extract.own(actor_on(request), now=real_now())
    if found is None:
        raise Http404
    return found


@needs("records:extract")
@require_http_methods(["GET", "HEAD", "POST"])
def asked_for(request: HttpRequest) -> HttpResponse:
    """Whose, why, and in which form. The answer to the form is the file itself."""
    provider_or_404(request)
    actor = actor_on(request)
    form = ExtractForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        patient = queries.patient(actor, form.cleaned_data["number"], "record:search")
        if patient is None:
            form.add_error("number", _("Vårdgivaren har inga uppgifter om någon med det numret."))
        else:
            made = extract.asked_for(actor, patient, form.cleaned_data["reason"], now=real_now())
            return _as_fhir(made, "registerutdrag") if "fhir" in request.POST else _as_pdf(made, "registerutdrag")
    return render(request, "records/asked_for.html", {"form": form}, status=422 if form.errors else 200)


def _as_pdf(made: Extract, name: str) -> HttpResponse:
    return papers.as_pdf(paper_of(made, get_language() or "sv"), name, made.made_at)


def _as_fhir(made: Extract, name: str) -> HttpResponse:
    content = bundles.as_bytes(bundle_of(made, get_language() or "sv"))
    return papers.as_file(content, bundles.KIND, name, "json", made.made_at)
