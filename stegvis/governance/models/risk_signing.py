"""Who has taken part in a risk analysis, and who answers for it. Rows that are written once."""

from django.db import models

from stegvis.access.models import Account
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import FrozenDocument
from stegvis.governance.kinds import MemberKind
from stegvis.governance.models.risks import RiskAnalysis, RiskRow
from stegvis.governance.risks.kinds import ContributionKind
from stegvis.lib.personal import Classified, Retention


class RiskContribution(AppendOnly):
    """Somebody did something with the analysis. `changes` holds the fields of a row before and after.

    `care`: they were care staff of the unit then, and had not built the program.
    """

    analysis = models.ForeignKey(RiskAnalysis, on_delete=models.PROTECT, related_name="contributions")
    row = models.ForeignKey(RiskRow, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions")
    kind = models.CharField(max_length=20, choices=ContributionKind.choices)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    care = models.BooleanField(default=False)
    changes = models.JSONField(default=dict, blank=True)

    classified = Classified(personal="by changes", plain="id analysis row kind at care", retention=Retention.STAFF)

    class Meta:
        indexes = [models.Index(fields=["analysis", "id"], name="governance_risk_story")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class RiskSignature(AppendOnly):
    """Somebody answers for the analysis as it was (`content`, a hash of its rows) for one frozen program.

    An edit gives the rows another hash, so it voids the signature by itself.
    """

    analysis = models.ForeignKey(RiskAnalysis, on_delete=models.PROTECT, related_name="signatures")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=MemberKind.choices)
    content = models.CharField(max_length=64)
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    classified = Classified(
        personal="by by_name", plain="id analysis kind content document at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "by", "content", "document"], name="governance_risk_signed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.at:%Y-%m-%d}"


class RiskRegard(AppendOnly):
    """A question or a danger rule that no row leans on was looked at, and needs none. It holds as the place was."""

    analysis = models.ForeignKey(RiskAnalysis, on_delete=models.PROTECT, related_name="regards")
    place = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    classified = Classified(personal="by note", plain="id analysis place digest at", retention=Retention.STAFF)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["analysis", "place", "digest"], name="governance_risk_regard_once")
        ]

    def __str__(self) -> str:
        return self.place


class RiskConfirmation(AppendOnly):
    """Care staff have read what changed between two frozen programs: it touches no risk in the analysis.

    `changes` are the sentences that were read. What was signed for `before` then holds for `after` too.
    """

    analysis = models.ForeignKey(RiskAnalysis, on_delete=models.PROTECT, related_name="confirmations")
    before = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    content = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    classified = Classified(
        personal="by by_name", plain="id analysis before after content changes at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "before", "after", "content"], name="governance_risk_confirmed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.at:%Y-%m-%d}"


class RiskApproval(AppendOnly):
    """The coordinator approves the analysis as it was signed, for one frozen program."""

    analysis = models.ForeignKey(RiskAnalysis, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    content = models.CharField(max_length=64)
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    classified = Classified(
        personal="by by_name note", plain="id analysis content document at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["analysis", "content", "document"], name="governance_risk_approved_once")
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.at:%Y-%m-%d}"
