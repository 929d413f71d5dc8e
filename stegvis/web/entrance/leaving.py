"""Signing out: here at once, and then at the provider of e-ID, where it has such a way."""

from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access import sessions
from stegvis.access.doors import ANYONE, needs
from stegvis.access.oidc.kinds import Stopped
from stegvis.access.oidc.metadata import metadata_of
from stegvis.access.oidc.providers import provider
from stegvis.lib.clock import utc_now
from stegvis.lib.encryption import CannotDecrypt
from stegvis.lib.fields import key_ring

THERE = "signed-out-of"


@needs(ANYONE)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server, and have the browser forget what it kept of unsaved text."""
    way, token = sessions.way_of(request), sessions.token_of(request)
    sessions.sign_out(request)
    if token and _end_session(way):
        request.session[THERE] = {"way": way, "token": key_ring().encrypt(token, THERE)}
        response = redirect("entrance:sign_out_there")
    else:
        messages.success(request, _("Du är utloggad."))
        response = redirect("entrance:front")
    # The script of every page does it too; this holds where scripts do not run.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _end_session(way: str) -> str:
    """Where one signs out at the provider; empty where it has no such place, or cannot be reached."""
    found = provider(way)
    try:
        return metadata_of(found, utc_now()).end_session if found and found.logout else ""
    except Stopped:
        return ""


@needs(ANYONE)
@require_safe
def at_provider(request: HttpRequest) -> HttpResponseBase:
    """Signed out here; one press, or the page's script, signs out there too. The ID token goes in a form, not an address."""
    kept = request.session.get(THERE)
    address = _end_session(kept["way"]) if kept else ""
    found = provider(kept["way"]) if kept else None
    if not kept or not address or found is None:
        return redirect("entrance:front")
    try:
        token = key_ring().decrypt(kept["token"], THERE)
    except CannotDecrypt:
        # Sealed under a key that has been taken away since: signed out here all the same.
        return redirect("entrance:front")
    fields = {
        "id_token_hint": token,
        "client_id": found.client_id,
        "post_logout_redirect_uri": request.build_absolute_uri(reverse("entrance:signed_out")),
    }
    parts = urlsplit(address)
    page = csp_update({"form-action": [f"{parts.scheme}://{parts.netloc}"]})(
        lambda asked: render(
            asked, "entrance/signed_out.html", {"there": address, "fields": fields, "name": found.name}
        )
    )
    return page(request)


@needs(ANYONE)
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Back from signing out there."""
    request.session.pop(THERE, None)
    messages.success(request, _("Du är utloggad."))
    return redirect("entrance:front")
