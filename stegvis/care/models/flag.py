"""Flags: signals to staff. One per effect, never suppressed (safety rules 1 and 2)."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import GuardedManager
from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.care.kinds import FlagKind, FlagState
from stegvis.care.models.enrolment import Enrolment
from stegvis.lib.fields import EncryptedJSONField, EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class Flag(models.Model):
    """Raised once per effect. `detail` copies the dangerous value: a changed answer never removes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="flags")
    effect_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=FlagKind.choices)
    priority = models.BooleanField(default=False)
    # Safety rule 1: given and never sent; shows that answer alone.
    unsent = models.BooleanField(default=False)
    detail = EncryptedJSONField(null=True)
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=FlagState.choices, default=FlagState.OPEN)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = EncryptedTextField(null=True)
    # Safety rule 4: until then a repeated, unchanged and already assessed answer stands with the own therapist.
    own_first_until = models.DateTimeField(null=True, blank=True)
    # What was late has come: nobody needed to do anything.
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = GuardedManager()

    classified = Classified(
        personal="enrolment detail note acknowledged_by handled_by kind priority unsent own_first_until",
        plain="id effect_key raised_at state acknowledged_at handled_at resolved_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "effect_key"], name="care_flag_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="care_flag_acknowledged_pair",
            ),
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True, handled_by__isnull=True)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
                name="care_flag_handled_pair",
            ),
            # Only what was late resolves itself: a dangerous answer never does (safety rule 1).
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | Q(kind=FlagKind.LATE), name="care_flag_resolved_late"
            ),
        ]
        indexes = [models.Index(fields=["state", "raised_at"], name="care_flags_open")]

    def __str__(self) -> str:
        return f"flag {self.pk}"

    @property
    def needs_word(self) -> bool:
        """Whether it is closed only with a word of what was done: the documented assessment."""
        return self.priority or self.kind == FlagKind.DANGER

    def stands_with_own(self, now: datetime) -> bool:
        """Whether the own therapist still has it first: then it goes to all, unless somebody has taken it."""
        return self.own_first_until is not None and now < self.own_first_until and self.state == FlagState.OPEN

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """Flags follow their enrolment's unit; residents do not see them."""
        if actor.is_resident or not actor.can("flag:read"):
            return Q(pk__in=[])
        return Q(enrolment__unit_id=actor.hat.unit_id)

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Flag"]:
        """What an action locks and re-reads."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related("enrolment__course__person", "enrolment__unit__provider")

    def audit_subject(self) -> Subject:
        """How the log names it: the enrolment's subject, as a flag."""
        about = self.enrolment.audit_subject()
        return Subject(
            "Flag", str(self.pk), about.provider_id, about.provider_name, about.unit_id, about.unit_name, about.patient
        )
