"""Holds a request to its limit, after the gate and before the view: whoever is turned away uses nothing up."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from stegvis.access.throttling.bucket import Limit
from stegvis.access.throttling.taking import wait_for
from stegvis.access.throttling.visitors import client_address
from stegvis.config.throttles import COMING_BACK, Amounts, limit_of
from stegvis.lib.clock import utc_now
from stegvis.web.entrance.errors import too_fast

LOG = logging.getLogger(__name__)


class ThrottleMiddleware:
    """A bucket for whoever is signed in; else one for the session and a wide one for the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on: what is judged is judged when the route is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponseBase | None:
        """None lets the view run."""
        match = request.resolver_match
        name = limit_of(match.view_name, request.method or "", asked=bool(request.GET)) if match else ""
        if not match or not name:
            return None
        amounts, now = settings.STEGVIS_LIMITS[name], utc_now()
        for who, limit in visitors(request, amounts):
            if wait := wait_for(name, who, limit, now):
                # Who it was is in no log: an account, a session or an address of somebody in care.
                LOG.warning("too fast: %s at %s, %s", name, match.view_name, who.split()[0])
                return too_fast(request, wait)
        return None


def visitors(request: HttpRequest, amounts: Amounts) -> list[tuple[str, Limit]]:
    """Whose buckets a request goes into, the narrowest first."""
    own = Limit(amounts.own, amounts.seconds)
    actor = request.actor  # type: ignore[attr-defined]
    if actor.signed_in:
        return [(f"account {actor.account_id}", own)]
    address = (f"address {client_address(request)}", Limit(amounts.address, amounts.seconds))
    # A session that has no row is one that the visitor has made up: a new one at each request would never be full.
    if not request.session.session_key or request.session.is_empty():
        return [address]
    begun = (f"session {request.session.session_key}", own)
    match = request.resolver_match
    # Whoever comes back from a provider was counted on the way out: others behind the address must not shut them out.
    return [begun] if match and match.view_name in COMING_BACK else [begun, address]
