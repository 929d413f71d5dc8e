"""Writing: a draft as you go, sent once, and a fact on the walk for each message sent."""

from datetime import datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care.models import Enrolment
from stegvis.course import walk
from stegvis.course.models import Course
from stegvis.lib.errors import Cannot
from stegvis.messaging.models import Draft, Message, Thread, new_revision
from stegvis.messaging.policies import may_converse, may_write
from stegvis.notifications import outbox
from stegvis.program.facts import FactKind

MAXIMUM_CHARACTERS = 10_000
REASON = "the thread of an enrolment that the policy has just judged"


class CannotWrite(Cannot):
    """The message was not sent; what was typed is still in the box."""


class StaleDraft(Cannot):
    """Another tab or device saved another draft in between. Holds both; nothing was overwritten."""

    def __init__(self, revision: str, saved: str, typed: str) -> None:
        super().__init__(_("Utkastet har ändrats på en annan flik eller enhet. Välj vilket du vill behålla."))
        self.revision = revision
        self.saved = saved
        self.typed = typed


@action("message:write", may=may_write)
def write(
    enrolment: Enrolment,
    body: str,
    once: str,
    *,
    by: Actor,
    revision: str | None = None,
    only_for: UUID | None = None,
) -> Message:
    """Send a message. The same words with the same `once` are one message. Raises CannotWrite.

    Staff may write `only_for` one of those who have written for the resident: nobody else of theirs reads it.

    With the `revision` that the form was drawn from, a draft of other words from another tab stays.
    """
    text = body.strip()
    if not text:
        raise CannotWrite(_("Skriv något först."))
    _demand_room(text)
    course = Course.lock_rows().get(pk=enrolment.course_id)
    now = course.now()
    thread = _thread(enrolment)
    sent = thread.messages.filter(once=once).first()
    if sent and sent.body == text:
        return sent
    if sent:
        # The form came back to the writer and something else was written in it: that is not a double click.
        once = uuid4().hex
    if only_for is not None and (by.is_resident or only_for not in set(_others_in(thread, course))):
        raise CannotWrite(_("Välj vem meddelandet är till."))
    message = Message.objects.create(
        thread=thread,
        only_for_id=only_for,
        author_id=UUID(by.account_id),
        from_resident=by.is_resident,
        body=text,
        sent_at=now,
        once=once,
    )
    thread.last_at = now
    thread.waiting_since = (thread.waiting_since or now) if by.is_resident else None
    thread.save()
    draft = _draft(thread, by)
    if draft and (revision in {None, draft.revision} or draft.body.strip() == text):
        draft.delete()
    if by.is_resident:
        _note_read(course, now, by)
    payload = {"to": "staff" if by.is_resident else "resident"}
    walk.record(course, FactKind.MESSAGE_SENT, str(message.pk), payload, occurred_at=now, by=by)
    walk.settle(course, now)
    return message


@action("message:save_draft", may=may_write)
def save_draft(enrolment: Enrolment, body: str, revision: str = "", once: str = "", *, by: Actor) -> str:
    """Keep what is being written, for the writer alone; an empty box removes the draft. Returns the new revision.

    What has just been sent with the same `once` is no draft any more. Raises CannotWrite, StaleDraft.
    """
    _demand_room(body)
    thread = _thread(enrolment)
    sent = thread.messages.filter(once=once).first() if once else None
    if sent and sent.body == body.strip():
        return ""
    draft = _draft(thread, by)
    if draft and draft.revision != revision and draft.body != body:
        raise StaleDraft(draft.revision, draft.body, body)
    if not body.strip():
        if draft:
            draft.delete()
        return ""
    draft = draft or Draft(thread=thread, account_id=UUID(by.account_id))
    draft.body, draft.revision, draft.saved_at = body, new_revision(), enrolment.course.now()
    draft.save()
    return draft.revision


@action("message:mark_read", may=may_converse)
def mark_read(enrolment: Enrolment, *, by: Actor) -> None:
    """The resident has read what staff wrote: it is no longer something to do. Said once."""
    if by.is_resident:
        course = Course.lock_rows().get(pk=enrolment.course_id)
        now = course.now()
        _note_read(course, now, by)
        walk.settle(course, now)


@action("message:set_answered", may=may_write)
def set_answered(enrolment: Enrolment, *, by: Actor) -> None:
    """Staff: nothing needs an answer ("Tack!"), so it no longer waits."""
    if not by.is_resident:
        thread = _thread(enrolment)
        if thread.waiting_since is None:
            return
        thread.waiting_since = None
        thread.save()
        course = Course.lock_rows().get(pk=enrolment.course_id)
        now = course.now()
        walk.record(course, FactKind.MESSAGE_SETTLED, occurred_at=now, by=by)
        walk.settle(course, now)


def _demand_room(text: str) -> None:
    if len(text) > MAXIMUM_CHARACTERS:
        raise CannotWrite(_("Meddelandet är för långt. Dela upp det i två."))


def _draft(thread: Thread, by: Actor) -> Draft | None:
    return thread.drafts.filter(account_id=by.account_id).first()


def _note_read(course: Course, now: datetime, by: Actor) -> None:
    if walk.standing(course).has_unread_message:
        walk.record(course, FactKind.MESSAGE_READ, occurred_at=now, by=by)
        outbox.no_longer(course.person_id, now=now, course_id=course.pk, about="message")


def _others_in(thread: Thread, course: Course) -> list[UUID]:
    """The accounts of those who have written for the resident."""
    rows = thread.messages.filter(from_resident=True).exclude(author__person_id=course.person_id)
    return list(rows.values_list("author_id", flat=True).distinct())


def _thread(enrolment: Enrolment) -> Thread:
    rows = Thread.objects.without_asking_who_because(REASON)
    thread, _made = rows.get_or_create(enrolment=enrolment, defaults={"created_at": enrolment.course.now()})
    found: Thread = thread
    return found
