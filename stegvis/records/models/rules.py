"""How long a provider keeps each class of data, and what it keeps longer than that."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareProvider, Patient
from stegvis.audit.entry import Subject
from stegvis.catalogue.models import Program
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention
from stegvis.records import keeping
from stegvis.records.kinds import DataClass, Since


class RetentionRule(models.Model):
    """A provider's rule for one class of data. A new one ends the old one, which stays: what held when is known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DataClass.choices)
    months = models.PositiveSmallIntegerField()
    since = models.CharField(_("räknas från"), max_length=20, choices=Since.choices, default=Since.PATIENT)
    # What it rests on: the decision or the plan, by its number.
    grounds = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="set_by", plain="id provider kind months since grounds set_at ended_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "kind"], condition=Q(ended_at__isnull=True), name="records_rule_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.months} months"

    @property
    def rule(self) -> keeping.Rule:
        """The same as a plain value."""
        return keeping.Rule(DataClass(self.kind), self.months, Since(self.since))

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("RetentionRule", str(self.pk), str(self.provider_id), self.provider.name)


class Hold(models.Model):
    """Nothing that it names is destroyed while it holds: of a patient, of a program, or of the whole provider."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = EncryptedTextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    # The last day that it holds; none holds until it is lifted.
    until = models.DateField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_reason = EncryptedTextField(default="")

    classified = Classified(
        personal="patient reason set_by lifted_by lifted_reason",
        plain="id provider program set_at until lifted_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="records_hold_lifted_pair",
            )
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Hold"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related(
            "provider", "patient__person", "program"
        )

    def audit_subject(self) -> Subject:
        """How the log names it."""
        patient = self.patient.person.patient_ref() if self.patient else None
        return Subject("Hold", str(self.pk), str(self.provider_id), self.provider.name, patient=patient)
