"""Whether this device is the resident's own, and what its browser may keep of unsaved text."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access import keeping as access
from stegvis.access.doors import needs
from stegvis.lib.clock import utc_now
from stegvis.web.shell import actor_on

# Everything that the browser has stored for us, in every tab. Cookies are not storage: they stay.
WIPE = '"storage"'


@dataclass(frozen=True, slots=True)
class Keeping:
    """For the page: the keys as JSON, and whether sealed text may outlive the browser's session."""

    keys: str
    own: bool


def keeping(request: HttpRequest) -> Keeping:
    """What this resident's pages hand to their script. The page is never stored; so neither are the keys."""
    account_id = actor_on(request).account_id
    found = access.keys_for(account_id, localtime(utc_now()).date())
    return Keeping(json.dumps({"name": found.name, "keys": found.keys}), is_own(request))


def is_own(request: HttpRequest) -> bool:
    """Whether the resident has said "Det här är min egen enhet" here."""
    return access.is_own_device(_cookie(request), actor_on(request).account_id)


@needs("own:read")
@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest) -> HttpResponse:
    """What it means to say so, and saying it or taking it back."""
    if request.method != "POST":
        return render(request, "resident/device.html", {"own": is_own(request), "days": access.FORTNIGHT_DAYS})
    account_id, own = actor_on(request).account_id, request.POST.get("own") == "yes"
    said = access.with_own_device if own else access.without_own_device
    response = redirect("resident:device")
    _remember(response, said(_cookie(request), account_id))
    if own:
        messages.success(request, _("Sparat. Den här enheten är din egen."))
    else:
        response.headers["Clear-Site-Data"] = WIPE
        messages.success(
            request, _("Sparat. Inget du skriver ligger kvar på den här enheten när du stänger webbläsaren.")
        )
    return response


def _cookie(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.OWN_DEVICE_COOKIE_NAME, "")


def _remember(response: HttpResponse, value: str) -> None:
    name = settings.OWN_DEVICE_COOKIE_NAME
    if not value:
        response.delete_cookie(name, samesite="Lax")
        return
    response.set_cookie(
        name,
        value,
        max_age=access.COOKIE_DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
