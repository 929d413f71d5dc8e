"""The nouns of the care room, one file per family."""

from stegvis.care.models.enrolment import CareOpening, Enrolment
from stegvis.care.models.feedback import ExerciseFeedback
from stegvis.care.models.flag import Flag

__all__ = ["CareOpening", "Enrolment", "ExerciseFeedback", "Flag"]
