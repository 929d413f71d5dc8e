"""The editor's own preview: an unsaved draft on the resident's own templates, at phone size."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.authoring.compiling import (
    ModuleDraft,
    ProgramDraft,
    compile_drafts,
    drafts_of,
    module_draft,
    program_draft,
)
from stegvis.authoring.models import ModulePage, ProgramPage
from stegvis.authoring.models.forms import collection_above
from stegvis.authoring.queries import media_url
from stegvis.catalogue.rendering import preview_step
from stegvis.catalogue.richtext import safe_html
from stegvis.catalogue.telling import shown_opening_words
from stegvis.program.document import Document, Module
from stegvis.ui.shell import Shell


def preview_module(request: HttpRequest, page: ModulePage) -> HttpResponse:
    """Every step of the module, one under the other, with a way between them."""
    program, saved = drafts_of(page.program_page)
    here = module_draft(page)
    document = _document(_with_module(program, here), _replaced(saved, here), page)
    module = next(found for found in document.modules if found.id == here.id)
    return render(request, "authoring/preview_module.html", _module_context(document, module))


def preview_program(request: HttpRequest, page: ProgramPage) -> HttpResponse:
    """What the resident reads first, and the modules in order."""
    document = _document(program_draft(page), drafts_of(page)[1], page)
    language = get_language() or document.language
    context = {
        "shell": _shell(),
        "title": document.text("program.title", language),
        "lead": safe_html(document.text("program.lead", language)),
        "welcome": safe_html(document.text("program.welcome", language)),
        "modules": [
            {
                "title": document.text(module.key("title"), language),
                "lead": document.text(module.key("lead"), language),
                "opening": shown_opening_words(document, module, language),
                "steps": len(module.steps),
            }
            for module in document.modules
        ],
    }
    return render(request, "authoring/preview_program.html", context)


def _document(program: ProgramDraft, modules: list[ModuleDraft], page: Any) -> Document:
    return compile_drafts(program, modules, collection_above(page))


def _replaced(saved: list[ModuleDraft], here: ModuleDraft) -> list[ModuleDraft]:
    return [here if module.id == here.id else module for module in saved]


def _with_module(program: ProgramDraft, here: ModuleDraft) -> ProgramDraft:
    """A module that is in no outline can still be looked at."""
    if any((item.get("value") or {}).get("module") == here.page_id for item in program.outline):
        return program
    item = {"type": "module", "id": here.id, "value": {"module": here.page_id}}
    return replace(program, outline=[*program.outline, item])


def _module_context(document: Document, module: Module) -> dict[str, Any]:
    language = get_language() or document.language
    steps = [
        {
            "id": step.id,
            "title": document.text(step.key("title"), language),
            "section": document.text(section.key("title"), language),
            "content": preview_step(document, step.id, language=language, media_url=media_url),
        }
        for section in module.sections
        for step in section.steps
    ]
    for number, step in enumerate(steps):
        step["before"] = steps[number - 1]["id"] if number else ""
        step["after"] = steps[number + 1]["id"] if number + 1 < len(steps) else ""
    return {"shell": _shell(), "title": document.text(module.key("title"), language), "steps": steps}


def _shell() -> Shell:
    """The resident's frame, with no way out of the preview."""
    return Shell(audience="resident", home_url="#innehall", person_name=_("Förhandsvisning"))
