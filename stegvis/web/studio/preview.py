"""The whole draft walked as the resident: the same steps in the same frame, read only."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.authoring import queries
from stegvis.catalogue.rendering import find_step, preview_step
from stegvis.catalogue.richtext import safe_html
from stegvis.catalogue.telling import shown_opening_words
from stegvis.program.document import Document, Module
from stegvis.web.shell import shell_of_preview
from stegvis.web.studio.asking import actor_of


@needs("program:preview")
@require_safe
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the resident reads first, and every step."""
    document = _draft(request, pk)
    language = get_language() or document.language
    steps = [step.id for module in document.modules for step in module.steps]
    context = {
        "shell": shell_of_preview(request, reverse("studio:program", args=[pk])),
        "pk": pk,
        "title": document.text("program.title", language),
        "lead": safe_html(document.text("program.lead", language)),
        "welcome": safe_html(document.text("program.welcome", language)),
        "modules": [_module(document, module, language) for module in document.modules],
        "first": steps[0] if steps else "",
    }
    return render(request, "studio/preview_start.html", context)


@needs("program:preview")
@require_safe
def step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """One step, with the way to the ones beside it."""
    document = _draft(request, pk)
    found = find_step(document, step)
    if found is None:
        raise Http404
    language = get_language() or document.language
    module = next(part for part in document.modules if found in part.steps)
    order = [inner.id for part in document.modules for inner in part.steps]
    here = order.index(step)
    start_url = reverse("studio:preview", args=[pk])
    context = {
        "shell": shell_of_preview(request, reverse("studio:program", args=[pk])),
        "pk": pk,
        "title": document.text(found.key("title"), language),
        "module_title": document.text(module.key("title"), language),
        "number": module.steps.index(found) + 1,
        "total": len(module.steps),
        "content": preview_step(document, step, language=language, media_url=queries.media_url),
        "previous_url": _url(pk, order[here - 1]) if here else start_url,
        "next_url": _url(pk, order[here + 1]) if here + 1 < len(order) else start_url,
        "last": here + 1 == len(order),
    }
    return render(request, "studio/preview_step.html", context)


def _draft(request: HttpRequest, pk: UUID) -> Document:
    document = queries.draft(actor_of(request), pk)
    if document is None:
        raise Http404
    return document


def _url(pk: UUID, step: str) -> str:
    return reverse("studio:preview_step", args=[pk, step])


def _module(document: Document, module: Module, language: str) -> dict[str, object]:
    return {
        "title": document.text(module.key("title"), language),
        "lead": document.text(module.key("lead"), language),
        "opening": shown_opening_words(document, module, language),
        "sections": [
            {
                "title": document.text(section.key("title"), language),
                "steps": [
                    {"id": step.id, "title": document.text(step.key("title"), language)} for step in section.steps
                ],
            }
            for section in module.sections
        ],
    }
