"""One page of a conversation: its lines, the box to write in, and what became of what was posted."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.doors import Refused
from stegvis.care.queries import Enrolment
from stegvis.catalogue.telling.conditions import listed
from stegvis.lib.errors import Cannot
from stegvis.messaging import actions, policies, queries
from stegvis.messaging.actions import CannotWrite, StaleDraft
from stegvis.messaging.queries import Conversation, Line
from stegvis.web.moments import said

# What a page shows at first; a link shows the rest.
NEWEST = 60
LONGEST_KEY = 40

# To everybody who converses with the unit in this run.
ALL = "alla"
# In the session: to whom a draft was being written, and which save of it.
CHOSEN = "draft-to"

Page = Callable[..., HttpResponse]
Readers = list[tuple[UUID | None, str]]


def context_of(
    request: HttpRequest,
    actor: Actor,
    row: Enrolment,
    found: Conversation,
    now: datetime,
    *,
    typed: str | None,
    error: str,
) -> dict[str, Any]:
    """What `messages/thread.html` prints. `typed` comes back where it could not be sent."""
    once, readers = _once(request), queries.readers(actor, row)
    said_of = partial(read_by, readers=readers, actor=actor, me=_me(request, actor), resident=row.course.person_id)
    return {
        "lines": [(line, said(line.sent_at, now), said_of(line)) for line in found.lines],
        "to_whom": [] if actor.is_resident else _to_whom(readers),
        "to": _chosen(request, found, readers, typed),
        "older": found.older,
        "waiting": found.waiting,
        "body": found.draft if typed is None else typed,
        "revision": found.draft_revision if typed is None else _revision(request),
        "has_draft": bool(found.draft) and typed is None,
        "error": error,
        "once": once or uuid4().hex,
        "may_write": policies.may_write(actor, row),
        "longest": actions.MAXIMUM_CHARACTERS,
    }


def read_by(line: Line, *, readers: Readers, actor: Actor, me: UUID | None, resident: UUID) -> str:
    """Who can read a message, where others than the resident and staff read any of them; else nothing.

    What was said to or by one who acts no longer is read by staff, and by nobody of the resident's.
    """
    if not readers and (line.alone is None or line.alone[0] == resident):
        return ""
    people = [line.alone] if line.alone else readers
    others = [name for person, name in people if person is None or person != me]
    if not actor.is_resident:
        reads = line.alone is None or line.alone[0] in {resident, *(person for person, _name in readers)}
        return _staff_read(line, listed(others, _("och")), reads=reads)
    if not others:
        return _("Bara du och personalen kan läsa det här")
    return _("Läses av dig, %(names)s") % {"names": listed([*others, _("personalen")], _("och"))}


def _staff_read(line: Line, names: str, *, reads: bool) -> str:
    """The same to staff. `reads`: whether those named still do."""
    if line.from_resident:
        return _("Läses bara av personalen och %(names)s") % {"names": names} if reads else _("Läses av personalen")
    return (_("Läses av %(names)s") if reads else _("Skickat bara till %(names)s")) % {"names": names}


def _me(request: HttpRequest, actor: Actor) -> UUID | None:
    """The person who reads the page, on the resident's side: whoever acts for somebody is not that person."""
    return getattr(request.user, "person_id", None) if actor.is_resident else None


def _to_whom(readers: Readers) -> list[tuple[str, str]]:
    """What staff choose between: all, or one alone. Nothing where only the resident reads."""
    if not readers:
        return []
    everybody = _("Alla: %(names)s") % {"names": listed([name for _person, name in readers], _("och"))}
    alone = [(str(person), _("Bara till %(name)s") % {"name": name}) for person, name in readers if person]
    return [(ALL, everybody), *alone]


def _answers(found: Conversation, readers: Readers) -> str:
    """To whom an answer goes if nothing else is said: the one who wrote last, whom no other of theirs can read."""
    wrote = next((line.alone[0] for line in reversed(found.lines) if line.from_resident and line.alone), None)
    return str(wrote) if wrote and wrote in {person for person, _name in readers} else ALL


