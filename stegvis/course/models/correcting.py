"""What has been marked as wrong in a record, and what its resident does not agree with. What was written stays (PDL 3:14)."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.course.kinds import DissentOutcome, PartKind
from stegvis.course.models.course import Course
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class Struck(models.Model):
    """One part of a record marked as wrong: why, what is right, when and by whom. Taken back, the row stays.

    `ref` is the part's own key: of sent answers, an exercise, a registration, a message or feedback. `item` is the
    place of the one answer in it that is wrong; empty where all of it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="struck")
    kind = models.CharField(max_length=20, choices=PartKind.choices)
    ref = models.UUIDField()
    item = models.CharField(max_length=200, blank=True, default="")
    reason = EncryptedTextField()
    right = EncryptedTextField(default="")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_reason = EncryptedTextField(default="")

    classified = Classified(
        personal="course kind ref item reason right made_by taken_back_by taken_back_reason",
        plain="id made_at taken_back_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "ref", "item"], condition=Q(taken_back_at__isnull=True), name="course_struck_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="course_struck_taken_back_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"struck {self.pk}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Struck"]:
        """What an action locks and re-reads."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related("course__person", "course__provider", "course__enrolment__unit__provider")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.course.audit_subject()


class Dissent(models.Model):
    """The resident thinks that something in the record is wrong or misleading: their own words, beside it (PDL 3:8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="dissents")
    kind = models.CharField(max_length=20, choices=PartKind.choices)
    ref = models.UUIDField()
    text = EncryptedTextField()
    made_at = models.DateTimeField()
    # The resident's account; or of the one on the staff who wrote it down for them.
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    # The form's own key: a double click says it once.
    once = models.CharField(max_length=40)
    # What staff answered, once: the resident reads it.
    outcome = models.CharField(max_length=10, choices=DissentOutcome.choices, blank=True, default="")
    answer = EncryptedTextField(default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="course kind ref text made_by outcome answer answered_by",
        plain="id made_at once answered_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "once"], name="course_dissent_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, outcome="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(outcome=""),
                name="course_dissent_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"dissent {self.pk}"
