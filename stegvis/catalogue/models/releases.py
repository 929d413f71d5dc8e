"""The days when new versions reach the units, what goes out on each, and that it has gone out."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.catalogue.kinds import ReleaseState
from stegvis.catalogue.models.programs import Candidate, Program, ProgramVersion
from stegvis.lib.personal import Classified, Retention


class Release(models.Model):
    """One day of a provider's calendar: what is handed in by the cut-off and approved goes out on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="releases")
    name = models.CharField(_("namn"), max_length=80)
    cutoff_on = models.DateField(_("lämnas in senast"))
    on = models.DateField(_("delas ut"))
    state = models.CharField(max_length=20, choices=ReleaseState.choices, default=ReleaseState.PLANNED)
    text = models.TextField(_("till enheterna"), blank=True)
    planned_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    announced_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="planned_by announced_by",
        plain="id provider name cutoff_on on state text planned_at announced_at released_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "on"], name="catalogue_release_day_once"),
            models.CheckConstraint(condition=Q(cutoff_on__lte=models.F("on")), name="catalogue_cutoff_before"),
        ]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Release", str(self.pk), str(self.provider_id), self.provider.name)


class ReleaseItem(models.Model):
    """A program in a release: a candidate while it is under review, its version when it has been published.

    `text` says what is new, to staff and, where `tell_residents`, to residents who are moved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="items")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("vad är nytt"))
    tell_residents = models.BooleanField(_("berätta för invånare"), default=False)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="added_by",
        plain="id release program candidate version text tell_residents added_at released_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "program"], name="catalogue_program_in_release_once"),
            models.CheckConstraint(
                condition=Q(candidate__isnull=False) | Q(version__isnull=False), name="catalogue_item_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.program}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.release.audit_subject()
