"""The nouns of the walk, one file per family."""

from stegvis.course.models.answers import ExerciseAnswer, Response, Score
from stegvis.course.models.course import Course, Effect, Fact
from stegvis.course.models.diary import DiaryEntry
from stegvis.course.models.world import World

__all__ = ["Course", "DiaryEntry", "Effect", "ExerciseAnswer", "Fact", "Response", "Score", "World"]
