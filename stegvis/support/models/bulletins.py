"""What a region tells its units, to whom it goes, and who has read it."""

import uuid

from django.db import models

from stegvis.access.models import Account, Administration, CareProvider, CareUnit
from stegvis.audit.entry import Subject
from stegvis.lib.personal import Classified, Retention


class Bulletin(models.Model):
    """A word to units. Never changed: a correction is a new one that `replaces` it. Both days included.

    `roles` are values of `access.kinds.Role`; empty is everybody. No target is every unit of the provider.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    text = models.TextField()
    important = models.BooleanField(default=False)
    roles = models.JSONField(default=list, blank=True)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    once = models.CharField(max_length=64, unique=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    classified = Classified(
        personal="written_by withdrawn_by",
        plain="id provider title text important roles from_day until_day written_at once replaces withdrawn_at "
        "withdrawn_why",
        retention=Retention.STAFF,
    )

    class Meta:
        indexes = [models.Index(fields=["provider", "from_day"], name="support_bulletin_days")]

    def __str__(self) -> str:
        return self.title

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Bulletin", str(self.pk), str(self.provider_id), self.provider.name)


class BulletinTarget(models.Model):
    """One unit, or all units of one administration."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="targets")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    administration = models.ForeignKey(
        Administration, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    classified = Classified(plain="id bulletin unit administration")

    def __str__(self) -> str:
        return f"target {self.pk}"


class BulletinRead(models.Model):
    """That somebody has said that they have read it, and under which unit's hat."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="reads")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField()

    classified = Classified(personal="account unit read_at", plain="id bulletin", retention=Retention.STAFF)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulletin", "account"], name="support_bulletin_read_once")]

    def __str__(self) -> str:
        return f"read {self.pk}"
