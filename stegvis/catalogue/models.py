"""What is frozen, published and distributed. Nothing here is about a resident."""

import uuid
from typing import Any

from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareUnit, PublisherUnit
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.lib.personal import Classified, Retention


def frozen_storage() -> Storage:
    """Content-addressed files, outside the editor's library."""
    return storages["frozen"]


class FrozenDocument(AppendOnly):
    """Canonical bytes under their own SHA-256. Written once, pointed to by candidates and versions."""

    hash = models.CharField(primary_key=True, max_length=64)
    schema = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    created_at = models.DateTimeField()

    classified = Classified(plain="hash schema content created_at")

    def __str__(self) -> str:
        return self.hash[:12]


class FrozenMedia(AppendOnly):
    """A media file copied at freeze, named by its SHA-256."""

    hash = models.CharField(primary_key=True, max_length=64)
    mime = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    file = models.FileField(storage=frozen_storage, max_length=120)
    created_at = models.DateTimeField()

    classified = Classified(plain="hash mime size file created_at")

    def __str__(self) -> str:
        return f"{self.mime} {self.hash[:12]}"


class MediaUse(models.Model):
    """Which frozen documents use a media file: what the door of the media view asks."""

    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="media_uses")
    media = models.ForeignKey(FrozenMedia, on_delete=models.PROTECT, related_name="uses")

    classified = Classified(plain="id document media")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "media"], name="catalogue_media_use_once")]

    def __str__(self) -> str:
        return f"{self.media_id[:8]} in {self.document_id[:8]}"


class Program(models.Model):
    """The program as the catalogue knows it: one row whose versions follow each other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publisher_unit = models.ForeignKey(PublisherUnit, on_delete=models.PROTECT, related_name="programs")
    title = models.CharField(_("titel"), max_length=200)
    # Stands in the short address /p/<unit>/<code>; chosen once, kept over versions.
    code = models.SlugField(_("kort adress"), max_length=40, unique=True)
    created_at = models.DateTimeField()

    classified = Classified(plain="id publisher_unit title code created_at")

    def __str__(self) -> str:
        return self.title

    def audit_subject(self) -> Subject:
        """How the log names it."""
        provider = self.publisher_unit.provider
        return Subject("Program", str(self.pk), str(provider.pk), provider.name)


class Candidate(models.Model):
    """A frozen state that a designer hands over for publication."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="candidates")
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="candidates")
    note = models.TextField(_("vad är nytt"), blank=True)
    frozen_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    classified = Classified(personal="frozen_by", plain="id program document note frozen_at", retention=Retention.STAFF)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "document"], name="catalogue_candidate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.document_id[:8]}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.program.audit_subject()


class ProgramVersion(models.Model):
    """An immutable, published state of a program."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="versions")
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    review_by_on = models.DateField(null=True, blank=True)

    classified = Classified(
        personal="published_by",
        plain="id program number document title note published_at review_by_on",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="catalogue_version_number_once"),
            models.UniqueConstraint(fields=["program", "document"], name="catalogue_version_document_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; of a published version nothing but the review date may change."""
        if not self._state.adding:
            kwargs["update_fields"] = ["review_by_on"]
        super().save(*args, **kwargs)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        provider = self.program.publisher_unit.provider
        return Subject("ProgramVersion", str(self.pk), str(provider.pk), provider.name)


class Distribution(models.Model):
    """A version made available to a care unit, by somebody, until withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, related_name="distributions")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="distributions")
    distributed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    distributed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="distributed_by withdrawn_by",
        plain="id version unit distributed_at withdrawn_at",
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
