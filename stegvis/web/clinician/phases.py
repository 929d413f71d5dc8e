"""What changes a whole run: phase, therapist, undoing a wrong start. Each is asked about on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.access.verdict import Verdict
from stegvis.care import actions, policies, queries
from stegvis.course.kinds import ENDED, Phase
from stegvis.lib.clock import local_day
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.forms import ReasonForm, TherapistForm, UndoForm
from stegvis.web.clinician.trying import tried
from stegvis.web.shell import actor_on

SHOW_AND_DO = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be done with the run: a button that leads to its page."""

    label: str
    href: str
    verdict: Verdict
    icon: str = ""
    kind: str = "secondary"


def choices_of(case: Case) -> list[Way]:
    """What can be done in the phase that the run is in."""
    here, steer = case.row.course.phase, case.steer
    reassign = policies.may_reassign(case.actor, case.row)
    undo = policies.may_undo(case.actor, case.row)
    ways = [Way(_("Byt behandlare"), _to(case, "reassign"), reassign, "swap")]
    if here == Phase.ACTIVE:
        ways.append(Way(_("Gå över till vidmakthållande"), _to(case, "phase", "vidmakthallande"), steer, "heart"))
    if here == Phase.MAINTENANCE:
        ways.append(Way(_("Tillbaka till aktiv behandling"), _to(case, "phase", "aktiv"), steer, "steps"))
    if here in {Phase.CLOSED, Phase.LEFT}:
        may = policies.may_reopen(case.actor, case.row)
        ways.append(Way(_("Öppna programmet igen"), _to(case, "reopen"), may, "play"))
    if here not in ENDED:
        ways.append(Way(_("Avsluta programmet"), _to(case, "phase", "avslut"), steer, "check", "danger"))
    if here != Phase.WRONG_START:
        ways.append(Way(_("Ångra starten"), _to(case, "undo"), undo, "close", "quiet"))
    return ways


def _to(case: Case, name: str, *args: str) -> str:
    return reverse(f"clinician:{name}", args=[case.pk, *args])


@dataclass(frozen=True)
class Question:
    """What is asked before something happens, and what is said afterwards."""

    title: str
    consequences: tuple[str, ...]
    label: str
    done: str
    tone: str = ""


def _asked(
    request: HttpRequest, case: Case, question: Question, act: Callable[[], Any], form: forms.Form | None = None
) -> HttpResponse:
    """Show the question, or do what was answered yes to."""
    ready = request.method == "POST" and (form is None or form.is_valid())
    if ready:
        tried(request, act, question.done)
        return redirect(_to(case, "patient"))
    context = {
        "title": question.title,
        "text": _("%(name)s, %(program)s") % {"name": case.name, "program": case.row.course.title},
        "consequences": question.consequences,
        "confirm_label": question.label,
        "cancel_url": _to(case, "patient"),
        "tone": question.tone,
        "action": request.path,
        "form": form,
    }
    return render(request, "clinician/confirm.html", context, status=422 if request.method == "POST" else 200)


@needs("enrolment:steer")
@require_http_methods(SHOW_AND_DO)
@about_one("enrolment:read")
def phase(request: HttpRequest, case: Case, phase: str) -> HttpResponse:
    """Maintenance, active again, or closed."""
    found = _phases().get(phase)
    if found is None:
        raise Http404
    target, question = found
    return _asked(request, case, question, lambda: actions.set_phase(case.row, target, by=actor_on(request)))


def _phases() -> dict[str, tuple[Phase, Question]]:
    return {
        "vidmakthallande": (Phase.MAINTENANCE, _maintenance()),
        "aktiv": (Phase.ACTIVE, _active()),
        "avslut": (Phase.CLOSED, _closing()),
    }


def _maintenance() -> Question:
    consequences = (
        _("Invånaren kan läsa allt som är öppet."),
        _("Planerade mätningar fortsätter, och farliga svar blir flaggor som vanligt."),
        _("Ingen återkoppling är utlovad längre. Det står också för invånaren."),
    )
    title = _("Ska programmet gå över till vidmakthållande?")
    return Question(title, consequences, _("Ja, gå över"), _("Programmet är nu i vidmakthållande."))


