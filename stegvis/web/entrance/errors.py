"""Pages for what went wrong, each with what to do. They lean on nothing that may itself be broken."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from stegvis.lib.clock import utc_now
from stegvis.web.entrance import parking
from stegvis.web.shell import actor_on

# What a browser may send again for us: text fields. The token and the old revision's token are new.
NOT_REPEATED = frozenset({"csrfmiddlewaretoken"})
# What a form carries beside somebody's own words.
NOT_WORDS = frozenset({"revision", "once", "do", "live", "stammer", "informed"})
_WORDS = re.compile(r"\S\s+\S|^\s*[^\W\d_]{3,}[.!?…]*\s*$")
_OF_A_COURSE = re.compile(r"/min/[0-9a-f-]{36}/")

# Swedish and in the code: templates, static files and catalogues may be what is broken.
LAST_WORDS = (
    '<!doctype html><html lang="sv"><title>Något gick fel</title><h1>Något gick fel hos oss</h1>'
    "<p>Vänta en stund och försök igen. Det du har sparat finns kvar.</p>"
    "<p>Är det fara för liv, ring 112. Mår du dåligt, ring 1177 eller Självmordslinjen på 90101.</p></html>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not yours. The two look the same."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: ours. Rendered without the request, whose session or database may be what broke."""
    try:
        page: str = render_to_string("500.html")
    except Exception:  # noqa: BLE001 - when even the page is broken, there are still words
        page = LAST_WORDS
    return HttpResponse(page, status=500)


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """401 for a form that came after the session had ended: what was typed is kept, or goes along to be sent again.

    None when nothing was typed, or not on a page of ours: then the way in is enough.
    """
    kept = typed(request) if request.method == "POST" and _from_here(request) else []
    return _too_old(request, kept, 401) if kept else None


def acting_over(request: HttpRequest) -> HttpResponse | None:
    """401 for a form about somebody whom one may not act for any longer: nothing is sent, and the words are shown again.

    None when nothing was typed, or not on a page of ours.
    """
    if request.method != "POST" or not _OF_A_COURSE.match(request.path) or not _from_here(request):
        return None
    fields = [(name, value) for name, value in typed(request) if name not in NOT_WORDS]
    words = [value for _name, value in fields if _WORDS.search(value)]
    return render(request, "entrance/acting_over.html", {"words": words}, status=401) if fields else None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the page was too old to be trusted, after a new sign-in for instance. What was typed goes along.

    Sent from a page of our own it can be sent again by a press of the button; from anywhere else it cannot.
    """
    return _too_old(request, typed(request) if _from_here(request) else [], 403)


def _too_old(request: HttpRequest, kept: list[tuple[str, Any]], status: int) -> HttpResponse:
    """A script that saves by itself has the text on its own page; a person's press must not lose it."""
    signed_in = actor_on(request).signed_in
    by_hand = request.headers.get("X-Autosave") != "1"
    parked = bool(kept) and not signed_in and by_hand and parking.park(request, kept)
    context = {"kept": kept, "parked": parked, "signed_in": signed_in, "target": request.get_full_path()}
    return render(request, "entrance/too_old.html", context, status=status)


def too_fast(request: HttpRequest, wait_ms: int) -> HttpResponse:
    """429: how long to wait, and until when; what was typed waits in the page. Help is never held to a limit."""
    seconds = -(-wait_ms // 1000)
    again = localtime(utc_now() + timedelta(seconds=seconds))
    kept = typed(request) if request.method == "POST" and _from_here(request) else []
    context = {"seconds": seconds, "clock": f"{again:%H.%M.%S}", "kept": kept, "target": request.get_full_path()}
    page = render(request, "429.html", context, status=429)
    page.headers["Retry-After"] = str(seconds)
    return page


def _from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of ours."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


def typed(request: HttpRequest) -> list[tuple[str, Any]]:
    """The text that came in a form, by field, to be sent again from a page of ours."""
    fields = request.POST.lists()
    return [(name, value) for name, values in fields if name not in NOT_REPEATED for value in values]
