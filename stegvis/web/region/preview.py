"""A frozen program as the resident will see it: the same steps in the same frame, read only."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.rendering import find_step, preview_step
from stegvis.program.document import Document
from stegvis.web.region.asking import candidate_or_404, version_or_404
from stegvis.web.region.contents import contents_of
from stegvis.web.shell import shell_of_preview


@dataclass(frozen=True, slots=True)
class Source:
    """What is previewed, and the addresses around it. `back_words`: where the way back leads, if not to the region."""

    document: Document
    back_url: str
    start_url: str
    step_url: Callable[[str], str]
    back_words: str = ""


@needs("region:read")
@require_safe
def candidate_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The first page of a candidate."""
    return show_start(request, _candidate(request, pk))


@needs("region:read")
@require_safe
def candidate_step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """One step of a candidate."""
    return show_step(request, _candidate(request, pk), step)


@needs("region:read")
@require_safe
def version_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The first page of a version."""
    return show_start(request, _version(request, pk))


@needs("region:read")
@require_safe
def version_step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """One step of a version."""
    return show_step(request, _version(request, pk), step)


def _candidate(request: HttpRequest, pk: UUID) -> Source:
    found = candidate_or_404(request, pk)
    return _source(found.candidate.document_id, "candidate", pk)


def _version(request: HttpRequest, pk: UUID) -> Source:
    return _source(version_or_404(request, pk).document_id, "version", pk)


def _source(document_hash: str, name: str, pk: UUID) -> Source:
    return Source(
        open_document(document_hash),
        reverse(f"region:{name}", args=[pk]),
        reverse(f"region:{name}_preview", args=[pk]),
        lambda step: reverse(f"region:{name}_step", args=[pk, step]),
    )


def show_start(request: HttpRequest, source: Source) -> HttpResponse:
    """The first page, with the whole content and every step."""
    steps = [step.id for module in source.document.modules for step in module.steps]
    contents = contents_of(source.document)
    for module in contents.modules:
        for section in module["sections"]:
            for step in section["steps"]:
                step["url"] = source.step_url(step["id"])
    context = {
        "source": source,
        "contents": contents,
        "first_url": source.step_url(steps[0]) if steps else "",
        "shell": shell_of_preview(request, source.back_url),
    }
    return render(request, "region/preview_start.html", context)


def show_step(request: HttpRequest, source: Source, step_id: str) -> HttpResponse:
    """One step, with the way to the ones beside it."""
    document = source.document
    step = find_step(document, step_id)
    if step is None:
        raise Http404
    language = get_language() or document.language
    module = next(found for found in document.modules if step in found.steps)
    order = [found.id for part in document.modules for found in part.steps]
    here = order.index(step_id)
    context = {
        "source": source,
        "shell": shell_of_preview(request, source.back_url),
        "title": document.text(step.key("title"), language),
        "module_title": document.text(module.key("title"), language),
        "number": module.steps.index(step) + 1,
        "total": len(module.steps),
        "content": preview_step(
            document, step_id, language=language, media_url=lambda digest: reverse("media:file", args=[digest])
        ),
        "previous_url": source.step_url(order[here - 1]) if here else source.start_url,
        "next_url": source.step_url(order[here + 1]) if here + 1 < len(order) else "",
    }
    return render(request, "region/preview_step.html", context)
