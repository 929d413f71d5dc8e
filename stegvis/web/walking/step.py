"""One page of the program, and the way on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.catalogue.rendering import kept_step
from stegvis.course import actions
from stegvis.program.document import Module, Step
from stegvis.program.unfold import Openness, Reach
from stegvis.web.shell import actor_on
from stegvis.web.walking.frames import show
from stegvis.web.walking.halted import halted
from stegvis.web.walking.slots import Slots
from stegvis.web.walking.walks import Walk

Draw = Callable[..., SafeString]


def step(request: HttpRequest, walk: Walk, step: str, draw: Draw = kept_step) -> HttpResponse:
    """The step with its exercises; one behind a measurement leads to the measurement.

    Its body is drawn by `draw`, which takes what `kept_step` takes.
    """
    found = walk.reach(step)
    if found is Reach.GATED:
        return _to_gate(request, walk, step)
    if found is not Reach.YES:
        raise Http404
    if stop := walk.stopped.step(step):
        around = _around(walk, step)
        return halted(request, walk, stop, around["step"]["title"], around=None if walk.stopped.whole else around)
    slots = Slots.of(request, walk, step)
    body = draw(
        walk.course.document_id,
        step,
        language=walk.language,
        media_prefix="/media/",
        exercise_slot=slots.exercise,
        questionnaire_slot=slots.questionnaire,
        diary_slot=slots.diary,
    )
    context = {"body": body, "forms": slots.has_forms, "keeps": slots.keeps, **_around(walk, step)}
    return show(request, walk, "step", context, here="program")


def _to_gate(request: HttpRequest, walk: Walk, step_id: str) -> HttpResponse:
    module, _section, _step = walk.place(step_id)
    gate = walk.state.gate.key if walk.state.gate else walk.state.modules[module.id].waits_for
    messages.info(request, _("Svara på de här frågorna först. Sedan kommer du vidare."))
    return redirect(walk.url("questionnaire", gate))


def _around(walk: Walk, step_id: str) -> dict[str, Any]:
    """Where the page is, and what stands before and after it."""
    module, section, found = walk.place(step_id)
    steps = walk.steps(module)
    at = steps.index(found)
    done = walk.standing.is_step_done(step_id)
    last = at == len(steps) - 1
    return {
        "step": {"id": step_id, "title": walk.text(found.key("title"))},
        "section": walk.text(section.key("title")),
        "module": {"number": walk.document.modules.index(module) + 1, "title": walk.text(module.key("title"))},
        "number": at + 1,
        "total": len(steps),
        "previous_url": _address(walk, steps[at - 1]) if at else walk.url("program"),
        "next_url": _onward(walk, module, found) if done or not walk.verdict else "",
        "next_label": _next_label(done=done or not walk.verdict, last=last),
    }


def _next_label(*, done: bool, last: bool) -> str:
    if last:
        return _("Till programmet") if done else _("Klar med modulen")
    return _("Nästa") if done else _("Klar, nästa")


def complete(request: HttpRequest, walk: Walk, step: str) -> HttpResponse:
    """ "Klar, nästa": the step is done, and on to the next one."""
    module, _section, found = walk.place(step)
    actions.complete_step(walk.course, step, by=actor_on(request))
    after = walk.again()
    if after.state.modules[module.id].state is Openness.DONE and walk.steps(module)[-1] == found:
        words = {"title": walk.text(module.key("title"))}
        messages.success(request, _("Du är klar med modulen %(title)s. Bra jobbat.") % words)
    return redirect(_onward(after, module, found))


def _onward(walk: Walk, module: Module, found: Step) -> str:
    """The next step of the module that can be opened, else the program's page."""
    steps = walk.steps(module)
    following = steps[steps.index(found) + 1 :]
    reachable = (step for step in following if walk.reach(step.id) in {Reach.YES, Reach.GATED})
    step = next(reachable, None)
    return _address(walk, step) if step else walk.url("program")


def _address(walk: Walk, step: Step) -> str:
    return walk.url("step", step.id)
