"""What a resident sees of the care around an own walk: who to reach, and what staff wrote back.

Staff's reading door is `queries`; this one opens for residents only, through the enrolment's visibility.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When

from stegvis.access.actor import Actor
from stegvis.care.models import Enrolment, ExerciseFeedback
from stegvis.course.kinds import ENDED
from stegvis.course.models import Course


@dataclass(frozen=True, slots=True)
class Contact:
    """Who treats me, and how to reach them."""

    unit_name: str
    phone: str
    phone_hours: str
    therapist_name: str
    reading_promise: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One word from staff on an exercise."""

    text: str
    author_name: str
    sent_at: datetime


def contact(actor: Actor, course: Course) -> Contact | None:
    """The unit and therapist of an own course; None when nobody stands behind it (an open start). One query."""
    rows = Enrolment.objects.visible_to(actor).filter(course_id=course.pk)
    found: Enrolment | None = rows.select_related("unit", "therapist").first()
    if found is None:
        return None
    unit = found.unit
    return Contact(unit.name, unit.phone, unit.phone_hours, found.therapist.get_full_name(), unit.reading_promise)


def comments(actor: Actor, course: Course) -> dict[str, list[Comment]]:
    """What staff wrote on exercises, by block, oldest first. One query."""
    mine = Enrolment.objects.visible_to(actor).filter(course_id=course.pk).values("pk")
    rows = ExerciseFeedback.objects.filter(enrolment__in=mine).select_related("author").order_by("sent_at")
    found: dict[str, list[Comment]] = defaultdict(list)
    for row in rows:
        found[row.block].append(Comment(row.text, row.author.get_full_name(), row.sent_at))
    return dict(found)


def course_on(actor: Actor, unit_id: UUID, program_id: UUID) -> UUID | None:
    """The own course of a program on a unit: one that runs before one that has ended, the newest first."""
    rows = Enrolment.objects.visible_to(actor).filter(unit_id=unit_id, course__version__program_id=program_id)
    ended = Case(When(course__phase__in=ENDED, then=Value(1)), default=Value(0), output_field=IntegerField())
    found: UUID | None = rows.order_by(ended, "-started_at").values_list("course_id", flat=True).first()
    return found
