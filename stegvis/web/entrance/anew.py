"""Showing who one is once more, before something that protects an account or others' access is changed."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from stegvis.access import sessions
from stegvis.access.doors import SIGNED_IN, needs
from stegvis.access.oidc.providers import provider
from stegvis.lib.clock import utc_now
from stegvis.web.entrance.ways import onward, wanted, with_next
from stegvis.web.shell import actor_on, home_of


@needs(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def anew(request: HttpRequest) -> HttpResponse:
    """Why it is asked, and the way to the provider that one came in by. In the demo a press is enough."""
    actor, target, found = actor_on(request), wanted(request), provider(sessions.way_of(request))
    by_press = settings.STEGVIS_DEMO and not sessions.way_of(request)
    if request.method == "POST":
        if not by_press:
            raise Http404
        sessions.identify_again(request, utc_now())
        return redirect(onward(actor, target))
    context = {
        "target": target,
        "by_press": by_press,
        "name": found.name if found else "",
        "there": with_next(reverse("entrance:eid", args=[found.key]) if found else reverse("entrance:sign_in"), target),
        "back": home_of(actor),
    }
    return render(request, "entrance/anew.html", context)
