"""Steering the own walk: begin, begin anew, let time pass, open a module, go to any step."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from stegvis.access.doors import Refused
from stegvis.course import walk
from stegvis.governance.prototypes import policies, queries, trying
from stegvis.lib.errors import Cannot
from stegvis.program.unfold import Unfolded
from stegvis.web.process.prototypes.visit import Visit


def steer(visit: Visit) -> HttpResponse:
    """Everything that can be done with the own walk; a post does it."""
    if visit.request.method == "POST":
        return _done(visit)
    verdict = policies.may_try(visit.actor, visit.round)
    tryout = visit.tryout
    course = tryout.course if tryout is not None else None
    state = walk.shown(course, course.now()) if course else None
    context: dict[str, Any] = {
        "course": course,
        "verdict": verdict,
        "now_there": course.now() if course else None,
        "walk_url": visit.url(f"som-invanare/min/{course.pk}/") if course else "",
        "modules": _modules(visit, state),
        "days": trying.DAYS,
    }
    return visit.show("steer", here="try", **context)


def _done(visit: Visit) -> HttpResponse:
    do, value = visit.request.POST.get("do", ""), visit.request.POST.get("value", "")
    tryout = visit.tryout
    try:
        if do == "begin":
            begun = trying.begin(visit.round, now=visit.now, by=visit.actor)
            return visit.to(f"som-invanare/min/{begun.course_id}/")
        if tryout is not None and do == "restart":
            trying.restart(tryout, by=visit.actor)
            messages.success(visit.request, _("Du börjar om, som en ny påhittad invånare."))
        elif tryout is not None and do == "days" and value.isascii() and value.isdigit():
            trying.pass_time(tryout, int(value[:3]), by=visit.actor)
            messages.success(visit.request, _passed(int(value[:3])))
        elif tryout is not None and do == "open":
            trying.open_module(tryout, value, by=visit.actor)
            messages.success(visit.request, _("Modulen är öppen i din provning."))
    except Refused:
        raise
    except Cannot as error:
        messages.warning(visit.request, error.sentence)
    return visit.to("prova/")


def _passed(days: int) -> str:
    return {1: _("En dag har gått."), 7: _("En vecka har gått.")}.get(days, _("En månad har gått."))


def _modules(visit: Visit, state: Unfolded | None) -> list[dict[str, object]]:
    """Every module and step, with how many pins wait where, and whether the module is open in the walk."""
    pins = queries.pins(visit.actor, visit.round)
    said: dict[str, int] = {}
    for each in pins:
        if each.place.step:
            said[each.place.step] = said.get(each.place.step, 0) + 1
    document, language = visit.document, visit.language
    return [
        {
            "id": module.id,
            "title": document.text(module.key("title"), language),
            "open": state is not None and module.id in state.modules and state.modules[module.id].is_open,
            "walks": state is not None,
            "steps": [
                {
                    "title": document.text(step.key("title"), language),
                    "url": visit.url(f"steg/{step.id}/"),
                    "pins": said.get(step.id, 0),
                }
                for step in module.steps
            ],
        }
        for module in document.modules
    ]
