"""Who has contributed to a candidate, what lets it into the catalogue, and who may put it there."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models.programs import Candidate, Program
from stegvis.lib.personal import Classified, Retention


class Contribution(AppendOnly):
    """Somebody has worked on the content that a candidate holds, since the candidate before it.

    What four eyes are judged by (domain.md step 8): people, not hats.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="contributions")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    classified = Classified(personal="account", plain="id candidate", retention=Retention.STAFF)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "account"], name="catalogue_contribution_once")]

    def __str__(self) -> str:
        return f"{self.account} in {self.candidate}"


class Clearance(models.Model):
    """One candidate may enter the catalogue: by which way, on whose word, on what grounds.

    `grounds` holds ids and codes of the room that cleared it (initiative, risk analysis, checklist), never texts
    about people. Revoked when the work on the candidate is taken up again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="clearances")
    kind = models.CharField(max_length=20, choices=ClearanceKind.choices)
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    grounds = models.JSONField(default=dict, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="reviewed_by revoked_by reason",
        plain="id candidate kind cleared_at grounds revoked_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(revoked_at__isnull=True), name="catalogue_one_clearance_in_force"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="catalogue_revoked_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.candidate}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.candidate.audit_subject()


class Publisher(models.Model):
    """The program's owner, who publishes it and decides which care providers may have it."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="publishers")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="account granted_by", plain="id program granted_at ended_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "account"], condition=Q(ended_at__isnull=True), name="catalogue_publisher_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.program}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.program.audit_subject()


class Delegation(models.Model):
    """A publisher lets the coordinators of the program's provider publish in their place, until taken back."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="delegations")
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    reason = models.TextField()
    ended_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(personal="given_by reason", plain="id program given_at ended_at", retention=Retention.STAFF)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program"], condition=Q(ended_at__isnull=True), name="catalogue_delegation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.given_at:%Y-%m-%d}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.program.audit_subject()
