"""The reading door of the studio: a designer's own publisher unit's programs. Actor first."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import PublisherUnit
from stegvis.authoring.compiling import ModuleDraft, compile_drafts, drafts_of
from stegvis.authoring.compiling.shelf import blocks_of
from stegvis.authoring.freeze import places_of
from stegvis.authoring.models import ModulePage, ProgramPage, UnitPage
from stegvis.authoring.models.forms import collection_above
from stegvis.authoring.shapes import ModuleRow, ProgramRow, Standing, Studied
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.shelf import HandedOver
from stegvis.program.document import Document, digest


def publisher_unit_of(actor: Actor) -> PublisherUnit | None:
    """The unit whose hat a designer wears."""
    if actor.hat.kind is not HatKind.PUBLISHER or not actor.can("studio:read"):
        return None
    return PublisherUnit.objects.select_related("provider").filter(pk=actor.hat.publisher_unit_id).first()


def page_of(actor: Actor, program: UUID | str) -> ProgramPage | None:
    """A program's page, or None when it is not the actor's to see."""
    found: ProgramPage | None = _pages(actor).filter(program_uuid=program).first()
    return found


def drafts_among(actor: Actor, programs: Iterable[UUID]) -> set[UUID]:
    """Which of some programs the actor builds: those of the unit whose hat they wear. Two queries at most."""
    return set(_pages(actor).filter(program_uuid__in=list(programs)).values_list("program_uuid", flat=True))


def programs(actor: Actor) -> list[ProgramRow]:
    """Every program of the unit, last edited first. Six queries, and three for each edited after it was handed over."""
    pages = list(_pages(actor))
    modules = _modules_under(actor)
    handed = _handed(actor)
    rows = [_row(page, modules[page.path], handed[page.program_uuid]) for page in pages]
    return sorted(rows, key=lambda row: row.edited_at.timestamp() if row.edited_at else 0, reverse=True)


def program(actor: Actor, program_uuid: UUID | str) -> Studied | None:
    """One program with what is missing and what has become of it, or None."""
    page = page_of(actor, program_uuid)
    if page is None:
        return None
    draft, modules = drafts_of(page)
    document = compile_drafts(draft, modules, collection_above(page))
    history = _handed(actor)[page.program_uuid]
    return Studied(
        row=_row(page, _modules_under(actor)[page.path], history),
        document=document,
        digest=digest(document),
        edit_url=_edit_url(page.pk),
        modules=_module_rows(document, modules),
        places=tuple(places_of(document, page, modules)),
        history=tuple(history),
        twins=_twins(actor, page),
    )


def draft(actor: Actor, program_uuid: UUID | str) -> Document | None:
    """The latest drafts as a document, for walking through; None when not the actor's to see."""
    page = page_of(actor, program_uuid)
    if page is None:
        return None
    head, modules = drafts_of(page)
    return compile_drafts(head, modules, collection_above(page))


def programs_with(actor: Actor, questionnaire: str) -> list[ProgramPage]:
    """The unit's programs whose latest drafts ask a questionnaire, by its key: in a step or planned in time."""
    return [page for page in _pages(actor) if questionnaire in _asked_in(page)]


def _asked_in(page: ProgramPage) -> set[str]:
    head, modules = drafts_of(page)
    blocks = (block for module in modules for block in blocks_of(module.body))
    return {str((raw.get("value") or {}).get("questionnaire")) for raw in (*head.measurements, *blocks)}


def media_url(media_hash: str) -> str:
    """Where a designer's browser gets a file of a draft."""
    return reverse("authoring_editor:ready_file", args=[media_hash])


def module_edit_url(module: ModulePage) -> str:
    """Where a module is edited."""
    return _edit_url(module.pk)


def program_edit_url(page: ProgramPage) -> str:
    """Where a program's head and outline are edited."""
    return _edit_url(page.pk)


def _edit_url(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def _unit_page(actor: Actor) -> UnitPage | None:
    if publisher_unit_of(actor) is None:
        return None
    found: UnitPage | None = UnitPage.objects.filter(publisher_unit_id=actor.hat.publisher_unit_id).first()
    return found


def _pages(actor: Actor) -> Any:
    above = _unit_page(actor)
    rows = ProgramPage.objects.child_of(above) if above else ProgramPage.objects.none()
    return rows.select_related("latest_revision__user")


def _modules_under(actor: Actor) -> dict[str, list[ModulePage]]:
    """Modules by the path of their program. One query, without their contents."""
    above = _unit_page(actor)
    found: dict[str, list[ModulePage]] = defaultdict(list)
    rows = ModulePage.objects.descendant_of(above).defer("body") if above else []
    for row in rows:
        found[row.path[: -row.steplen]].append(row)
    return found


def _handed(actor: Actor) -> dict[UUID, list[HandedOver]]:
    """What was handed over, newest first, by program."""
    found: dict[UUID, list[HandedOver]] = defaultdict(list)
    for row in catalogue.candidates(actor):
        found[row.candidate.program_id].append(row)
    return found


def _row(page: ProgramPage, modules: list[ModulePage], history: list[HandedOver]) -> ProgramRow:
    pages: list[Any] = [page, *modules]
    times = [row.latest_revision_created_at for row in pages if row.latest_revision_created_at]
    edited_at: datetime | None = max(times, default=None)
    latest = history[0] if history else None
    versions = [row.version.number for row in history if row.version]
    user = page.latest_revision.user if page.latest_revision else None
    return ProgramRow(
        uuid=page.program_uuid,
        title=page.draft_title,
        modules=len(modules),
        edited_at=edited_at,
        edited_by=user.get_full_name() if user else "",
        standing=_standing(latest, versions),
        version=max(versions, default=0),
        changed=_changed(page, edited_at, latest),
    )


def _changed(page: ProgramPage, edited_at: datetime | None, latest: HandedOver | None) -> bool:
    """Edited since, and not the same: what was only opened and saved again is no change."""
    if latest is None or edited_at is None or edited_at <= latest.candidate.frozen_at:
        return False
    head, modules = drafts_of(page)
    return digest(compile_drafts(head, modules, collection_above(page))) != latest.candidate.document_id


def _twins(actor: Actor, page: ProgramPage) -> int:
    others = _pages(actor).exclude(pk=page.pk).values_list("draft_title", flat=True)
    return sum(1 for title in others if title.strip().casefold() == page.draft_title.strip().casefold())


def _standing(latest: HandedOver | None, versions: list[int]) -> Standing:
    if latest and latest.waiting:
        return Standing.HANDED_OVER
    return Standing.PUBLISHED if versions else Standing.DRAFT


def _module_rows(document: Document, modules: list[ModuleDraft]) -> tuple[ModuleRow, ...]:
    by_id = {module.id: module for module in modules}
    placed = [by_id[module.id] for module in document.modules]
    loose = [module for module in modules if module not in placed]
    return tuple(
        ModuleRow(module.id, module.title, _edit_url(module.page_id), module in loose) for module in (*placed, *loose)
    )
