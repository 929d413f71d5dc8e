"""Canonical bytes and files, each under its own SHA-256."""

from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models

from stegvis.audit.models import AppendOnly
from stegvis.lib.personal import Classified


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
