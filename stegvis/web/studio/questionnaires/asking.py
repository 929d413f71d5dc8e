"""What every page of the editor begins with: the draft or 404, the tabs, and one way of saving."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from stegvis.course.worlds import real_now
from stegvis.questionnaires import actions, drafts, editing
from stegvis.questionnaires.draft_words import finding_words, refusal_words
from stegvis.questionnaires.editing import CannotEdit, Doc, Finding, Tab
from stegvis.questionnaires.policies import may_edit, may_publish
from stegvis.ui.shell import NavItem
from stegvis.web.studio.asking import actor_of
from stegvis.web.studio.questionnaires.fields import Field

CONFLICT = 409
# Fields that say what is done and to what: nothing that somebody wrote.
_MACHINERY = frozenset({"do", "item", "rule", "set.form", "answers.form", "number", "sure", "after", "where", "other"})
QUIET = "X-Autosave"
# The parameter that says which question, score, rule or example is open in a tab.
OPEN = {Tab.QUESTIONS: "fraga", Tab.SCORES: "poang", Tab.DANGERS: "regel", Tab.EXAMPLES: "exempel"}
PAGES = {
    Tab.QUESTIONS: "studio:questionnaire",
    Tab.SCORES: "studio:questionnaire_scores",
    Tab.DANGERS: "studio:questionnaire_dangers",
    Tab.EXAMPLES: "studio:questionnaire_examples",
    Tab.ABOUT: "studio:questionnaire_about",
}


def draft_or_404(request: HttpRequest, key: str) -> drafts.Draft:
    """The own unit's draft; another unit's is as good as none."""
    found = drafts.draft_of(actor_of(request), key)
    if found is None:
        raise Http404
    return found


def revision_of(request: HttpRequest) -> int:
    """The revision that the form was drawn from; 0 fits no draft."""
    said = request.POST.get("revision", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def address(tab: Tab, key: str, place: str = "") -> str:
    """Where a part of the editor is, with one thing open in it."""
    url = reverse(PAGES[tab], args=[key])
    return f"{url}?{OPEN[tab]}={quote(place, safe='')}" if place and tab in OPEN else url


def page_context(draft: drafts.Draft, doc: Doc, current: str, request: HttpRequest) -> dict[str, Any]:
    """What the frame of the editor needs: its tabs with how much is left to do in each."""
    actor = actor_of(request)
    left = editing.findings(doc)
    return {
        "draft": draft,
        "key": draft.key,
        "tabs": _tabs(draft.key, current, left),
        "left": left,
        "blocking": sum(finding.blocks for finding in left),
        "may_edit": may_edit(actor, draft),
        "may_publish": may_publish(actor, draft),
        "language": editing.translated(doc),
    }


def _tabs(key: str, current: str, left: list[Finding]) -> list[NavItem]:
    labels = (
        (PAGES[Tab.QUESTIONS], _("Frågor"), Tab.QUESTIONS),
        (PAGES[Tab.SCORES], _("Poäng"), Tab.SCORES),
        (PAGES[Tab.DANGERS], _("Risker"), Tab.DANGERS),
        (PAGES[Tab.EXAMPLES], _("Exempel"), Tab.EXAMPLES),
        (PAGES[Tab.ABOUT], _("Om"), Tab.ABOUT),
        ("studio:questionnaire_try", _("Prova"), None),
        ("studio:questionnaire_publish", _("Publicera"), None),
    )
    return [
        NavItem(label, reverse(name, args=[key]), name == current, sum(f.tab is tab and f.blocks for f in left) or None)
        for name, label, tab in labels
    ]


def todos(
    key: str, left: Iterable[Finding], tab: Tab | None = None, place: str | None = None, doc: Doc | None = None
) -> list[dict[str, Any]]:
    """Findings in words with the way to them: all, one tab's, or one thing's. With `doc`, what they are about."""
    numbers = {spot.link_id: spot.number for spot in editing.walk(doc)} if doc else {}
    return [
        {
            "where": _where(doc, finding, numbers) if doc else "",
            "text": finding_words(finding),
            "url": address(finding.tab, key, finding.place),
            "blocks": finding.blocks,
            "field": finding.field,
        }
        for finding in left
        if (tab is None or finding.tab is tab) and (place is None or finding.place == place)
    ]


def _where(doc: Doc, finding: Finding, numbers: dict[str, int]) -> str:
    """What a finding is about, as the designer knows it."""
    if finding.tab is Tab.QUESTIONS and finding.place in numbers:
        said = _("Fråga %(n)s") % {"n": numbers[finding.place]}
        return f"{said}: {found}" if (found := editing.text(doc, f"item:{finding.place}:text")[:80]) else said
    if finding.tab is Tab.SCORES:
        return editing.text(doc, f"score:{finding.place}")
    if finding.tab is Tab.DANGERS:
        return editing.text(doc, f"danger:{finding.place}")
    return ""


def save(
    request: HttpRequest,
    key: str,
    change: Callable[[Doc], Doc],
    *,
    back: Callable[[], str],
    now_there: Callable[[Doc], Iterable[Field]] = lambda doc: (),
    said: Callable[[Doc], str] = lambda doc: "",
) -> HttpResponse:
    """Put a change on the draft and go back; an autosave gets the new revision instead.

    A save from an old revision answers 409 and shows what was posted beside what stands there now.
    """
    draft = draft_or_404(request, key)
    quiet = QUIET in request.headers
    try:
        saved = actions.edit(draft, revision_of(request), change, now=real_now(), by=actor_of(request))
    except actions.CannotSave as refusal:
        if quiet:
            return JsonResponse({"conflict": refusal.sentence}, status=CONFLICT)
        return _conflict(request, draft_or_404(request, key), refusal.sentence, back(), now_there)
    except CannotEdit as refusal:
        messages.warning(request, refusal_words(refusal.code))
        return HttpResponseRedirect(back())
    if quiet:
        left = sum(finding.blocks for finding in editing.findings(saved.doc))
        return JsonResponse({"revision": saved.revision, "left": left, "said": said(saved.doc)})
    return HttpResponseRedirect(back())


def _conflict(
    request: HttpRequest,
    draft: drafts.Draft,
    sentence: str,
    back: str,
    now_there: Callable[[Doc], Iterable[Field]],
) -> HttpResponse:
    """Both texts, and the choice. Nothing has been written."""
    posted = {
        name: request.POST.getlist(name) for name in request.POST if name not in ("csrfmiddlewaretoken", "revision")
    }
    there = {field.name: field for field in now_there(draft.doc)}
    rows = []
    for name, values in posted.items():
        if name in _MACHINERY or name.endswith((".code", ".system")):
            continue
        field = there.get(name)
        mine, saved = ", ".join(values), field.shown if field else ""
        mine = field.as_shown(mine) if field else mine
        if mine.strip() and mine.strip() != saved.strip():
            rows.append({"label": field.label if field else _("Det du skrev"), "mine": mine, "saved": saved})
    context = {
        "draft": draft,
        "sentence": sentence,
        "rows": rows,
        "kept": [(name, value) for name, values in posted.items() for value in values],
        "back": back,
        "who": draft.updated_by.get_full_name(),
    }
    return render(request, "studio/questionnaires/conflict.html", context, status=CONFLICT)
