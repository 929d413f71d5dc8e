"""Putting a record right: answers are marked as wrong, and a mark is taken back (PDL 3:14, GDPR art. 16).

What stood stays to be read, struck through, with why.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.care import corrections, policies, queries
from stegvis.care.actions import correcting
from stegvis.course.corrected import Wrong
from stegvis.course.queries import Response
from stegvis.questionnaires.answer_rows import AnswersView, build_answers, struck_through
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.fields import text_field
from stegvis.web.shell import actor_on

MOST_OF_QUESTION = 120


class StrikeForm(forms.Form):
    """What is wrong, why, and what is right."""

    item = forms.ChoiceField(
        label=gettext_lazy("Vad är fel?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Välj vad som är fel.")},
    )
    reason = text_field(
        gettext_lazy("Varför är det fel?"),
        gettext_lazy("Skriv varför det är fel. Invånaren läser det."),
        help_text=gettext_lazy("Till exempel att svaren gäller någon annan. Invånaren läser det."),
    )
    right = text_field(
        gettext_lazy("Vad är rätt?"),
        "",
        rows=2,
        help_text=gettext_lazy("Om du vet. Det blir inget nytt svar, bara en upplysning."),
        required=False,
    )

    notes = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka anteckningar besvarar det här?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Din motivering blir svaret. Är alla svar fel besvaras alla anteckningar. Det du inte kryssar i väntar kvar."
        ),
    )

    def __init__(self, *args: Any, view: AnswersView, notes: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wait: Any = self.fields["notes"]
        wait.choices = [(str(each.pk), _short(each.text)) for each in notes if each.answered_at is None]
        if not wait.choices:
            del self.fields["notes"]
        field: Any = self.fields["item"]
        field.choices = [
            ("", _("Alla svar vid det här tillfället")),
            *((row.key, _asked(row.prefix, row.text, row.lines)) for row in view.rows if row.asks),
        ]


def _asked(prefix: str, text: str, lines: tuple[str, ...]) -> str:
    question = f"{prefix} {text}".strip()
    return f"{_short(question)} ({', '.join(lines) or _('inte besvarad')})"


def _short(text: str) -> str:
    return text if len(text) <= MOST_OF_QUESTION else f"{text[:MOST_OF_QUESTION].rstrip()} …"


class RestoreForm(forms.Form):
    """Why it counts again."""

    reason = text_field(
        gettext_lazy("Varför ska det räknas igen?"),
        gettext_lazy("Skriv varför svaren ska räknas igen. Invånaren läser det."),
        help_text=gettext_lazy("Invånaren läser det."),
    )


@needs("answer:correct")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("response:read")
def strike(request: HttpRequest, case: Case, response: UUID) -> HttpResponse:
    """Mark all of it, or one answer, as wrong."""
    found = _found(case, response)
    view = build_answers(case.definition(found.definition.digest), found.answers, language=case.language)
    notes = corrections.marks(case.row, found.pk).dissents.get(found.pk, ())
    form = StrikeForm(request.POST if request.method == "POST" else None, view=view, notes=notes)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            chosen = [UUID(each) for each in read.get("notes", ())]
            words = (read["item"], read["reason"], read["right"])
            correcting.strike(case.row, found, *words, chosen, by=actor_on(request))
        except correcting.CannotCorrect as error:
            form.add_error(error.field or None, error.sentence)
        else:
            messages.success(request, _("Markerat som fel. Det som stod finns kvar, överstruket."))
            return redirect("clinician:response", case.pk, found.pk)
    context = {"form": form, "found": found, "title": view.title, "may": policies.may_correct(case.actor, case.row)}
    return show(request, case, "strike", context, here="patient", status=422 if form.errors else 200)


@needs("answer:correct")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("response:read")
def restore(request: HttpRequest, case: Case, response: UUID, struck: UUID) -> HttpResponse:
    """A mark was itself wrong."""
    found, row = _found(case, response), corrections.struck(case.row, struck)
    if row is None or row.ref != found.pk:
        raise Http404
    if request.method != "POST" and row.taken_back_at is not None:
        messages.info(request, _("Markeringen är redan borttagen."))
        return redirect("clinician:response", case.pk, found.pk)
    form = RestoreForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            correcting.take_back(case.row, row, form.cleaned_data["reason"], by=actor_on(request))
        except correcting.CannotCorrect as error:
            form.add_error(error.field or None, error.sentence)
        else:
            messages.success(request, _("Markeringen är borttagen. Svaren räknas igen."))
            return redirect("clinician:response", case.pk, found.pk)
    definition = case.definition(found.definition.digest)
    view = build_answers(definition, found.answers, language=case.language)
    what = next((_asked(each.prefix, each.text, each.lines) for each in view.rows if each.key == row.item), "")
    context = {
        "form": form,
        "struck": row,
        "found": found,
        "title": view.title,
        "what": what,
        "may": policies.may_correct(case.actor, case.row),
    }
    return show(request, case, "restore", context, here="patient", status=422 if form.errors else 200)


def _found(case: Case, pk: UUID) -> Response:
    found = queries.response(case.row, pk)
    if found is None:
        raise Http404
    return found


def read_out(view: AnswersView, wrong: Wrong) -> AnswersView:
    """The answers with what is wrong struck through."""
    return struck_through(view, wrong.holds) if wrong else view
