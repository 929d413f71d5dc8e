"""The nouns of the care room, one file per family."""

from stegvis.care.models.block import AcrossOpening, Block
from stegvis.care.models.duty import Absence, ClosedDay, Shift, UnitHours
from stegvis.care.models.enrolment import CareOpening, Enrolment
from stegvis.care.models.feedback import ExerciseFeedback
from stegvis.care.models.flag import Flag
from stegvis.care.models.flag_step import FlagStep
from stegvis.care.models.rights import Disclosure, Objection
from stegvis.care.models.upgrade import Move, Upgrade

__all__ = [
    "Absence",
    "AcrossOpening",
    "Block",
    "CareOpening",
    "ClosedDay",
    "Disclosure",
    "Enrolment",
    "ExerciseFeedback",
    "Flag",
    "FlagStep",
    "Move",
    "Objection",
    "Shift",
    "UnitHours",
    "Upgrade",
]
