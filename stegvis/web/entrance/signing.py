"""Signing in and out, and choosing a hat.

In demo mode signing in is choosing a person; outside it that way does not exist. How a real identity is
verified is behind `access.sessions.sign_in` and not known here.
"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access import queries as access
from stegvis.access import sessions
from stegvis.access.actor import Actor
from stegvis.access.doors import ANYONE, needs
from stegvis.access.kinds import HatKind
from stegvis.lib.clock import utc_now
from stegvis.web.entrance import demo_cast, parking
from stegvis.web.entrance.ways import onward, wanted
from stegvis.web.shell import SEVERAL_HATS, actor_on


@needs(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The demo's people, or a word that sign-in is not connected here."""
    if request.method == "POST":
        return _be(request)
    if request.user.is_authenticated and not actor_on(request).signed_in:
        return redirect(_with_next(reverse("entrance:hats"), wanted(request)))
    context = {"groups": demo_cast.groups(demo_cast.members()), "demo": settings.STEGVIS_DEMO, "next": wanted(request)}
    return render(request, "entrance/sign_in.html", context)


def _be(request: HttpRequest) -> HttpResponse:
    member = demo_cast.member(request.POST.get("person", ""))
    account = sessions.SessionBackend().get_user(member.account_id) if member else None
    if account is None:
        raise Http404
    hats = sessions.sign_in(request, account, utc_now().date())
    request.session[SEVERAL_HATS] = len(hats) > 1
    if len(hats) == 1:
        return _on(request, hats[0])
    return redirect(_with_next(reverse("entrance:hats"), wanted(request)))


def _on(request: HttpRequest, actor: Actor) -> HttpResponse:
    """To what was wanted; first of all to what somebody had typed when the session ended."""
    if parking.waits_for(request, actor):
        return redirect("resident:resume")
    return redirect(onward(actor, wanted(request)))


@needs(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def hats(request: HttpRequest) -> HttpResponse:
    """Choose in which capacity to work; or read why there is none to choose."""
    if not request.user.is_authenticated:
        return redirect(_with_next(reverse("entrance:sign_in"), wanted(request)))
    today = utc_now().date()
    if request.method == "POST":
        actor = sessions.choose_hat(request, request.POST.get("hat", ""), today)
        if actor is not None:
            return _on(request, actor)
        messages.error(request, _("Det uppdraget gäller inte längre. Välj ett annat."))
        return redirect(_with_next(reverse("entrance:hats"), wanted(request)))
    found = access.own_hats(request.user, today)
    return render(request, "entrance/hats.html", _choice(request, found))


# Somebody who is known but neither employed nor commissioned anywhere.
NO_HAT = f"{HatKind.EMPLOYEE.value}:"


def _choice(request: HttpRequest, found: list[Actor]) -> dict[str, Any]:
    worn = actor_on(request)
    return {
        "hats": [(actor, _what(actor)) for actor in found if actor.hat.key != NO_HAT],
        "worn": worn.hat.key if worn.signed_in else "",
        "lost": bool(request.session.get(sessions.HAT_KEY)) and not worn.signed_in,
        "next": wanted(request),
        "name": found[0].name if found else "",
    }


def _what(actor: Actor) -> str:
    """What one does there, in a few words."""
    if actor.hat.kind is HatKind.RESIDENT:
        return _("Dina egna program")
    if actor.hat.kind is HatKind.PUBLISHER:
        return _("Bygga program")
    if actor.hat.kind is HatKind.POST:
        return _("Samordna: bedöma, granska och dela ut program")
    if actor.hat.kind is HatKind.EMPLOYEE:
        return _("Delta i arbetet med program")
    if actor.hat.training:
        return _("Öva med påhittade invånare")
    if actor.can("enrolment:read"):
        return _("Arbeta med enhetens program")
    return _("Enhetens administration") if actor.permissions else _("Ingen roll på enheten än")


@needs(ANYONE)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server, and have the browser forget what it kept of unsaved text."""
    sessions.sign_out(request)
    messages.success(request, _("Du är utloggad."))
    response = redirect("entrance:front")
    # The script of every page does it too; this holds where scripts do not run.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _with_next(address: str, target: str) -> str:
    return f"{address}?{urlencode({'next': target})}" if target else address
