"""The nouns of the law room, one file per family."""

from stegvis.law.models.editions import ImpactEdition, InformationEdition, InformationSeen, ProgramGround
from stegvis.law.models.incidents import Incident, IncidentEntry, IncidentTask

__all__ = [
    "ImpactEdition",
    "Incident",
    "IncidentEntry",
    "IncidentTask",
    "InformationEdition",
    "InformationSeen",
    "ProgramGround",
]
