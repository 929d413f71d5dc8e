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
from stegvis.care import answers, corrections, queries, registered
from stegvis.care.rights.queries import may_take_out
from stegvis.course.corrected import NOTHING_WRONG, Marks
from stegvis.course.series import PASSED
from stegvis.questionnaires.answer_rows import AnswersView, build_answers
from stegvis.web import bundles, marking, papers, scored, sheets
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.correcting import read_out
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
    view, marks = build_answers(definition, found.answers, language=language), corrections.marks(case.row, found.pk)
    wrong = marks.wrong(found.pk)
    scores = tuple(
        (scored.name_of(definition, each.code, language), scored.on_scale(definition, each, language))
        for each in scored.results_of(definition, found.answers)
        if not wrong.voids(definition, each.code)
    )
    about = (*_about(case), (_("Skickat"), papers.said_at(found.sent_at or found.saved_at)), _printed(case))
    remarks = (*_remarks(found), *_marks(view, marks, found, case.row.course.person_id))
    view = read_out(view, wrong.in_(definition))
    paper = papers.answers_paper(view, about, scores, language=language, marks=True, remarks=remarks)
    return papers.as_pdf(paper, "svar", case.now)


@needs("enrolment:read")
@require_safe
@about_one("response:export", Activity.PRINT, may=may_take_out)
def response_fhir(request: HttpRequest, case: Case, response: UUID) -> HttpResponse:
    """One set of sent answers with its scores, for another system."""
    found = queries.response(case.row, response)
    if found is None:
        raise Http404
    definition = case.definition(found.definition.digest)
    wrong = corrections.wrong(case.row).get(found.pk, NOTHING_WRONG)
    bundle = bundles.response_bundle(definition, found, case.row.course.person.number, case.language, wrong)
    return papers.as_file(bundles.as_bytes(bundle), bundles.KIND, "svar", "json", case.now)


@needs("enrolment:read")
@require_safe
@about_one("results:print", Activity.PRINT)
def results_pdf(request: HttpRequest, case: Case) -> HttpResponse:
    """What the results page shows now: the same choice in the address."""
    shown = shown_of(request, case)
    if shown.timeline is None:
        raise Http404
    remarks = [*shown.entered, *shown.struck]
    paper = papers.results_paper(
        shown.timeline, (*_about(case), _printed(case)), language=case.language, remarks=remarks
    )
    return papers.as_pdf(paper, "resultat", case.now)


@needs("enrolment:read")
@require_safe
@about_one("results:export", Activity.PRINT, may=may_take_out)
def results_csv(request: HttpRequest, case: Case) -> HttpResponse:
    """Every answer and score of the run, by occasion, with what was never answered; then its diaries."""
    content = sheets.as_csv([*_rows(case), *_diaries(case)])
    return papers.as_file(content, "text/csv; charset=utf-8", "resultat", "csv", case.now)


def _rows(case: Case) -> list[sheets.Row]:
    """Oldest first, the unanswered occasions where they fall."""
    timed: list[tuple[Any, list[sheets.Row]]] = []
    marks = corrections.marks(case.row)
    for found in answers.all_sent(case.row):
        definition = case.definition(found.definition.digest)
        at = found.sent_at or found.saved_at
        marked, title = _marked(found, marks), _occasion_title(case, found.occasion)
        timed.append((at, list(sheets.rows_of(definition, found.answers, at, title, case.language, marked))))
    for occasion in case.state.occasions:
        if occasion.state in PASSED and occasion.opens_at is not None:
            definition, title = case.definition(occasion.questionnaire), case.occasion_title(occasion)
            timed.append((occasion.opens_at, [sheets.unanswered(definition, occasion.opens_at, title, case.language)]))
    return [row for _at, rows in sorted(timed, key=lambda pair: pair[0]) for row in rows]


def _marked(found: Any, marks: Marks) -> sheets.Marked:
    correction = sheets.CORRECTED if hasattr(found, "amended_by") else sheets.CORRECTION if found.amends_id else ""
    why = {row.item: row.reason for row in marks.standing(found.pk)}
    entered = getattr(found, "entered", None)
    return sheets.Marked(correction, why, marks.wrong(found.pk), marking.entered_said(entered) if entered else "")


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
    mark = (
        ((_("Skyddade uppgifter"), _("Lämna inte pappret framme, och förvara det inlåst.")),)
        if case.guarded_sign
        else ()
    )
    return (
        (_("Invånare"), f"{case.name}, {case.row.course.person.number.display}"),
        (_("Program"), _("%(title)s, version %(n)s") % {"title": program, "n": version.number} if version else program),
        (_("Enhet"), f"{case.row.unit.name}, {case.row.unit.provider.name}"),
        *mark,
    )


def _printed(case: Case) -> tuple[str, str]:
    said = {"when": papers.said_at(case.now), "name": case.actor.name}
    return _("Utskrivet"), _("%(when)s av %(name)s") % said


def _remarks(found: Any) -> list[str]:
    if later := getattr(found, "amended_by", None):
        if hasattr(later, "entered"):
            return [_("Svaren är inmatade på nytt av personal. Det finns nyare.")]
        return [_("Invånaren har rättat de här svaren. Det finns nyare.")]
    return [_("Det här är en rättelse av tidigare svar.")] if found.amends_id else []


def _marks(view: AnswersView, marks: Marks, found: Any, person_id: UUID) -> list[str]:
    """How the answers came in, what of them is wrong, and what the resident has said of them."""
    entered = getattr(found, "entered", None)
    return [
        *([marking.entered_said(entered)] if entered else []),
        *marking.strikes_said(marks.strikes.get(found.pk, ()), marking.questions_of(view), names=True),
        *(
            words
            for each in marks.dissents.get(found.pk, ())
            for words in marking.dissent_said(each, marking.noted_by(each, person_id), names=True)
        ),
    ]
