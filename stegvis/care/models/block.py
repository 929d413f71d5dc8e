"""A resident's block between units (PDL 4:4), and openings of what stands on other units."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareProvider, CareUnit, Patient, Person
from stegvis.audit.entry import Subject
from stegvis.care.kinds import AcrossKind, EmergencyOutcome
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class Block(models.Model):
    """What one unit has documented is shut to the provider's other units; without a unit, what each has documented.

    It never shuts anything to the unit's own staff. Taken back, the row stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_resident = models.BooleanField()
    note = EncryptedTextField(default="")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_note = EncryptedTextField(default="")

    classified = Classified(
        personal="person unit set_by by_resident note taken_back_by taken_back_note",
        plain="id provider set_at taken_back_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=Q(taken_back_at__isnull=True, unit__isnull=False),
                name="care_block_unit_once",
            ),
            models.UniqueConstraint(
                fields=["person", "provider"],
                condition=Q(taken_back_at__isnull=True, unit__isnull=True),
                name="care_block_provider_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="care_block_taken_back_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"

    @classmethod
    def to_extract(cls, person_id: uuid.UUID, provider_id: uuid.UUID | None) -> models.QuerySet["Block"]:
        """Every block that a person has or had, at one provider or at all, for an extract that is logged."""
        rows = cls._base_manager.filter(person_id=person_id).select_related("unit", "provider").order_by("set_at")
        return rows.filter(provider_id=provider_id) if provider_id else rows

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Block"]:
        """What an action locks and re-reads."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related("person", "provider", "unit")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject(
            "Block",
            str(self.pk),
            str(self.provider_id),
            self.provider.name,
            str(unit.pk) if unit else "",
            unit.name if unit else "",
            self.person.patient_ref(),
        )


class AcrossOpening(models.Model):
    """What other units of the provider have about a patient, opened for one of the staff for a time, and why.

    An emergency is followed up: by whom, when, and what was found.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=AcrossKind.choices)
    reason = EncryptedTextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    followed_at = models.DateTimeField(null=True, blank=True)
    followed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=EmergencyOutcome.choices, blank=True)
    follow_note = EncryptedTextField(default="")

    classified = Classified(
        personal="patient account reason followed_by outcome follow_note",
        plain="id unit kind opened_at until followed_at",
        retention=Retention.ACCESS_LOG,
    )

    class Meta:
        indexes = [models.Index(fields=["patient", "account", "until"], name="care_across_open")]

    def __str__(self) -> str:
        return f"opening {self.pk}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet["AcrossOpening"]:
        """What an action locks and re-reads."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related("patient__person", "unit__provider", "account")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject(
            "AcrossOpening",
            str(self.pk),
            str(unit.provider_id),
            unit.provider.name,
            str(unit.pk),
            unit.name,
            self.patient.person.patient_ref(),
        )
