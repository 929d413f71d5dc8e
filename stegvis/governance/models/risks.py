"""The risk analysis: the region's template in versions, the analysis of one initiative, its rows, a paper of one's own."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import FrozenDocument
from stegvis.catalogue.models.documents import frozen_storage
from stegvis.governance.models.initiatives import Initiative
from stegvis.governance.risks.kinds import Manner
from stegvis.lib.personal import Classified, Retention


class RiskTemplate(AppendOnly):
    """One version of a region's template: the matrix, its limits, who must sign, what to ask. The newest holds.

    `content` is a `governance.risks.template.Template` as plain JSON.
    """

    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="risk_templates")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    note = models.CharField(_("vad är nytt"), max_length=300, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    classified = Classified(
        personal="made_by", plain="id provider number content note made_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="governance_risk_template_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.number}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("RiskTemplate", str(self.pk), str(self.provider_id), self.provider.name)


class RiskAnalysis(models.Model):
    """The analysis of one initiative. Whether it holds is worked out from what is signed, never stored.

    `began_from` is the analysis of the version before, whose rows were taken along.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.OneToOneField(Initiative, on_delete=models.PROTECT, related_name="risk_analysis")
    template = models.ForeignKey(RiskTemplate, on_delete=models.PROTECT, related_name="+")
    manner = models.CharField(max_length=20, choices=Manner.choices, default=Manner.WRITTEN)
    began_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    classified = Classified(
        personal="begun_by",
        plain="id initiative template manner began_from begun_at",
        retention=Retention.STAFF,
    )

    def __str__(self) -> str:
        return str(self.initiative)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()


class RiskRow(models.Model):
    """One risk. `leaning` holds every place in the program that it leans on, with the hash that the place had when
    the row was last written or looked at again in the document `seen`.

    `revision` counts the saves: one from an older revision is shown beside what is there, not written over it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    analysis = models.ForeignKey(RiskAnalysis, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    area = models.CharField(_("område"), max_length=40, blank=True)
    risk = models.TextField(_("risk"))
    cause = models.TextField(_("orsak"), blank=True)
    consequence = models.PositiveSmallIntegerField(_("konsekvens"), null=True, blank=True)
    likelihood = models.PositiveSmallIntegerField(_("sannolikhet"), null=True, blank=True)
    comment = models.TextField(_("kommentar"), blank=True)
    protection = models.TextField(_("skydd som redan finns"), blank=True)
    action = models.TextField(_("åtgärd"), blank=True)
    responsible = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("klart senast"), null=True, blank=True)
    done_on = models.DateField(_("klart"), null=True, blank=True)
    residual_consequence = models.PositiveSmallIntegerField(null=True, blank=True)
    residual_likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    leaning = models.JSONField(default=dict, blank=True)
    seen = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="responsible made_by changed_by",
        plain="id analysis number area risk cause consequence likelihood comment protection action due_on done_on "
        "residual_consequence residual_likelihood leaning seen revision made_at changed_at removed_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["analysis", "number"], name="governance_risk_number_once"),
            models.CheckConstraint(
                condition=(Q(consequence__isnull=True) | Q(consequence__range=(1, 4)))
                & (Q(likelihood__isnull=True) | Q(likelihood__range=(1, 4)))
                & (Q(residual_consequence__isnull=True) | Q(residual_consequence__range=(1, 4)))
                & (Q(residual_likelihood__isnull=True) | Q(residual_likelihood__range=(1, 4))),
                name="governance_risk_one_to_four",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.risk[:60]}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.analysis.audit_subject()


class RiskPaper(AppendOnly):
    """An analysis that was made elsewhere, as a PDF under its own hash. The newest of an analysis holds.

    `made_by_words` says who made it; `document` is the frozen program that it was handed in for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    analysis = models.ForeignKey(RiskAnalysis, on_delete=models.PROTECT, related_name="papers")
    digest = models.CharField(max_length=64)
    file = models.FileField(storage=frozen_storage, max_length=120)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    made_by_words = models.CharField(_("vilka som har gjort den"), max_length=500)
    made_on = models.DateField(_("när den gjordes"))
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    classified = Classified(
        personal="made_by_words uploaded_by file name",
        plain="id analysis digest size pages made_on document uploaded_at",
        retention=Retention.STAFF,
    )

    class Meta:
        indexes = [models.Index(fields=["analysis", "uploaded_at"], name="governance_risk_papers_of")]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.analysis.audit_subject()
