"""What has changed since the last version, what is left to do, and the step that cannot be undone."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.questionnaires import actions, drafts, editing
from stegvis.questionnaires.draft_words import licence_words
from stegvis.questionnaires.editing import Doc
from stegvis.questionnaires.engine import parse
from stegvis.questionnaires.load import CannotLoad
from stegvis.questionnaires.telling import ChangeTold, changes_told
from stegvis.web.studio.asking import actor_of
from stegvis.web.studio.questionnaires.asking import draft_or_404, page_context, revision_of, todos

UNFIT = 422
CONFLICT = 409
FIRST = "1.0"
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def publishing(request: HttpRequest, key: str) -> HttpResponse:
    """Read what publication means, or publish."""
    draft = draft_or_404(request, key)
    if request.method != "POST":
        return _page(request, draft)
    version = request.POST.get("version", "").strip()
    if not _VERSION.fullmatch(version):
        return _page(request, draft, _("Skriv ett versionsnummer, till exempel 1.0."), version)
    try:
        row = actions.publish(draft, revision_of(request), version, now=real_now(), by=actor_of(request))
    except (actions.CannotPublish, CannotLoad) as refusal:
        return _page(request, draft_or_404(request, key), refusal.sentence, version)
    except actions.CannotSave as refusal:
        return _page(request, draft_or_404(request, key), refusal.sentence, version, CONFLICT)
    messages.success(
        request,
        _("Version %(version)s är publicerad. Den ändras aldrig och går att välja i enhetens program.")
        % {"version": row.version},
    )
    return redirect("studio:questionnaire_publish", key)


def _page(
    request: HttpRequest, draft: drafts.Draft, wrong: str = "", version: str = "", status: int = 0
) -> HttpResponse:
    doc = draft.doc
    context = page_context(draft, doc, "studio:questionnaire_publish", request)
    changes = changes_of(draft, doc)
    shown = [row for row in (changes or []) if row.major], [row for row in (changes or []) if not row.major]
    licence = doc.get("licence") or {}
    left = todos(draft.key, context["left"], doc=doc)
    context |= {
        "blocks": [todo for todo in left if todo["blocks"]],
        "advice": [todo for todo in left if not todo["blocks"]],
        "base": draft.based_on,
        "changes": changes,
        "major": shown[0],
        "minor": shown[1],
        "same": draft.based_on is not None and changes == [],
        "suggestion": version or suggested(draft, changes),
        "versions": drafts.versions_of(actor_of(request), draft.key),
        "licence": " · ".join(
            filter(None, (licence_words(str(licence.get("status"))), str(licence.get("reference") or "")))
        ),
        "wrong": wrong,
        "back": reverse("studio:questionnaire", args=[draft.key]),
    }
    return render(request, "studio/questionnaires/publish.html", context, status=status or (UNFIT if wrong else 200))


def changes_of(draft: drafts.Draft, doc: Doc) -> list[ChangeTold] | None:
    """The difference in words; None before the first version, or while the draft cannot be read."""
    base = draft.based_on
    new = editing.presentable(doc)
    if base is None or new is None:
        return None
    return changes_told(parse(base.body), new)


def suggested(draft: drafts.Draft, changes: list[ChangeTold] | None) -> str:
    """The next number: a whole one when something that counts has changed."""
    if draft.based_on is None:
        return FIRST
    return editing.next_version(draft.based_on.version, major=any(row.major for row in changes or []))
