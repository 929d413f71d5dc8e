"""Texts that a provider keeps in editions: information to residents, and impact assessments. And legal grounds."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareProvider, Person
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import Program
from stegvis.law.kinds import EditionState, GroundKind
from stegvis.lib.personal import Classified, Retention


class Edition(models.Model):
    """One edition of a text that a provider keeps. At most one is a draft; what is published never changes.

    `version_no` grows with each save of the draft, so that a stale page is told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=EditionState.choices, default=EditionState.DRAFT)
    texts = models.JSONField(default=dict)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    version_no = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["provider_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="%(app_label)s_%(class)s_number_once"),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(state="draft"), name="%(app_label)s_%(class)s_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.number}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet[Any]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("provider")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject(type(self).__name__, str(self.pk), str(self.provider_id), self.provider.name)


class InformationEdition(Edition):
    """What a provider tells residents of how their data is handled. `texts`: language → field → words."""

    classified = Classified(
        personal="made_by published_by",
        plain="id provider number state texts made_at published_at version_no",
        retention=Retention.STAFF,
    )


class ImpactEdition(Edition):
    """A provider's impact assessment. `texts`: question → answer; `facts`: what the system said when it was published."""

    facts = models.JSONField(default=list, blank=True)

    classified = Classified(
        personal="made_by published_by",
        plain="id provider number state texts facts made_at published_at version_no",
        retention=Retention.STAFF,
    )


class InformationSeen(models.Model):
    """That an edition was shown to a resident, and when. It says nothing of having agreed: nobody is asked to."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(InformationEdition, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    classified = Classified(personal="person", plain="id edition seen_at", retention=Retention.RECORD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "edition"], name="law_seen_once")]

    def __str__(self) -> str:
        return f"seen {self.pk}"


class ProgramGround(AppendOnly):
    """What a provider uses a program for, who is controller and on what ground. The newest row of a program holds."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=GroundKind.choices)
    controller = models.CharField(max_length=200)
    basis = models.TextField()
    settled_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    classified = Classified(
        personal="settled_by", plain="id program provider kind controller basis settled_at", retention=Retention.STAFF
    )

    class Meta:
        indexes = [models.Index(fields=["program", "provider", "-id"], name="law_ground_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("ProgramGround", str(self.pk), str(self.provider_id), self.provider.name)
