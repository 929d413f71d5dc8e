"""The working group's meetings and its plan: when, what was decided, and what is to be ready when."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.governance.group.kinds import AboutKind, Answer
from stegvis.governance.models.initiatives import Initiative
from stegvis.lib.personal import Classified, Retention


class Meeting(models.Model):
    """One meeting of a working group. Planned until it is held or called off; its notes are written afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("rubrik"), max_length=200)
    starts_at = models.DateTimeField(_("börjar"))
    minutes = models.PositiveSmallIntegerField(_("längd i minuter"), default=60)
    place = models.CharField(_("plats"), max_length=200, blank=True)
    link = models.URLField(_("länk"), max_length=500, blank=True)
    agenda = models.TextField(_("dagordning"), blank=True)
    notes = models.TextField(_("anteckningar"), blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # Counted up at each change of time or place: a calendar knows by it which file is newer.
    sequence = models.PositiveIntegerField(default=0)
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    classified = Classified(
        personal="notes made_by",
        plain="id initiative title starts_at minutes place link agenda made_at sequence held_at cancelled_at revision",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(cancelled_at__isnull=True), name="governance_meeting_one_end"
            )
        ]
        indexes = [models.Index(fields=["initiative", "starts_at"], name="governance_meetings")]

    def __str__(self) -> str:
        return f"{self.title} {self.starts_at:%Y-%m-%d}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()


class Attendance(models.Model):
    """Somebody is asked to a meeting; what they answered, and whether they were there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    present = models.BooleanField(null=True)

    classified = Classified(
        personal="account answer answered_at present", plain="id meeting", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "account"], name="governance_attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.get_answer_display()}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.meeting.audit_subject()


class Decision(models.Model):
    """What a meeting decided. `about` may point at a pin of a prototype, or at a row of the risk analysis.

    A decision that was written wrong is taken back, and stays readable as such.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    text = models.TextField(_("beslut"))
    about_kind = models.CharField(max_length=20, choices=AboutKind.choices, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    about_label = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="text by taken_back_by",
        plain="id meeting about_kind about_id about_label at taken_back_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about_kind="", about_id="") | (~Q(about_kind="") & ~Q(about_id="")),
                name="governance_decision_about_pair",
            )
        ]
        indexes = [models.Index(fields=["about_kind", "about_id"], name="governance_decided_about")]

    def __str__(self) -> str:
        return self.text[:60]

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.meeting.audit_subject()


class Milestone(models.Model):
    """One thing of the plan, and the day it is to be ready."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(_("vad"), max_length=200)
    due_on = models.DateField(_("när"))
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="made_by done_by",
        plain="id initiative title due_on made_at done_at removed_at",
        retention=Retention.STAFF,
    )

    class Meta:
        indexes = [models.Index(fields=["initiative", "due_on"], name="governance_plan")]

    def __str__(self) -> str:
        return f"{self.due_on} {self.title}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()
