"""A round shown in a meeting: one presents, the others follow; what is said is pinned for whoever says it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from stegvis.access.doors import Refused
from stegvis.governance import queries as process
from stegvis.governance.prototypes import meeting as doors
from stegvis.governance.prototypes import pins, policies, queries
from stegvis.governance.prototypes.kinds import PinKind
from stegvis.governance.prototypes.pins import Said
from stegvis.lib.errors import Cannot
from stegvis.web.process.prototypes.forms import SOMEBODY_ELSE, DecisionForm, SpokenPinForm, id_of
from stegvis.web.process.prototypes.steps import read_only
from stegvis.web.process.prototypes.visit import Visit


def meeting(visit: Visit) -> HttpResponse:
    """The page of the one who presents; a post begins, goes on, writes down, ends."""
    if visit.request.method == "POST":
        return _done(visit)
    return _page(visit)


def follow(visit: Visit) -> HttpResponse:
    """The same step as the one who presents shows, for everybody else. A script asks now and then; so can a button."""
    found = queries.presentation(visit.actor, visit.round)
    context: dict[str, Any] = {"presentation": found, "state": _state(visit, found)}
    context |= _shown(visit, found.step) if found and found.step else {}
    return visit.show("follow", resident=True, **context)


def state(visit: Visit) -> HttpResponse:
    """Where the meeting is, for the script: a number that grows when there is something new."""
    return JsonResponse({"at": _state(visit, queries.presentation(visit.actor, visit.round))})


def _state(visit: Visit, found: "queries.Presentation | None") -> str:
    said = len(queries.pins(visit.actor, visit.round))
    return f"{found.pk}.{found.revision}.{said}" if found else ""


def _page(
    visit: Visit, spoken: SpokenPinForm | None = None, decision: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    found = queries.presentation(visit.actor, visit.round)
    mine = found is not None and str(found.presenter_id) == visit.actor.account_id
    step = found.step if found else ""
    shown = _shown(visit, step) if step else {}
    context: dict[str, Any] = {
        "presentation": found,
        "mine": mine,
        "verdict": policies.may_present(visit.actor, visit.round),
        "may_decide": policies.may_decide(visit.actor, visit.round),
        "spoken": spoken or _spoken(visit, step),
        "decision": decision or DecisionForm(),
        "decisions": queries.decisions(visit.actor, visit.round),
        "once_pin": id_of(visit.request.POST.get("once_pin", "")),
        "once_decision": id_of(visit.request.POST.get("once_decision", "")),
        **shown,
    }
    return visit.show("meeting", status=status, resident=True, **context)


def _shown(visit: Visit, step: str) -> dict[str, Any]:
    steps = doors.steps_of(visit.round)
    at = steps.index(step) if step in steps else 0
    place = visit.places.place(step)
    here = [each for each in queries.pins(visit.actor, visit.round) if each.place.step == step]
    return {
        "step": step,
        "place": place,
        "body": read_only(visit, step, pinned=False),
        "at": at + 1,
        "total": len(steps),
        "previous": steps[at - 1] if at else "",
        "next": steps[at + 1] if at + 1 < len(steps) else "",
        "here_pins": here,
    }


def _spoken(visit: Visit, step: str, data: Any = None) -> SpokenPinForm:
    members = [(str(row.account_id), str(row.account)) for row in process.members(visit.round.initiative)]
    return SpokenPinForm(data, people=members, fields=_blocks(visit, step), prefix="sagt")


def _blocks(visit: Visit, step: str) -> list[tuple[str, str]]:
    """The blocks of a step to choose among, by what stands there."""
    found = []
    for node, _parent in visit.document.nodes():
        place = visit.places.place(node.id)
        if place.step == step and node.id != step and place.excerpt:
            found.append((node.id, f"{place.kind}: {place.excerpt[:60]}"))
    return found


def _done(visit: Visit) -> HttpResponse:
    do = visit.request.POST.get("do", "")
    found = queries.presentation(visit.actor, visit.round)
    try:
        if do == "start":
            doors.start(visit.round, now=visit.now, by=visit.actor)
        elif do == "end" and found is not None:
            doors.end(found, now=visit.now, by=visit.actor)
            messages.success(visit.request, _("Mötet är avslutat. Det ni sade finns bland synpunkterna."))
            return visit.to()
        elif do == "say" and found is not None:
            return _say(visit, found.step)
        elif do == "decide":
            return _decide(visit)
        elif do.startswith("show:") and found is not None:
            doors.show(found, do.removeprefix("show:"), by=visit.actor)
    except Refused:
        raise
    except Cannot as error:
        messages.warning(visit.request, error.sentence)
    return visit.to("mote/")


def _say(visit: Visit, step: str) -> HttpResponse:
    form = _spoken(visit, step, visit.request.POST)
    if not form.is_valid():
        return _page(visit, spoken=form, status=422)
    typed = form.cleaned_data
    names = dict(form.people)
    guest = typed["who"] == SOMEBODY_ELSE
    said = Said(typed.get("field") or step, PinKind(typed["kind"]), typed["text"])
    pins.add_pin_for(
        visit.round,
        id_of(visit.request.POST.get("once_pin", "")),
        said,
        speaker=typed["name"] if guest else str(names[typed["who"]]),
        account=None if guest else UUID(typed["who"]),
        now=visit.now,
        by=visit.actor,
    )
    messages.success(visit.request, _("Sparat."))
    return visit.to("mote/")


def _decide(visit: Visit) -> HttpResponse:
    form = DecisionForm(visit.request.POST)
    chosen = [id_of(text) for text in visit.request.POST.getlist("pins")]
    if not form.is_valid():
        return _page(visit, decision=form, status=422)
    once = id_of(visit.request.POST.get("once_decision", ""))
    doors.decide(visit.round, once, form.cleaned_data["text"], chosen, now=visit.now, by=visit.actor)
    messages.success(visit.request, _("Beslutet är sparat och står i historiken."))
    return visit.to("mote/")
