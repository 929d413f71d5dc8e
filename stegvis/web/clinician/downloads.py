"""What staff may take with them of one run: papers and a spreadsheet. Each is logged as a copy (Utskrift)."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.audit.kinds import Activity
from stegvis.care import answers, queries, registered
from stegvis.course.series import PASSED
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.web import bundles, papers, scored, sheets
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.results import shown_of


@needs("enrolment:read")
@require_safe
@about_one("response:print", Activity.PRINT)
def response_pdf(request: HttpRequest, case: Case, response: UUID) -> HttpResponse:
    """One set of sent answers with its scores."""
    found = queries.response(case.row, response)
    if found is None:
        raise Http404
    definition, language = case.definition(found.definition.digest), case.language
    view = build_answers(definition, found.answers, language=language)
    results = scored.results_of(definition, found.answers)
    scores = tuple(
        (scored.name_of(definition, each.code, language), scored.on_scale(definition, each, language))
        for each in results
    )
    about = (*_about(case), (_("Skickat"), papers.said_at(found.sent_at or found.saved_at)), _printed(case))
    paper = papers.answers_paper(view, about, scores, language=language, marks=True, remarks=_remarks(found))
    return papers.as_pdf(paper, "svar", case.now)


@needs("enrolment:read")
@require_safe
@about_one("response:export", Activity.PRINT)
def response_fhir(request: HttpRequest, case: Case, response: UUID) -> HttpResponse:
    """One set of sent answers with its scores, for another system."""
    found = queries.response(case.row, response)
    if found is None:
        raise Http404
    definition = case.definition(found.definition.digest)
    bundle = bundles.response_bundle(definition, found, case.row.course.person.number, case.language)
    return papers.as_file(bundles.as_bytes(bundle), bundles.KIND, "svar", "json", case.now)


@needs("enrolment:read")
@require_safe
@about_one("results:print", Activity.PRINT)
def results_pdf(request: HttpRequest, case: Case) -> HttpResponse:
    """What the results page shows now: the same choice in the address."""
    timeline = shown_of(request, case).timeline
    if timeline is None:
        raise Http404
    paper = papers.results_paper(timeline, (*_about(case), _printed(case)), language=case.language)
    return papers.as_pdf(paper, "resultat", case.now)


@needs("enrolment:read")
@require_safe
@about_one("results:export", Activity.PRINT)
def results_csv(request: HttpRequest, case: Case) -> HttpResponse:
    """Every answer and score of the run, by occasion, with what was never answered; then its diaries."""
    content = sheets.as_csv([*_rows(case), *_diaries(case)])
    return papers.as_file(content, "text/csv; charset=utf-8", "resultat", "csv", case.now)


def _rows(case: Case) -> list[sheets.Row]:
    """Oldest first, the unanswered occasions where they fall."""
    timed: list[tuple[Any, list[sheets.Row]]] = []
    for found in answers.all_sent(case.row):
        definition = case.definition(found.definition.digest)
        at = found.sent_at or found.saved_at
        correction = sheets.CORRECTED if hasattr(found, "amended_by") else sheets.CORRECTION if found.amends_id else ""
        title = _occasion_title(case, found.occasion)
        timed.append((at, list(sheets.rows_of(definition, found.answers, at, title, case.language, correction))))
    for occasion in case.state.occasions:
        if occasion.state in PASSED and occasion.opens_at is not None:
            definition, title = case.definition(occasion.questionnaire), case.occasion_title(occasion)
            timed.append((occasion.opens_at, [sheets.unanswered(definition, occasion.opens_at, title, case.language)]))
    return [row for _at, rows in sorted(timed, key=lambda pair: pair[0]) for row in rows]


def _diaries(case: Case) -> Iterator[sheets.Row]:
    """The entries that count, diary by diary, oldest first. One query for each diary."""
    for plan in case.plan.diaries.values():
        for row in registered.entries(case.row, plan.id, date.min, date.max):
            definition = case.definition(row.definition.digest)
            correction = sheets.CORRECTION if row.revision > 1 else ""
            yield from sheets.registered(definition, row.answers, row.on, row.at, case.language, correction)


def _occasion_title(case: Case, key: str) -> str:
    planned = case.state.occasion(key)
    return case.occasion_title(planned) if planned else ""


def _about(case: Case) -> papers.Pairs:
    """Whom a paper is about, and of what: a sheet alone must be told from everybody else's."""
    version = case.row.course.version
    program = case.row.course.title
    return (
        (_("Invånare"), f"{case.name}, {case.row.course.person.number.display}"),
        (_("Program"), _("%(title)s, version %(n)s") % {"title": program, "n": version.number} if version else program),
        (_("Enhet"), f"{case.row.unit.name}, {case.row.unit.provider.name}"),
    )


def _printed(case: Case) -> tuple[str, str]:
    said = {"when": papers.said_at(case.now), "name": case.actor.name}
    return _("Utskrivet"), _("%(when)s av %(name)s") % said


def _remarks(found: Any) -> list[str]:
    if hasattr(found, "amended_by"):
        return [_("Invånaren har rättat de här svaren. Det finns nyare.")]
    return [_("Det här är en rättelse av tidigare svar.")] if found.amends_id else []
