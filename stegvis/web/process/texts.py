"""All texts of a frozen state as a document to read and check, on a page and as PDF."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.catalogue.alltexts import AllTexts, all_texts
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.telling import language_name
from stegvis.course.worlds import real_now
from stegvis.governance.candidates import Frozen, candidate_of, frozen_states
from stegvis.web.papers import as_pdf
from stegvis.web.process.asking import initiative_or_404
from stegvis.web.process.frame import framed
from stegvis.web.process.frozen import chosen, said_of
from stegvis.web.text_paper import texts_paper


@needs("process:read")
@require_safe
def texts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything there is to read, numbered."""
    found = initiative_or_404(request, pk)
    states = frozen_states(found)
    candidate = candidate_of(found)
    state = chosen(states, request.GET.get("visa", "")) or chosen(
        states, next((each.key for each in states if candidate and each.document_hash == candidate.document_id), "")
    )
    context: dict[str, Any] = {"states": [{"key": each.key, "words": said_of(each)} for each in states], "state": state}
    if state is not None:
        document = open_document(state.document_hash)
        whole = all_texts(document, request.GET.get("sprak", ""))
        query = f"visa={state.key}&sprak={whole.language}"
        context |= {
            "whole": whole,
            "state_words": said_of(state),
            "languages": [{"code": code, "name": language_name(code)} for code in sorted(document.texts)],
            "pdf_url": f"{reverse('process:texts_pdf', args=[pk])}?{query}",
        }
    return render(request, "process/texts.html", framed(request, found, "texts", **context))


@needs("process:read")
@require_safe
def texts_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as PDF/UA."""
    found = initiative_or_404(request, pk)
    state = chosen(frozen_states(found), request.GET.get("visa", ""))
    if state is None:
        raise Http404
    whole = all_texts(open_document(state.document_hash), request.GET.get("sprak", ""))
    return as_pdf(texts_paper(whole, _about(state, whole)), "alla-texter", real_now())


def _about(state: Frozen, whole: AllTexts) -> tuple[tuple[str, str], ...]:
    return (
        (_("Gäller"), said_of(state)),
        (_("Språk"), language_name(whole.language)),
        (_("Kontrollsumma"), state.document_hash[:16]),
    )
