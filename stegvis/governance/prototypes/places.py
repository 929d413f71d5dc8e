"""Where in a document somebody points: a node by its stable id, perhaps one field of it or one question. Pure."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape

from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.telling import questionnaire_title
from stegvis.program.document import (
    PROGRAM_ID,
    AccordionItem,
    DiaryBlock,
    Document,
    Measurement,
    Node,
    QuestionnaireBlock,
    Step,
)
from stegvis.questionnaires.engine import CannotParse, Definition, item_key, parse

QUESTION = "question."
# A question that the designer asked the group with the round; answered on the whole program.
ASKED = "asked."
MOST_EXCERPT = 300
_TAGS = re.compile(r"<[^>]*>")

_KINDS = {
    "heading": _("Rubrik"),
    "text": _("Text"),
    "image": _("Bild"),
    "film": _("Film"),
    "audio": _("Ljud"),
    "callout": _("Ruta"),
    "accordion": _("Utfällbar text"),
    "document": _("PDF"),
    "exercise": _("Övning"),
    "questionnaire": _("Formulär"),
    "diary": _("Registrering"),
}
_FIELDS = {
    "title": _("Rubriken"),
    "body": _("Texten"),
    "text": _("Texten"),
    "lead": _("Ingressen"),
    "welcome": _("Välkomsttexten"),
    "intended_purpose": _("Syftet"),
    "instruction": _("Instruktionen"),
    "alt": _("Bildens beskrivning"),
    "caption": _("Bildtexten"),
    "transcript": _("Utskriften"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place as people name it. `there` is false when the document no longer has it."""

    node: str
    step: str = ""
    module: str = ""
    module_title: str = ""
    step_title: str = ""
    kind: str = ""
    excerpt: str = ""
    there: bool = True

    @property
    def where(self) -> str:
        """Module and step."""
        return " › ".join(part for part in (self.module_title, self.step_title) if part)


class Places:
    """Every place of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._nodes: dict[str, tuple[Node, str]] = {node.id: (node, parent) for node, parent in document.nodes()}

    def has(self, node: str) -> bool:
        """Whether the document has it."""
        return node == PROGRAM_ID or node in self._nodes

    def place(self, node: str) -> Place:
        """The place of a node, or one that is not there."""
        if node == PROGRAM_ID:
            return Place(node, kind=str(_("Programmet")), excerpt=self.document.text("program.title"))
        if node not in self._nodes:
            return Place(node, there=False)
        found = self._nodes[node][0]
        step, module = self._above(node)
        return Place(
            node,
            step=step,
            module=module,
            module_title=self.document.text(f"{module}.title") if module else "",
            step_title=self.document.text(f"{step}.title") if step else "",
            kind=str(self._kind(found)),
            excerpt=self.excerpt(node),
        )

    def excerpt(self, node: str, field: str = "") -> str:
        """What stands there, in short and without marks."""
        if field.startswith(QUESTION):
            return self._question(node, field.removeprefix(QUESTION))[:MOST_EXCERPT]
        if node == PROGRAM_ID:
            return plain(self.document.text(f"program.{field or 'title'}"))[:MOST_EXCERPT]
        if node not in self._nodes:
            return ""
        found = self._nodes[node][0]
        if isinstance(found, QuestionnaireBlock | DiaryBlock | Measurement):
            own = self.document.text(found.key("title")) if "title" in found.text_fields else ""
            return (own or questionnaire_title(self.document, found.questionnaire))[:MOST_EXCERPT]
        names = (field,) if field in found.text_fields else found.text_fields
        words = (plain(self.document.text(found.key(name))) for name in names)
        return " ".join(each for each in words if each)[:MOST_EXCERPT]

    def fields(self, node: str) -> list[tuple[str, str]]:
        """What can be pointed at within a node: its texts where there are several, and a questionnaire's questions."""
        if node not in self._nodes:
            return []
        found = self._nodes[node][0]
        if isinstance(found, QuestionnaireBlock | DiaryBlock | Measurement):
            return self._questions(found.questionnaire)
        if isinstance(found, Step):
            return []
        worded = [name for name in found.text_fields if self.document.text(found.key(name))]
        return [(name, str(_FIELDS.get(name, name))) for name in worded] if len(worded) > 1 else []

    def allowed(self, node: str, field: str) -> str:
        """The field, when the node has it; else the whole place."""
        if node == PROGRAM_ID and (field in _FIELDS or re.fullmatch(r"asked\.[0-9]{1,2}|results", field)):
            return field
        return field if field in dict(self.fields(node)) else ""

    def _kind(self, node: Node) -> object:
        if isinstance(node, Step):
            return _("Steg")
        if isinstance(node, Measurement):
            return _("Mätning")
        if isinstance(node, AccordionItem):
            return _("Utfällbar text")
        return _KINDS.get(getattr(node, "kind", ""), _("Del av programmet"))

    def _above(self, node: str) -> tuple[str, str]:
        """The step and the module that a node stands in, or is."""
        step = module = ""
        while node in self._nodes:
            found, parent = self._nodes[node]
            if isinstance(found, Step):
                step = node
            if parent == PROGRAM_ID and node in self._modules:
                module = node
            node = parent
        return step, module

    @cached_property
    def _modules(self) -> frozenset[str]:
        return frozenset(module.id for module in self.document.modules)

    def _definition(self, digest: str) -> Definition | None:
        plain_body = self.document.questionnaires.get(digest)
        try:
            return parse(dict(plain_body)) if plain_body is not None else None
        except CannotParse:
            return None

    def _questions(self, digest: str) -> list[tuple[str, str]]:
        definition = self._definition(digest)
        if definition is None:
            return []
        language = self.document.language
        words = ((item, definition.text(item_key(item.link_id), language)) for item in definition.questions)
        return [(f"{QUESTION}{item.link_id}", text[:120]) for item, text in words if text]

    def _question(self, node: str, link_id: str) -> str:
        known = dict(self.fields(node))
        return known.get(f"{QUESTION}{link_id}", "")


def plain(html: str) -> str:
    """Words without marks."""
    return " ".join(unescape(_TAGS.sub(" ", html)).split())


@lru_cache(maxsize=32)
def places_of(document_hash: str) -> Places:
    """The places of a frozen document. Raises CannotOpenDocument."""
    return Places(open_document(document_hash))
