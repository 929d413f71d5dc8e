"""Care providers, administrations, care units and publisher units."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from stegvis.audit.entry import Subject
from stegvis.lib.personal import Classified


class CareProvider(models.Model):
    """The legal body: a hard border for data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hsa_id = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    created_at = models.DateTimeField()

    classified = Classified(plain="id hsa_id name created_at")

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("CareProvider", str(self.pk), str(self.pk), self.name)


class Administration(models.Model):
    """An organisational branch of a provider."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="administrations")
    name = models.CharField(_("namn"), max_length=200)

    classified = Classified(plain="id provider name")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "name"], name="access_administration_once")]

    def __str__(self) -> str:
        return self.name


class CareUnit(models.Model):
    """Where care is given. `timezone` decides at which local time occasions fall."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="units")
    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="units")
    hsa_id = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    code = models.SlugField(_("kort adress"), max_length=30, unique=True)
    town = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    phone_hours = models.CharField(max_length=120, blank=True)
    timezone = models.CharField(max_length=40, default="Europe/Stockholm")
    archived_on = models.DateField(null=True, blank=True)
    # For practice: only made-up residents, in a world of its own, and nothing leaves it or is counted.
    training = models.BooleanField(_("övningsenhet"), default=False)
    # Safety rule 3: the unit promises when somebody reads; shown to residents beside every free-text box.
    reading_promise = models.CharField(max_length=200, blank=True)
    # Domain rule "two people": a recorded co-operation with another unit can stand in for the second.
    cooperates_with = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)

    classified = Classified(
        plain="id provider administration hsa_id name code town phone phone_hours timezone archived_on "
        "training reading_promise cooperates_with"
    )

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("CareUnit", str(self.pk), str(self.provider_id), self.provider.name, str(self.pk), self.name)


class PublisherUnit(models.Model):
    """Where designers build. A training one is for practice and can never publish."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="publisher_units")
    name = models.CharField(_("namn"), max_length=200)
    training = models.BooleanField(_("övningsenhet"), default=False)

    classified = Classified(plain="id provider name training")

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("PublisherUnit", str(self.pk), str(self.provider_id), self.provider.name)
