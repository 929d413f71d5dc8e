"""Short addresses: what stands on a letter or a poster. One per unit, one per program on a unit."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access import queries as access
from stegvis.access.doors import ANYONE, needs
from stegvis.care import own as care
from stegvis.catalogue import queries as catalogue
from stegvis.ui.print import qr_svg
from stegvis.web.embedding import embeddable, qr_file
from stegvis.web.shell import actor_on, home_of


@needs(ANYONE)
@require_safe
def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """The unit's card: who they are and how to reach them."""
    actor = actor_on(request)
    home = home_of(actor) if actor.signed_in else ""
    return render(request, "entrance/unit.html", {"unit": _unit(unit), "home": home, "resident": actor.is_resident})


@needs(ANYONE)
@require_safe
def way(request: HttpRequest, unit: str, program: str) -> HttpResponse:
    """To the resident's own run of this program on this unit; a calm word when there is none."""
    place = _unit(unit)
    found = catalogue.program_by_code(program, place.pk)
    if found is None:
        raise Http404
    actor = actor_on(request)
    if actor.is_resident:
        course_id = care.course_on(actor, place.pk, found.pk)
        if course_id is not None:
            return redirect("resident:program", course_id)
    return render(request, "entrance/way.html", {"unit": place, "program": found, "actor": actor})


@needs(ANYONE)
@require_safe
def unit_card(request: HttpRequest, unit: str) -> HttpResponse:
    """The unit's card for other sites: who they are and the way in. It knows nobody."""
    place = _unit(unit)
    text = _("Har du fått ett program härifrån? Logga in och fortsätt där du var.")
    context = {"title": place.name, "text": text, "href": _whole(place)}
    return embeddable(render(request, "entrance/card.html", context), place.provider_id)


@needs(ANYONE)
@require_safe
def unit_qr(request: HttpRequest, unit: str) -> HttpResponse:
    """The unit's address as a QR code."""
    return qr_file(_whole(_unit(unit)))


@needs(ANYONE)
@require_safe
def unit_poster(request: HttpRequest, unit: str) -> HttpResponse:
    """The unit's address to print and put up in the waiting room."""
    place = _unit(unit)
    context = {
        "title": place.name,
        "text": _("Har du fått ett program av oss? Här loggar du in."),
        "address": _whole(place),
        "qr": mark_safe(qr_svg(_whole(place), scales=True)),  # noqa: S308 - drawn by us from an address of ours
        "provider": place.provider.name,
    }
    return render(request, "entrance/poster.html", context)


def _whole(place: Any) -> str:
    return f"{settings.STEGVIS_BASE_URL.rstrip('/')}{reverse('entrance:unit', args=[place.code])}"


def _unit(code: str) -> Any:
    found = access.unit_by_code(code)
    if found is None:
        raise Http404
    return found
