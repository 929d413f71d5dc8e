"""A destruction from its dry run to its record, which is kept: how many of what, by which decision, when and by whom."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareProvider, Patient
from stegvis.audit.entry import Subject
from stegvis.lib.personal import Classified, Retention
from stegvis.records.kinds import DataClass, DisposalState, ItemState, Since, Why


class Disposal(models.Model):
    """What is to go, the rule or the order that it rests on, the decision, and in the end what went.

    `digest` is over everything that the finished record says, items included.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    # The running number among the provider's.
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=DataClass.choices)
    # The rule as it was then; none where an authority has ordered it (PDL 8:4).
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    since = models.CharField(max_length=20, choices=Since.choices, blank=True)
    ordered = models.BooleanField(default=False)
    # Whose record was ordered destroyed, until it is.
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    as_of = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    # Whether somebody else must decide it, as the provider had it when it was prepared: it does not follow the setting.
    needs_two = models.BooleanField(default=True)
    state = models.CharField(max_length=20, choices=DisposalState.choices, default=DisposalState.PREPARED)
    decision = models.CharField(max_length=80, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    # How many rows of each kind went, by the model's name.
    rows = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    classified = Classified(
        personal="patient made_by decided_by approved_by",
        plain="id provider number kind months since ordered as_of made_at needs_two state decision decided_on approved_at "
        "done_at rows digest",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="records_disposal_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=(DisposalState.PREPARED, DisposalState.WITHDRAWN), approved_at__isnull=True)
                | (
                    Q(state__in=(DisposalState.APPROVED, DisposalState.DONE), approved_at__isnull=False)
                    & Q(approved_by__isnull=False)
                    & ~Q(decision="")
                    & ~Q(decided_by="")
                ),
                name="records_disposal_by_decision",
            ),
            models.CheckConstraint(
                condition=Q(state=DisposalState.DONE, done_at__isnull=False)
                | (~Q(state=DisposalState.DONE) & Q(done_at__isnull=True)),
                name="records_disposal_done_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"disposal {self.number}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Disposal"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("provider", "patient__person")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        patient = self.patient.person.patient_ref() if self.patient else None
        return Subject("Disposal", str(self.pk), str(self.provider_id), self.provider.name, patient=patient)


class DisposalItem(models.Model):
    """One record that a destruction names. `ref` is the run's key, which says nothing once the run is gone."""

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="items")
    ref = models.UUIDField()
    unit_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=ItemState.choices, default=ItemState.WAITING)
    why = models.CharField(max_length=20, choices=Why.choices)
    rows = models.JSONField(default=dict, blank=True)
    # What of the patient should have gone with it and did not, since something else points at it: its key, by the
    # model's name. Whether it is there still tells whether it has gone since.
    stayed = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="ref stayed", plain="id disposal unit_name title due_on state why rows at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disposal", "ref"], name="records_item_once")]
        indexes = [models.Index(fields=["disposal", "id"], condition=Q(state="waiting"), name="records_items_waiting")]

    def __str__(self) -> str:
        return f"item {self.pk}"

    @classmethod
    def claimed(cls, disposal: Disposal, at_once: int) -> models.QuerySet["DisposalItem"]:
        """What a worker takes: some that wait, that nobody else has."""
        rows = cls._base_manager.select_for_update(of=("self",), skip_locked=True)
        return rows.filter(disposal=disposal, state=ItemState.WAITING).order_by("pk")[:at_once]
