"""Answers by phone, on paper or at a visit: entered by staff, read through once more, then sent and marked (rule 16).

The answers travel signed between the two pages: nothing is stored before they are sent, and nobody's draft is read.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.care import policies
from stegvis.care.actions import entering
from stegvis.course import dangers
from stegvis.course.entering import Given
from stegvis.course.kinds import GivenBy
from stegvis.course.reach import CannotReach, reach_occasion
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.questionnaires import engine
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.questionnaires.answering import read_post, with_row, without_row
from stegvis.questionnaires.engine import Definition, Problem
from stegvis.questionnaires.form import build_form
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.trying import tried
from stegvis.web.fields import day_field
from stegvis.web.shell import actor_on

_SALT = "stegvis.clinician.entering"
# Between the form and sending: a working day's interruptions, and no more.
LASTS_S = 4 * 3600


class GivenForm(forms.Form):
    """How and when the answers were given, and that they have been compared once more."""

    way = forms.ChoiceField(
        label=gettext_lazy("Hur lämnade invånaren svaren?"),
        choices=GivenBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj hur svaren lämnades.")},
    )
    on = day_field(gettext_lazy("Vilken dag?"))
    checked = forms.BooleanField(
        label=gettext_lazy("Jag har jämfört svaren en gång till med det invånaren sa eller skrev."),
        error_messages={"required": gettext_lazy("Jämför svaren en gång till, och kryssa sedan i rutan.")},
    )
    dangers = forms.BooleanField(
        label=gettext_lazy("Svaren som är markerade stämmer. Jag har frågat invånaren om dem."),
        required=False,
    )

    def __init__(self, *args: Any, risky: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if risky:
            self.fields["dangers"].required = True
            self.fields["dangers"].error_messages["required"] = _(
                "Kontrollera de markerade svaren särskilt, och kryssa sedan i rutan."
            )
        else:
            del self.fields["dangers"]


@needs("answer:enter")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("enrolment:read")
def enter(request: HttpRequest, case: Case, occasion: str) -> HttpResponse:
    """The form; then all of it to read through; then it is sent."""
    definition = _asked(case, occasion)
    if request.method != "POST":
        return _form(request, case, occasion, definition, engine.initial(definition))
    if carried := request.POST.get("buret"):
        return _send(request, case, occasion, definition, carried)
    received = read_post(definition, request.POST)
    answers, rows = _with_rows(request.POST, received.answers, received.rows)
    if rows != received.rows:
        return _form(request, case, occasion, definition, answers, rows=rows)
    kept = engine.clean(definition, answers)
    problems = (*received.problems, *engine.validate(definition, kept, completed=True))
    if problems:
        return _form(request, case, occasion, definition, answers, problems, rows=rows)
    return _review(request, case, occasion, definition, dict(kept))


def _asked(case: Case, occasion: str) -> Definition:
    """The questionnaire of an occasion that is open now. 404 for what is not asked."""
    try:
        digest = reach_occasion(case.plan, case.standing, case.state, occasion)
    except CannotReach as error:
        raise Http404 from error
    return case.definition(digest)


def _form(
    request: HttpRequest,
    case: Case,
    occasion: str,
    definition: Definition,
    answers: Mapping[str, Any],
    problems: tuple[Problem, ...] = (),
    *,
    rows: Mapping[str, int] | None = None,
) -> HttpResponse:
    context = {
        "title": definition.title(case.language),
        "q": build_form(definition, answers, problems, preview=True, rows=rows, language=case.language),
        "may": policies.may_enter(case.actor, case.row),
        "action": reverse("clinician:enter", args=[case.pk, occasion]),
    }
    return show(request, case, "enter", context, here="patient", status=422 if problems else 200)


def _review(
    request: HttpRequest,
    case: Case,
    occasion: str,
    definition: Definition,
    answers: dict[str, Any],
    form: GivenForm | None = None,
) -> HttpResponse:
    risky = bool(dangers.dangers_in(case.row.course, definition, answers))
    initial = {"on": local_day(case.now)}
    context = {
        "title": definition.title(case.language),
        "a": build_answers(definition, answers, language=case.language),
        "risky": risky,
        "form": form or GivenForm(initial=initial, risky=risky),
        "carried": signing.dumps([str(case.pk), occasion, answers], salt=_SALT, compress=True),
        "action": reverse("clinician:enter", args=[case.pk, occasion]),
        "may": policies.may_enter(case.actor, case.row),
    }
    return show(request, case, "enter_review", context, here="patient", status=422 if form else 200)


def _send(request: HttpRequest, case: Case, occasion: str, definition: Definition, carried: str) -> HttpResponse:
    try:
        pk, of, answers = signing.loads(carried, salt=_SALT, max_age=LASTS_S)
    except signing.BadSignature as error:
        raise Cannot(_("Det tog för lång tid. Mata in svaren igen. Inget har skickats.")) from error
    if (pk, of) != (str(case.pk), occasion):
        raise Http404
    risky = bool(dangers.dangers_in(case.row.course, definition, answers))
    form = GivenForm(request.POST, risky=risky)
    if not form.is_valid():
        return _review(request, case, occasion, definition, answers, form)
    read = form.cleaned_data
    given = Given(GivenBy(read["way"]), read["on"])
    try:
        saved = entering.enter_answers(
            case.row, occasion, answers, given, checked=read["checked"], by=actor_on(request)
        )
    except entering.CannotEnter as error:
        form.add_error("on", error.sentence)
        return _review(request, case, occasion, definition, answers, form)
    if saved.problems:
        return _form(request, case, occasion, definition, answers, saved.problems)
    tried(request, lambda: None, _("Svaren är skickade, och markerade med att du har matat in dem."))
    return redirect("clinician:response", case.pk, saved.response.pk)


def _with_rows(
    posted: QueryDict, answers: dict[str, Any], rows: Mapping[str, int]
) -> tuple[dict[str, Any], Mapping[str, int]]:
    """A row more or less of what is asked several times, where that is what the button says."""
    verb, _colon, place = posted.get("do", "").partition(":")
    group, _hash, number = place.rpartition("#")
    if verb == "add" and place in rows:
        return answers, with_row(rows, place)
    if verb == "remove" and group in rows and number.isascii() and number.isdigit() and len(number) < 4:
        return without_row(answers, group, int(number)), {**rows, group: max(rows[group] - 1, 0)}
    return answers, rows
