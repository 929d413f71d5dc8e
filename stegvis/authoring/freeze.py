"""Freezing: the drafts compiled, judged, and with their media kept under their hashes for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.authoring.authors import authors_since
from stegvis.authoring.compiling import ModuleDraft, compile_drafts, drafts_of
from stegvis.authoring.models import AuthoredDocument, AuthoredImage, AuthoredMedia, ProgramPage
from stegvis.authoring.models.forms import collection_above
from stegvis.authoring.policies import may_freeze
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import keep_document, keep_media
from stegvis.catalogue.models import Candidate
from stegvis.catalogue.telling import questionnaire_title
from stegvis.lib.errors import Cannot
from stegvis.program.document import PROGRAM_ID, Document
from stegvis.program.findings import Code, Finding, Severity, find

# The head's panels in the editor, by the field or the code of a finding.
PANELS = {
    "title": "title",
    "lead": "lead",
    "welcome": "welcome",
    "intended_purpose": "settings",
    "intended_purpose_missing": "settings",
    "start_mode_missing": "settings",
    "welcome_missing": "welcome",
    "module_missing": "outline",
    "unsent_after": "settings",
    "dangers": "settings",
    "length_days": "length_days",
}
# What a finding about a module may be about on the module's own page; its rules stand on the program's.
OWN_FIELDS = {"title", "lead"}
OWN_CODES = {Code.SECTION_MISSING, Code.TEXT_MISSING, Code.HARD_TO_READ}


class CannotFreeze(Cannot):
    """Something is missing; `details` are the places, each with its link."""

    @property
    def places(self) -> list["Place"]:
        """What must be seen to, in reading order."""
        return [found for found in self.details if isinstance(found, Place)]


@dataclass(frozen=True, slots=True)
class Place:
    """A finding, and where in the editor it is seen to."""

    finding: Finding
    page_id: int
    edit_url: str
    where: str

    @property
    def blocks(self) -> bool:
        """Whether the program cannot be handed over with it."""
        return self.finding.severity is Severity.BLOCKS


def compile_draft(page: ProgramPage) -> Document:
    """The latest drafts of a program and its modules as one document. Reads only."""
    program, modules = drafts_of(page)
    return compile_drafts(program, modules, collection_above(page))


def findings(page: ProgramPage) -> list[Place]:
    """What is wrong with the latest drafts, each with the place in the editor."""
    program, modules = drafts_of(page)
    return places_of(compile_drafts(program, modules, collection_above(page)), page, modules)


def places_of(document: Document, page: ProgramPage, modules: list[ModuleDraft]) -> list[Place]:
    """The findings of a document, placed among the pages it was compiled from."""
    pages = {module.id: module.page_id for module in modules}
    map_ = _NodeMap(document, page.pk, pages)
    return [map_.place(finding) for finding in find(document)]


class _NodeMap:
    """From a node's stable id to the page and panel where it is edited."""

    def __init__(self, document: Document, program_page: int, pages: dict[str, int]) -> None:
        self._document, self._program_page, self._pages = document, program_page, pages
        self._parents = {node.id: parent for node, parent in document.nodes()}
        self._users: dict[str, str] = {}
        for node, _parent in document.nodes():
            digest = getattr(node, "questionnaire", None)
            if digest:
                self._users.setdefault(digest, node.id)

    def place(self, finding: Finding) -> Place:
        """The link goes to the block itself, or to the panel of the page's own field."""
        node_id = finding.node_id if finding.node_id in self._parents else self._users.get(finding.node_id, PROGRAM_ID)
        trail = self._trail(node_id)
        page_id = next((self._pages[key] for key in trail if key in self._pages), self._program_page)
        if node_id in self._pages and finding.code not in OWN_CODES:
            page_id = self._program_page
        anchor = self._anchor(node_id, finding)
        url = reverse("wagtailadmin_pages:edit", args=[page_id]) + anchor
        return Place(finding, page_id, url, self._where(trail))

    def _trail(self, node_id: str) -> list[str]:
        """The node and everything it stands in, innermost first."""
        trail = []
        while node_id in self._parents:
            trail.append(node_id)
            node_id = self._parents[node_id]
        return trail

    def _anchor(self, node_id: str, finding: Finding) -> str:
        if node_id in self._pages and finding.code not in OWN_CODES:
            return "#panel-child-content-outline-section"
        if node_id in self._pages:
            field = finding.field if finding.field in OWN_FIELDS else "body"
            return f"#panel-child-content-{field}-section"
        if node_id != PROGRAM_ID:
            return f"#block-{node_id}-section"
        panel = PANELS.get(finding.code.value) or PANELS.get(finding.field) or "title"
        return f"#panel-child-content-{panel}-section"

    def _where(self, trail: list[str]) -> str:
        """The titles on the way down, from the module."""
        titles = [self._title(key) for key in reversed(trail)]
        return " › ".join(title for title in titles if title)

    def _title(self, node_id: str) -> str:
        planned = next((each for each in self._document.measurements if each.id == node_id), None)
        if planned and planned.questionnaire in self._document.questionnaires:
            return questionnaire_title(self._document, planned.questionnaire)
        return self._document.text(f"{node_id}.title")


