"""What has happened to an initiative, and what somebody has to do next."""

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.governance.kinds import Party, Stage, TaskKind
from stegvis.governance.models.initiatives import Initiative
from stegvis.lib.personal import Classified, Retention


class HistoryEntry(AppendOnly):
    """One sentence of an initiative's story: who did what, when, why. Read in order it is the record.

    `act` is one of `kinds.Act`, or a word of the part that it is about ("member:invite"). `details` holds names and
    ids that the sentence is made from.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="history")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=200)
    # Whom a deputy stood in for.
    on_behalf_of = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    act = models.CharField(max_length=60)
    from_stage = models.CharField(max_length=20, choices=Stage.choices, blank=True)
    to_stage = models.CharField(max_length=20, choices=Stage.choices, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)

    classified = Classified(
        personal="by by_name on_behalf_of reason details",
        plain="id initiative at act from_stage to_stage",
        retention=Retention.STAFF,
    )

    class Meta:
        indexes = [models.Index(fields=["initiative", "at", "id"], name="governance_story")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.act}"


class Task(models.Model):
    """Somebody's next move. Addressed to a person, or to whoever is `party` to the initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=30, choices=TaskKind.choices)
    party = models.CharField(max_length=20, choices=Party.choices, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What it is about within the initiative: a prototype round, an analysis; empty for the stage's own.
    ref = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    # When they were reminded that it is soon due, and told that it is late: once each.
    reminded_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="account done_by",
        plain="id initiative kind party ref note opened_at due_on reminded_at late_told_at done_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "kind", "party", "ref"],
                condition=Q(done_at__isnull=True, account__isnull=True),
                name="governance_open_party_task_once",
            ),
            models.UniqueConstraint(
                fields=["initiative", "kind", "account", "ref"],
                condition=Q(done_at__isnull=True, account__isnull=False),
                name="governance_open_task_once",
            ),
            models.CheckConstraint(
                condition=~Q(party="") | Q(account__isnull=False), name="governance_task_to_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["account"], condition=Q(done_at__isnull=True), name="governance_tasks_of"),
            models.Index(fields=["due_on"], condition=Q(done_at__isnull=True), name="governance_tasks_due"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.initiative}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()
