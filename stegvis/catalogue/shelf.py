"""What the catalogue's queries give: rows put together, ready for a page. No looking up here.

Pages name the kinds of rows they are handed from here, for their annotations; they never look rows up.
"""

from dataclasses import dataclass

from stegvis.access.models import CareUnit
from stegvis.catalogue.models import (
    Candidate,
    CatalogueEntry,
    Distribution,
    FrozenMedia,
    OpenProgram,
    Program,
    ProgramVersion,
    Release,
    Stop,
)

__all__ = [
    "CatalogueEntry",
    "Distribution",
    "FrozenMedia",
    "HandedOver",
    "OnShelf",
    "OpenProgram",
    "Placement",
    "Program",
    "ProgramVersion",
    "Published",
    "Release",
    "Stop",
]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A candidate and what became of it."""

    candidate: Candidate
    version: ProgramVersion | None
    newest: bool

    @property
    def waiting(self) -> bool:
        """Neither published nor replaced by a newer one."""
        return self.version is None and self.newest


@dataclass(frozen=True, slots=True)
class Published:
    """A version and on how many units it is in force."""

    version: ProgramVersion
    units: int
    newest: bool


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A program, its versions (newest first) and how far the newest has come."""

    program: Program
    versions: tuple[Published, ...]
    units: int
    units_behind: int

    @property
    def newest(self) -> Published | None:
        """The newest version, if anything is published."""
        return self.versions[0] if self.versions else None


@dataclass(frozen=True, slots=True)
class Placement:
    """A unit, and what it has of one program."""

    unit: CareUnit
    distribution: Distribution | None
    # The number that the unit starts today, when it is another than the one looked at.
    other_number: int | None
