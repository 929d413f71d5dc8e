"""Threads, messages, drafts, read marks. Texts are sealed; nothing searches inside them."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import NOTHING, GuardedManager, of_oneself
from stegvis.access.kinds import HatKind
from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.care.models import Enrolment
from stegvis.course.kinds import Phase
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


def new_revision() -> str:
    """The name of one save of a draft. Not a count: a draft is removed when it is sent, and may begin again."""
    return uuid.uuid4().hex


class Thread(models.Model):
    """The conversation of one enrolment; made with its first message or draft."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="thread")
    last_at = models.DateTimeField(null=True, blank=True)
    # Set when the newest message is the resident's and staff have not answered: today's work.
    waiting_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = GuardedManager()

    classified = Classified(
        personal="enrolment last_at waiting_since", plain="id created_at", retention=Retention.RECORD
    )

    class Meta:
        indexes = [models.Index(fields=["waiting_since"], name="messaging_waiting")]

    def __str__(self) -> str:
        return f"thread {self.pk}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """The resident's own; staff of the unit, whose opening of the enrolment is judged besides."""
        if actor.is_resident and actor.can("own:converse"):
            return of_oneself(actor, "enrolment__course__") & ~Q(enrolment__course__phase=Phase.WRONG_START)
        if actor.hat.kind is HatKind.COMMISSION and actor.can("thread:read"):
            return Q(enrolment__unit_id=actor.hat.unit_id)
        return NOTHING

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Thread"]:
        """What an action locks and re-reads."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related("enrolment__course__person", "enrolment__unit__provider")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        about = self.enrolment.audit_subject()
        return Subject(
            "Thread",
            str(self.pk),
            about.provider_id,
            about.provider_name,
            about.unit_id,
            about.unit_name,
            about.patient,
        )


class Message(models.Model):
    """One sent message. It is never changed; a correction is a message of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    from_resident = models.BooleanField()
    # From staff to one who acts for the resident, and to nobody else: each guardian has messages of their own.
    only_for = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = EncryptedTextField()
    sent_at = models.DateTimeField()
    # The form's own key: a double click or a repeated POST sends once.
    once = models.CharField(max_length=40)

    classified = Classified(
        personal="thread author from_resident only_for body sent_at", plain="id once", retention=Retention.RECORD
    )

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [models.UniqueConstraint(fields=["thread", "once"], name="messaging_message_once")]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Draft(models.Model):
    """What somebody is writing. Nobody else sees it (safety rule 5)."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="drafts")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    body = EncryptedTextField()
    saved_at = models.DateTimeField()
    # A new one with each save: a save that was drawn from another one shows both, and overwrites nothing.
    revision = models.CharField(max_length=32, default=new_revision, editable=False)

    classified = Classified(personal="thread account body", plain="id saved_at revision", retention=Retention.OWN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "account"], name="messaging_draft_once")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class ReadMark(models.Model):
    """How far somebody has read. Written on GET: the one exception to a GET that writes nothing."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="read_marks")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    classified = Classified(personal="thread account read_at", plain="id", retention=Retention.RECORD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "account"], name="messaging_mark_once")]

    def __str__(self) -> str:
        return f"read mark {self.pk}"
