"""What the resident is to be told of: effects that become notices, in the transaction that wrote them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from stegvis.course.models import Course
from stegvis.course.models import Effect as Effects
from stegvis.notifications import outbox
from stegvis.notifications.outbox import Wanted
from stegvis.program.unfold import Effect, EffectKind, about_of

ASKING = (EffectKind.OCCASION_OPEN, EffectKind.REMINDER)


def put(told: Iterable[tuple[UUID, UUID, Iterable[Effect]]], now: datetime) -> int:
    """Hand over what courses of the real world tell of: course, person and new effects of each. One query."""
    return outbox.put([wanted for each in told for wanted in _wanted(*each)], now=now)


def answered(course: Course, occasion: str, now: datetime) -> int:
    """What told of an occasion, or reminded of it or of nothing happening, has lost its reason. Returns how many."""
    told = Effects.objects.filter(course=course, kind__in=ASKING, ref__in=[occasion, ""])
    keys = [f"{course.pk}.{key}" for key in told.values_list("key", flat=True)]
    return outbox.no_longer(course.person_id, now=now, keys=keys) if keys else 0


def _wanted(course_id: UUID, person_id: UUID, effects: Iterable[Effect]) -> Iterable[Wanted]:
    for effect in effects:
        about = about_of(effect)
        if about is not None:
            # A person may walk the same program twice: the course stands first in the name.
            yield Wanted(person_id, f"{course_id}.{effect.key}", about, effect.due_at, course_id)
