"""Taking walks away for good: everything that was entered, and that it ever was. Only for open programs.

What belongs to a record is never erased (safety rule 14), so whoever has a unit behind it is left where it is.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import models

from stegvis.course.models.answers import ExerciseAnswer, Response, Score
from stegvis.course.models.course import Course, Effect, Fact
from stegvis.course.models.diary import DiaryEntry

# What points at another stands before it.
_PARTS: tuple[type[models.Model], ...] = (Score, Response, ExerciseAnswer, DiaryEntry, Effect, Fact)


def erase(pks: Collection[UUID]) -> int:
    """Remove open walks and all their rows, in the caller's transaction. Returns how many walks."""
    rows = Course._base_manager.select_for_update(of=("self",)).filter(pk__in=pks, open_program__isnull=False)
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    for part in _PARTS:
        # The facts' own manager refuses, and a collector would load each row first.
        of_walks = part._base_manager.filter(course_id__in=found)
        of_walks._raw_delete(of_walks.db)
    walks = Course._base_manager.filter(pk__in=found)
    walks._raw_delete(walks.db)
    return len(found)
