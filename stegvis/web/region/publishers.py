"""Where programs are built: the provider's publisher units. Care units come with the directory, these do not."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access import actions, directory
from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.lib.clock import local_day, utc_now
from stegvis.web.process.doing import trying
from stegvis.web.region.asking import actor_of

UNFIT = 422


@needs("settings:provider")
@require_http_methods(["GET", "HEAD", "POST"])
def publishers(request: HttpRequest) -> HttpResponse:
    """Each with how many build there today; a POST makes another."""
    return _page(request)


@needs("settings:provider")
@require_POST
def rename(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another name."""
    row = next((row for row, _count in directory.publisher_units(actor_of(request), _today()) if row.pk == pk), None)
    if row is None:
        raise Http404
    name = request.POST.get("name", "")
    tried = trying(lambda: actions.rename_publisher_unit(row, name, by=actor_of(request)))
    if tried:
        messages.success(request, _("Sparat."))
        return redirect("region:publishers")
    return _page(request, renaming=(pk, name, tried.sentence))


def _page(request: HttpRequest, renaming: tuple[UUID, str, str] | None = None) -> HttpResponse:
    actor, error, typed = actor_of(request), "", request.POST.get("name", "")
    training = request.POST.get("training") == "on"
    provider = access.provider_of(actor)
    if provider is None:
        raise Http404
    if request.method == "POST" and renaming is None:
        tried = trying(lambda: actions.make_publisher_unit(provider, typed, training=training, by=actor))
        if tried:
            messages.success(request, _("Utgivarenheten finns. Ge nu någon rollen designer där."))
            return redirect("region:publishers")
        error = tried.sentence
    rows = directory.publisher_units(actor, _today())
    context = {
        "rows": [(row, count, renaming[1:] if renaming and renaming[0] == row.pk else None) for row, count in rows],
        "error": error,
        "typed": "" if renaming else typed,
        "training": training,
    }
    return render(request, "region/publishers.html", context, status=UNFIT if error or renaming else 200)


def _today() -> date:
    return local_day(utc_now())
