"""The region's nomination form in versions, nominations that answer one, what was sent, and attached papers."""

import uuid

from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.governance.models.initiatives import Initiative
from stegvis.governance.nominations.kinds import AttachmentKind, CameBy
from stegvis.lib.personal import Classified, Retention


def attached_storage() -> Storage:
    """Papers of the process, outside every library; served by our own view to those who see the initiative."""
    return storages["attached"]


class NominationForm(models.Model):
    """One version of a provider's nomination form. A published one never changes; at most one is a draft.

    `fields` is a list of fields as `nominations.fields` reads them. `number` is 0 for the draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="nomination_forms")
    number = models.PositiveIntegerField(default=0)
    fields = models.JSONField(default=list)
    note = models.CharField(_("vad som är nytt"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="changed_by",
        plain="id provider number fields note revision changed_at published_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="governance_form_number_once"),
            models.CheckConstraint(
                condition=Q(number=0, published_at__isnull=True) | Q(number__gt=0, published_at__isnull=False),
                name="governance_form_draft_or_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.number}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("NominationForm", str(self.pk), str(self.provider_id), self.provider.name)


class Nomination(models.Model):
    """The answers to one version of the form, saved as they are written.

    `answers`: field key → text, "yes"/"no", a number, an ISO date, or account ids. `revision` grows with each save:
    a save from an old one is refused and both are shown.
    """

    initiative = models.OneToOneField(Initiative, on_delete=models.PROTECT, primary_key=True, related_name="nomination")
    form = models.ForeignKey(NominationForm, on_delete=models.PROTECT, related_name="nominations")
    answers = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    came_by = models.CharField(max_length=10, choices=CameBy.choices, default=CameBy.FORM)
    came_on = models.DateField(null=True, blank=True)

    classified = Classified(
        personal="answers saved_by",
        plain="initiative form revision saved_at came_by came_on",
        retention=Retention.STAFF,
    )

    def __str__(self) -> str:
        return str(self.initiative)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()


class SentNomination(AppendOnly):
    """A nomination as it was when it was sent: what the council decided on. Sent again, it is another row."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="sent_nominations")
    form = models.ForeignKey(NominationForm, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    classified = Classified(personal="answers sent_by", plain="id initiative form sent_at", retention=Retention.STAFF)

    def __str__(self) -> str:
        return f"{self.initiative} {self.sent_at:%Y-%m-%d}"


class Attachment(models.Model):
    """A paper that belongs to an initiative. Cleaned before it is kept; `hash` is of what was kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=20, choices=AttachmentKind.choices, default=AttachmentKind.ATTACHMENT)
    name = models.CharField(_("namn"), max_length=120)
    mime = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    file = models.FileField(storage=attached_storage, max_length=120)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="name file added_by removed_by",
        plain="id initiative kind mime size hash added_at removed_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "hash"], condition=Q(removed_at__isnull=True), name="governance_attached_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()
