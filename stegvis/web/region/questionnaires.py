"""Questionnaires as coordinators read them: the library, and one with its rules, versions and differences."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.questionnaires.draft_words import LICENCES, licence_words
from stegvis.questionnaires.engine import parse
from stegvis.questionnaires.engine.definition import Layout
from stegvis.questionnaires.form import build_form
from stegvis.questionnaires.kind_words import LAYOUTS
from stegvis.questionnaires.published import published, published_versions
from stegvis.questionnaires.telling import changes_told, told
from stegvis.ui.parts import Fact
from stegvis.web.region.asking import actor_of


@needs("region:read")
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every questionnaire that the provider's units have published or may use."""
    search, licence = (request.GET.get(name, "").strip()[:100] for name in ("sok", "licens"))
    licence = licence if licence in LICENCES else ""
    rows = published(actor_of(request), search, licence)
    context = {
        "rows": [{"row": row, "licence": licence_words(row.version.licence_status)} for row in rows],
        "search": search,
        "licence": licence,
        "licences": list(LICENCES.items()),
        "filtered": bool(search or licence),
    }
    return render(request, "region/questionnaires.html", context)


@needs("region:read")
@require_safe
def questionnaire(request: HttpRequest, key: str) -> HttpResponse:
    """One version: what it asks and counts, and what differs from the version before."""
    versions = published_versions(actor_of(request), key)
    wanted = request.GET.get("version", "")
    at = next((number for number, found in enumerate(versions) if found.version == wanted), 0)
    if not versions:
        raise Http404
    row, before = versions[at], versions[at + 1] if at + 1 < len(versions) else None
    definition = parse(row.body)
    language = get_language() or definition.language
    language = language if language in definition.texts else definition.language
    context = {
        "row": row,
        "newest": versions[0],
        "versions": versions,
        "before": before,
        "changes": changes_told(parse(before.body), definition) if before else None,
        "told": told(definition, language),
        "intro": definition.intro(language),
        "notice": definition.notice(language),
        "facts": [
            Fact(_("Version"), row.version),
            Fact(_("Ägare"), row.publisher_unit.name if row.publisher_unit else _("Ingår i Stegvis")),
            Fact(_("Licens"), licence_words(row.licence_status), row.licence_reference),
            Fact(_("Källa"), definition.source(language) or _("Inte angiven")),
            Fact(_("Syfte"), definition.text("purpose", language) or _("Inte angivet")),
            Fact(_("Frågorna visas"), str(dict(LAYOUTS)[definition.layout.value])),
        ],
        "one_by_one": definition.layout is Layout.ONE_BY_ONE,
        "q": build_form(definition, {}, preview=True, language=language),
    }
    return render(request, "region/questionnaire.html", context)
