"""A program in the catalogue, what is handed over of it, and its published versions."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, PublisherUnit
from stegvis.audit.entry import Subject
from stegvis.catalogue.models.documents import FrozenDocument
from stegvis.lib.personal import Classified, Retention


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
    # Nothing reaches the catalogue without one: which review it rests on, or which other way it came.
    clearance = models.OneToOneField("catalogue.Clearance", on_delete=models.PROTECT, related_name="version")
    # Set when a coordinator published in the owner's place.
    delegation = models.ForeignKey(
        "catalogue.Delegation", on_delete=models.PROTECT, null=True, blank=True, related_name="versions"
    )
    review_by_on = models.DateField(null=True, blank=True)

    classified = Classified(
        personal="published_by",
        plain="id program number document title note published_at clearance delegation review_by_on",
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
