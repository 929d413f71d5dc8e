"""One own open program: welcome, modules, what it is, and the way out of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.course import actions, queries
from stegvis.program.unfold import NextKind
from stegvis.web.open.walks import walk_or_404
from stegvis.web.open.words import Told
from stegvis.web.shell import actor_on
from stegvis.web.walking.ahead.rows import has_plan, nearest_words
from stegvis.web.walking.answered import answered_of
from stegvis.web.walking.diary.opened import begun_diaries
from stegvis.web.walking.frames import show
from stegvis.web.walking.halted import halted
from stegvis.web.walking.next_up import next_up
from stegvis.web.walking.outline import asked_of, modules_of
from stegvis.web.walking.walks import Walk


def told_of(walk: Walk) -> Told:
    """On what terms the walk is walked."""
    row = walk.course.open_program
    if row is None:
        raise Http404
    return Told(row)


@needs("own:read")
@require_safe
def program(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Welcome until it is read, then the modules with what is open, done and to come."""
    walk = walk_or_404(request, pk)
    if walk.stopped.whole:
        return halted(request, walk, walk.stopped.whole, walk.title)
    if walk.state.next.kind is NextKind.WELCOME:
        return show(request, walk, "welcome", {}, here="program")
    context = {
        "told": told_of(walk),
        "next": next_up(walk),
        "modules": modules_of(walk),
        "answered": answered_of(walk),
        "asked": asked_of(walk, queries.drafts(walk.actor, walk.course)),
        "diaries": begun_diaries(walk),
        "has_plan": has_plan(walk),
        "nearest": nearest_words([walk]),
    }
    return show(request, walk, "program", context, here="program", room="open")


@needs("own:work")
@require_POST
def read_welcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    """ "Jag har läst": on to the program."""
    walk = walk_or_404(request, pk)
    actions.read_welcome(walk.course, by=actor_on(request))
    return redirect(walk.url("program"))


@needs("own:read")
@require_safe
def about(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the program is, in which version, and who is responsible on what ground."""
    walk = walk_or_404(request, pk)
    context = {"version": walk.course.version, "told": told_of(walk)}
    return show(request, walk, "about", context, here="program", room="open")


@needs("own:work")
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave, or remove all of it: two things, said apart."""
    walk = walk_or_404(request, pk)
    if request.method == "POST":
        actions.leave(walk.course, by=actor_on(request))
        messages.success(
            request, _("Du har lämnat programmet. Du kan läsa det du har gjort, och börja om när du vill.")
        )
        return redirect(walk.url("program"))
    return show(request, walk, "leave", {"told": told_of(walk)}, here="program", room="open")


@needs("own:work")
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove everything that was entered, when it has been said that it is meant."""
    walk = walk_or_404(request, pk)
    sure = request.POST.get("sure") == "yes"
    if request.method == "POST" and sure:
        actions.erase_own(walk.course, by=actor_on(request))
        messages.success(request, _("Allt du fyllde i är borttaget."))
        return redirect("open:list")
    unsure = request.method == "POST"
    context = {"told": told_of(walk), "unsure": unsure}
    return show(request, walk, "erase", context, here="program", room="open", status=422 if unsure else 200)
