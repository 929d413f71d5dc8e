"""From a portal or an app where somebody is signed in already, to the same provider of e-ID without a new identification.

The ticket is what lets the provider be asked so quietly; who it is, the provider says. Nobody is signed in by a ticket.
"""

import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from stegvis.access.doors import ANYONE, needs
from stegvis.access.oidc import hopping, protocol, waiting
from stegvis.access.oidc.kinds import Stopped
from stegvis.access.oidc.providers import portal as portal_by
from stegvis.access.oidc.providers import private_key
from stegvis.lib.clock import utc_now
from stegvis.web.entrance.eid import refuse
from stegvis.web.entrance.ways import local

LOG = logging.getLogger(__name__)


@needs(ANYONE)
@require_GET
def hop(request: HttpRequest, portal: str) -> HttpResponse:
    """Judge the ticket, use it up, and send on to the provider. An address that is not ours leads to the first page.

    Whoever is signed in here goes the same way: a shared computer may hold somebody else's session.
    """
    found, now = portal_by(portal), utc_now()
    if found is None:
        raise Http404
    there, provider = found
    audience = f"{settings.STEGVIS_BASE_URL.rstrip('/')}{reverse('entrance:hop', args=[there.key])}"
    try:
        keys = hopping.public_keys([private_key(place) for place in there.keys])
        ticket = hopping.read_ticket(there, keys, request.GET.get("biljett", ""), audience, now)
        hopping.use_up(ticket)
    except Stopped as stopped:
        # A stranger can do this at will: a line for those who run the service, no row, and nothing of what was sent.
        LOG.warning("hop refused: %s %s", there.key, stopped.refusal)
        return _gone(request, there.name)
    target = local(ticket.target)
    back = request.build_absolute_uri(reverse("entrance:eid_answer", args=[provider.key]))
    try:
        address, begun = protocol.begin(provider, back=back, target=target, now=now, kept=True)
    except Stopped as stopped:
        return refuse(request, provider, stopped, target)
    waiting.keep(request, begun)
    response = redirect(address)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _gone(request: HttpRequest, name: str) -> HttpResponse:
    response = render(request, "entrance/hop_gone.html", {"name": name}, status=403)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
