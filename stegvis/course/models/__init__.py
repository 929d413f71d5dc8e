"""The nouns of the walk, one file per family."""

from stegvis.course.models.answers import ExerciseAnswer, Response, Score
from stegvis.course.models.correcting import Dissent, Struck
from stegvis.course.models.course import Course, Effect, Fact
from stegvis.course.models.diary import DiaryEntry
from stegvis.course.models.entered import EnteredAnswer
from stegvis.course.models.world import World

__all__ = [
    "Course",
    "DiaryEntry",
    "Dissent",
    "Effect",
    "EnteredAnswer",
    "ExerciseAnswer",
    "Fact",
    "Response",
    "Score",
    "Struck",
    "World",
]
