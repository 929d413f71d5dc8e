"""The routine beside a program: how it is used. The program's own as a template, and each unit's own copy of it."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareProvider, CareUnit
from stegvis.audit.entry import Subject
from stegvis.catalogue.models.programs import Program
from stegvis.lib.personal import Classified, Retention


class Routine(models.Model):
    """What both have: the texts by section (`kinds.RoutineSection`), a number, and when they began to hold.

    The one that is being written has no number and is not read by others; what is established never changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(null=True, blank=True)
    sections = models.JSONField(default=dict)
    # Counted up at each save, so that two who write at the same time are told.
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    established_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    established_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class ProgramRoutine(Routine):
    """One version of a provider's routine for a program: written with it, and the template of each unit's own."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="routines")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")

    classified = Classified(
        personal="saved_by established_by",
        plain="id program provider number sections revision saved_at established_at note",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "provider", "number"],
                condition=Q(number__isnull=False),
                name="catalogue_routine_number_once",
            ),
            models.UniqueConstraint(
                fields=["program", "provider"], condition=Q(number__isnull=True), name="catalogue_routine_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, established_at__isnull=True)
                | Q(number__isnull=False, established_at__isnull=False),
                name="catalogue_routine_established_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.number or ''}".strip()

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("ProgramRoutine", str(self.pk), str(self.provider_id), self.provider.name)


class UnitRoutine(Routine):
    """One version of a unit's own copy: completed before the first start, and read where the program is used."""

    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="+")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="unit_routines")
    # The program's routine that it was made from; none where there was none.
    template = models.ForeignKey(ProgramRoutine, on_delete=models.PROTECT, null=True, blank=True, related_name="copies")

    classified = Classified(
        personal="saved_by established_by",
        plain="id unit program template number sections revision saved_at established_at note",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "program", "number"],
                condition=Q(number__isnull=False),
                name="catalogue_unit_routine_number_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "program"], condition=Q(number__isnull=True), name="catalogue_unit_routine_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, established_at__isnull=True)
                | Q(number__isnull=False, established_at__isnull=False),
                name="catalogue_unit_routine_established_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.unit} {self.number or ''}".strip()

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject("UnitRoutine", str(self.pk), str(unit.provider_id), unit.provider.name, str(unit.pk), unit.name)
