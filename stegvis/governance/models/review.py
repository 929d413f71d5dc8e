"""What the final reviewer points at, and decisions that were made before the region had Stegvis."""

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import Candidate
from stegvis.governance.kinds import DecisionKind
from stegvis.governance.models.initiatives import Initiative
from stegvis.lib.personal import Classified, Retention


class ReviewRemark(models.Model):
    """Something to see to before a candidate can be approved, pinned to a node of its document.

    `place` is what the place was called then. Answered by the designer, resolved in the next candidate.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="remarks")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    node = models.CharField(max_length=64)
    place = models.CharField(max_length=300)
    text = models.TextField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    resolved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="made_by resolved_by text answer",
        plain="id initiative candidate node place made_at resolved_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="governance_remark_resolved_pair",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.text[:40]}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()


class EarlierDecision(AppendOnly):
    """A decision about a program that was made elsewhere: in an earlier process, or by the provider it came from."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="earlier_decisions")
    kind = models.CharField(max_length=20, choices=DecisionKind.choices)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200)
    reference = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    classified = Classified(
        personal="decided_by recorded_by",
        plain="id initiative kind decided_on reference recorded_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "kind", "decided_on", "reference"], name="governance_earlier_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decided_on}"


class Arrival(models.Model):
    """A program that came as a package from another region: from whom, which version, what was in it."""

    initiative = models.OneToOneField(Initiative, on_delete=models.PROTECT, related_name="arrival")
    origin = models.CharField(max_length=200)
    origin_version = models.PositiveIntegerField()
    document_hash = models.CharField(max_length=64)
    received_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    classified = Classified(
        personal="received_by",
        plain="id initiative origin origin_version document_hash received_at",
        retention=Retention.STAFF,
    )

    def __str__(self) -> str:
        return f"{self.origin} {self.origin_version}"
