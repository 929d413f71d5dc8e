"""What a resident registers again and again: one row for each entry and for each correction of one."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.course.models.course import Course
from stegvis.lib.fields import EncryptedJSONField
from stegvis.lib.personal import Classified, Retention
from stegvis.questionnaires.models import DefinitionVersion


class DiaryEntry(models.Model):
    """One entry of a diary, as it was kept. Staff can read it from that moment.

    `entry` is the same for an entry and all its corrections, and is chosen by the form, so that what is sent twice
    is kept once. Nothing is erased: a correction is a row of its own that `amends` the one before, and one that the
    resident takes away is marked. `current` is an index over both: the row that counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="diary_entries")
    block = models.CharField(max_length=64)
    entry = models.UUIDField()
    revision = models.PositiveIntegerField(default=1)
    definition = models.ForeignKey(DefinitionVersion, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    answers = EncryptedJSONField()
    entered_at = models.DateTimeField()
    amends = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="amended_by")
    removed_at = models.DateTimeField(null=True, blank=True)
    current = models.BooleanField(default=True)
    per_day = models.BooleanField()

    classified = Classified(
        personal="course on at answers entered_at amends removed_at current",
        plain="id block entry revision definition per_day",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "entry", "revision"], name="course_diary_revision_once"),
            models.UniqueConstraint(
                fields=["course", "block", "on"],
                condition=Q(current=True, per_day=True),
                name="course_diary_day_once",
            ),
            models.CheckConstraint(
                condition=Q(current=False) | Q(removed_at__isnull=True), name="course_diary_removed_counts_not"
            ),
        ]
        indexes = [models.Index(fields=["course", "block", "on"], name="course_diary_in_time")]

    def __str__(self) -> str:
        return f"diary entry {self.pk}"
