"""Reading an open program without signing in, where its region allows it: nothing is asked, stored or counted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import ANYONE, needs
from stegvis.catalogue import queries
from stegvis.catalogue.rendering import find_step, preview_step
from stegvis.ui.addresses import address
from stegvis.web.media.views import serve
from stegvis.web.open.finding import row_or_404
from stegvis.web.open.words import Told


def _told(code: str) -> Told:
    row = row_or_404(code)
    if not row.preview or row.ended_at is not None:
        raise Http404
    return Told(row)


@needs(ANYONE)
@require_safe
def contents(request: HttpRequest, code: str) -> HttpResponse:
    """The introduction and every step."""
    told = _told(code)
    document, language = told.document, told.language
    modules = [
        {
            "title": document.text(module.key("title"), language),
            "steps": [
                (document.text(step.key("title"), language), address("open:preview_step", code, step.id))
                for step in module.steps
            ],
        }
        for module in document.modules
    ]
    return render(request, "open/contents.html", {"told": told, "modules": modules})


@needs(ANYONE)
@require_safe
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One step to read. What can be filled in is closed."""
    told = _told(code)
    document, language = told.document, told.language
    found = find_step(document, step)
    if found is None:
        raise Http404
    order = [each.id for module in document.modules for each in module.steps]
    at = order.index(step)
    context = {
        "told": told,
        "title": document.text(found.key("title"), language),
        "content": preview_step(
            document,
            step,
            language=language,
            media_url=lambda digest: address("open:preview_media", code, digest),
        ),
        "previous_url": address("open:preview_step", code, order[at - 1]) if at else address("open:preview", code),
        "next_url": address("open:preview_step", code, order[at + 1]) if at + 1 < len(order) else "",
    }
    return render(request, "open/reading.html", context)


@needs(ANYONE)
@require_safe
def media(request: HttpRequest, code: str, digest: str) -> HttpResponseBase:
    """A file of a program that can be read by everyone."""
    return serve(request, queries.preview_media(digest, _told(code).row), digest)
