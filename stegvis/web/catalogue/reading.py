"""Search with facets, and the page of a program."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.catalogue import policies, queries
from stegvis.catalogue.differing import changes_between
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.queries import Filters
from stegvis.catalogue.telling import kind_words, language_name, start_words
from stegvis.course.worlds import real_now
from stegvis.law.queries import grounds
from stegvis.lib.clock import local_day
from stegvis.program.kinds import ProgramKind, StartMode
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.draft_words import licence_words
from stegvis.questionnaires.engine import parse
from stegvis.ui.parts import Fact
from stegvis.web.region.contents import contents_of
from stegvis.web.shell import actor_on

if TYPE_CHECKING:
    from stegvis.catalogue.queries import Found, Listed, Shown
    from stegvis.catalogue.shelf import ProgramVersion

# Facet in the address → field of Filters.
PARAMETERS = {
    "slag": "kind", "start": "start", "omrade": "area", "formular": "instrument", "sprak": "language",
    "status": "regulatory", "vardgivare": "provider",
}  # fmt: skip
HERE = "hos-oss"


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, with how many programs choosing it leaves."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str = ""


@needs("catalogue:read")
@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """Every program that the reader may see, narrowed by words and facets."""
    actor = actor_on(request)
    chosen = {field: request.GET.get(name, "")[:80] for name, field in PARAMETERS.items()}
    filters = Filters(text=request.GET.get("sok", "").strip()[:100], here=HERE in request.GET, **chosen)
    found = queries.search(actor, filters)
    context = {
        "rows": [_row(row) for row in found.rows],
        "total": len(found.all),
        "search": filters.text,
        "here": filters.here,
        "on_unit": actor.unit is not None,
        "facets": _facets(found, filters),
        "filtered": filters != Filters(),
        "pills": _pills(found, filters, request),
    }
    return render(request, "catalogue/list.html", context)


def _row(row: "Listed") -> dict[str, object]:
    document = row.document
    return {
        "listed": row,
        "purpose": document.text("program.intended_purpose", get_language()),
        "kind": kind_words(document),
        "start": start_words(document),
        "instruments": [title for _key, title in row.instruments],
        "regulatory": Regulatory(row.entry.regulatory).label if row.entry else Regulatory.UNDECIDED.label,
    }


def _facets(found: "Found", filters: Filters) -> list[Facet]:
    labels = {
        "kind": _("Slag"), "start": _("Hur det startas"), "area": _("Område"), "instrument": _("Formulär"),
        "language": _("Språk"), "regulatory": _("Regulatorisk status"), "provider": _("Vårdgivare"),
    }  # fmt: skip
    facets = []
    for name, field in PARAMETERS.items():
        chosen = getattr(filters, field)
        counts = dict(found.facets[field])
        if chosen:
            counts.setdefault(chosen, 0)
        options = [Option(value, _said(found, field, value), n, value == chosen) for value, n in counts.items()]
        if len(options) > 1 or chosen:
            ordered = tuple(sorted(options, key=lambda each: each.label.casefold()))
            facets.append(Facet(name, str(labels[field]), ordered, chosen))
    return facets


def _said(found: "Found", field: str, value: str) -> str:
    """A value in words; what nobody has is said as it was asked for."""
    fixed = {
        "kind": {ProgramKind.SUPPORT.value: _("Stödprogram"), ProgramKind.TREATMENT.value: _("Behandlingsprogram")},
        "start": {StartMode.GUIDED.value: _("Startas av personal"), StartMode.OPEN.value: _("Öppet för alla")},
    }
    if field in fixed:
        return fixed[field].get(value, value)
    if field == "language":
        return language_name(value)
    if field == "regulatory" and value in Regulatory.values:
        return str(Regulatory(value).label)
    if field == "instrument":
        return next((title for row in found.all for key, title in row.instruments if key == value), value)
    if field == "provider":
        return next((row.provider.name for row in found.all if str(row.provider.pk) == value), value)
    return value


def _pills(found: "Found", filters: Filters, request: HttpRequest) -> list[tuple[str, str]]:
    """What is chosen, each with the address without it."""
    pills = []
    for name, field in PARAMETERS.items():
        value = getattr(filters, field)
        if value:
            kept = {key: value for key, value in request.GET.items() if key != name and value}
            pills.append((_said(found, field, value), f"?{urlencode(kept)}"))
    return pills


@needs("catalogue:read")
@require_safe
def program(request: HttpRequest, program: UUID) -> HttpResponse:
    """What a program is, what it rests on, who uses it, and what is new in each version."""
    actor = actor_on(request)
    shown = queries.catalogue_page(actor, program)
    if shown is None:
        raise Http404
    document = open_document(shown.newest.document_id)
    today = local_day(real_now())
    entry = shown.entry
    context = {
        "shown": shown,
        "entry": entry,
        "version": shown.newest,
        "contents": contents_of(document),
        "regulatory": Regulatory(entry.regulatory) if entry else Regulatory.UNDECIDED,
        "instruments": _instruments(shown.newest),
        "versions": _versions(shown),
        "may_edit": policies.may_describe(actor, shown.program),
        "may_count": policies.may_count(actor, shown.program),
        "may_offer": policies.may_decide_offers(actor, shown.program),
        "overdue": bool(entry and entry.review_by_on and entry.review_by_on <= today),
        "facts": [*_facts(shown), *_ground(actor, shown)],
        "coordinates": actor.can("version:distribute") and shown.own,
    }
    return render(request, "catalogue/program.html", context)


def _facts(shown: "Shown") -> list[Fact]:
    entry, version = shown.entry, shown.newest
    facts = [
        Fact(_("Vårdgivare"), shown.program.publisher_unit.provider.name),
        Fact(_("Byggd av"), shown.program.publisher_unit.name),
        Fact(_("Senaste version"), str(version.number)),
    ]
    if entry and entry.contact_name:
        facts.append(Fact(_("Kontakt"), entry.contact_name, entry.contact_way))
    if entry and entry.review_by_on:
        facts.append(Fact(_("Ses över senast"), entry.review_by_on))
    return facts


def _ground(actor: Actor, shown: "Shown") -> list[Fact]:
    """What the own provider uses it for, and on what ground."""
    held = grounds.held_by(actor, shown.program.pk)
    return [Fact(_("Används till"), held.label), Fact(_("Rättslig grund"), held.basis)] if held else []


def _instruments(version: "ProgramVersion") -> list[tuple[str, str]]:
    """Questionnaires and by what right they are used."""
    found = []
    document = open_document(version.document_id)
    for digest, body in document.questionnaires.items():
        try:
            licence = licence_words(library.by_digest(digest).licence_status)
        except library.CannotFind:
            # Frozen with the program, and not in this installation's library: nothing is known of its licence.
            licence = _("Licensen är inte känd här.")
        found.append((parse(body).title(document.language), licence))
    return sorted(set(found), key=lambda pair: pair[0].casefold())


def _versions(shown: "Shown") -> list[dict[str, object]]:
    """Each version with what was said to be new, and what differs from the one before it."""
    rows: list[dict[str, object]] = []
    for version, before in zip(shown.versions, [*shown.versions[1:], None], strict=True):
        changes = None
        if before is not None:
            changes = changes_between(open_document(before.document_id), open_document(version.document_id))
        rows.append({"version": version, "before": before, "changes": changes})
    return rows
