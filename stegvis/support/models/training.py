"""Trainings, their editions, dates, tries and records, and which role demands which."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.lib.personal import Classified, Retention
from stegvis.support.kinds import EditionState, Way


class Training(models.Model):
    """Something that staff learn. `role` is whom it is for; empty for everybody. Validity 0 is for ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    # A value of access.kinds.Role; not a choice of the column, so that a new role is no migration here.
    role = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=20, choices=Way.choices, default=Way.TEST)
    valid_months = models.PositiveIntegerField(default=24)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(plain="id provider title role way valid_months created_at withdrawn_at")

    def __str__(self) -> str:
        return self.title

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Training", str(self.pk), str(self.provider_id), self.provider.name)


class TrainingEdition(models.Model):
    """The content of a training: steps to read and questions of its test. Published, it never changes.

    `steps`: [{"title", "body", "image", "alt"}]; `questions`: [{"text", "options": […], "right": n, "why"}].
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=EditionState.choices, default=EditionState.DRAFT)
    lead = models.CharField(max_length=600, blank=True)
    steps = models.JSONField(default=list, blank=True)
    questions = models.JSONField(default=list, blank=True)
    pass_percent = models.PositiveIntegerField(default=80)
    minutes = models.PositiveIntegerField(default=15)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        personal="saved_by published_by",
        plain="id training number state lead steps questions pass_percent minutes saved_at published_at revision",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training", "number"], name="support_training_edition_once"),
            models.UniqueConstraint(
                fields=["training"], condition=Q(state=EditionState.DRAFT), name="support_one_training_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_id} {self.number}"

    def audit_subject(self) -> Subject:
        """How the log names it: the training."""
        return self.training.audit_subject()


class TrainingDate(models.Model):
    """A given time when a training is held, by a leader who registers who was there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="dates")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    leader = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="leader", plain="id training starts_at place seats made_at cancelled_at", retention=Retention.STAFF
    )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.place}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        provider = self.training.provider
        return Subject("TrainingDate", str(self.pk), str(provider.pk), provider.name)


class Seat(models.Model):
    """Somebody who has said that they will come, and whether they did. `attended` None: not registered yet."""

    date = models.ForeignKey(TrainingDate, on_delete=models.PROTECT, related_name="taken")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    signed_up_at = models.DateTimeField()
    attended = models.BooleanField(null=True, blank=True)
    registered_by = models.CharField(max_length=64, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="date account signed_up_at attended registered_by registered_at",
        plain="id",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "account"], name="support_seat_once")]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class Try(models.Model):
    """One try at a test, as it was answered. `once` is the form's own key."""

    edition = models.ForeignKey(TrainingEdition, on_delete=models.PROTECT, related_name="tries")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=list)
    right = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    passed = models.BooleanField()
    at = models.DateTimeField()
    once = models.CharField(max_length=64, unique=True)

    classified = Classified(
        personal="account answers right passed at", plain="id edition total once", retention=Retention.STAFF
    )

    def __str__(self) -> str:
        return f"try {self.pk}"


class TrainingRecord(models.Model):
    """That somebody has taken a training, and until when it holds. Both days included."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="records")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(TrainingEdition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    date = models.ForeignKey(TrainingDate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    reminded_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="account taken_on valid_until made_by reminded_at",
        plain="id training edition date made_at",
        retention=Retention.STAFF,
    )

    class Meta:
        indexes = [models.Index(fields=["account", "training", "taken_on"], name="support_record_of")]

    def __str__(self) -> str:
        return f"record {self.pk}"


class TrainingDemand(models.Model):
    """A role that a provider gives only to those who have taken a training."""

    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="demands")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)

    classified = Classified(
        personal="made_by ended_by", plain="id provider role training made_at ended_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "role", "training"], condition=Q(ended_at__isnull=True), name="support_demand_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.training_id}"
