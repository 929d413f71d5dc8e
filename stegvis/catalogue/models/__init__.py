"""What is frozen, cleared, published and distributed. Nothing here is about a resident."""

from stegvis.catalogue.models.clearing import Clearance, Contribution, Delegation, Publisher
from stegvis.catalogue.models.distribution import Distribution
from stegvis.catalogue.models.documents import FrozenDocument, FrozenMedia, MediaUse, frozen_storage
from stegvis.catalogue.models.programs import Candidate, Program, ProgramVersion

__all__ = [
    "Candidate",
    "Clearance",
    "Contribution",
    "Delegation",
    "Distribution",
    "FrozenDocument",
    "FrozenMedia",
    "MediaUse",
    "Program",
    "ProgramVersion",
    "Publisher",
    "frozen_storage",
]
