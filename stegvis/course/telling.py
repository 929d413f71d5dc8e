"""What the resident is to be told of: effects that become notices, in the transaction that wrote them."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from stegvis.access.acting.standing import guardians_of
from stegvis.catalogue.freezing import plan_of
from stegvis.course.kinds import ENDED, Phase
from stegvis.course.models import Course, World
from stegvis.course.models import Effect as Effects
from stegvis.lib.clock import local_day
from stegvis.notifications import outbox
from stegvis.notifications.for_others import key_for
from stegvis.notifications.outbox import Wanted
from stegvis.program.kinds import ReminderWhen
from stegvis.program.unfold import About, Effect, EffectKind, about_of

ASKING = (EffectKind.OCCASION_OPEN, EffectKind.REMINDER)
# What there is nothing to do about when the program has ended.
TO_DO = (About.OCCASION, About.REMINDER, About.MODULE)


class Walked(Protocol):
    """A course, or as much of it as the worker has read."""

    @property
    def pk(self) -> UUID: ...

    @property
    def person_id(self) -> UUID: ...

    @property
    def provider_id(self) -> UUID: ...


def put(world: World, told: Iterable[tuple[Walked, Iterable[Effect]]], now: datetime) -> int:
    """Hand over what courses of the real world tell of: each course and its new effects.

    A child's guardians are told the same. Two queries, and one for each provider whose child has a guardian.
    """
    since = world.tells_from
    found = ((course, wanted) for course, effects in told for wanted in _wanted(course, effects))
    kept = [(course, wanted) for course, wanted in found if since is None or wanted.due_at >= since]
    return outbox.put([*(wanted for _course, wanted in kept), *_to_guardians(kept, now)], now=now)


def _to_guardians(kept: list[tuple[Walked, Wanted]], now: datetime) -> list[Wanted]:
    """The same to each guardian who acts today at the provider of the walk."""
    acting = guardians_of({course.person_id for course, _wanted in kept}, local_day(now))
    return [
        replace(wanted, person_id=row.person_id, key=key_for(row.pk, wanted.key))
        for course, wanted in kept
        for row in acting.get(course.person_id, ())
        if row.provider_id == course.provider_id
    ]


def answered(course: Course, occasion: str, now: datetime) -> int:
    """What told of an occasion, or reminded of it or of nothing happening, has lost its reason. Returns how many.

    Call it when all that is due is written: the worker may not have come to it before the resident did.
    """
    return _withdrawn(course, {occasion, ""}, now)


def not_asked(course: Course, occasions: Collection[str], now: datetime) -> int:
    """What told of occasions, or reminded of them, that are no longer there to answer. Returns how many.

    The resident has done nothing: what reminds of that keeps its reason.
    """
    return _withdrawn(course, occasions, now)


def done(course: Course, now: datetime) -> int:
    """Something was done: what reminded of nothing being done has lost its reason. Returns how many."""
    rules = plan_of(course.document_id).reminders
    return answered(course, "", now) if any(rule.when is not ReminderWhen.NOT_ANSWERED for rule in rules) else 0


def ended(course_id: UUID, person_id: UUID, phase: Phase, now: datetime) -> int:
    """A program has ended: what asks for something has lost its reason; all has, of a wrong start. Returns how many."""
    if phase not in ENDED:
        return 0
    if phase is Phase.WRONG_START:
        return outbox.no_longer(person_id, now=now, course_id=course_id)
    return sum(outbox.no_longer(person_id, now=now, course_id=course_id, about=about) for about in TO_DO)


def _withdrawn(course: Course, refs: Collection[str], now: datetime) -> int:
    told = Effects.objects.filter(course=course, kind__in=ASKING, ref__in=refs)
    keys = [f"{course.pk}.{key}" for key in told.values_list("key", flat=True)]
    return outbox.no_longer(course.person_id, now=now, keys=keys) if keys else 0


def _wanted(course: Walked, effects: Iterable[Effect]) -> Iterable[Wanted]:
    for effect in effects:
        about = about_of(effect)
        if about is not None:
            # A person may walk the same program twice: the course stands first in the name.
            yield Wanted(course.person_id, f"{course.pk}.{effect.key}", about, effect.due_at, course.pk)
