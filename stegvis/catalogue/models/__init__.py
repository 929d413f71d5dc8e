"""What is frozen, cleared, published, offered, distributed and stopped. Nothing here is about a resident."""

from stegvis.catalogue.models.checklist import StartChecklist, StartTick
from stegvis.catalogue.models.clearing import Clearance, Contribution, Delegation, Publisher
from stegvis.catalogue.models.distribution import Distribution
from stegvis.catalogue.models.documents import FrozenDocument, FrozenMedia, MediaUse, frozen_storage
from stegvis.catalogue.models.entries import CatalogueEntry, EntryChange
from stegvis.catalogue.models.handouts import Handout
from stegvis.catalogue.models.offers import Offer, Verification
from stegvis.catalogue.models.openings import OpenProgram
from stegvis.catalogue.models.programs import Candidate, Program, ProgramVersion
from stegvis.catalogue.models.releases import Release, ReleaseItem
from stegvis.catalogue.models.routines import ProgramRoutine, UnitRoutine
from stegvis.catalogue.models.start_template import StartTemplate
from stegvis.catalogue.models.stops import Stop

__all__ = [
    "Candidate",
    "CatalogueEntry",
    "Clearance",
    "Contribution",
    "Delegation",
    "Distribution",
    "EntryChange",
    "FrozenDocument",
    "FrozenMedia",
    "Handout",
    "MediaUse",
    "Offer",
    "OpenProgram",
    "Program",
    "ProgramRoutine",
    "ProgramVersion",
    "Publisher",
    "Release",
    "ReleaseItem",
    "StartChecklist",
    "StartTemplate",
    "StartTick",
    "Stop",
    "UnitRoutine",
    "Verification",
    "frozen_storage",
]
