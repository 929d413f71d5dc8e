"""One set of sent answers, to read. Drafts are the resident's own and have no page here (safety rule 5)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import queries
from stegvis.lib import switches
from stegvis.questionnaires import engine
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.questionnaires.engine import Definition, ScoreResult, band_key, score_key
from stegvis.ui.charts import written
from stegvis.ui.parts import Fact
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
        "scores": [_score(definition, each, case.language) for each in _scores(definition, found.answers)],
        "later": getattr(found, "amended_by", None),
        "earlier": found.amends,
    }
    return show(request, case, "response", context, here="patient")


def _scores(definition: Definition, answers: Any) -> list[ScoreResult]:
    """None where the installation has no scores (safety rule 9)."""
    return engine.score(definition, answers) if switches.scores() else []


def _score(definition: Definition, result: ScoreResult, language: str) -> Fact:
    label = definition.text(score_key(result.code), language)
    if result.value is None:
        return Fact(label, "–")
    band = definition.text(band_key(result.code, result.band.code), language) if result.band else ""
    return Fact(label, written(float(result.value)), band)
