"""Stored versions of questionnaires. A row is written once and never changed."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from stegvis.lib.errors import Cannot
from stegvis.lib.personal import Classified


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
