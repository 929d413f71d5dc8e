"""Walking as the resident: the resident's own pages, mounted below the round, for the own made-up walk alone."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from stegvis.course import rehearsing
from stegvis.governance.prototypes import policies
from stegvis.program.document import PROGRAM_ID
from stegvis.program.keys import step_occasion_key
from stegvis.program.unfold import Reach
from stegvis.web.mounted import mounted
from stegvis.web.process.prototypes.steps import about, live
from stegvis.web.process.prototypes.visit import Visit
from stegvis.web.resident.walks import walk_or_404
from stegvis.web.walking.step import step as step_page

# The resident's pages that a walk consists of. Notices, devices and calendars are a real resident's alone.
PAGES = frozenset(
    {
        "program", "read_welcome", "about", "complete", "exercise", "questionnaire", "thanks", "correct",
        "diary", "diary_add", "diary_entry", "diary_correct", "diary_remove", "results", "plan",
    }
)  # fmt: skip
# Those that have no meaning here lead back to the program with a word.
NOT_TRIED = ("messages", "calendar", "calendars", "results_pdf", "answers_pdf")


def as_resident(visit: Visit, rest: str) -> HttpResponseBase:
    """A page of the own walk."""
    tryout = visit.tryout
    if tryout is None or tryout.course is None:
        return visit.to("prova/")
    verdict = policies.may_steer(visit.actor, tryout)
    if not verdict:
        messages.info(visit.request, verdict.sentence)
        return visit.to()
    course = tryout.course
    actor = rehearsing.walker(course, visit.actor.account_id, visit.actor.name)
    here = visit.request.path
    shell = visit.shell(resident=True, page=about(visit, _node(visit, rest), here))
    peek = visit.url("steg/")

    def step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
        """A step that cannot be opened yet is shown to read: whoever tries may look at all of it."""
        walk = walk_or_404(request, pk)
        if not visit.places.has(step):
            raise Http404
        if walk.reach(step) not in (Reach.YES, Reach.GATED):
            messages.info(request, _("Steget är inte öppet än i din provning. Så här ser det ut."))
            return redirect(f"{peek}{step}/")
        return step_page(request, walk, step, live(visit, here))

    def program(request: HttpRequest) -> HttpResponse:
        return redirect("resident:program", course.pk)

    def plan(request: HttpRequest) -> HttpResponse:
        return redirect("resident:plan", course.pk)

    def left_out(request: HttpRequest, **_kwargs: object) -> HttpResponse:
        messages.info(request, _("Det går inte att prova här. Allt annat i programmet går att prova."))
        return redirect("resident:program", course.pk)

    instead: dict[str, Callable[..., HttpResponseBase]] = {
        "step": step,
        "home": program,
        "plans": plan,
        **dict.fromkeys(NOT_TRIED, left_out),
    }
    return mounted(
        visit.request,
        visit.url("som-invanare/"),
        rest,
        actor=actor,
        shell=shell,
        course=course.pk,
        pages=PAGES,
        instead=instead,
    )


def _node(visit: Visit, rest: str) -> str:
    """What the page is about, as far as its address says."""
    parts = rest.strip("/").split("/")
    part = parts[3] if len(parts) > 3 else ""
    if visit.places.has(part):
        return part
    for node, _parent in visit.document.nodes():
        if part and (part.startswith(f"{node.id}.") or part == step_occasion_key(node.id, 1)):
            return node.id
    return PROGRAM_ID
