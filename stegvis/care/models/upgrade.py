"""Running residents are moved to a newer version: the decision for many, and what becomes of each."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareProvider, CareUnit
from stegvis.audit.entry import Subject
from stegvis.care.kinds import MoveState, UpgradeState
from stegvis.care.models.enrolment import Enrolment
from stegvis.catalogue.models import ProgramVersion, ReleaseItem
from stegvis.lib.personal import Classified, Retention
from stegvis.program.upgrading import Severity

SEVERITIES = [(each.value, each.value) for each in Severity]


class Upgrade(models.Model):
    """A decision that residents on one version follow to another (minor) or are offered it (major).

    For all of a provider or for one unit: who decides it sees no patients. `release` is the catalogue's, where it came by its calendar.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    version_from = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, related_name="+")
    version_to = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, related_name="+")
    severity = models.CharField(max_length=10, choices=SEVERITIES)
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    release = models.ForeignKey(ReleaseItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tells = models.BooleanField(default=True)
    text = models.TextField(blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=UpgradeState.choices, default=UpgradeState.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="decided_by",
        plain="id provider version_from version_to severity unit release tells text decided_at due_at state ended_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "version_from", "provider"],
                condition=Q(release__isnull=False),
                name="care_upgrade_release_once",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state="open"), name="care_upgrades_open")]

    def __str__(self) -> str:
        return f"upgrade {self.pk}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.unit
        return Subject(
            "Upgrade",
            str(self.pk),
            str(self.provider_id),
            self.provider.name,
            str(unit.pk) if unit else "",
            unit.name if unit else "",
        )


class Move(models.Model):
    """One resident's way in an upgrade: offered, decided, moved, taken back.

    `rehearsal` is what was worked out that the move would do, the last time before it was done, in codes, ids and
    dates; `digest` names exactly that. `waits` says why a decided move has not been made yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upgrade = models.ForeignKey(Upgrade, on_delete=models.PROTECT, related_name="moves")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(max_length=10, choices=MoveState.choices)
    waits = models.CharField(max_length=20, blank=True)
    rehearsal = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    rehearsed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    # The fact in the course's log that the move is.
    moved_seq = models.PositiveIntegerField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    # When a worker looks at it next; a lease moves it forward, and so does a wait.
    next_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    classified = Classified(
        personal="upgrade enrolment state waits rehearsal decided_by decided_at moved_at undone_by undone_at",
        plain="id digest rehearsed_at moved_seq next_at claimed_by attempts",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upgrade", "enrolment"], name="care_move_once"),
            models.CheckConstraint(
                condition=Q(moved_at__isnull=True, moved_seq__isnull=True)
                | Q(moved_at__isnull=False, moved_seq__isnull=False),
                name="care_moved_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="care_moves_waiting"),
            models.Index(fields=["upgrade", "state"], name="care_moves_of_upgrade"),
        ]

    def __str__(self) -> str:
        return f"move {self.pk}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Move"]:
        """What an action locks and re-reads."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related(
            "upgrade__version_from",
            "upgrade__version_to",
            "enrolment__course__world",
            "enrolment__course__person",
            "enrolment__patient",
            "enrolment__unit__provider",
        )

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.enrolment.audit_subject()
