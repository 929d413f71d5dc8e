"""Ways in from elsewhere: a card for other sites, a QR code, and a poster for the waiting room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from stegvis.access.doors import ANYONE, needs
from stegvis.ui.print import qr_svg
from stegvis.web.embedding import embeddable, qr_file
from stegvis.web.open.finding import row_or_404
from stegvis.web.open.words import Told


@needs(ANYONE)
@require_safe
def card(request: HttpRequest, code: str) -> HttpResponse:
    """A small page that the region's own sites may show inside theirs; without scripts, and it knows nobody."""
    told = Told(row_or_404(code))
    context = {"title": told.title, "text": told.for_whom, "href": told.whole_address, "lang": told.spoken}
    return embeddable(render(request, "entrance/card.html", context), told.row.provider_id)


@needs(ANYONE)
@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The address as a QR code."""
    return qr_file(Told(row_or_404(code)).whole_address)


@needs(ANYONE)
@require_safe
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """To print and put up."""
    told = Told(row_or_404(code))
    context = {
        "title": told.title,
        "text": told.for_whom,
        "address": told.whole_address,
        "qr": mark_safe(qr_svg(told.whole_address, scales=True)),  # noqa: S308 - drawn by us from an address of ours
        "provider": told.row.provider.name,
    }
    return render(request, "entrance/poster.html", context)