@action("program:freeze", may=may_freeze)
def freeze(page: ProgramPage, note: str = "", *, now: datetime, by: Actor) -> Candidate:
    """Freeze the latest drafts and hand them over. The same content gives the same candidate again.

    Raises CannotFreeze with every blocking place.
    """
    program, modules = drafts_of(page)
    document = compile_drafts(program, modules, collection_above(page))
    missing = [place for place in places_of(document, page, modules) if place.blocks]
    if missing:
        raise CannotFreeze(_("Programmet är inte klart att lämna än. Se vad som fattas."), *missing)
    _keep_files(document, now)
    frozen = keep_document(document, now=now)
    known = catalogue.register_program(
        page.publisher_unit, page.program_uuid, document.text("program.title"), now=now, by=by
    )
    candidate: Candidate = catalogue.hand_over(
        known, frozen.hash, note, contributors=authors_since(page, document), now=now, by=by
    )
    return candidate


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft kept as it stood, for showing: its document's hash and what was missing in it. No candidate."""

    document_hash: str
    document: Document
    places: tuple[Place, ...]


@action("program:keep_draft", may=may_freeze)
def keep_draft(page: ProgramPage, *, now: datetime, by: Actor) -> Kept:
    """Keep the latest drafts as a document, with whatever is missing: a prototype is shown because it is not done.

    Nothing is handed over. What blocks a candidate blocks no prototype; it is listed. Raises CannotKeepDocument.
    """
    program, modules = drafts_of(page)
    document = compile_drafts(program, modules, collection_above(page))
    places = tuple(place for place in places_of(document, page, modules) if place.blocks)
    _keep_files(document, now)
    return Kept(keep_document(document, now=now).hash, document, places)


def _keep_files(document: Document, now: datetime) -> None:
    """Copy what the document uses: the library may change its files afterwards."""
    wanted = set(document.media)
    for model in (AuthoredImage, AuthoredMedia, AuthoredDocument):
        for row in model.objects.filter(ready_hash__in=wanted):
            if row.ready_hash in wanted:
                keep_media(_bytes(row.resident_file), row.ready_mime, now=now)
                wanted.discard(row.ready_hash)
    for film in AuthoredMedia.objects.filter(captions_hash__in=wanted):
        if film.captions_hash in wanted:
            keep_media(captions_bytes(film), "text/vtt", now=now)
            wanted.discard(film.captions_hash)


def _bytes(file: Any) -> bytes:
    with file.open("rb") as opened:
        data: bytes = opened.read()
    return data


def captions_bytes(film: AuthoredMedia) -> bytes:
    """The captions as they were hashed."""
    from stegvis.authoring.preparing import read_captions

    with film.captions.open("rb") as opened:
        return read_captions(opened).data or b""
