"""Signing in and out, and choosing a hat.

In demo mode signing in is choosing a person; outside it that way does not exist. How a real identity is
verified is behind `access.sessions.sign_in` and not known here.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access import queries as access
from stegvis.access import sessions
from stegvis.access.actor import Actor
from stegvis.access.doors import ANYONE, needs
from stegvis.access.kinds import HatKind
from stegvis.access.oidc.kinds import Audience
from stegvis.access.oidc.providers import provider, providers
from stegvis.lib.clock import local_day, utc_now
from stegvis.web.entrance import demo_cast, parking
from stegvis.web.entrance.ways import onward, wanted, with_next
from stegvis.web.shell import SEVERAL_HATS, actor_on


@needs(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The providers of e-ID, residents' first; in the demo its people too; or a word that none is connected here."""
    if request.method == "POST":
        return _be(request)
    if request.user.is_authenticated and not actor_on(request).signed_in:
        return redirect(with_next(reverse("entrance:hats"), wanted(request)))
    context = {
        "groups": demo_cast.groups(demo_cast.members()),
        "demo": settings.STEGVIS_DEMO,
        "next": wanted(request),
        "residents": ways_in(Audience.RESIDENT, wanted(request)),
        "staff": ways_in(Audience.STAFF, wanted(request)),
        "ended": "slut" in request.GET,
    }
    return render(request, "entrance/sign_in.html", context)


def ways_in(audience: Audience, target: str) -> list[tuple[str, str]]:
    """Name and address of each provider of e-ID for this audience."""
    return [(each.name, with_next(reverse("entrance:eid", args=[each.key]), target)) for each in providers(audience)]


def _be(request: HttpRequest) -> HttpResponse:
    member = demo_cast.member(request.POST.get("person", ""))
    account = sessions.SessionBackend().get_user(member.account_id) if member else None
    if account is None:
        raise Http404
    hats = sessions.sign_in(request, account, local_day(utc_now()))
    return arrived(request, hats, wanted(request))


def arrived(request: HttpRequest, hats: list[Actor], target: str) -> HttpResponse:
    """On from signing in: with one hat to what was wanted, with several to the choice."""
    request.session[SEVERAL_HATS] = len(hats) > 1
    if len(hats) == 1 and hats[0].hat.key != NO_HAT:
        return _on(request, hats[0], target)
    return redirect(with_next(reverse("entrance:hats"), target))


def _on(request: HttpRequest, actor: Actor, target: str) -> HttpResponse:
    """To what was wanted; first of all to what somebody had typed when the session ended."""
    if parking.waits_for(request, actor):
        return redirect("resident:resume")
    return redirect(onward(actor, target))


@needs(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def hats(request: HttpRequest) -> HttpResponse:
    """Choose in which capacity to work; or read why there is none to choose."""
    if not request.user.is_authenticated:
        return redirect(with_next(reverse("entrance:sign_in"), wanted(request)))
    today = local_day(utc_now())
    if request.method == "POST":
        if anew := _only_anew(request):
            return redirect(anew)
        actor = sessions.choose_hat(request, request.POST.get("hat", ""), today)
        if actor is not None:
            return _on(request, actor, wanted(request))
        messages.error(request, _("Det uppdraget gäller inte längre. Välj ett annat."))
        return redirect(with_next(reverse("entrance:hats"), wanted(request)))
    found = access.own_hats(request.user, today, sessions.told(request))
    return render(request, "entrance/hats.html", _choice(request, found))


# How many commissions the sign-in told of that do not count here.
LEFT_OUT = "left-out"
# Somebody who is known but neither employed nor commissioned anywhere.
NO_HAT = f"{HatKind.EMPLOYEE.value}:"


def _only_anew(request: HttpRequest) -> str:
    """Where a member of staff signs in again: by e-ID another commission is another sign-in. Empty where it is not so."""
    way = sessions.way_of(request)
    if not way or not request.session.get(sessions.HAT_KEY) or provider(way) is None:
        return ""
    return with_next(reverse("entrance:eid", args=[way]), wanted(request))


def _choice(request: HttpRequest, found: list[Actor]) -> dict[str, Any]:
    worn = actor_on(request)
    return {
        "hats": [(actor, _what(actor)) for actor in found if actor.hat.key != NO_HAT],
        "worn": worn.hat.key if worn.signed_in else "",
        "lost": bool(request.session.get(sessions.HAT_KEY)) and not worn.signed_in,
        "next": wanted(request),
        "name": found[0].name if found else "",
        "anew": _only_anew(request),
        "left_out": request.session.get(LEFT_OUT, 0),
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
