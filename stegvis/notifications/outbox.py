"""What other rooms put in: in their own transaction, so that what happened and that it is told are one.

Only courses of the real world may put anything here; the one who puts sees to that.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models

from stegvis.access.acting.queries import guardians_ever, person_of
from stegvis.notifications.for_others import PREFIX, key_for, keys_of_all, own_key
from stegvis.notifications.kinds import DeliveryState, NoticeState, Purpose, StaffRole, WhyKept
from stegvis.notifications.models import Delivery, Notice, StaffChannel, StaffNotice

REASON = "the caller has just done what the notices are about"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to tell one person, once for each key; `about` is a word of `program.unfold.About`."""

    person_id: UUID
    key: str
    about: str
    due_at: datetime
    course_id: UUID | None = None


def put(wanted: Iterable[Wanted], *, now: datetime) -> int:
    """Add notices, in the caller's transaction. Returns how many were handed in. One query.

    A key that the person already has is left as it is, so the same may be put any number of times.
    """
    rows = [
        Notice(
            person_id=each.person_id,
            key=each.key,
            about=each.about,
            course_id=each.course_id,
            due_at=each.due_at,
            made_at=now,
        )
        for each in wanted
    ]
    if rows:
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def no_longer(
    person_id: UUID,
    *,
    now: datetime,
    keys: Iterable[str] | None = None,
    course_id: UUID | None = None,
    about: str | None = None,
) -> int:
    """The reason is gone: what has not left yet stays inside, and stops counting as new. Returns how many.

    For occasions, reminders and what ends, not for what each reads. A child's guardians are told of the same, so for them
    too it is gone. Say which by keys, or by course and perhaps what it is about; saying neither is a programming error.
    """
    if keys is None and course_id is None:
        raise ValueError("say which notices: by keys or by course")
    everybody, every_key = keys_of_all(person_id, keys or ())
    rows = Notice.objects.without_asking_who_because(REASON).filter(person_id__in=everybody, gone_at__isnull=True)
    if keys is not None:
        rows = rows.filter(key__in=every_key)
    if course_id is not None:
        rows = rows.filter(course_id=course_id)
    if about is not None:
        rows = rows.filter(about=about)
    return _gone(rows, now)


def _gone(rows: models.QuerySet[Notice], now: datetime) -> int:
    waiting = rows.filter(state=NoticeState.WAITING)
    kept = waiting.update(state=NoticeState.KEPT, why_kept=WhyKept.GONE, gone_at=now)
    return int(kept) + int(rows.update(gone_at=now))


@dataclass(frozen=True, slots=True)
class Leaving:
    """A notice that is on its way out, or that is held: what decides whether it may leave."""

    pk: int
    course_id: UUID
    key: str
    about: str


def leaving(now: datetime) -> list[Leaving]:
    """What of any course may leave now or soon: due, and neither sent nor kept. Three queries."""
    batches = Delivery.objects.filter(state=DeliveryState.WAITING, purpose=Purpose.NOTICE, batch__isnull=False)
    rows = Notice.objects.without_asking_who_because(REASON).filter(gone_at__isnull=True, course_id__isnull=False)
    due = rows.filter(state=NoticeState.WAITING, due_at__lte=now)
    under_way = rows.filter(state=NoticeState.GATHERED, batch__in=set(batches.values_list("batch", flat=True)))
    return [*_as_leaving(due), *_as_leaving(under_way)]


def held() -> list[Leaving]:
    """What is held since it is about something stopped. One query, by an index."""
    rows = Notice.objects.without_asking_who_because(REASON).filter(why_kept=WhyKept.STOPPED)
    return _as_leaving(rows.filter(gone_at__isnull=True, course_id__isnull=False))


def hold(pks: Collection[int]) -> int:
    """Keep from leaving, until `let_go`. What has lost its reason meanwhile stays lost. Returns how many."""
    rows = Notice.objects.without_asking_who_because(REASON).filter(pk__in=pks, gone_at__isnull=True)
    held_back = rows.exclude(state=NoticeState.KEPT)
    return int(held_back.update(state=NoticeState.KEPT, why_kept=WhyKept.STOPPED)) if pks else 0


def let_go(pks: Collection[int]) -> int:
    """May leave again, as if it had waited. Returns how many."""
    rows = Notice.objects.without_asking_who_because(REASON).filter(pk__in=pks, why_kept=WhyKept.STOPPED)
    again = rows.filter(gone_at__isnull=True)
    return int(again.update(state=NoticeState.WAITING, why_kept="", batch=None)) if pks else 0


