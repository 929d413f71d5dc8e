"""The library: what may be used and what is being built; beginning, copying, changing and throwing away."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.authoring import queries as authoring
from stegvis.course.worlds import real_now
from stegvis.questionnaires import actions, drafts
from stegvis.questionnaires.draft_words import LICENCES, licence_words
from stegvis.questionnaires.editing import Doc
from stegvis.questionnaires.engine import parse
from stegvis.questionnaires.engine.definition import Layout
from stegvis.questionnaires.form import build_form
from stegvis.questionnaires.policies import may_create
from stegvis.questionnaires.telling import told
from stegvis.ui.parts import Fact
from stegvis.web.studio.asking import actor_of
from stegvis.web.studio.forms import TitleForm
from stegvis.web.studio.questionnaires import kinds
from stegvis.web.studio.questionnaires.asking import draft_or_404
from stegvis.web.studio.questionnaires.fields import Field

UNFIT = 422


@needs("studio:read")
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every questionnaire that the unit may use or is building."""
    actor = actor_of(request)
    unit = drafts.unit_of(actor)
    if unit is None:
        raise Http404
    search, owner, licence = (request.GET.get(name, "").strip()[:100] for name in ("sok", "agare", "licens"))
    rows = drafts.library(actor, search, owner, licence if licence in LICENCES else "")
    owners = (("", _("Alla")), ("own", unit.name), ("shipped", _("Ingår i Stegvis")))
    context = {
        "unit": unit,
        "rows": [{"row": row, "licence": licence_words(row.licence), "url": _way_to(row)} for row in rows],
        "filtered": bool(search or owner or licence),
        "verdict": may_create(actor, unit),
        "fields": (
            Field("sok", _("Sök i titel och frågor"), "line", search),
            Field("agare", _("Ägare"), "list", owner, choices=kinds.choices(owners)),
            Field("licens", _("Licens"), "list", licence, choices=kinds.choices(tuple(LICENCES.items()), _("Alla"))),
        ),
    }
    return render(request, "studio/questionnaires/library.html", context)


def _way_to(row: drafts.LibraryRow) -> str:
    return reverse("studio:questionnaire" if row.draft else "studio:questionnaire_read", args=[row.key])


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a name; make the draft and open it."""
    actor = actor_of(request)
    unit = drafts.unit_of(actor)
    if unit is None:
        raise Http404
    form = TitleForm(request.POST or None, help_text=_("Det namn som den som svarar ser. Det går att ändra."))
    if request.method == "POST" and form.is_valid():
        draft = actions.create(unit, form.cleaned_data["title"], now=real_now(), by=actor)
        return redirect("studio:questionnaire", draft.key)
    context = {
        "heading": _("Nytt formulär"),
        "text": _("Du börjar med namnet. Sedan lägger du till frågor, poäng och annat i din egen takt."),
        "submit_label": _("Skapa formuläret"),
        "cancel_url": reverse("studio:questionnaires"),
    }
    return _ask(request, form, context)


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a name; make a draft with the same questions and rules."""
    actor = actor_of(request)
    unit = drafts.unit_of(actor)
    source = _source(request, key)
    if unit is None or source is None:
        raise Http404
    title, doc = source
    if not request.POST:
        form = TitleForm(initial={"title": _("%(title)s, kopia") % {"title": title}})
    else:
        form = TitleForm(request.POST)
    if request.method == "POST" and form.is_valid():
        draft = actions.copy(unit, doc, form.cleaned_data["title"], now=real_now(), by=actor)
        messages.success(request, _("Kopian är skapad med alla frågor, villkor, poäng, regler och exempel."))
        return redirect("studio:questionnaire", draft.key)
    context = {
        "heading": _("Kopiera ”%(title)s”") % {"title": title},
        "text": _("Kopian får samma frågor och regler. Licensen följer med: kontrollera att den tillåter ändringar."),
        "submit_label": _("Kopiera"),
        "cancel_url": reverse("studio:questionnaires"),
    }
    return _ask(request, form, context)


def _source(request: HttpRequest, key: str) -> tuple[str, Doc] | None:
    """What is copied: the draft where there is one, else the latest version."""
    actor = actor_of(request)
    draft = drafts.draft_of(actor, key)
    if draft is not None:
        return draft.title, draft.doc
    versions = drafts.versions_of(actor, key)
    return (versions[0].title, json.loads(versions[0].body)) if versions else None


@needs("questionnaire:edit")
@require_POST
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Begin the next version of what the unit has published."""
    actor = actor_of(request)
    versions = drafts.versions_of(actor, key)
    if not versions:
        raise Http404
    draft = actions.begin_change(versions[0], now=real_now(), by=actor)
    return redirect("studio:questionnaire", draft.key)


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Ask, then throw the draft away."""
    draft = draft_or_404(request, key)
    if request.method == "POST":
        actions.discard(draft, by=actor_of(request))
        messages.success(request, _("Utkastet är borta."))
        return redirect("studio:questionnaires")
    context = {"draft": draft, "back": reverse("studio:questionnaire", args=[key])}
    return render(request, "studio/questionnaires/discard.html", context)


@needs("studio:read")
@require_safe
def read(request: HttpRequest, key: str) -> HttpResponse:
    """A published questionnaire as it is: what it asks, its versions, and what can be done with it."""
    actor = actor_of(request)
    versions = drafts.versions_of(actor, key)
    wanted = request.GET.get("version", "")
    row = next((found for found in versions if found.version == wanted), versions[0] if versions else None)
    if row is None:
        raise Http404
    definition = parse(row.body)
    context: dict[str, Any] = {
        "row": row,
        "versions": versions,
        "facts": [
            Fact(_("Version"), row.version),
            Fact(_("Ägare"), row.publisher_unit.name if row.publisher_unit else _("Ingår i Stegvis")),
            Fact(_("Licens"), licence_words(row.licence_status), row.licence_reference),
            Fact(_("Syfte"), definition.text("purpose")),
            Fact(_("Frågor"), len(definition.questions)),
            Fact(
                _("Poäng"), ", ".join(definition.text(f"score:{rule.code}") for rule in definition.scores) or _("Inga")
            ),
        ],
        "programs": [(page.title, page.program_uuid) for page in authoring.programs_with(actor, key)],
        "own": row.publisher_unit is not None,
        "draft": drafts.draft_of(actor, key),
        "may_edit": actor.can("questionnaire:edit"),
        "q": build_form(definition, {}, preview=True),
        "told": told(definition),
        "one_by_one": definition.layout is Layout.ONE_BY_ONE,
    }
    return render(request, "studio/questionnaires/read.html", context)


def _ask(request: HttpRequest, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    status = UNFIT if form.is_bound else 200
    return render(request, "studio/title.html", {**context, "form": form}, status=status)
