"""What other places show of ours: who may frame a card, and a QR code as a drawing."""

from uuid import UUID

from django.http import HttpResponse

from stegvis.access import settings
from stegvis.access.settings import Key
from stegvis.ui.print import qr_svg

# Other sites may show what is made to be shown there; nothing else of ours.
RESOURCE = "Cross-Origin-Resource-Policy"


def embeddable(response: HttpResponse, provider_id: UUID) -> HttpResponse:
    """Let the sites that the provider has named frame this page, and no others. It holds nothing personal."""
    sites = str(settings.value(Key.EMBEDDED_IN, provider_id=provider_id)).split()
    response._csp_update = {"frame-ancestors": ["'self'", *sites]}  # type: ignore[attr-defined]
    response.xframe_options_exempt = True
    response.headers[RESOURCE] = "cross-origin"
    return response


def qr_file(address: str) -> HttpResponse:
    """A QR code of an address, to put on paper or on a page."""
    response = HttpResponse(qr_svg(address, scales=True), content_type="image/svg+xml; charset=utf-8")
    response.headers[RESOURCE] = "cross-origin"
    # As a page of its own it is only a drawing.
    response.headers["Content-Disposition"] = 'inline; filename="qr.svg"'
    return response
