"""Programs that cross the border between providers: offered by the publisher, verified by the one who takes them in."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.catalogue.models.programs import Program, ProgramVersion
from stegvis.lib.personal import Classified, Retention

EVERY = "*"


class Offer(models.Model):
    """A program, or one version of it, may be seen and taken in by a provider, or by all of them.

    No version means every version, no provider every provider. No patient data follows with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="offers")
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="offers")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Version and provider in one, with a star for every: what makes an offer one of a kind.
    scope = models.CharField(max_length=80)
    offered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="offered_by ended_by",
        plain="id program version provider scope offered_at ended_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "scope"], condition=Q(ended_at__isnull=True), name="catalogue_offered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version or self.program} → {self.provider or EVERY}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.program.audit_subject()


class Verification(models.Model):
    """Another provider's own check of a version that was offered to it: without one it is not used there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, related_name="verifications")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    # Codes of what was checked (kinds.Check).
    checks = models.JSONField(default=list)
    note = models.TextField(_("vad ni kom fram till"))
    verified_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField()

    classified = Classified(
        personal="verified_by note", plain="id version provider checks verified_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "provider"], name="catalogue_verified_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.provider}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Verification", str(self.pk), str(self.provider_id), self.provider.name)
