"""Letters to members of staff by name: that they have something to do, and where. No resident is ever in them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.lib.personal import Classified, Retention
from stegvis.notifications.kinds import DeliveryState, LetterPace


class LetterChoice(models.Model):
    """How a member of staff wants their letters; no row is the same as at once."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, primary_key=True, related_name="+")
    pace = models.CharField(_("hur ofta"), max_length=10, choices=LetterPace.choices, default=LetterPace.AT_ONCE)
    changed_at = models.DateTimeField()

    classified = Classified(personal="account pace changed_at", retention=Retention.STAFF)

    def __str__(self) -> str:
        return f"letter choice {self.pk}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("LetterChoice", str(self.account_id))


class StaffLetter(models.Model):
    """One thing to tell one member of staff, once: (account, key) is unique. The outbox and the delivery in one.

    `batch` is given when a worker first claims it: what is due to the same person at the same time leaves as one
    mail, and the batch is that mail's idempotency key at every attempt.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    path = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    batch = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    # How often a worker that had claimed it was never heard of again.
    resumed = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=60, blank=True)

    classified = Classified(
        personal="account key state made_at settled_at",
        plain="id subject text path next_at give_up_at batch attempts resumed claimed_until claimed_by code",
        retention=Retention.NOTICE,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="notifications_letter_once"),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING, settled_at__isnull=True)
                | (~Q(state=DeliveryState.WAITING) & Q(settled_at__isnull=False)),
                name="notifications_letter_settled_pair",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(state=DeliveryState.WAITING), name="notifications_letters_due"
            ),
            models.Index(fields=["made_at"], name="notifications_letters_oldest"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"
