"""Lists that the coordinator keeps: contact persons, the council; and who stands in for whom."""

from django.db import models
from django.db.models import F, Q

from stegvis.access.models import Account, Administration, CareProvider
from stegvis.audit.entry import Subject
from stegvis.lib.personal import Classified, Retention


class ContactPerson(models.Model):
    """Whom an idea in an administration is checked with. Where there is none, the step is skipped and says so."""

    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="contact_persons")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    classified = Classified(personal="account", plain="id administration since until", retention=Retention.STAFF)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "account"], condition=Q(until__isnull=True), name="governance_contact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} ({self.administration})"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        provider = self.administration.provider
        return Subject("ContactPerson", str(self.pk), str(provider.pk), provider.name)


class CouncilSeat(models.Model):
    """A seat on the provider's coordination council (samordningsråd)."""

    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="council_seats")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    classified = Classified(personal="account", plain="id provider since until", retention=Retention.STAFF)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "account"], condition=Q(until__isnull=True), name="governance_seat_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.account)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("CouncilSeat", str(self.pk), str(self.provider_id), self.provider.name)


class Deputy(models.Model):
    """Somebody does another's part in the process during leave. Both days included."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="account deputy set_by",
        plain="id provider from_day until_day set_at ended_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_day__gte=F("from_day")), name="governance_deputy_days"),
            models.CheckConstraint(condition=~Q(account=F("deputy")), name="governance_deputy_other"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} för {self.account}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Deputy", str(self.pk), str(self.provider_id), self.provider.name)
