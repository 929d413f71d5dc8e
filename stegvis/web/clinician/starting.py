"""Starting a program for a resident: the number, the right person, then the start.

The number is never in an address. Between the two pages it travels in a signed field of the form itself,
not in the session: two tabs that start for two people must not be able to mix them up.
"""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.access.identity import IdentityNumber
from stegvis.access.kinds import NumberType
from stegvis.access.registry import RegistryPerson, ask
from stegvis.access.verdict import Verdict
from stegvis.care import actions, policies, queries, ready, rosters
from stegvis.care.contact import is_guarded
from stegvis.care.shown import shown
from stegvis.catalogue import queries as catalogue
from stegvis.course import worlds
from stegvis.course.kinds import ENDED
from stegvis.lib import switches
from stegvis.lib.clock import local_day
from stegvis.support.queries import practice
from stegvis.web.clinician.forms import NumberForm, StartForm
from stegvis.web.entrance import demo_cast
from stegvis.web.shell import actor_on

SALT = "stegvis.start"
LASTS_S = 15 * 60


@needs("enrolment:start")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Step one: whose number. Step two, shown at once: is this the right person, and which program."""
    verdict = _may_start_now(actor_on(request))
    if request.method != "POST" or not verdict:
        return _step_one(request, NumberForm(), verdict)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _step_one(request, form, verdict)
    actor, typed = actor_on(request), form.cleaned_data["number"]
    person = _asked(actor, typed)
    earlier = None
    if person is None and (present := queries.present_number(actor, typed)):
        # A number that a patient of ours had before: the registry only knows the present one.
        person, earlier = _asked(actor, present), typed
    if person is None:
        form.add_error("number", _("Numret finns inte i personregistret. Kontrollera det mot legitimationen."))
        return _step_one(request, form, verdict)
    return _step_two(request, person, earlier=earlier)


@needs("enrolment:start")
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """The person has been confirmed: start, or show again with what stops it and all that was chosen."""
    actor = actor_on(request)
    person = _person_in(request, actor)
    if person is None:
        messages.warning(request, _("Det tog för lång tid. Skriv numret igen. Inget har startats."))
        return redirect("clinician:start")
    form = _form(actor, request.POST)
    if not form.is_valid():
        return _step_two(request, person, form)
    try:
        row = actions.start(queries.unit_ready(actor)[0], person, *form.choices, by=actor)
    except actions.CannotStart as error:
        return _step_two(request, person, form, error.sentence)
    # What is said stands on the next page, which for a protected identity asks why before it shows anything.
    words = {"program": row.course.title, "name": shown(person.full_name, row.pk, hidden=is_guarded(row))}
    messages.success(request, _("%(program)s är startat för %(name)s.") % words)
    return redirect("clinician:contact", row.pk)


def _may_start_now(actor: Actor) -> Verdict:
    unit, enough = queries.unit_ready(actor)
    if unit is None:
        return Verdict.not_found()
    allowed = policies.may_start(actor, unit)
    return policies.staffed(enough) if allowed else allowed


def _step_one(request: HttpRequest, form: NumberForm, verdict: Verdict) -> HttpResponse:
    programs = _startable(actor_on(request))
    stopped, waiting = _stopped(actor_on(request), programs), _waiting(actor_on(request), programs)
    context = {
        "form": form,
        "verdict": verdict,
        "distributed": bool(programs),
        "programs": [
            each for each in programs if each not in stopped.get("versions", ()) and each not in _held(waiting)
        ],
        "waiting": waiting,
        "actor_reads_checklists": actor_on(request).can("checklist:read"),
        "stopped": stopped,
        "try_with": _try_with(actor_on(request)),
        "alerts": switches.alerts(),
    }
    return render(request, "clinician/start.html", context)


def _step_two(
    request: HttpRequest,
    person: RegistryPerson,
    form: StartForm | None = None,
    sentence: str = "",
    earlier: IdentityNumber | None = None,
) -> HttpResponse:
    actor = actor_on(request)
    known = queries.known_here(actor, person.number)
    context = {
        "person": person,
        "earlier": earlier,
        "form": form or _form(actor),
        "token": _sealed(person.number, actor),
        "sentence": sentence,
        "known": known,
        "guarded": any(is_guarded(row) for row in known),
        "running": [row for row in known if row.course.phase not in ENDED],
        "verdict": _may_start_now(actor),
        "stopped": _stopped(actor, _startable(actor)),
        "waiting": _waiting(actor, _startable(actor)),
        "actor_reads_checklists": actor.can("checklist:read"),
    }
    return render(request, "clinician/start_person.html", context)


def _try_with(actor: Actor) -> list[tuple[str, str]]:
    """Numbers to try with: of those who do not exist on a unit for practice, of the demo's free people elsewhere."""
    if not actor.hat.training:
        return demo_cast.free_numbers()
    unit = practice.of_provider(actor)
    return [(row.person.number.display, row.person.full_name) for row in practice.people(actor, unit)] if unit else []


