"""The log's rows and their seals. Rows are never changed or removed by the application."""

import uuid
from typing import Any, NoReturn

from django.db import models

from stegvis.audit.kinds import Activity, ExportState, Outcome
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class CannotRewriteHistory(Exception):
    """Somebody tried to change or remove what is append-only."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset that reads and adds, nothing else."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise CannotRewriteHistory(self.model.__name__)

    def delete(self) -> NoReturn:
        """Refused."""
        raise CannotRewriteHistory(self.model.__name__)


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a second save is refused."""
        if not self._state.adding:
            raise CannotRewriteHistory(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise CannotRewriteHistory(type(self).__name__)


class Entry(AppendOnly):
    """One opening, change or refusal (HSLF-FS 2016:40 4:9)."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    activity = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Activity])
    outcome = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Outcome])
    act = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    account_id = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    hat = models.CharField(max_length=200)
    acting_for = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    unit_id = models.CharField(max_length=64, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    provider_id = models.CharField(max_length=64, blank=True)
    provider_name = models.CharField(max_length=200, blank=True)
    resource_type = models.CharField(max_length=60)
    resource_id = models.CharField(max_length=64, blank=True)
    patient_type = models.CharField(max_length=20, blank=True)
    patient_number = EncryptedTextField(null=True)
    patient_hash = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    # Over the digest, with a key that stands outside the database: whoever only has the database cannot make one.
    mark = models.CharField(max_length=64, blank=True)

    classified = Classified(
        personal="account_id name acting_for reason patient_type patient_number patient_hash",
        plain="id uid at activity outcome act hat purpose unit_id unit_name provider_id provider_name "
        "resource_type resource_id salt digest mark",
        retention=Retention.ACCESS_LOG,
    )

    class Meta:
        indexes = [
            models.Index(fields=["provider_id", "id"], name="audit_by_provider"),
            models.Index(fields=["patient_hash", "at"], name="audit_by_patient"),
            models.Index(fields=["provider_id", "at"], name="audit_by_provider_time"),
            models.Index(fields=["unit_id", "at"], name="audit_by_unit_time"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.activity} {self.act}"


class Seal(AppendOnly):
    """A batch of one provider's entries, chained to the batch before it."""

    provider_id = models.CharField(max_length=64, blank=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()
    # The running number of its last entry among the provider's: how many have been sealed so far.
    number = models.BigIntegerField(default=0)
    mark = models.CharField(max_length=64, blank=True)

    classified = Classified(plain="id provider_id first_id last_id count previous digest sealed_at number mark")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider_id", "first_id"], name="audit_seal_first_once"),
            models.UniqueConstraint(fields=["provider_id", "previous"], name="audit_seal_chain_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.first_id}-{self.last_id}"


class Husk(AppendOnly):
    """What is left of an entry that was destroyed by decision: its digest, which says nothing without the salt."""

    entry_id = models.BigIntegerField(unique=True)
    provider_id = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    decision = models.CharField(max_length=80)

    classified = Classified(plain="id entry_id provider_id digest decision")

    class Meta:
        indexes = [models.Index(fields=["provider_id", "entry_id"], name="audit_husk_by_provider")]

    def __str__(self) -> str:
        return f"husk of {self.entry_id}"


class Destruction(AppendOnly):
    """A decision to destroy entries that are older than the law asks for, and how many it took."""

    decision = models.CharField(max_length=80, unique=True)
    decided_by = models.CharField(max_length=200)
    before = models.DateTimeField()
    count = models.PositiveIntegerField()
    done_at = models.DateTimeField()

    classified = Classified(
        personal="decided_by", plain="id decision before count done_at", retention=Retention.ACCESS_LOG
    )

    def __str__(self) -> str:
        return f"{self.decision}: {self.count}"


class LogExport(models.Model):
    """One sealed batch on its way to the outer log service."""

    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="export")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ExportState])
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=40, blank=True)

    classified = Classified(plain="id seal state attempts next_at claimed_until sent_at fault")

    class Meta:
        indexes = [models.Index(fields=["state", "next_at"], name="audit_export_due")]

    def __str__(self) -> str:
        return f"export of seal {self.seal_id}"
