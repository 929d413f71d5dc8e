"""The checklist of a region, in versions, and what was ticked on which candidate."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import Candidate
from stegvis.governance.checklist.kinds import Ticker
from stegvis.governance.models.initiatives import Initiative
from stegvis.lib.personal import Classified, Retention


class ChecklistTemplate(AppendOnly):
    """One version of a region's checklist. Written once: a change is the next number, and every number is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="checklist_templates")
    number = models.PositiveIntegerField()
    note = models.CharField(_("vad är nytt"), max_length=300, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    classified = Classified(personal="made_by", plain="id provider number note made_at", retention=Retention.STAFF)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="governance_checklist_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.number}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("ChecklistTemplate", str(self.pk), str(self.provider_id), self.provider.name)


class ChecklistItem(AppendOnly):
    """One line of a checklist. `key` follows a line through the versions, so that what was ticked stays ticked.

    `verifies` names what the system can see by itself; empty: a person ticks. `leans_on` lists the parts of a candidate
    that a tick is about: when one of them changes, the tick no longer holds.
    """

    template = models.ForeignKey(ChecklistTemplate, on_delete=models.PROTECT, related_name="items")
    key = models.SlugField(max_length=60)
    place = models.PositiveIntegerField()
    text = models.CharField(_("punkt"), max_length=200)
    help = models.TextField(_("förklaring"), blank=True)
    who = models.CharField(max_length=20, choices=Ticker.choices, default=Ticker.ANYONE)
    verifies = models.CharField(max_length=40, blank=True)
    leans_on = models.JSONField(default=list, blank=True)
    required = models.BooleanField(_("måste vara klar"), default=True)

    classified = Classified(plain="id template key place text help who verifies leans_on required")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="governance_checklist_key_once"),
        ]

    def __str__(self) -> str:
        return self.text


class ChecklistMark(AppendOnly):
    """A line was ticked, or unticked, by somebody, on one candidate. The last one of a line is what holds.

    `leaning` is the hash of the parts that the line leaned on then.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="checklist_marks")
    key = models.SlugField(max_length=60)
    text = models.CharField(max_length=200)
    ticked = models.BooleanField()
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    leaning = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    classified = Classified(
        personal="by note", plain="id initiative key text ticked candidate leaning at", retention=Retention.STAFF
    )

    class Meta:
        indexes = [models.Index(fields=["initiative", "key", "id"], name="governance_marks_of")]

    def __str__(self) -> str:
        return f"{self.key} {self.at:%Y-%m-%d}"
