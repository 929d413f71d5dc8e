"""Regional documents and their editions."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.lib.personal import Classified, Retention
from stegvis.support.kinds import DocumentKind, EditionState


class RegionalDocument(models.Model):
    """A template, guide, routine or form that the region keeps for its staff. Its texts stand in its editions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    language = models.CharField(max_length=10, default="sv")
    contact = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="contact",
        plain="id provider kind language review_on created_at withdrawn_at",
        retention=Retention.STAFF,
    )

    def __str__(self) -> str:
        return f"regional document {self.pk}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("RegionalDocument", str(self.pk), str(self.provider_id), self.provider.name)


class DocumentEdition(models.Model):
    """One state of a document: a draft, or published and then never changed.

    `body` is text with simple marks (`support.marked`); a PDF stands under its own SHA-256.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(RegionalDocument, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=EditionState.choices, default=EditionState.DRAFT)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    file_hash = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_bytes = models.PositiveIntegerField(default=0)
    changed = models.CharField(max_length=400, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        personal="saved_by published_by",
        plain="id document number state title summary body file_hash file_name file_bytes changed saved_at "
        "published_at revision",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="support_edition_number_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state=EditionState.DRAFT), name="support_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
