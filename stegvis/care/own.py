"""What a resident sees of the care around the own walks, in as few queries as a step page can afford.

Opens for residents only, through the enrolment's visibility. Staff's reading door is `queries`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When

from stegvis.access.actor import Actor
from stegvis.access.doors import Kept
from stegvis.care.models import Enrolment, ExerciseFeedback
from stegvis.course.kinds import ENDED
from stegvis.course.models import Course

_UNREAD = Kept(
    lambda actor: (
        ExerciseFeedback.objects.filter(enrolment__in=Enrolment.objects.visible_to(actor), read_at__isnull=True)
        .order_by("sent_at")
        .values_list("enrolment__course_id", "block")
    )
)


@dataclass(frozen=True, slots=True)
class Comment:
    """One word from staff on an exercise."""

    text: str
    author_name: str
    sent_at: datetime
    unread: bool = False


def enrolments(actor: Actor) -> list[Enrolment]:
    """The enrolments around the own courses, for what is counted per enrolment. One query."""
    return list(Enrolment.objects.visible_to(actor).only("pk", "course_id"))


def comments(actor: Actor, course: Course) -> dict[str, list[Comment]]:
    """What staff wrote on exercises, by block, oldest first. One query."""
    mine = Enrolment.objects.visible_to(actor).filter(course_id=course.pk).values("pk")
    rows = ExerciseFeedback.objects.filter(enrolment__in=mine).select_related("author").order_by("sent_at")
    found: dict[str, list[Comment]] = defaultdict(list)
    for row in rows:
        found[row.block].append(Comment(row.text, row.author.get_full_name(), row.sent_at, row.read_at is None))
    return dict(found)


def unread_comments(actor: Actor) -> dict[UUID, list[str]]:
    """The exercises with a comment that is not yet read, by course, the oldest first. One query."""
    found: dict[UUID, list[str]] = {}
    for course, block in _UNREAD.rows(actor):
        if block not in (blocks := found.setdefault(course, [])):
            blocks.append(block)
    return found


def mark_comments_read(actor: Actor, course: Course, blocks: Iterable[str], now: datetime) -> None:
    """The page that they stand on was opened. A read mark: the one thing that a GET may write."""
    mine = Enrolment.objects.visible_to(actor).filter(course_id=course.pk).values("pk")
    rows = ExerciseFeedback.objects.filter(enrolment__in=mine, block__in=list(blocks), read_at__isnull=True)
    rows.update(read_at=now)


def course_on(actor: Actor, unit_id: UUID, program_id: UUID) -> UUID | None:
    """The own course of a program on a unit: one that runs before one that has ended, the newest first."""
    rows = Enrolment.objects.visible_to(actor).filter(unit_id=unit_id, course__version__program_id=program_id)
    ended = Case(When(course__phase__in=ENDED, then=Value(1)), default=Value(0), output_field=IntegerField())
    found: UUID | None = rows.order_by(ended, "-started_at").values_list("course_id", flat=True).first()
    return found