def _as_leaving(rows: models.QuerySet[Notice]) -> list[Leaving]:
    found = rows.values_list("pk", "course_id", "key", "about")
    return [Leaving(pk, course_id, own_key(key), about) for pk, course_id, key, about in found if course_id is not None]


def end_for(guardian_id: UUID, person_id: UUID, *, now: datetime) -> int:
    """Somebody acts for the child no longer: nothing that rested on it is told them any more. Returns how many."""
    rows = Notice.objects.without_asking_who_because(REASON).filter(person_id=person_id, gone_at__isnull=True)
    return _gone(rows.filter(key__startswith=key_for(guardian_id, "")), now)


def read_by(guardian_id: UUID, *, course_id: UUID, about: str, now: datetime) -> int:
    """A guardian has read what they were told of: their own copies have lost their reason. Returns how many."""
    return _gone(_copies(guardian_id, course_id, about), now)


def seen_by(guardian_id: UUID, *, course_id: UUID, about: str, now: datetime) -> int:
    """A guardian has had it on the page, and has not said so: a read mark, so that nothing more is sent. Returns how many."""
    return int(_copies(guardian_id, course_id, about).filter(seen_at__isnull=True, due_at__lte=now).update(seen_at=now))


def _copies(guardian_id: UUID, course_id: UUID, about: str) -> models.QuerySet[Notice]:
    """What one guardian was told of one walk, and has its reason still. One query here, for whose relation it is."""
    whose = person_of(guardian_id)
    if whose is None:
        return Notice.objects.without_asking_who_because(REASON).none()
    rows = Notice.objects.without_asking_who_because(REASON).filter(person_id=whose, course_id=course_id)
    return rows.filter(about=about, gone_at__isnull=True, key__startswith=key_for(guardian_id, ""))


def read_by_oneself(person_id: UUID, *, course_id: UUID, about: str, now: datetime) -> int:
    """The person has read what they were told of. Whoever acts for them has not: theirs stand. Returns how many."""
    rows = Notice.objects.without_asking_who_because(REASON).filter(person_id=person_id, gone_at__isnull=True)
    return _gone(rows.filter(course_id=course_id, about=about).exclude(key__startswith=PREFIX), now)


def not_to_guardians(child_id: UUID, *, course_id: UUID, about: str, due_at: datetime) -> int:
    """What was just told is the child's alone: no trace of it is left with its guardians. Returns how many.

    In the transaction that wrote the copies: nothing of them has left.
    """
    rows = Notice.objects.without_asking_who_because(REASON).filter(course_id=course_id, about=about, due_at=due_at)
    mine = rows.filter(person_id__in=[person for _pk, person in guardians_ever(child_id)], key__startswith=PREFIX)
    return mine.delete()[0]


def put_for_unit(unit_id: UUID, key: str, *, now: datetime, urgent: bool = True) -> int:
    """Tell the unit's own channels. Returns how many there are; none is for the caller to act on."""
    return _put_for(StaffChannel.objects.filter(unit_id=unit_id, role=StaffRole.UNIT), key, now, urgent)


def put_for_manager(unit_id: UUID, key: str, *, now: datetime, urgent: bool = True) -> int:
    """Tell the unit's named manager. Returns how many channels."""
    return _put_for(StaffChannel.objects.filter(unit_id=unit_id, role=StaffRole.MANAGER), key, now, urgent)


def put_for_provider(provider_id: UUID, key: str, *, now: datetime, urgent: bool = True) -> int:
    """Tell the provider's contact. Returns how many channels."""
    return _put_for(StaffChannel.objects.filter(provider_id=provider_id, role=StaffRole.PROVIDER), key, now, urgent)


def _put_for(channels: models.QuerySet[StaffChannel], key: str, now: datetime, urgent: bool) -> int:
    in_use = channels.filter(verified_at__isnull=False, removed_at__isnull=True).values_list("pk", flat=True)
    rows = [StaffNotice(channel_id=pk, key=key, urgent=urgent, made_at=now) for pk in in_use]
    if rows:
        StaffNotice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def forget(course_ids: Collection[UUID]) -> int:
    """Remove every notice of walks that are removed for good, in the caller's transaction. Returns how many."""
    rows = Notice.objects.without_asking_who_because("what the notices were about is being removed for good")
    return rows.filter(course_id__in=course_ids).delete()[0]
