"""Which version a care unit has."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareUnit
from stegvis.audit.entry import Subject
from stegvis.catalogue.models.programs import ProgramVersion
from stegvis.lib.personal import Classified, Retention


class Distribution(models.Model):
    """A version made available to a care unit, by somebody, until withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, related_name="distributions")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="distributions")
    # What it was part of, where several were made at once: undone together.
    handout = models.ForeignKey(
        "catalogue.Handout", on_delete=models.PROTECT, null=True, blank=True, related_name="distributions"
    )
    distributed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    distributed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="distributed_by withdrawn_by",
        plain="id version unit handout distributed_at withdrawn_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "unit"], condition=Q(withdrawn_at__isnull=True), name="catalogue_distributed_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="catalogue_withdrawn_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} → {self.unit}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject("Distribution", str(self.pk), str(unit.provider_id), "", str(unit.pk), unit.name)
