"""Commissions from the directory, and roles granted here with dates and doers."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.kinds import PROVIDER_ROLES, PUBLISHER_ROLES, UNIT_ROLES, Purpose, Role, Source
from stegvis.access.models.accounts import Account
from stegvis.access.models.organisation import Administration, CareProvider, CareUnit, PublisherUnit
from stegvis.audit.entry import Subject
from stegvis.lib.personal import Classified, Retention


class Commission(models.Model):
    """A person's assignment at one care unit: purpose, rights, dates. Both dates included."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="commissions")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="commissions")
    hsa_id = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=60, choices=Purpose.choices)
    rights = models.JSONField(default=list, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    # What only a sign-in has told of ends by itself, some time after it was last told.
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.DIRECTORY)

    classified = Classified(
        personal="account",
        plain="id unit hsa_id name purpose rights starts_on ends_on source",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="access_commission_dates",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"


class Employment(models.Model):
    """Somebody works for a provider, as the directory says: enough to take part in the making of programs.

    It opens no unit and no patient data. Both dates included.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="employments")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="employments")
    administration = models.ForeignKey(
        Administration, on_delete=models.PROTECT, null=True, blank=True, related_name="employments"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.DIRECTORY)

    classified = Classified(
        personal="account", plain="id provider administration starts_on ends_on source", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="access_employment_dates",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} ({self.provider})"


def _one_place() -> Q:
    unit = Q(role__in=UNIT_ROLES, unit__isnull=False, publisher_unit__isnull=True, provider__isnull=True)
    publisher = Q(role__in=PUBLISHER_ROLES, unit__isnull=True, publisher_unit__isnull=False, provider__isnull=True)
    provider = Q(role__in=PROVIDER_ROLES, unit__isnull=True, publisher_unit__isnull=True, provider__isnull=False)
    return unit | publisher | provider


class RoleGrant(models.Model):
    """A role at exactly one place, granted and perhaps withdrawn by somebody, at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("roll"), max_length=40, choices=Role.choices)
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    publisher_unit = models.ForeignKey(
        PublisherUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    # Which needs-and-risk note was in force when it was given.
    rests_on = models.ForeignKey(
        "access.NeedsAndRisk", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    classified = Classified(
        personal="account granted_by withdrawn_by reason",
        plain="id role unit publisher_unit provider starts_on ends_on granted_at withdrawn_at rests_on",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_place(), name="access_grant_one_place"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="access_grant_withdrawn_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.account}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit, provider = self.unit, self.of_provider
        return Subject(
            "RoleGrant",
            str(self.pk),
            str(provider.pk),
            provider.name,
            str(unit.pk) if unit else "",
            unit.name if unit else "",
        )

    @property
    def place(self) -> CareUnit | PublisherUnit | CareProvider:
        """Where it holds."""
        place = self.unit or self.publisher_unit or self.provider
        if place is None:
            raise ValueError("a grant without a place")
        return place

    @property
    def of_provider(self) -> CareProvider:
        """Whose it is."""
        place = self.place
        return place if isinstance(place, CareProvider) else place.provider
