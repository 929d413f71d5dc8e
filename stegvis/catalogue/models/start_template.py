"""A provider's list of what its units do before the first start of a program, in versions."""

import uuid

from django.db import models

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.lib.personal import Classified, Retention


class StartTemplate(AppendOnly):
    """One version. Written once: a change is the next number, and every number is kept.

    `lines`: what `catalogue.start_lines` writes and reads, in order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="start_templates")
    number = models.PositiveIntegerField()
    lines = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    classified = Classified(
        personal="made_by", plain="id provider number lines note made_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="catalogue_start_template_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.number}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("StartTemplate", str(self.pk), str(self.provider_id), self.provider.name)
