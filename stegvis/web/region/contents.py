"""What a frozen program contains, put together for the coordinator's pages."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from stegvis.catalogue import telling
from stegvis.catalogue.richtext import safe_html
from stegvis.catalogue.timeline import timeline
from stegvis.program.document import Document, Module
from stegvis.ui.parts import Fact, TimelineItem


@dataclass(frozen=True, slots=True)
class Contents:
    """A program in short: its own words, its parts, its rules."""

    title: str
    lead: str
    welcome: str
    purpose: str
    facts: list[Fact]
    modules: list[dict[str, Any]]
    time: list[tuple[str, list[TimelineItem]]]


def contents_of(document: Document) -> Contents:
    """Everything that the pages print about a document."""
    language = get_language() or document.language
    return Contents(
        title=document.text("program.title", language),
        lead=safe_html(document.text("program.lead", language)),
        welcome=safe_html(document.text("program.welcome", language)),
        purpose=document.text("program.intended_purpose", language),
        facts=_facts(document),
        modules=[_module(document, module, language) for module in document.modules],
        time=_time(document, language),
    )


def _facts(document: Document) -> list[Fact]:
    steps = sum(len(module.steps) for module in document.modules)
    return [
        Fact(_("Slag"), telling.kind_words(document)),
        Fact(_("Start"), telling.start_words(document)),
        Fact(_("Meddelanden"), telling.messages_words(document)),
        Fact(_("Egna resultat"), telling.results_words(document)),
        *([Fact(_("Farliga svar"), telling.danger_words(document))] if telling.has_dangers(document) else []),
        Fact(_("Aktiv del"), telling.length_words(document)),
        Fact(_("Språk"), telling.language_words(document)),
        Fact(_("Omfattning"), _extent(len(document.modules), steps)),
    ]


def _extent(modules: int, steps: int) -> str:
    in_modules = ngettext("%(n)s modul", "%(n)s moduler", modules) % {"n": modules}
    return f"{in_modules}, " + ngettext("%(n)s steg", "%(n)s steg", steps) % {"n": steps}


def _module(document: Document, module: Module, language: str) -> dict[str, Any]:
    steps = len(module.steps)
    return {
        "title": document.text(module.key("title"), language),
        "opening": telling.opening_words(document, module, language),
        "shown_opening": telling.shown_opening_words(document, module, language),
        "extent": ngettext("%(n)s steg", "%(n)s steg", steps) % {"n": steps},
        "sections": [
            {
                "title": document.text(section.key("title"), language),
                "steps": [
                    {"id": step.id, "title": document.text(step.key("title"), language)} for step in section.steps
                ],
            }
            for section in module.sections
        ],
    }


def _time(document: Document, language: str) -> list[tuple[str, list[TimelineItem]]]:
    """Everything that the rules make happen, part by part."""
    return [
        (part.name, [TimelineItem(each.when, each.title, each.text, icon=each.icon) for each in part.happenings])
        for part in timeline(document, language)
    ]
