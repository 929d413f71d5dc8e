"""The words of the studio's pages: states, places that need something, and the history."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from stegvis.catalogue import telling
from stegvis.catalogue.sentences import sentence
from stegvis.catalogue.timeline import timeline
from stegvis.ui.parts import Fact, TimelineItem

if TYPE_CHECKING:
    from stegvis.authoring.freeze import Place
    from stegvis.authoring.shapes import Studied
    from stegvis.catalogue.shelf import HandedOver


OUTLINE = "#panel-child-content-outline-section"
TITLE = "#panel-child-content-title-section"


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to see to, and the link to exactly there."""

    sentence: str
    where: str
    url: str


def todos(places: "list[Place]") -> list[Todo]:
    """Findings in words. What is said of the same place in the same words is said once."""
    return list(dict.fromkeys(Todo(sentence(place.finding), place.where, place.edit_url) for place in places))


def same_title(studied: "Studied") -> list[Todo]:
    """Renaming or copying can give two programs the same name: nobody could tell them apart."""
    if not studied.twins:
        return []
    words = _("Ett annat program på enheten heter likadant. Byt namn på ett av dem, så går de att skilja åt.")
    return [Todo(words, "", studied.edit_url + TITLE)]


def outline_of(studied: "Studied") -> list[dict[str, Any]]:
    """The modules in order with what opens them, and those that stand outside."""
    document = studied.document
    language = get_language() or document.language
    by_id = {module.id: module for module in document.modules}
    shown = []
    for row in studied.modules:
        module = by_id.get(row.id)
        steps = len(module.steps) if module else 0
        shown.append(
            {
                "title": row.title,
                "url": row.edit_url,
                "loose": row.loose,
                "opening": telling.opening_words(document, module, language) if module else "",
                "extent": ngettext("%(n)s steg", "%(n)s steg", steps) % {"n": steps} if module else "",
            }
        )
    return shown


def time_of(studied: "Studied") -> list[tuple[str, list[TimelineItem]]]:
    """Everything that the rules make happen, part by part, each with the link to where it is changed."""
    document = studied.document
    outline = {module.id for module in document.modules}
    return [
        (
            part.name,
            [
                TimelineItem(
                    when=each.when,
                    title=each.title,
                    text=each.text,
                    icon=each.icon,
                    url=studied.edit_url + (OUTLINE if each.node_id in outline else f"#block-{each.node_id}-section"),
                )
                for each in part.happenings
            ],
        )
        for part in timeline(document, get_language() or document.language)
    ]


def facts_of(studied: "Studied") -> list[Fact]:
    """The settings in words."""
    document = studied.document
    return [
        Fact(_("Slag"), telling.kind_words(document)),
        Fact(_("Start"), telling.start_words(document)),
        Fact(_("Meddelanden"), telling.messages_words(document)),
        Fact(_("Egna resultat"), telling.results_words(document)),
        *([Fact(_("Farliga svar"), telling.danger_words(document))] if telling.has_dangers(document) else []),
        Fact(_("Aktiv del"), telling.length_words(document)),
        Fact(_("Språk"), telling.language_words(document)),
    ]


def history_of(studied: "Studied") -> list[TimelineItem]:
    """What was handed over and what became of it, newest first."""
    return [_event(row) for row in studied.history]


def _event(row: "HandedOver") -> TimelineItem:
    at = localtime(row.candidate.frozen_at)
    who = row.candidate.frozen_by.get_full_name()
    if row.version:
        title, tone = _("Publicerad som version %(n)s") % {"n": row.version.number}, "success"
    elif row.newest:
        title, tone = _("Framlagt"), "info"
    else:
        title, tone = _("Ersatt av en nyare"), "neutral"
    text = f"{row.candidate.note} ({who})" if row.candidate.note else who
    return TimelineItem(
        when=date_format(at, "DATETIME_FORMAT"),
        title=title,
        text=text,
        iso=at.isoformat(),
        icon="check" if row.version else "send",
        tone=tone,  # type: ignore[arg-type]
    )
