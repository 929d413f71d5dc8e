"""Drafts as plain values, read from the revisions without building a page for each."""

import json
from dataclasses import dataclass
from typing import Any

from stegvis.authoring.models import ModulePage, ProgramPage

Raw = dict[str, Any]
HEAD = (
    "title",
    "lead",
    "welcome",
    "kind",
    "guided",
    "open_start",
    "program_language",
    "messages",
    "results",
    "intended_purpose",
    "unsent_after",
    "length_days",
)
STREAMS = ("outline", "measurements", "dangers", "scores", "reminders", "flags", "phases")


@dataclass(frozen=True, slots=True)
class ProgramDraft:
    """The head and the streams of a program, as the editor holds them."""

    page_id: int
    program: str
    head: Raw
    outline: list[Raw]
    measurements: list[Raw]
    dangers: list[Raw]
    scores: list[Raw]
    reminders: list[Raw]
    flags: list[Raw]
    phases: list[Raw]


@dataclass(frozen=True, slots=True)
class ModuleDraft:
    """A module as the editor holds it; `id` is its stable id."""

    page_id: int
    id: str
    title: str
    lead: str
    body: list[Raw]


def drafts_of(page: ProgramPage) -> tuple[ProgramDraft, list[ModuleDraft]]:
    """The latest drafts of a program and its modules. Three queries."""
    fresh = ProgramPage.objects.select_related("latest_revision").get(pk=page.pk)
    modules = ModulePage.objects.child_of(fresh).select_related("latest_revision")
    return _program(fresh, _content(fresh)), [_module(row, _content(row)) for row in modules]


def program_draft(page: ProgramPage) -> ProgramDraft:
    """An unsaved program page, as the form has it."""
    held = {name: getattr(page, name) for name in HEAD}
    streams = {name: getattr(page, name).get_prep_value() for name in STREAMS}
    return _program(page, {**held, **streams})


def module_draft(page: ModulePage) -> ModuleDraft:
    """An unsaved module page, as the form has it."""
    return _module(page, {"title": page.title, "lead": page.lead, "body": page.body.get_prep_value()})


def _content(page: ProgramPage | ModulePage) -> Raw:
    """The latest revision; a page that somehow has none counts as empty but for its title."""
    revision = page.latest_revision
    return dict(revision.content) if revision else {"title": page.title}


def _program(page: ProgramPage, content: Raw) -> ProgramDraft:
    head = {name: content.get(name, getattr(page, name)) for name in HEAD}
    return ProgramDraft(page.pk, str(page.program_uuid), head, *(_stream(content.get(name)) for name in STREAMS))


def _module(page: ModulePage, content: Raw) -> ModuleDraft:
    lead = str(content.get("lead") or "")
    return ModuleDraft(page.pk, str(page.module_uuid), str(content["title"]), lead, _stream(content.get("body")))


def _stream(value: Any) -> list[Raw]:
    """A stream as a list of {type, value, id}; revisions hold it as text."""
    plain = json.loads(value) if isinstance(value, str) and value else value
    return [item for item in plain or [] if isinstance(item, dict)]
