"""A program that was handed over: what it contains and what is new."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.catalogue import queries
from stegvis.catalogue.differing import changes_between
from stegvis.catalogue.freezing import open_document
from stegvis.governance import queries as process
from stegvis.web.region.asking import actor_of, candidate_or_404
from stegvis.web.region.contents import contents_of


@needs("region:read")
@require_safe
def candidate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything the coordinator needs to decide."""
    found = candidate_or_404(request, pk)
    document = open_document(found.candidate.document_id)
    last = queries.newest_version(found.candidate.program)
    before = open_document(last.document_id) if last and found.version is None else None
    context = {
        "handed_over": found,
        "candidate": found.candidate,
        "contents": contents_of(document),
        "last": last,
        "changes": changes_between(before, document) if before else None,
        "work": process.under_way(actor_of(request), found.candidate.program_id),
        "step_url": "region:candidate_step",
        "step_pk": pk,
    }
    return render(request, "region/candidate.html", context)
