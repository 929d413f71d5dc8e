"""The reading door of messages. Being unread is counted here; marking as read is the named exception."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from stegvis.access.acting.queries import conversing
from stegvis.access.acting.standing import relation_of
from stegvis.access.actor import Actor
from stegvis.access.doors import Kept
from stegvis.care.models import Enrolment
from stegvis.lib.clock import local_day
from stegvis.messaging.models import Message, ReadMark
from stegvis.messaging.models import Thread as Thread  # noqa: PLC0414 - pages name what they are given
from stegvis.messaging.policies import may_converse
from stegvis.notifications import outbox
from stegvis.program.unfold import About


class Identified(Protocol):
    """An enrolment, or a line of a list that stands for one."""

    @property
    def pk(self) -> UUID: ...


@dataclass(frozen=True)
class Line:
    """One message as a page shows it."""

    body: str
    sent_at: datetime
    from_resident: bool
    author_name: str
    mine: bool
    # Somebody wrote it for the resident.
    acted: bool = False
    # The one person besides staff who reads it, with their name; None where everybody of `readers` does.
    alone: tuple[UUID | None, str] | None = None


@dataclass(frozen=True)
class Conversation:
    """A thread as one actor sees it: the lines, and the actor's own draft."""

    lines: tuple[Line, ...]
    draft: str
    waiting: bool
    older: int = 0
    draft_revision: str = ""


EMPTY = Conversation((), "", False)


def conversation(actor: Actor, enrolment: Enrolment, newest: int | None = None) -> Conversation | None:
    """The conversation, or None where the actor may not see one. Marks it as read. Constant queries.

    With `newest`, only so many of the last lines; `older` says how many more there are.
    """
    if not may_converse(actor, enrolment):
        return None
    thread = Thread.objects.visible_to(actor).filter(enrolment=enrolment).first()
    if thread is None:
        return EMPTY
    draft = thread.drafts.filter(account_id=actor.account_id).first()
    rows = thread.messages.filter(_read_by(actor)).order_by("-sent_at", "-id")
    rows = rows.select_related("author__staff", "author__person", "only_for__person")
    resident = enrolment.course.person_id
    lines = tuple(_line(row, actor, resident) for row in (rows[:newest] if newest else rows))[::-1]
    older = max(0, rows.count() - len(lines)) if newest and len(lines) == newest else 0
    _mark_read(thread, actor, enrolment.course_id, enrolment.course.now())
    waiting = thread.waiting_since is not None
    if draft is None:
        return Conversation(lines, "", waiting, older)
    return Conversation(lines, draft.body, waiting, older, draft.revision)


def _read_by(actor: Actor) -> Q:
    """Staff read all; those who act for the resident what is theirs and what staff wrote to everybody; so the resident.

    Each guardian sees their own messages and nobody else's (safety rule 10).
    """
    if not actor.is_resident:
        return Q()
    to_me = Q(from_resident=False) & (Q(only_for__isnull=True) | Q(only_for=actor.account_id))
    if actor.acting_for:
        return to_me | Q(author_id=actor.account_id)
    return read_by_themself(actor.person_id)


def read_by_themself(person_id: UUID | str) -> Q:
    """What the person of the course reads in their own name: an extract in that name holds this and no more."""
    to_all = Q(from_resident=False) & (Q(only_for__isnull=True) | Q(only_for__person_id=person_id))
    return to_all | Q(from_resident=True, author__person_id=person_id)


def _line(row: Message, actor: Actor, resident: UUID) -> Line:
    person = row.author.person
    name = person.full_name if row.from_resident and person else row.author.get_full_name()
    mine = str(row.author_id) == actor.account_id
    acted = row.from_resident and row.author.person_id != resident
    to = person if row.from_resident else row.only_for.person if row.only_for else None
    return Line(row.body, row.sent_at, row.from_resident, name, mine, acted, (to.pk, to.full_name) if to else None)


def readers(actor: Actor, enrolment: Enrolment) -> list[tuple[UUID | None, str]]:
    """Everybody who reads what staff write to all, with the resident first; nobody where only the resident does.

    An id is None for a helper who has never signed in: nothing is written to them alone. Two queries, three with a helper.
    """
    if not may_converse(actor, enrolment):
        return []
    course = enrolment.course
    found = conversing(course.person_id, enrolment.provider_id, course.pk, local_day(course.now()))
    if not found:
        return []
    return [(course.person_id, course.person.full_name), *((each.person_id, each.name) for each in found)]


def _mark_read(thread: Thread, actor: Actor, course_id: UUID, now: datetime) -> None:
    ReadMark.objects.update_or_create(thread=thread, account_id=UUID(actor.account_id), defaults={"read_at": now})
    if relation := relation_of(actor):
        outbox.seen_by(relation, course_id=course_id, about=About.MESSAGE.value, now=now)


def unread(actor: Actor, enrolments: Iterable[Identified]) -> set[UUID]:
    """Of these enrolments, the ones where the other side has written since the actor last read. One query.

    Of messages that the actor may read, and no others: what is said to somebody else is no news here (safety rule 10).
    """
    return set(_UNREAD.rows(actor, enrolments=tuple(row.pk for row in enrolments)))


def _unread(actor: Actor, enrolments: tuple[UUID, ...]) -> QuerySet[Thread, Any]:
    seen = ReadMark.objects.filter(
        thread=OuterRef("thread"), account_id=actor.account_id, read_at__gte=OuterRef("sent_at")
    )
    theirs = Message.objects.filter(_read_by(actor), thread=OuterRef("pk"), from_resident=not actor.is_resident)
    rows = Thread.objects.visible_to(actor).filter(Exists(theirs.exclude(Exists(seen))), enrolment__in=enrolments)
    return rows.values_list("enrolment_id", flat=True)


_UNREAD = Kept(_unread)


def waiting(actor: Actor, *, own_only: bool = True) -> list[Thread]:
    """Threads where the resident waits for an answer, longest first: the actor's own, or the whole unit's."""
    rows = Thread.objects.visible_to(actor).filter(waiting_since__isnull=False)
    if own_only:
        rows = rows.filter(enrolment__therapist_id=actor.account)
    ordered = rows.select_related("enrolment__patient", "enrolment__course", "enrolment__therapist").order_by(
        F("waiting_since").asc()
    )
    return list(ordered)
