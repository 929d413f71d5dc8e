"""One set of sent answers, to read. Drafts are the resident's own and have no page here (safety rule 5)."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import queries
from stegvis.care.persons.queries import sent_for
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.web import scored
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show


@needs("enrolment:read")
@require_safe
@about_one("response:read")
def response(request: HttpRequest, case: Case, response: UUID) -> HttpResponse:
    """Questions with their answers, scores first."""
    found = queries.response(case.row, response)
    if found is None:
        raise Http404
    definition = case.definition(found.definition.digest)
    context = {
        "found": found,
        "title": definition.title(case.language),
        "a": build_answers(definition, found.answers, language=case.language),
        "scores": [
            scored.fact_of(definition, each, case.language) for each in scored.results_of(definition, found.answers)
        ],
        "later": getattr(found, "amended_by", None),
        "earlier": found.amends,
        "acted": sent_for(case.row, found),
    }
    return show(request, case, "response", context, here="patient")
