"""Writing: a draft as you go, sent once, and a fact on the walk for each message sent."""

from datetime import datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from stegvis.access.acting.queries import Conversing, conversing
from stegvis.access.acting.standing import relation_of
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.signin import resident_account_of
from stegvis.care.models import Enrolment
from stegvis.course import walk
from stegvis.course.kinds import WorldKind
from stegvis.course.models import Course
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.messaging.models import Draft, Message, Thread, new_revision
from stegvis.messaging.policies import may_converse, may_write
from stegvis.notifications import outbox
from stegvis.notifications.for_others import key_for
from stegvis.program.facts import FactKind
from stegvis.program.unfold import About

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
    """Send a message. The same words to the same, with the same `once`, are one message. Raises CannotWrite.

    Staff may write `only_for` one person: the resident, or one of those who converse for them today. Nobody else of
    theirs reads it.

    With the `revision` that the form was drawn from, a draft of other words from another tab stays.
    """
    text = body.strip()
    if not text:
        raise CannotWrite(_("Skriv något först."))
    _demand_room(text)
    course = Course.lock_rows().get(pk=enrolment.course_id)
    now = course.now()
    thread = _thread(enrolment)
    sent = _sent(thread, once)
    if sent and not (sent.body == text and _alone(sent) == only_for):
        # The form came back to the writer and something else was written in it, or to somebody else: that is not a
        # double click. A double click of what was changed has the same key again.
        once = uuid5(sent.pk, f"{only_for}.{text}").hex
        sent = _sent(thread, once)
    if sent:
        return sent
    reader = _reader(only_for, enrolment, now, by) if only_for else None
    message = Message.objects.create(
        thread=thread,
        only_for=resident_account_of(only_for) if only_for else None,
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
    to = "staff" if by.is_resident else "guardian" if reader else "resident"
    walk.record(course, FactKind.MESSAGE_SENT, str(message.pk), {"to": to}, occurred_at=now, by=by)
    walk.settle(course, now)
    if only_for:
        _tell_one(course, message, reader, now)
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
    """The resident has read what staff wrote: it is no longer something to do. Said once.

    Whoever acts for the resident has read it for themself alone.
    """
    if by.acting_for:
        _note_read(enrolment.course, enrolment.course.now(), by)
    elif by.is_resident:
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


def _sent(thread: Thread, once: str) -> Message | None:
    return thread.messages.filter(once=once).select_related("only_for").first()


def _alone(message: Message) -> UUID | None:
    """The one person whom staff wrote to."""
    return message.only_for.person_id if message.only_for else None


def _draft(thread: Thread, by: Actor) -> Draft | None:
    return thread.drafts.filter(account_id=by.account_id).first()


def _note_read(course: Course, now: datetime, by: Actor) -> None:
    if by.acting_for:
        # Nothing is read in the resident's place: a guardian's own copy has lost its reason, and no more.
        if relation := relation_of(by):
            outbox.read_by(relation, course_id=course.pk, about="message", now=now)
        return
    if walk.standing(course).has_unread_message:
        walk.record(course, FactKind.MESSAGE_READ, occurred_at=now, by=by)
        outbox.read_by_oneself(course.person_id, course_id=course.pk, about="message", now=now)


def _reader(only_for: UUID, enrolment: Enrolment, now: datetime, by: Actor) -> Conversing | None:
    """The one who acts for the resident and is written to; None for the resident. Raises CannotWrite for anybody else."""
    course = enrolment.course
    if by.is_resident:
        raise CannotWrite(_("Välj vem meddelandet är till."))
    if only_for == course.person_id:
        return None
    acting = conversing(course.person_id, enrolment.provider_id, course.pk, local_day(now))
    found = next((each for each in acting if each.person_id == only_for), None)
    if found is None:
        raise CannotWrite(_("Personen läser inte meddelandena längre. Välj vem meddelandet är till."))
    return found


def _tell_one(course: Course, message: Message, reader: Conversing | None, now: datetime) -> None:
    """A message to one alone is told to that one alone."""
    if course.world.kind != WorldKind.REAL:
        return
    about = About.MESSAGE.value
    if reader is None:
        outbox.not_to_guardians(course.person_id, course_id=course.pk, about=about, due_at=now)
    elif reader.guardian and reader.person_id:
        key = key_for(reader.guardian, f"{course.pk}.only.{message.pk}")
        outbox.put([outbox.Wanted(reader.person_id, key, about, now, course.pk)], now=now)


def _thread(enrolment: Enrolment) -> Thread:
    rows = Thread.objects.without_asking_who_because(REASON)
    thread, _made = rows.get_or_create(enrolment=enrolment, defaults={"created_at": enrolment.course.now()})
    found: Thread = thread
    return found
