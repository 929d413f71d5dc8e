"""What the catalogue says of a program beside its frozen document, and how that has changed."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.models.programs import Program
from stegvis.lib.personal import Classified, Retention


class CatalogueEntry(models.Model):
    """Evidence, target group, regulatory status, contact and review date of a program: what may change between versions.

    `revision` grows with each change: a form from an old one is refused, never overwritten.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.OneToOneField(Program, on_delete=models.PROTECT, related_name="entry")
    regulatory = models.CharField(
        _("regulatorisk status"), max_length=20, choices=Regulatory.choices, default=Regulatory.UNDECIDED
    )
    regulatory_reason = models.TextField(_("varför den statusen"), blank=True)
    area = models.CharField(_("område"), max_length=80, blank=True)
    target_group = models.TextField(_("målgrupp"), blank=True)
    evidence = models.TextField(_("kunskapsstöd"), blank=True)
    keywords = models.CharField(_("sökord"), max_length=300, blank=True)
    contact_name = models.CharField(_("kontaktperson"), max_length=120, blank=True)
    contact_way = models.CharField(_("telefon eller e-post"), max_length=200, blank=True)
    review_by_on = models.DateField(_("ses över senast"), null=True, blank=True)
    # The day that its owner was last reminded of: each review date is reminded of once.
    reminded_of = models.DateField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    classified = Classified(
        personal="contact_name contact_way retired_by",
        plain="id program regulatory regulatory_reason area target_group evidence keywords review_by_on reminded_of "
        "retired_at retired_reason revision",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="catalogue_retired_pair",
            )
        ]

    def __str__(self) -> str:
        return str(self.program)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.program.audit_subject()


class EntryChange(AppendOnly):
    """What somebody changed in an entry: for each field what it said before and after."""

    entry = models.ForeignKey(CatalogueEntry, on_delete=models.PROTECT, related_name="changes")
    fields = models.JSONField()
    changed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    # Contact persons stand among the fields.
    classified = Classified(personal="fields changed_by", plain="id entry changed_at", retention=Retention.STAFF)

    def __str__(self) -> str:
        return f"{self.entry} {self.changed_at:%Y-%m-%d}"
