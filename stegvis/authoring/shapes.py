"""What the queries of the studio give: plain values, ready for a page."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from stegvis.authoring.freeze import Place
from stegvis.catalogue.shelf import HandedOver
from stegvis.program.document import Document


class Standing(StrEnum):
    """How far the program has come."""

    DRAFT = "draft"
    HANDED_OVER = "handed_over"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A program in the list. `changed`: edited since it was last handed over."""

    uuid: UUID
    title: str
    modules: int
    edited_at: datetime | None
    edited_by: str
    standing: Standing
    version: int
    changed: bool


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module in its place; `loose` ones are in no outline and so in no program that residents get."""

    id: str
    title: str
    edit_url: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Studied:
    """Everything the program's page in the studio shows."""

    row: ProgramRow
    document: Document
    digest: str
    edit_url: str
    modules: tuple[ModuleRow, ...]
    places: tuple[Place, ...]
    history: tuple[HandedOver, ...]
    # How many other programs of the unit have the same title.
    twins: int = 0

    @property
    def missing(self) -> list[Place]:
        """What stands in the way."""
        return [place for place in self.places if place.blocks]

    @property
    def advice(self) -> list[Place]:
        """What is worth a second look."""
        return [place for place in self.places if not place.blocks]

    @property
    def handed_over(self) -> HandedOver | None:
        """The candidate that holds exactly this content, if it was handed over already."""
        return next((row for row in self.history if row.candidate.document_id == self.digest), None)