def _stopped(actor: Actor, programs: list[Any]) -> dict[str, Any]:
    """Programs that cannot be started while a day ahead lacks somebody, and why (safety rule 3)."""
    unit = queries.unit_ready(actor)[0]
    dangerous = [each for each in programs if rosters.may_ask_dangerous(each)] if switches.alerts() else []
    verdict = rosters.covered_now(actor, unit, worlds.now_for(actor)) if unit and dangerous else Verdict.yes()
    if verdict:
        return {}
    may_look = actor.can("roster:read")
    return {"versions": dangerous, "verdict": verdict, "may_look": may_look}


def _waiting(actor: Actor, programs: list[Any]) -> list[tuple[Any, Verdict]]:
    """Programs that wait for the unit's checklist or for a stop to be lifted, and why."""
    unit = queries.unit_ready(actor)[0]
    found = ready.waiting(actor, unit, programs) if unit and programs else {}
    return [(each, found[each.pk]) for each in programs if each.pk in found]


def _held(waiting: list[tuple[Any, Verdict]]) -> list[Any]:
    return [each for each, _verdict in waiting]


def _form(actor: Actor, data: Any = None) -> StartForm:
    now = worlds.now_for(actor)
    return StartForm(
        data,
        versions=[each for each in _startable(actor) if each not in _held(_waiting(actor, _startable(actor)))],
        therapists=access.therapists_of(actor.unit, local_day(now)) if actor.unit else {},
        me=actor.account_id,
        today=local_day(now),
    )


def _startable(actor: Actor) -> list[Any]:
    return list(catalogue.startable(actor.unit)) if actor.unit else []


def _sealed(number: IdentityNumber, actor: Actor) -> str:
    """Bound to who asked: another's form cannot be sent by me."""
    return signing.dumps([number.type.value, number.value, actor.account_id, actor.hat.id], salt=SALT)


def _person_in(request: HttpRequest, actor: Actor) -> RegistryPerson | None:
    try:
        kind, value, *asked = signing.loads(request.POST.get("person", ""), salt=SALT, max_age=LASTS_S)
    except signing.BadSignature:
        return None
    if asked != [actor.account_id, actor.hat.id]:
        return None
    # The registry is read once more, and what is read of a person is logged each time.
    return _asked(actor, IdentityNumber(NumberType(kind), value))


def _asked(actor: Actor, number: IdentityNumber) -> RegistryPerson | None:
    """Whose number it is. On a unit for practice only people who do not exist are found, and no registry is asked."""
    if not actor.hat.training:
        return ask(actor, number)
    unit = practice.of_provider(actor)
    rows = practice.people(actor, unit) if unit else []
    person = next((row.person for row in rows if row.person.number == number), None)
    return RegistryPerson(number, person.given_name, person.family_name) if person else None
