"""Cases, what happened to them, and what was sent from where lately."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import NOTHING, GuardedManager
from stegvis.access.kinds import HatKind
from stegvis.access.models import Account, CareProvider, CareUnit
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import Program, ProgramVersion
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention
from stegvis.support.kinds import AnswerBy, CaseKind, CaseState, EntryKind, SenderKind


class Case(models.Model):
    """A question, a wish or a deviation that somebody sent.

    `number` counts within the provider; `code_hash` is the keyed hash of the code that opens a case for one who is
    not signed in. `page` is the kind of page it was sent from, never a person's id. `version_no` grows with each
    change, so that a stale page is told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    code_hash = models.CharField(max_length=64, blank=True)
    once = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20, choices=CaseKind.choices)
    state = models.CharField(max_length=20, choices=CaseState.choices, default=CaseState.NEW)
    subject = EncryptedTextField()
    page = models.CharField(max_length=80, blank=True)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    quarter = models.CharField(max_length=7)
    sender_kind = models.CharField(max_length=20, choices=SenderKind.choices)
    sender = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer_by = models.CharField(max_length=10, choices=AnswerBy.choices)
    answer_to = EncryptedTextField(null=True, blank=True)
    language = models.CharField(max_length=10, default="sv")
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    # Answered and not opened by the sender since: shown as new on their page.
    unread = models.BooleanField(default=False)
    collected_ref = models.CharField(max_length=120, blank=True)
    version_no = models.PositiveIntegerField(default=1)

    objects = GuardedManager()

    classified = Classified(
        personal="code_hash subject sender answer_by answer_to owner",
        plain="id provider number once kind state page program version unit quarter sender_kind language due_on "
        "created_at answered_at closed_at reminded_on unread collected_ref version_no",
        retention=Retention.SUPPORT,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "number"], name="support_case_number_once")]
        indexes = [
            models.Index(fields=["provider", "state", "due_on"], name="support_case_queue"),
            models.Index(fields=["program", "quarter"], name="support_case_collected"),
            models.Index(fields=["code_hash"], name="support_case_code"),
        ]

    def __str__(self) -> str:
        return f"case {self.number}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """The sender's own, under any hat of the account; the provider's support team."""
        if not actor.signed_in or actor.is_system:
            return NOTHING
        own = Q(sender_id=actor.account_id)
        if actor.hat.kind is HatKind.POST and actor.can("case:handle"):
            return own | Q(provider_id=actor.hat.provider_id)
        return own

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Case"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("provider")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Case", str(self.pk), str(self.provider_id), self.provider.name)


class CaseEntry(AppendOnly):
    """One thing that happened to a case: its conversation and its history are one list."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=64, blank=True)
    text = EncryptedTextField(null=True, blank=True)
    said = models.JSONField(default=dict, blank=True)
    once = models.CharField(max_length=64, blank=True)

    classified = Classified(personal="case by text said", plain="id kind at once", retention=Retention.SUPPORT)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "once"], condition=~Q(once=""), name="support_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class Knock(models.Model):
    """That something was sent from somewhere: a keyed hash of the address or the session, for a day."""

    source = models.CharField(max_length=64)
    what = models.CharField(max_length=20)
    at = models.DateTimeField()

    classified = Classified(personal="source", plain="id what at", retention=Retention.SUPPORT)

    class Meta:
        indexes = [models.Index(fields=["source", "what", "at"], name="support_knock_lately")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
