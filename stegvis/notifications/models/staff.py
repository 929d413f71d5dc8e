"""Staff's neutral channels: "there is something to look at", to a unit, a named manager or the provider."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.models import CareProvider, CareUnit
from stegvis.audit.entry import Subject
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention
from stegvis.notifications.kinds import ChannelKind, StaffRole
from stegvis.notifications.models.own import Coded

_WHOSE = Q(role=StaffRole.PROVIDER, unit__isnull=True) | (~Q(role=StaffRole.PROVIDER) & Q(unit__isnull=False))


class StaffChannel(Coded):
    """A phone number or e-mail address where staff are told. Used only when verified, until it is removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=10, choices=StaffRole.choices)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=ChannelKind.choices)
    address = EncryptedTextField()
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="name address code_hash",
        plain="id provider unit role kind made_at removed_at verified_at code_until code_tries",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=_WHOSE, name="notifications_channel_whose")]
        indexes = [
            models.Index(fields=["unit", "role"], name="notifications_of_unit"),
            models.Index(fields=["provider", "role"], name="notifications_of_provider"),
        ]

    def __str__(self) -> str:
        return f"staff channel {self.pk}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet["StaffChannel"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("unit", "provider")

    @property
    def in_use(self) -> bool:
        """Verified and not removed."""
        return self.verified_at is not None and self.removed_at is None

    def audit_subject(self) -> Subject:
        """How the log names it: never by the address itself."""
        unit = self.unit
        return Subject(
            "StaffChannel",
            str(self.pk),
            str(self.provider_id),
            self.provider.name,
            str(unit.pk) if unit else "",
            unit.name if unit else "",
        )


class StaffNotice(models.Model):
    """That a staff channel is to be told of one thing, once: (channel, key) is unique.

    The key names the flag, never the resident; nothing of it leaves.
    """

    channel = models.ForeignKey(StaffChannel, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=200)
    urgent = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    batch = models.UUIDField(null=True, blank=True)

    classified = Classified(plain="id channel key urgent made_at batch")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "key"], name="notifications_staff_notice_once")]
        indexes = [
            models.Index(fields=["made_at"], condition=Q(batch__isnull=True), name="notifications_staff_waiting"),
            models.Index(fields=["key"], name="notifications_staff_key"),
        ]

    def __str__(self) -> str:
        return f"staff notice {self.pk}"
