"""Pages about the service, the way to help, the gallery, and the choice of language."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import ANYONE, needs
from stegvis.ui.gallery import gallery_context
from stegvis.web.entrance.ways import wanted

# The texts carry the day somebody last read them through.
READ_THROUGH_ON = date(2026, 11, 23)


@needs(ANYONE)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Stegvis is, for whom, and what happens with what one writes."""
    return render(request, "entrance/about.html", {"updated_on": READ_THROUGH_ON})


@needs(ANYONE)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement: what works, what does not, how to say so."""
    return render(request, "entrance/accessibility.html", {"updated_on": READ_THROUGH_ON})


@needs(ANYONE)
@require_safe
def crisis(request: HttpRequest) -> HttpResponse:
    """Where to turn at once. Reached from every page, signed in or not."""
    return render(request, "entrance/crisis.html", {"updated_on": READ_THROUGH_ON})


@needs(ANYONE)
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component that pages are built from."""
    return render(request, "ui/gallery.html", gallery_context())


@needs(ANYONE)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember a language in a cookie and go back to where one was."""
    response = redirect(wanted(request) or "entrance:front")
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response
