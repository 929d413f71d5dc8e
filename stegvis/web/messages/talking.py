"""One page of a conversation: its lines, the box to write in, and what became of what was posted."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.doors import Refused
from stegvis.care.queries import Enrolment
from stegvis.lib.errors import Cannot
from stegvis.messaging import actions, policies, queries
from stegvis.messaging.actions import StaleDraft
from stegvis.messaging.queries import Conversation
from stegvis.web.moments import said

# What a page shows at first; a link shows the rest.
NEWEST = 60
LONGEST_KEY = 40

Page = Callable[..., HttpResponse]


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
    once = _once(request)
    return {
        "lines": [(line, said(line.sent_at, now)) for line in found.lines],
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
        else:
            actions.write(row, body, _once(request) or uuid4().hex, by=actor, revision=_revision(request))
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
    context = {"saved": error.saved, "typed": error.typed, "fields": fields, "action": back, "back": f"{back}#skriv"}
    context["keeping"] = keeping
    return render(request, "messages/choose.html", context, status=409)


def _revision(request: HttpRequest) -> str:
    """The save that the form was drawn from; empty where there was none."""
    return request.POST.get("revision", "").replace("\x00", "")[:LONGEST_KEY]


def _once(request: HttpRequest) -> str:
    """The form's own key. A database cannot keep a NUL."""
    return request.POST.get("once", "").replace("\x00", "")[:LONGEST_KEY]
