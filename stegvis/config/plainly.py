"""HTTPS, and what becomes of a request that came without it."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.security import SecurityMiddleware

# Whoever looks whether we live sends nothing and reads nothing that is secret: it is answered as it comes.
ALIVE = re.compile(r"/halsa")


class SafeWayMiddleware(SecurityMiddleware):
    """Django's headers; but only somebody who opens a page is led on to HTTPS.

    A program that calls us, and a form that is sent, have already sent what they had over an open line. Led on, nobody
    would ever notice: they are refused, so that whoever set the address wrong mends it.
    """

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:  # type: ignore[override]
        """A redirect for a page, a refusal for all else, None where it came safely."""
        if ALIVE.fullmatch(request.path):
            return None
        redirect = super().process_request(request)
        if redirect is None or opens_a_page(request):
            return redirect
        return HttpResponse("HTTPS krävs. / HTTPS is required.\n", status=403, content_type="text/plain; charset=utf-8")


def opens_a_page(request: HttpRequest) -> bool:
    """A browser that shows a page says that it wants HTML; nothing else does."""
    return request.method in {"GET", "HEAD"} and "text/html" in request.headers.get("Accept", "")
