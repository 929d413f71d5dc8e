"""What a resident has objected to, and what of the record was handed out."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareProvider, CareUnit, Person
from stegvis.audit.entry import Subject
from stegvis.audit.models import CannotRewriteHistory
from stegvis.care.kinds import DisclosureDecision, DisclosureGround, ObjectionKind, ObjectionState, Recipient
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class Objection(models.Model):
    """A resident does not want their data used for something (GDPR 21; PDL 7:2): noted, then decided with a reason.

    It counts from when it is noted until it is decided otherwise or taken back (GDPR 18).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    # Where staff noted it; empty where the resident did, for all of the provider.
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=ObjectionKind.choices)
    state = models.CharField(max_length=20, choices=ObjectionState.choices, default=ObjectionState.NOTED)
    text = EncryptedTextField(default="")
    by_resident = models.BooleanField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = EncryptedTextField(default="")

    classified = Classified(
        personal="person unit text by_resident noted_by decided_by reason",
        plain="id provider kind state noted_at decided_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "provider", "kind"],
                condition=Q(state__in=["noted", "upheld"]),
                name="care_objection_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="care_objection_decided_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Objection"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("person", "provider", "unit")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return _subject("Objection", self.pk, self.provider, self.unit, self.person)


class Disclosure(models.Model):
    """Something of the record was asked for by somebody, examined, and handed out or not (OSL; PDL 5 and 8 chapters).

    Written once. A mistake is put right by a row that says which one it corrects.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="+")
    once = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()
    recipient_kind = models.CharField(max_length=20, choices=Recipient.choices)
    recipient = EncryptedTextField()
    what = EncryptedTextField()
    ground = models.CharField(max_length=20, choices=DisclosureGround.choices)
    examination = EncryptedTextField()
    decision = models.CharField(max_length=20, choices=DisclosureDecision.choices)
    reason = EncryptedTextField(default="")
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="person unit recipient_kind recipient what ground examination decision reason decided_by recorded_by "
        "corrects",
        plain="id provider once asked_on decided_on recorded_at",
        retention=Retention.RECORD,
    )

    class Meta:
        indexes = [models.Index(fields=["person", "provider", "decided_on"], name="care_disclosed")]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a second save is refused."""
        if not self._state.adding:
            raise CannotRewriteHistory(type(self).__name__)
        super().save(*args, **kwargs)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return _subject("Disclosure", self.pk, self.provider, self.unit, self.person)


def _subject(noun: str, pk: uuid.UUID, provider: CareProvider, unit: CareUnit | None, person: Person) -> Subject:
    return Subject(
        noun,
        str(pk),
        str(provider.pk),
        provider.name,
        str(unit.pk) if unit else "",
        unit.name if unit else "",
        person.patient_ref(),
    )
