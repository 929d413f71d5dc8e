"""What is said while a nomination is assessed: comments, standpoints, coordination, and who else wants it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareProvider, CareUnit
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import Program
from stegvis.governance.assessment.kinds import Stance
from stegvis.governance.models.initiatives import Initiative
from stegvis.governance.models.parties import CouncilSeat
from stegvis.lib.personal import Classified, Retention


class Comment(AppendOnly):
    """A remark in the thread of an assessment, by the region's team, the council or the owner."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # The form it was written in: a second press of the button adds nothing.
    once = models.CharField(max_length=64, unique=True)

    classified = Classified(personal="text by", plain="id initiative at once", retention=Retention.STAFF)

    def __str__(self) -> str:
        return self.text[:40]


class Standpoint(AppendOnly):
    """What a seat on the council thinks, and why. The last one of a seat is what holds; earlier ones are kept."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="standpoints")
    seat = models.ForeignKey(CouncilSeat, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    reason = models.TextField()
    # Who wrote it: the seat's own person, or their deputy.
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    classified = Classified(personal="reason by", plain="id initiative seat stance at", retention=Retention.STAFF)

    class Meta:
        indexes = [models.Index(fields=["initiative", "seat", "id"], name="governance_standpoints_of")]

    def __str__(self) -> str:
        return f"{self.get_stance_display()} {self.at:%Y-%m-%d}"


class Coordination(AppendOnly):
    """What regional and national coordination has found: something to reuse, others who work on the same.

    The last one is what holds; earlier ones are kept.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="coordinations")
    regional = models.TextField(_("i regionen"), blank=True)
    national = models.TextField(_("i landet"), blank=True)
    reuse = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    classified = Classified(personal="regional national by", plain="id initiative reuse at", retention=Retention.STAFF)

    def __str__(self) -> str:
        return f"{self.initiative} {self.at:%Y-%m-%d}"


class Interest(models.Model):
    """Somebody else wants what is being made: a unit, another provider, or a region by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="interests")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("vem"), max_length=200, blank=True)
    contact = models.CharField(_("kontakt"), max_length=200, blank=True)
    note = models.TextField(_("anteckning"), blank=True)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="contact note added_by withdrawn_by",
        plain="id initiative unit provider name added_at withdrawn_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(provider__isnull=False) | ~Q(name=""),
                name="governance_interest_of_somebody",
            ),
            models.UniqueConstraint(
                fields=["initiative", "unit"],
                condition=Q(withdrawn_at__isnull=True, unit__isnull=False),
                name="governance_interest_unit_once",
            ),
            models.UniqueConstraint(
                fields=["initiative", "name"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(name=""),
                name="governance_interest_name_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.provider or self.name)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()
