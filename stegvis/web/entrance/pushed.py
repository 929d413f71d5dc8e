"""The browser's own helper for notices. It holds nothing of anybody, so it is open; there is none where push is off."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import ANYONE, needs
from stegvis.notifications import browsers


@needs(ANYONE)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Never stored, so that what is mended here is mended in every browser."""
    if browsers.public_key() is None:
        raise Http404
    return render(request, "entrance/push_worker.js", content_type="text/javascript; charset=utf-8")
