"""Random checks of the access log: what was drawn, who looked, and what they found."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.kinds import LogOutcome
from stegvis.access.models.accounts import Account
from stegvis.access.models.organisation import CareProvider, CareUnit
from stegvis.audit.entry import Subject
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class LogCheck(models.Model):
    """One documented check: so many entries drawn at random from a period of one unit's log, or of the provider's.

    Seed, period and size give the same draw again for as long as the log holds what it held.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    size = models.PositiveIntegerField()
    population = models.PositiveIntegerField()
    seed = models.CharField(max_length=32)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="drawn_by done_by",
        plain="id provider unit first_day last_day size population seed drawn_at done_at",
        retention=Retention.ACCESS_LOG,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="access_log_check_done_pair",
            )
        ]

    def __str__(self) -> str:
        return f"log check {self.pk}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject(
            "LogCheck",
            str(self.pk),
            str(self.provider_id),
            self.provider.name,
            str(unit.pk) if unit else "",
            unit.name if unit else "",
        )


class LogCheckItem(models.Model):
    """One drawn entry and what was found of it."""

    log_check = models.ForeignKey(LogCheck, on_delete=models.PROTECT, related_name="items")
    entry_id = models.BigIntegerField()
    entry_uid = models.UUIDField()
    outcome = models.CharField(max_length=20, choices=LogOutcome.choices, blank=True)
    note = EncryptedTextField(default="")
    # What the head of the unit was asked, and answered.
    question = EncryptedTextField(default="")
    answer = EncryptedTextField(default="")
    # The unit whose head was asked, and who answered there.
    asked_unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="note question answer decided_by outcome answered_by",
        plain="id log_check entry_id entry_uid decided_at asked_unit answered_at",
        retention=Retention.ACCESS_LOG,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log_check", "entry_id"], name="access_log_check_item_once")]

    def __str__(self) -> str:
        return f"entry {self.entry_id} of check {self.log_check_id}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.log_check.audit_subject()

    @classmethod
    def lock_rows(cls) -> models.QuerySet["LogCheckItem"]:
        """What an action locks and re-reads."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related("log_check__provider", "log_check__unit", "asked_unit__provider")
