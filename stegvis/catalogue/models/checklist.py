"""What a unit does before its first start of a program."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareUnit
from stegvis.audit.entry import Subject
from stegvis.catalogue.models.programs import Program
from stegvis.lib.personal import Classified, Retention


class StartChecklist(models.Model):
    """A unit's own checklist for one program; starts wait until it is done.

    `before` says that the unit had the program before there were checklists: nothing is asked of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="start_checklists")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="start_checklists")
    made_at = models.DateTimeField()
    before = models.BooleanField(default=False)

    classified = Classified(plain="id unit program made_at before")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "program"], name="catalogue_checklist_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.program}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject("StartChecklist", str(self.pk), str(unit.provider_id), "", str(unit.pk), unit.name)


class StartTick(models.Model):
    """One thing of the list is done, by somebody, with a note that says what (a manager's name, where a routine is).

    `item` is the key of the line, `text` what the line said then.
    """

    checklist = models.ForeignKey(StartChecklist, on_delete=models.PROTECT, related_name="ticks")
    item = models.CharField(max_length=60)
    text = models.CharField(max_length=200, blank=True)
    note = models.CharField(_("anteckning"), max_length=300)
    ticked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="note ticked_by taken_back_by",
        plain="id checklist item text ticked_at taken_back_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "item"], condition=Q(taken_back_at__isnull=True), name="catalogue_ticked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.checklist}: {self.item}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.checklist.audit_subject()
