"""The nouns of support, one file per family."""

from stegvis.support.models.bulletins import Bulletin, BulletinRead, BulletinTarget
from stegvis.support.models.cases import Case, CaseEntry, Knock
from stegvis.support.models.documents import DocumentEdition, RegionalDocument
from stegvis.support.models.practice import MadeUpResident, PracticeUnit
from stegvis.support.models.training import (
    Seat,
    Training,
    TrainingDate,
    TrainingDemand,
    TrainingEdition,
    TrainingRecord,
    Try,
)

__all__ = [
    "Bulletin",
    "BulletinRead",
    "BulletinTarget",
    "Case",
    "CaseEntry",
    "DocumentEdition",
    "Knock",
    "MadeUpResident",
    "PracticeUnit",
    "RegionalDocument",
    "Seat",
    "Training",
    "TrainingDate",
    "TrainingDemand",
    "TrainingEdition",
    "TrainingRecord",
    "Try",
]
