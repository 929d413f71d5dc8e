"""Pages and library of the studio."""

from stegvis.authoring.models.library import AuthoredDocument, AuthoredImage, AuthoredMedia, AuthoredRendition
from stegvis.authoring.models.modules import ModulePage
from stegvis.authoring.models.programs import ProgramPage
from stegvis.authoring.models.units import UnitPage

__all__ = [
    "AuthoredDocument",
    "AuthoredImage",
    "AuthoredMedia",
    "AuthoredRendition",
    "ModulePage",
    "ProgramPage",
    "UnitPage",
]