def _active() -> Question:
    consequences = (
        _("Moduler öppnas igen som programmet säger."),
        _("Invånaren kan räkna med den återkoppling som ni har lovat."),
    )
    title = _("Ska programmet bli aktivt igen?")
    return Question(title, consequences, _("Ja, gör aktivt"), _("Programmet är aktivt igen."))


def _closing() -> Question:
    consequences = (
        _("Invånaren kan läsa det som har varit öppet, men inte svara eller skriva."),
        _("Inga fler mätningar kommer."),
        _("Allt som har svarats finns kvar i journalen."),
        _("Du kan öppna programmet igen."),
    )
    title = _("Vill du avsluta programmet?")
    return Question(title, consequences, _("Ja, avsluta"), _("Programmet är avslutat."), "danger")


@needs("enrolment:steer")
@require_http_methods(SHOW_AND_DO)
@about_one("enrolment:read")
def reopen(request: HttpRequest, case: Case) -> HttpResponse:
    """Open a closed run again."""
    consequences = (
        _("Invånaren kan fortsätta där det slutade."),
        _("Mätningar som återstår kommer igen."),
    )
    title = _("Vill du öppna programmet igen?")
    question = Question(title, consequences, _("Ja, öppna igen"), _("Programmet är öppet igen."))
    return _asked(request, case, question, lambda: actions.reopen(case.row, by=actor_on(request)))


@needs("enrolment:read")
@require_http_methods(SHOW_AND_DO)
@about_one("enrolment:read")
def reassign(request: HttpRequest, case: Case) -> HttpResponse:
    """Change therapist."""
    people = access.therapists_of(case.row.unit_id, local_day(case.now))
    others = {key: name for key, name in people.items() if key != str(case.row.therapist_id)}
    form = TherapistForm(request.POST if request.method == "POST" else None, therapists=others)
    consequences = (
        _("Den nya behandlaren får flaggor och meddelanden i sin lista."),
        _("Invånaren ser den nya behandlarens namn."),
        _("Om du inte själv blir behandlare behöver du ett skäl för att öppna invånarens sidor igen."),
    )
    question = Question(_("Byt behandlare"), consequences, _("Byt behandlare"), _("Behandlaren är bytt."))

    def act() -> None:
        actions.reassign(case.row, form.cleaned_data["therapist"], by=actor_on(request))

    return _asked(request, case, question, act, form)


def _made(work: queries.Work) -> list[str]:
    """What the resident has done, in words; empty for a start that nobody has used."""
    counted = (
        (work.steps, ngettext("%(n)d genomgånget steg", "%(n)d genomgångna steg", work.steps)),
        (work.answers, ngettext("%(n)d besvarat formulär", "%(n)d besvarade formulär", work.answers)),
        (work.exercises, ngettext("%(n)d inskickad övning", "%(n)d inskickade övningar", work.exercises)),
        (work.drafts, ngettext("%(n)d påbörjat svar", "%(n)d påbörjade svar", work.drafts)),
    )
    return [words % {"n": n} for n, words in counted if n]


@needs("enrolment:undo")
@require_http_methods(SHOW_AND_DO)
@about_one("enrolment:read")
def undo(request: HttpRequest, case: Case) -> HttpResponse:
    """Undo a wrong start (safety rule 8), with a reason. Where there is work, what there is is said and confirmed."""
    made = _made(queries.work_in(case.row))
    form = (UndoForm if made else ReasonForm)(request.POST if request.method == "POST" else None)
    consequences = (
        *((_("Det här finns redan och döljs för invånaren: %(made)s.") % {"made": ", ".join(made)},) if made else ()),
        *((_("Ska programmet bara ta slut? Avsluta det i stället, då kan invånaren läsa kvar."),) if made else ()),
        _("Programmet försvinner genast för invånaren."),
        _("Starten finns kvar i journalen och i loggen, men inte i statistiken."),
        _("Det går inte att ta tillbaka. Behövs programmet ändå får du starta det på nytt."),
    )
    title, done = (
        _("Var starten fel från början?") if made else _("Var starten fel?"),
        _("Starten är ångrad. Programmet syns inte längre för invånaren."),
    )
    question = Question(title, consequences, _("Ångra starten"), done, "danger")

    def act() -> None:
        actions.undo_start(case.row, form.cleaned_data["reason"], by=actor_on(request))

    return _asked(request, case, question, act, form)
