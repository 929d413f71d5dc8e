"""The resident's own blocks: what they mean, set one, take one back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.care.blocks import actions, policies, queries
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.web.shell import actor_on


@needs("own:account")
@require_http_methods(["GET", "HEAD", "POST"])
def blocks(request: HttpRequest) -> HttpResponse:
    """What is blocked, and a form with the places where the resident has anything."""
    actor = actor_on(request)
    error = ""
    if request.method == "POST":
        provider, _sep, unit = request.POST.get("vad", "").partition(":")
        wish = queries.own_wish(actor, provider, unit)
        if wish is None:
            error = _("Välj vad du vill spärra.")
        else:
            try:
                actions.set_block(wish, "", now=real_now(), by=actor)
                messages.success(request, _("Spärren gäller från nu."))
                return redirect("resident:blocks")
            except Cannot as refused:
                error = refused.sentence
    rows = queries.own_blocks(actor)
    standing = {(row.provider_id, row.unit_id) for row in rows if not row.taken_back_at}
    context = {
        "standing": [row for row in rows if not row.taken_back_at],
        "earlier": [row for row in rows if row.taken_back_at],
        "options": _options(actor, standing),
        "chosen": request.POST.get("vad", ""),
        "error": error,
        "acts_for": bool(actor.acting_for),
    }
    return render(request, "access_log/own_blocks.html", context, status=422 if error else 200)


def _options(actor: object, standing: set[tuple[UUID, UUID | None]]) -> list[tuple[str, str, str]]:
    found = []
    for place in queries.own_places(actor):  # type: ignore[arg-type]
        if (place.provider.pk, None) in standing:
            continue
        for unit in place.units:
            if (place.provider.pk, unit.pk) not in standing:
                hint = _("Andra enheter hos %(provider)s kan inte läsa det som finns här.")
                found.append((f"{place.provider.pk}:{unit.pk}", unit.name, hint % {"provider": place.provider.name}))
        label = _("Alla enheter hos %(provider)s") % {"provider": place.provider.name}
        hint = _("Varje enhet kan bara läsa det som finns hos den själv.")
        found.append((f"{place.provider.pk}:", label, hint))
    return found


@needs("own:account")
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a block back; what it shut can be read by others again."""
    actor = actor_on(request)
    row = queries.own_block(actor, pk)
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.take_back(row, "", now=real_now(), by=actor)
            messages.success(request, _("Spärren är borttagen."))
        except Cannot as refused:
            messages.error(request, refused.sentence)
        return redirect("resident:blocks")
    context = {
        "title": _("Ta bort spärren?"),
        "consequences": [
            _("Andra enheter som behandlar dig kan läsa det som var spärrat."),
            _("Du kan spärra igen när du vill."),
        ],
        "verdict": policies.may_take_back(actor, row),
        "cancel_url": reverse("resident:blocks"),
        "row": row,
    }
    return render(request, "access_log/own_take_back.html", context)
