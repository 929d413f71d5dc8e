"""One flag: what it says and what has happened with it; taking, noting, handing on and handling it. And the unit's list."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.care import actions, flagged, queries
from stegvis.care.kinds import FlagState
from stegvis.care.queries import Flag
from stegvis.care.shown import hidden_among, name_in
from stegvis.care.unit_time import unit_time
from stegvis.course import worlds
from stegvis.lib.errors import Cannot
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.flag_history import history_of
from stegvis.web.clinician.flag_words import TONES, all_told, deadline_of, owner_of
from stegvis.web.clinician.forms import HandOnForm, NoteForm, StepForm
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.trying import tried
from stegvis.web.moments import said
from stegvis.web.shell import actor_on


@needs("flag:read")
@require_safe
def flag(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What has happened. A colleague's patient is opened by an active choice first."""
    found = _flag_or_404(request, pk)
    return _page(request, found)


@needs("flag:handle")
@require_POST
def acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it: colleagues see that somebody is on it."""
    found = _flag_or_404(request, pk)
    tried(request, lambda: actions.acknowledge(found, by=actor_on(request)), _("Du har tagit flaggan."))
    return redirect("clinician:flag", pk)


@needs("flag:handle")
@require_POST
def handle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close it, with what was done. Without a word the page comes back and says so."""
    found = _flag_or_404(request, pk)
    page = about_one("flag:read")(_handled)
    return page(request, pk=found.enrolment_id, flag=found, form=NoteForm(request.POST))


def _handled(request: HttpRequest, case: Case, flag: Flag, form: NoteForm) -> HttpResponse:
    valid = form.is_valid()
    if flag.needs_word and not valid:
        return _opened(request, case, flag, form)
    try:
        actions.handle(flag, form.data.get("note", ""), by=case.actor)
    except Refused as refused:
        if not refused.verdict.found:
            raise
        # A colleague was faster: what was written stays on the page.
        form.add_error("note", refused.sentence)
        return _opened(request, case, flag, form, status=409)
    messages.success(request, _("Flaggan är hanterad."))
    return redirect("clinician:patient", case.pk)


@needs("flag:handle")
@require_POST
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note what has been done so far."""
    found = _flag_or_404(request, pk)
    return about_one("flag:read")(_noted)(request, pk=found.enrolment_id, flag=found, form=StepForm(request.POST))


def _noted(request: HttpRequest, case: Case, flag: Flag, form: StepForm) -> HttpResponse:
    return _stepped(
        request, case, flag, form, lambda: actions.note(flag, form.cleaned_data["words"], by=case.actor), "note"
    )


@needs("flag:handle")
@require_POST
def hand_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give it to a colleague, with a word why."""
    found = _flag_or_404(request, pk)
    return about_one("flag:read")(_handed_on)(request, pk=found.enrolment_id, flag=found)


def _handed_on(request: HttpRequest, case: Case, flag: Flag) -> HttpResponse:
    form = HandOnForm(request.POST, people=_colleagues(case, flag))

    def act() -> None:
        actions.hand_on(flag, form.cleaned_data["to"], form.cleaned_data["words"], by=case.actor)

    return _stepped(request, case, flag, form, act, "hand_on")


def _stepped(
    request: HttpRequest, case: Case, flag: Flag, form: Any, act: Callable[[], None], name: str
) -> HttpResponse:
    """The page anew when it is done; with what was typed and why not when it is not."""
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            if not refused.verdict.found:
                raise
            # A colleague was faster.
            form.add_error("words", refused.sentence)
            return _opened(request, case, flag, NoteForm(), status=409, **{name: form})
        except Cannot as error:
            form.add_error(None, error.sentence)
        else:
            done = _("Anteckningen är sparad.") if name == "note" else _("Flaggan är lämnad till en kollega.")
            messages.success(request, done)
            return redirect("clinician:flag", flag.pk)
    return _opened(request, case, flag, NoteForm(), status=422, **{name: form})


@needs("flag:read")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Every priority flag of the unit that is not handled, the most pressing first."""
    actor = actor_on(request)
    now = worlds.now_for(actor)
    found = flagged.waiting_on_unit(actor)
    hidden = hidden_among(actor, [each.enrolment_id for each in found], now)
    rows = [
        {
            "name": name_in(flag.enrolment, hidden),
            "program": flag.enrolment.course.title,
            "href": reverse("clinician:flag", args=[flag.pk]),
            "raised": said(flag.raised_at, now),
            "deadline": deadline_of(flag, now),
            "overdue": flag.is_overdue(now),
            "owner": owner_of(flag),
            "therapist": str(flag.enrolment.therapist),
            "state": FlagState(flag.state).label,
            "tone": TONES[FlagState(flag.state)],
        }
        for flag in found
    ]
    return render(request, "clinician/flags.html", {"rows": rows, "unit": actor.hat.unit_name})


def _flag_or_404(request: HttpRequest, pk: UUID) -> Flag:
    found = queries.flag(actor_on(request), pk)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Flag, form: NoteForm | None = None) -> HttpResponse:
    page = about_one("flag:read")(_opened)
    return page(request, pk=found.enrolment_id, flag=found, form=form or NoteForm())


def _opened(
    request: HttpRequest,
    case: Case,
    flag: Flag,
    form: NoteForm,
    status: int = 200,
    note: StepForm | None = None,
    hand_on: HandOnForm | None = None,
) -> HttpResponse:
    told = all_told(case, [flag])[0]
    people = _colleagues(case, flag) if told.handle and flag.state != FlagState.HANDLED else {}
    context = {
        "told": told,
        "form": form,
        "items": history_of(case, flag),
        "note": note or StepForm(),
        "hand_on": (hand_on or HandOnForm(people=people)) if people else None,
    }
    return show(request, case, "flag", context, here="", status=status)


def _colleagues(case: Case, flag: Flag) -> dict[str, str]:
    return flagged.may_be_handed(unit_time(case.row.unit, case.now), flag, case.now)
