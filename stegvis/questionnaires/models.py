"""Stored versions of questionnaires, written once and never changed, and the drafts they are made from."""

from __future__ import annotations

import json
import uuid
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from stegvis.audit.entry import Subject
from stegvis.lib.errors import Cannot
from stegvis.lib.personal import Classified, Retention


class CannotChange(Cannot):
    """A stored version never changes; a change of any kind is a new version."""

    def __init__(self) -> None:
        super().__init__(_("Ett sparat formulär kan inte ändras. Gör en ny version."))


class WrittenOnce(models.QuerySet["DefinitionVersion"]):
    """Refuses the ways around `save`."""

    def update(self, **values: Any) -> NoReturn:
        raise CannotChange

    def delete(self) -> NoReturn:
        raise CannotChange

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise CannotChange


class DefinitionVersion(models.Model):
    """One version of one questionnaire: `body` holds its canonical bytes as text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    url = models.CharField(max_length=200)
    key = models.SlugField(max_length=64)
    version = models.CharField(max_length=32)
    title = models.CharField(_("titel"), max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    body = models.TextField()
    licence_status = models.CharField(_("licens"), max_length=20)
    licence_reference = models.CharField(_("licensens källa"), max_length=500, blank=True)
    # Empty for what comes with the installation: every publisher unit may use it.
    publisher_unit = models.ForeignKey(
        "access.PublisherUnit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questionnaires",
    )
    created_at = models.DateTimeField()

    classified = Classified(
        plain="id url key version title digest body licence_status licence_reference publisher_unit created_at"
    )

    objects = WrittenOnce.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["url", "version"], name="questionnaires_version_once"),
        ]
        indexes = [models.Index(fields=["key", "created_at"], name="questionnaires_by_key")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def canonical(self) -> str:
        """The reference other documents use: url|version."""
        return f"{self.url}|{self.version}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise CannotChange
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise CannotChange

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.publisher_unit
        provider = unit.provider if unit else None
        return Subject(
            "Questionnaire", self.canonical, str(provider.pk) if provider else "", provider.name if provider else ""
        )


class QuestionnaireDraft(models.Model):
    """A questionnaire that is being built or changed: one for each key, owned by one publisher unit.

    `document` is our own format as JSON and may be unfinished. Every save raises `revision`; a save
    from an old one is refused and both texts are shown. `based_on` is the version it was last equal to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publisher_unit = models.ForeignKey(
        "access.PublisherUnit", on_delete=models.PROTECT, related_name="questionnaire_drafts"
    )
    key = models.SlugField(max_length=64, unique=True)
    title = models.CharField(_("titel"), max_length=200)
    based_on = models.ForeignKey(DefinitionVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    document = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")

    classified = Classified(
        personal="updated_by",
        plain="id publisher_unit key title based_on document revision updated_at",
        retention=Retention.STAFF,
    )

    class Meta:
        ordering = ["title", "key"]

    def __str__(self) -> str:
        return self.title

    @property
    def doc(self) -> dict[str, Any]:
        """The document, read anew each time."""
        found: dict[str, Any] = json.loads(self.document)
        return found

    def audit_subject(self) -> Subject:
        """How the log names it."""
        provider = self.publisher_unit.provider
        return Subject("QuestionnaireDraft", self.key, str(provider.pk), provider.name)
