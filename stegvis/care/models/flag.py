"""Flags: signals to staff. One per effect, never suppressed (safety rules 1 and 2)."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import GuardedManager
from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.care.kinds import RESOLVING, FlagKind, FlagState, StepKind
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
    # Whose it is; nobody's own is the resident administrators'.
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # When somebody must have taken it, in opening hours. None where the unit has no hours.
    deadline_at = models.DateTimeField(null=True, blank=True)
    # Who is told next, and when, unless somebody does what is asked for before (safety rule 3).
    next_step = models.CharField(max_length=20, choices=StepKind.choices, blank=True)
    next_step_at = models.DateTimeField(null=True, blank=True)
    # The cause is gone (what was late has come): nobody needed to do anything.
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = GuardedManager()

    classified = Classified(
        personal="enrolment detail note acknowledged_by handled_by kind priority unsent own_first_until owner",
        plain="id effect_key raised_at state acknowledged_at handled_at resolved_at deadline_at next_step next_step_at",
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
            # A dangerous answer never resolves itself (safety rule 1).
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | Q(kind__in=RESOLVING), name="care_flag_resolved_kind"
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_at__isnull=True)
                | (~Q(next_step="") & Q(next_step_at__isnull=False)),
                name="care_flag_next_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "raised_at"], name="care_flags_open"),
            # Only what somebody is to be told of: handled flags weigh nothing here.
            models.Index(fields=["next_step_at"], condition=Q(next_step_at__isnull=False), name="care_flags_next_step"),
        ]

    def __str__(self) -> str:
        return f"flag {self.pk}"

    @property
    def needs_word(self) -> bool:
        """Whether it is closed only with a word of what was done: the documented assessment."""
        return self.priority or self.kind == FlagKind.DANGER

    @property
    def escalates(self) -> bool:
        """Whether it goes on to others when nobody takes it: every dangerous answer, whoever is told first."""
        return self.needs_word

    def is_overdue(self, now: datetime) -> bool:
        """Whether nobody has taken it in time."""
        return self.state == FlagState.OPEN and self.deadline_at is not None and self.deadline_at <= now

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
    def to_extract(cls, enrolments: Collection[uuid.UUID]) -> models.QuerySet["Flag"]:
        """The flags of runs that were read for an extract: of the resident's own, or of one that somebody has asked for."""
        return cls._base_manager.filter(enrolment_id__in=enrolments).order_by("raised_at", "pk")

    @classmethod
    def lock_rows(cls, *, skip_locked: bool = False) -> models.QuerySet["Flag"]:
        """What an action locks and re-reads, and what a worker claims."""
        rows = cls._base_manager.select_for_update(of=("self",), skip_locked=skip_locked)
        return rows.select_related("enrolment__course__person", "enrolment__course__world", "enrolment__unit__provider")

    def audit_subject(self) -> Subject:
        """How the log names it: the enrolment's subject, as a flag."""
        about = self.enrolment.audit_subject()
        return Subject(
            "Flag", str(self.pk), about.provider_id, about.provider_name, about.unit_id, about.unit_name, about.patient
        )