def _chosen(request: HttpRequest, found: Conversation, readers: Readers, typed: str | None) -> str:
    """What is ticked: what was chosen with the draft or in the form; nothing is guessed for words that stand there."""
    if typed is not None:
        return request.POST.get("to", "")
    if not found.draft:
        return _answers(found, readers)
    revision, to = request.session.get(CHOSEN, ("", ""))
    return str(to) if revision == found.draft_revision else ""


def _only_for(request: HttpRequest, actor: Actor, row: Enrolment) -> UUID | None:
    """The one whom staff have chosen to write to; None for everybody. Raises CannotWrite."""
    if actor.is_resident:
        return None
    chosen = request.POST.get("to", "")
    if chosen == ALL or (not chosen and not queries.readers(actor, row)):
        return None
    try:
        return UUID(chosen)
    except ValueError:
        # A page from before there was anybody to choose.
        raise CannotWrite(_("Välj vem som ska kunna läsa meddelandet.")) from None


def conversation(request: HttpRequest, actor: Actor, row: Enrolment) -> Conversation | None:
    """The conversation to show: the newest lines, or all of them when asked."""
    return queries.conversation(actor, row, newest=None if "alla" in request.GET else NEWEST)


def posted(
    request: HttpRequest, actor: Actor, row: Enrolment, again: Page, back: str, keeping: Any = None
) -> HttpResponse:
    """Keep the draft or send. `again(typed, error)` shows the page with what was typed.

    `keeping` is what a resident's pages hand to the script that keeps unsaved text in the browser.
    """
    body = request.POST.get("body", "").replace("\r\n", "\n")
    by_script = request.headers.get("X-Autosave") == "1"
    draft = by_script or request.POST.get("do", "send") != "send"
    try:
        if draft:
            saved = actions.save_draft(row, body, _revision(request), _once(request), by=actor)
            if saved and "to" in request.POST and not actor.is_resident:
                request.session[CHOSEN] = [saved, request.POST["to"][:LONGEST_KEY]]
        else:
            only_for = _only_for(request, actor, row)
            once = _once(request) or uuid4().hex
            actions.write(row, body, once, by=actor, revision=_revision(request), only_for=only_for)
    except StaleDraft as error:
        return JsonResponse({}, status=409) if by_script else _choose(request, error, back, keeping)
    except Refused as error:
        if not error.verdict.found:
            raise
        page = again(body, error.sentence)
        page.status_code = 403
        return page
    except Cannot as error:
        return again(body, error.sentence)
    if by_script:
        return JsonResponse({"revision": saved, "sent": not saved and bool(body.strip())})
    if draft:
        messages.success(request, _("Utkastet är sparat. Bara du ser det."))
        return redirect(f"{back}#skriv")
    messages.success(request, _("Meddelandet är skickat."))
    return redirect(f"{back}#senaste")


def _choose(request: HttpRequest, error: StaleDraft, back: str, keeping: Any) -> HttpResponse:
    """Both drafts side by side; the writer decides which to keep."""
    fields = [("body", error.typed), ("revision", error.revision), ("once", _once(request)), ("do", "draft")]
    fields += [("to", request.POST["to"])] if "to" in request.POST else []
    context = {"saved": error.saved, "typed": error.typed, "fields": fields, "action": back, "back": f"{back}#skriv"}
    context["keeping"] = keeping
    return render(request, "messages/choose.html", context, status=409)


def _revision(request: HttpRequest) -> str:
    """The save that the form was drawn from; empty where there was none."""
    return request.POST.get("revision", "").replace("\x00", "")[:LONGEST_KEY]


def _once(request: HttpRequest) -> str:
    """The form's own key. A database cannot keep a NUL."""
    return request.POST.get("once", "").replace("\x00", "")[:LONGEST_KEY]
