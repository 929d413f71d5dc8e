"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from stegvis.access.doors import ANYONE, needs
from stegvis.web.shell import actor_on, home_of


@needs(ANYONE)
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is, in a breath, and the way in."""
    actor = actor_on(request)
    home = home_of(actor) if actor.signed_in else ""
    return render(request, "entrance/front.html", {"home": home, "name": actor.name})


@needs(ANYONE)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it here whatever the page says."""
    return redirect(static("ui/favicon.svg"))
