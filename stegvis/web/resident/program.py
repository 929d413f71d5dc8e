"""One program: the welcome first, then its modules; and the page about it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.care import own, upgrades
from stegvis.course import actions, queries
from stegvis.law.queries import grounds
from stegvis.program.kinds import Phase
from stegvis.program.unfold import NextKind
from stegvis.web.resident import informing
from stegvis.web.resident.walks import walk_or_404
from stegvis.web.shell import actor_on
from stegvis.web.walking.ahead.pages import reads_in_a_pause
from stegvis.web.walking.ahead.rows import has_plan, nearest_words, paused_words
from stegvis.web.walking.answered import answered_of
from stegvis.web.walking.diary.opened import begun_diaries
from stegvis.web.walking.frames import show
from stegvis.web.walking.halted import halted
from stegvis.web.walking.next_up import commented, next_up
from stegvis.web.walking.outline import asked_of, modules_of


@needs("own:read")
@require_safe
def program(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Welcome until it is read, then the modules with what is open, done and to come."""
    walk = walk_or_404(request, pk, with_unread=True)
    if walk.stopped.whole:
        return halted(request, walk, walk.stopped.whole, walk.title)
    contact = walk.company.contact(walk)
    if walk.state.next.kind is NextKind.WELCOME:
        told = informing.unread_of(walk)
        return show(request, walk, "welcome", {"contact": contact, "informs": told}, here="program")
    upcoming = walk.state.phase is Phase.UPCOMING
    context = {
        "contact": contact,
        "updated": upgrades.news_of(walk.actor, walk.course, walk.course.now()),
        "next": next_up(walk),
        "commented": commented(walk, own.unread_comments(walk.actor).get(walk.pk, [])),
        "upcoming": upcoming,
        "modules": [] if upcoming else modules_of(walk),
        "asked": [] if upcoming else asked_of(walk, queries.drafts(walk.actor, walk.course)),
        "answered": answered_of(walk),
        "diaries": [] if upcoming else begun_diaries(walk),
        "messages_url": walk.company.messages(walk) if walk.verdict else "",
        "has_plan": has_plan(walk),
        "nearest": nearest_words([walk]),
        "paused": paused_words(walk) if walk.state.phase is Phase.PAUSED else "",
        "reads": reads_in_a_pause(walk),
    }
    return show(request, walk, "program", context, here="program", room="resident")


@needs("own:work")
@require_POST
def read_welcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    """ "Jag har läst": on to the program."""
    walk = walk_or_404(request, pk)
    actions.read_welcome(walk.course, by=actor_on(request))
    informing.note_shown(walk, request.POST.get("informed", ""))
    return redirect("resident:program", pk)


@needs("own:read")
@require_safe
def about(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the program is, in which version, who is behind it and how to reach them."""
    walk = walk_or_404(request, pk)
    context = {
        "contact": walk.company.contact(walk),
        "version": walk.course.version,
        "ground": grounds.holding(walk.course.version.program_id, walk.course.provider)
        if walk.course.version
        else None,
        "messages_url": walk.company.messages(walk) if walk.verdict else "",
    }
    return show(request, walk, "about", context, here="program", room="resident")
