"""Where something stands in a program: for people, and for a link into the preview."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from stegvis.catalogue.telling import questionnaire_title
from stegvis.program.document import PROGRAM_ID, AccordionItem, Document, Module, Node, Section, Step

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Place:
    """``words``: module › step › block. ``step_id`` and ``block_id`` are empty where it is no page."""

    words: str
    step_id: str = ""
    block_id: str = ""


def place_of(document: Document, node_id: str) -> Place:
    """The place of a stable id; of a questionnaire its name, of everything else the program."""
    if node_id in document.questionnaires:
        return Place(_("Formuläret %(title)s") % {"title": questionnaire_title(document, node_id)})
    nodes: dict[str, tuple[Node, str]] = {node.id: (node, parent) for node, parent in document.nodes()}
    if node_id == PROGRAM_ID or node_id not in nodes:
        return Place(_("Programmet"))
    names: list[str] = []
    step = block = ""
    key = node_id
    while key in nodes:
        node, parent = nodes[key]
        if isinstance(node, Step):
            step = node.id
        elif not isinstance(node, Module | Section | AccordionItem):
            block = node.id
        # A section is only a help to find one's way where a module has several.
        if not isinstance(node, Section):
            names.append(_named(document, node))
        key = parent
    return Place(" › ".join(name for name in reversed(names) if name), step, block if step else "")


def _named(document: Document, node: Node) -> str:
    field = next((name for name in ("title", "text") if name in node.text_fields), "")
    return Truncator(document.text(node.key(field))).chars(_SHOWN) if field else ""
