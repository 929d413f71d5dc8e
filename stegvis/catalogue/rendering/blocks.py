"""From the blocks of a step to the plain values that its templates print.

Headings and texts that follow each other become one running text. Words are escaped by the templates;
rich text is let through by the allow-list only.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import singledispatch
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.richtext import safe_html
from stegvis.program.document import (
    AccordionBlock,
    AudioBlock,
    Block,
    CalloutBlock,
    DiaryBlock,
    Document,
    DocumentBlock,
    ExerciseBlock,
    FilmBlock,
    HeadingBlock,
    ImageBlock,
    Media,
    Node,
    QuestionnaireBlock,
    TextBlock,
)
from stegvis.program.kinds import CalloutTone

Values = dict[str, Any]

CALLOUT_ICONS = {
    CalloutTone.INFO: "info",
    CalloutTone.TIP: "tip",
    CalloutTone.WARNING: "warning",
    CalloutTone.IMPORTANT: "danger",
}
CALLOUT_TITLES = {
    CalloutTone.INFO: _("Bra att veta"),
    CalloutTone.TIP: _("Tips"),
    CalloutTone.WARNING: _("Tänk på"),
    CalloutTone.IMPORTANT: _("Viktigt"),
}
PROSE = (HeadingBlock, TextBlock)
# The link says what kind of file it is; an author who wrote so too is not echoed.
_SAYS_PDF = re.compile(r"\s*\(pdf\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown to whom: the document, the language, and what the page gives."""

    document: Document
    language: str
    media_url: Callable[[str], str]
    exercise_slot: Callable[[ExerciseBlock], str]
    questionnaire_slot: Callable[[QuestionnaireBlock], str]
    diary_slot: Callable[[DiaryBlock], str]

    @property
    def spoken(self) -> str:
        """The language that the words really are in."""
        return self.language if self.document.texts.get(self.language) else self.document.language

    def words(self, node: Node) -> dict[str, str]:
        """All words of a node."""
        return self.document.words(node, self.language)

    def media(self, digest: str | None) -> Values | None:
        """Address and what is known of a file; None when the block has none."""
        if digest is None:
            return None
        known = self.document.media.get(digest) or Media(mime="", bytes=0)
        return {"url": self.media_url(digest), "about": known, "length": _length(known.duration_s)}


def _length(seconds: float | None) -> str:
    """How long a film or sound is, in words; empty when nobody knows."""
    if not seconds:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return gettext("%(seconds)s sekunder") % {"seconds": rest}
    words = gettext("%(minutes)s min %(seconds)s s") if rest else gettext("%(minutes)s min")
    return words % {"minutes": minutes, "seconds": rest}


def parts_of(blocks: Iterable[Block], asked: Asked) -> list[Values]:
    """The values of a step's parts, each with the template that prints it."""
    parts: list[Values] = []
    for is_prose, group in groupby(blocks, key=lambda block: isinstance(block, PROSE)):
        shown = [_part(block, asked) for block in group]
        parts += [{"template": "catalogue/blocks/prose.html", "pieces": shown}] if is_prose else shown
    return parts


def _part(block: Block, asked: Asked) -> Values:
    values = _values(block, asked)
    return {**values, "id": block.id, "kind": block.kind, "template": f"catalogue/blocks/{block.kind}.html"}


@singledispatch
def _values(block: Any, asked: Asked) -> Values:
    raise TypeError(f"no values for {type(block).__name__}")


@_values.register
def _heading(block: HeadingBlock, asked: Asked) -> Values:
    return {**asked.words(block), "level": 3 if block.level == 3 else 2}


@_values.register
def _text(block: TextBlock, asked: Asked) -> Values:
    return {"body": safe_html(asked.words(block)["body"])}


@_values.register
def _image(block: ImageBlock, asked: Asked) -> Values:
    words = asked.words(block)
    return {**words, "alt": "" if block.decorative else words["alt"], "image": asked.media(block.image)}


@_values.register
def _film(block: FilmBlock, asked: Asked) -> Values:
    return {
        **asked.words(block),
        "film": asked.media(block.film),
        "captions": asked.media(block.captions),
        "language": asked.document.language,
    }


@_values.register
def _audio(block: AudioBlock, asked: Asked) -> Values:
    return {**asked.words(block), "audio": asked.media(block.audio)}


@_values.register
def _callout(block: CalloutBlock, asked: Asked) -> Values:
    words = asked.words(block)
    return {
        "title": words["title"] or CALLOUT_TITLES[block.tone],
        "body": safe_html(words["body"]),
        "tone": block.tone.value,
        "icon": CALLOUT_ICONS[block.tone],
    }


@_values.register
def _accordion(block: AccordionBlock, asked: Asked) -> Values:
    words = [asked.words(item) for item in block.items]
    return {"folds": [{"title": item["title"], "body": safe_html(item["body"])} for item in words]}


@_values.register
def _document(block: DocumentBlock, asked: Asked) -> Values:
    title = _SAYS_PDF.sub("", asked.words(block)["title"])
    return {"title": title, "document": asked.media(block.document)}


@_values.register
def _exercise(block: ExerciseBlock, asked: Asked) -> Values:
    words = asked.words(block)
    return {
        "title": words["title"],
        "instruction": safe_html(words["instruction"]),
        "slot": _ready(asked.exercise_slot(block)),
    }


@_values.register
def _questionnaire(block: QuestionnaireBlock, asked: Asked) -> Values:
    return {"slot": _ready(asked.questionnaire_slot(block))}


@_values.register
def _diary(block: DiaryBlock, asked: Asked) -> Values:
    return {"slot": _ready(asked.diary_slot(block))}


def _ready(html: str) -> SafeString:
    """A slot answers with finished HTML: a string that a template rendered, never what somebody wrote."""
    if not isinstance(html, SafeString):
        raise TypeError("a slot must give a SafeString")
    return mark_safe(html)  # noqa: S308 - it is one already; this only says so to the type checker
