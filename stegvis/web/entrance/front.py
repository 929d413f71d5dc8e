"""The front page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from stegvis.access.doors import ANYONE, needs
from stegvis.access.oidc.kinds import Audience
from stegvis.web.entrance import demo_cast
from stegvis.web.entrance.signing import ways_in
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
        "residents": ways_in(Audience.RESIDENT, ""),
        "staff": ways_in(Audience.STAFF, ""),
        "first": [each for each in found if each.first],
        "groups": demo_cast.groups([each for each in found if not each.first]),
    }
    return render(request, "entrance/front.html", context)


@needs(ANYONE)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it here whatever the page says."""
    return redirect(static("ui/favicon.svg"))


@needs(ANYONE)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put Stegvis among its apps. It says nothing of anybody, and nothing runs in the background."""
    icons = [
        {"src": static(f"ui/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    said = {
        "name": "Stegvis",
        "short_name": "Stegvis",
        "lang": "sv",
        "id": "/",
        "start_url": "/min/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fffefb",
        "theme_color": "#fffefb",
        "icons": icons,
    }
    return JsonResponse(said, content_type="application/manifest+json", headers={"Cache-Control": "max-age=86400"})
