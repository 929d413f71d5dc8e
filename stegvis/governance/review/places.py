"""Places in a document that can be pointed at, and what they are called."""

from dataclasses import dataclass

from stegvis.program.document import PROGRAM_ID, Document


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """A module, with its steps, as (node id, name)."""

    name: str
    places: tuple[tuple[str, str], ...]


def places(document: Document) -> tuple[PlaceGroup, ...]:
    """The program itself, then every module and step in reading order."""
    groups = [PlaceGroup(document.text("program.title"), ((PROGRAM_ID, document.text("program.title")),))]
    for module in document.modules:
        title = document.text(module.key("title"))
        steps = [(step.id, document.text(step.key("title"))) for section in module.sections for step in section.steps]
        groups.append(PlaceGroup(title, ((module.id, title), *steps)))
    return tuple(groups)


def place_of(document: Document, node: str) -> str | None:
    """What a place is called, or None where the document has no such place."""
    for group in places(document):
        for key, name in group.places:
            if key == node:
                return name if key in {PROGRAM_ID, group.places[0][0]} else f"{group.name} › {name}"
    return None
