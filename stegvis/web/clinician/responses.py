"""One set of sent answers, to read, with what has been said of them since. Drafts have no page here (safety rule 5)."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.care import corrections, policies, queries
from stegvis.care.actions import correcting
from stegvis.care.persons.queries import sent_for
from stegvis.care.rights.queries import may_take_out
from stegvis.course.queries import Response
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.web import marking, scored
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.correcting import read_out
from stegvis.web.clinician.frame import show
from stegvis.web.fields import text_field
from stegvis.web.shell import actor_on


class AnswerForm(forms.Form):
    """Why what was written stands."""

    reason = text_field(
        gettext_lazy("Svar på anteckningen"),
        gettext_lazy("Skriv ett svar. Den som skrev anteckningen läser det."),
        help_text=gettext_lazy("Skriv varför svaren står kvar som de är. Den som skrev anteckningen läser det."),
    )


@needs("enrolment:read")
@require_safe
@about_one("response:read")
def response(request: HttpRequest, case: Case, response: UUID) -> HttpResponse:
    """Questions with their answers, scores first."""
    return _page(request, case, _found(case, response), {})


@needs("answer:correct")
@require_POST
@about_one("response:read")
def answer(request: HttpRequest, case: Case, dissent: UUID) -> HttpResponse:
    """What the resident has noted is answered: the answers stand, and why."""
    row = corrections.dissent(case.row, dissent)
    if row is None:
        raise Http404
    found = _found(case, row.ref)
    form = AnswerForm(request.POST, prefix=_prefix(row.pk))
    if form.is_valid():
        try:
            correcting.answer_dissent(case.row, row, form.cleaned_data["reason"], by=actor_on(request))
        except correcting.CannotCorrect as error:
            form.add_error("reason", error.sentence)
        else:
            messages.success(request, _("Svaret är sparat. Den som skrev läser det bredvid sin anteckning."))
            return redirect("clinician:response", case.pk, found.pk)
    return _page(request, case, found, {row.pk: form}, status=422)


def _found(case: Case, pk: UUID) -> Response:
    found = queries.response(case.row, pk)
    if found is None:
        raise Http404
    return found


def _prefix(dissent: UUID) -> str:
    """Each note's form on the page has names of its own."""
    return f"not-{dissent}"


def _page(
    request: HttpRequest, case: Case, found: Response, bound: Mapping[UUID, AnswerForm], status: int = 200
) -> HttpResponse:
    definition, marks = case.definition(found.definition.digest), corrections.marks(case.row, found.pk)
    view = build_answers(definition, found.answers, language=case.language)
    wrong, may = marks.wrong(found.pk).in_(definition), policies.may_correct(case.actor, case.row)
    later = getattr(found, "amended_by", None)
    context = {
        "found": found,
        "title": definition.title(case.language),
        "a": read_out(view, wrong),
        "scores": [
            scored.fact_of(definition, each, case.language)
            for each in scored.results_of(definition, found.answers)
            if not wrong.voids(definition, each.code)
        ],
        "voided": bool(wrong),
        "later": later,
        "earlier": found.amends,
        "acted": sent_for(case.row, found),
        "may_correct": may,
        "may_enter_anew": policies.may_enter(case.actor, case.row) if hasattr(found, "entered") and not later else None,
        "whole": marks.whole(found.pk),
        "standing": marking.with_questions(marks.standing(found.pk), marking.questions_of(view)),
        "before": [row for row in marks.strikes.get(found.pk, ()) if row.taken_back_at],
        "noted": [
            (
                each,
                bound.get(each.pk) or AnswerForm(prefix=_prefix(each.pk)),
                marking.noted_by(each, case.row.course.person_id),
            )
            for each in marks.dissents.get(found.pk, ())
        ],
        "may_take_out": may_take_out(case.row),
    }
    return show(request, case, "response", context, here="patient", status=status)
