"""Several distributions made at once, which can be undone at once."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.catalogue.models.programs import ProgramVersion
from stegvis.catalogue.models.releases import Release
from stegvis.lib.personal import Classified, Retention


class Handout(models.Model):
    """One press of a button, or one day of a release: what it gave to how many units is undone together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, related_name="handouts")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, null=True, blank=True, related_name="handouts")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="made_by undone_by",
        plain="id version provider release made_at undone_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "version"], condition=Q(release__isnull=False), name="catalogue_handed_out_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.made_at:%Y-%m-%d}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Handout", str(self.pk), str(self.provider_id), self.provider.name)
