"""The front page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from stegvis.access.doors import ANYONE, needs
from stegvis.web.entrance import demo_cast
from stegvis.web.shell import actor_on, home_of


@needs(ANYONE)
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is, in a breath, and the way in. In the demo the way in is everybody one can be."""
    actor = actor_on(request)
    home = home_of(actor) if actor.signed_in else ""
    found = demo_cast.members()
    context = {
        "home": home,
        "name": actor.name,
        "demo": settings.STEGVIS_DEMO,
        "first": [each for each in found if each.first],
        "groups": demo_cast.groups([each for each in found if not each.first]),
    }
    return render(request, "entrance/front.html", context)


@needs(ANYONE)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it here whatever the page says."""
    return redirect(static("ui/favicon.svg"))
