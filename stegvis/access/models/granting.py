"""Why roles are given, and the quarterly round in which every access is looked at again."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.kinds import Role
from stegvis.access.models.accounts import Account
from stegvis.access.models.commissions import Commission, RoleGrant
from stegvis.access.models.organisation import CareProvider
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.lib.personal import Classified, Retention


class NeedsAndRisk(AppendOnly):
    """Why a provider gives a role, and what can go wrong (HSLF-FS 2016:40 4:2). The newest of a role is in force."""

    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=Role.choices)
    need = models.TextField()
    risk = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    classified = Classified(personal="made_by", plain="id provider role need risk made_at", retention=Retention.STAFF)

    class Meta:
        indexes = [models.Index(fields=["provider", "role", "id"], name="access_needs_newest")]

    def __str__(self) -> str:
        return f"{self.role} {self.made_at:%Y-%m-%d}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("NeedsAndRisk", str(self.pk), str(self.provider_id), self.provider.name)


class AccessReview(models.Model):
    """One round: everything that anybody at a provider has access to, confirmed or withdrawn, one by one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="begun_by done_by", plain="id provider begun_at done_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider"], condition=Q(done_at__isnull=True), name="access_one_review_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="access_review_done_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"access review {self.begun_at:%Y-%m-%d}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("AccessReview", str(self.pk), str(self.provider_id), self.provider.name)

    @classmethod
    def lock_rows(cls) -> models.QuerySet["AccessReview"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("provider")


class AccessDecision(AppendOnly):
    """What was decided of one grant or one commission in a round. The newest of the round is what holds."""

    review = models.ForeignKey(AccessReview, on_delete=models.PROTECT, related_name="decisions")
    grant = models.ForeignKey(RoleGrant, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kept = models.BooleanField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    classified = Classified(personal="reason by kept", plain="id review grant commission at", retention=Retention.STAFF)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grant__isnull=True, commission__isnull=False)
                | Q(grant__isnull=False, commission__isnull=True),
                name="access_decision_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
