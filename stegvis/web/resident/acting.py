"""For whom one acts: chosen on the first page, in view on every page, and ended with one click."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stegvis.access import sessions
from stegvis.access.acting.standing import relation_of
from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.lib.clock import utc_now
from stegvis.notifications.queries import note_seen_of
from stegvis.web.shell import actor_on


@needs("own:read")
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Act for somebody, or for oneself again: another session, so that nothing of the one follows to the other.

    What one was told of the child is seen: it is where one goes.
    """
    oneself = actor_on(request)
    chosen = sessions.choose_hat(request, request.POST.get("hat", ""), localdate(utc_now()))
    if chosen and oneself.is_oneself and (relation := relation_of(chosen)):
        note_seen_of(oneself, relation, real_now())
    if chosen is None or not chosen.is_resident:
        messages.error(request, _("Det går inte längre att göra något för den personen."))
    return redirect("resident:home")


def choices(request: HttpRequest) -> list[Actor]:
    """Whom one may act for. None while one does: then the way back stands above every page."""
    if actor_on(request).acting_for:
        return []
    return sessions.may_act_for(request, localdate(utc_now()))


def children(found: Iterable[Actor]) -> dict[UUID, str]:
    """The children among them, by the relation: their names."""
    return {relation: each.hat.label for each in found if (relation := relation_of(each))}
