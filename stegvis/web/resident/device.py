"""Whether this device is the resident's own: said here, and taken back here."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access import keeping as access
from stegvis.access.doors import needs
from stegvis.web.shell import actor_on
from stegvis.web.walking.device import cookie, is_own

# Everything that the browser has stored for us, in every tab. Cookies are not storage: they stay.
WIPE = '"storage"'


@needs("own:read")
@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest) -> HttpResponse:
    """What it means to say so, and saying it or taking it back."""
    if request.method != "POST":
        return render(request, "resident/device.html", {"own": is_own(request), "days": access.FORTNIGHT_DAYS})
    account_id, own = actor_on(request).account_id, request.POST.get("own") == "yes"
    said = access.with_own_device if own else access.without_own_device
    response = redirect("resident:device")
    _remember(response, said(cookie(request), account_id))
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
