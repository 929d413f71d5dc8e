"""Answers by phone, on paper or at a visit: entered by staff, read through once more, then sent and marked (rule 16).

What was entered wrongly is entered anew in the same two steps.

The answers travel signed between the two pages: nothing is stored before they are sent, and nobody's draft is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.care import corrections, policies, queries
from stegvis.care.actions import correcting, entering
from stegvis.course import dangers
from stegvis.course.actions import Saved
from stegvis.course.entering import Given
from stegvis.course.kinds import GivenBy
from stegvis.course.queries import Response
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
from stegvis.web.fields import day_field, text_field
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

    reason = text_field(
        gettext_lazy("Vad blev fel förra gången?"),
        gettext_lazy("Skriv vad som blev fel. Invånaren läser det."),
        help_text=gettext_lazy(
            "Det som matades in först finns kvar, överstruket, med det du skriver här. Invånaren läser det."
        ),
    )

    def __init__(self, *args: Any, risky: bool = False, anew: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not anew:
            del self.fields["reason"]
        if risky:
            self.fields["dangers"].required = True
            self.fields["dangers"].error_messages["required"] = _(
                "Kontrollera de markerade svaren särskilt, och kryssa sedan i rutan."
            )
        else:
            del self.fields["dangers"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is being entered: an occasion for the first time; or `earlier`, which was entered wrongly, anew."""

    case: Case
    occasion: str
    definition: Definition
    earlier: Response | None = None
    # The mark that stands on all of what was entered wrongly: then it has been said what went wrong.
    marked: Any = None

    @property
    def asks_why(self) -> bool:
        """Whether it is to be said what went wrong."""
        return self.earlier is not None and self.marked is None

    @property
    def action(self) -> str:
        """Where the forms are sent."""
        if self.earlier is not None:
            return reverse("clinician:enter_anew", args=[self.case.pk, self.earlier.pk])
        return reverse("clinician:enter", args=[self.case.pk, self.occasion])

    @property
    def key(self) -> list[str]:
        """What the answers are signed for."""
        return [str(self.case.pk), self.occasion, str(self.earlier.pk) if self.earlier else ""]

    def context(self, **more: Any) -> dict[str, Any]:
        """What both pages say."""
        known = {
            "title": self.definition.title(self.case.language),
            "action": self.action,
            "may": policies.may_enter(self.case.actor, self.case.row),
            "earlier": self.earlier,
            "marked": self.marked,
        }
        return {**known, **more}


@needs("answer:enter")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("enrolment:read")
def enter(request: HttpRequest, case: Case, occasion: str) -> HttpResponse:
    """The form; then all of it to read through; then it is sent."""
    return _step(request, Entry(case, occasion, _asked(case, occasion)))


@needs("answer:enter")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("response:read")
def enter_anew(request: HttpRequest, case: Case, response: UUID) -> HttpResponse:
    """The same, from what was entered wrongly: that is marked as wrong when the new is sent."""
    found = queries.response(case.row, response)
    if found is None or not hasattr(found, "entered"):
        raise Http404
    if later := getattr(found, "amended_by", None):
        messages.info(request, _("Svaren är redan rättade. Här är de nya."))
        return redirect("clinician:response", case.pk, later.pk)
    marked = corrections.marks(case.row, found.pk).whole(found.pk)
    return _step(request, Entry(case, found.occasion, case.definition(found.definition.digest), found, marked))


def _step(request: HttpRequest, entry: Entry) -> HttpResponse:
    definition = entry.definition
    if request.method != "POST":
        return _form(request, entry, entry.earlier.answers if entry.earlier else engine.initial(definition))
    if carried := request.POST.get("buret"):
        return _send(request, entry, carried)
    received = read_post(definition, request.POST)
    answers, rows = _with_rows(request.POST, received.answers, received.rows)
    if rows != received.rows:
        return _form(request, entry, answers, rows=rows)
    kept = engine.clean(definition, answers)
    problems = (*received.problems, *engine.validate(definition, kept, completed=True))
    if problems:
        return _form(request, entry, answers, problems, rows=rows)
    return _review(request, entry, dict(kept))


def _asked(case: Case, occasion: str) -> Definition:
    """The questionnaire of an occasion that is open now. 404 for what is not asked."""
    try:
        digest = reach_occasion(case.plan, case.standing, case.state, occasion)
    except CannotReach as error:
        raise Http404 from error
    return case.definition(digest)


def _form(
    request: HttpRequest,
    entry: Entry,
    answers: Mapping[str, Any],
    problems: tuple[Problem, ...] = (),
    *,
    rows: Mapping[str, int] | None = None,
) -> HttpResponse:
    case = entry.case
    q = build_form(entry.definition, answers, problems, preview=True, rows=rows, language=case.language)
    return show(request, case, "enter", entry.context(q=q), here="patient", status=422 if problems else 200)


def _review(request: HttpRequest, entry: Entry, answers: dict[str, Any], form: GivenForm | None = None) -> HttpResponse:
    case, definition = entry.case, entry.definition
    risky = bool(dangers.dangers_in(case.row.course, definition, answers))
    given: Any = entry.earlier.entered if entry.earlier else None
    initial = {"on": given.given_on, "way": given.way} if given else {"on": local_day(case.now)}
    context = entry.context(
        a=build_answers(definition, answers, language=case.language),
        risky=risky,
        form=form or GivenForm(initial=initial, risky=risky, anew=entry.asks_why),
        carried=signing.dumps([*entry.key, answers], salt=_SALT, compress=True),
    )
    return show(request, case, "enter_review", context, here="patient", status=422 if form else 200)


def _send(request: HttpRequest, entry: Entry, carried: str) -> HttpResponse:
    try:
        *key, answers = signing.loads(carried, salt=_SALT, max_age=LASTS_S)
    except signing.BadSignature as error:
        raise Cannot(_("Det tog för lång tid. Mata in svaren igen. Inget har skickats.")) from error
    if key != entry.key:
        raise Http404
    case = entry.case
    risky = bool(dangers.dangers_in(case.row.course, entry.definition, answers))
    form = GivenForm(request.POST, risky=risky, anew=entry.asks_why)
    if not form.is_valid():
        return _review(request, entry, answers, form)
    try:
        saved = _sent(request, entry, answers, form.cleaned_data)
    except entering.CannotEnter as error:
        form.add_error("on", error.sentence)
        return _review(request, entry, answers, form)
    if saved.problems:
        return _form(request, entry, answers, saved.problems)
    messages.success(request, _("Svaren är skickade, och markerade med att du har matat in dem."))
    return redirect("clinician:response", case.pk, saved.response.pk)


def _sent(request: HttpRequest, entry: Entry, answers: dict[str, Any], read: dict[str, Any]) -> Saved:
    row, by, given = entry.case.row, actor_on(request), Given(GivenBy(read["way"]), read["on"])
    if entry.earlier is not None:
        saved: Saved = correcting.enter_anew(row, entry.earlier, answers, given, read.get("reason", ""), by=by)
    else:
        saved = entering.enter_answers(row, entry.occasion, answers, given, checked=read["checked"], by=by)
    return saved


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
