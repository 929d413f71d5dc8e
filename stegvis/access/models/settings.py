"""What a provider or a unit has decided for itself, row by row."""

from django.db import models
from django.db.models import Q

from stegvis.access.models.organisation import CareProvider, CareUnit
from stegvis.audit.models import AppendOnly
from stegvis.lib.personal import Classified, Retention


class SettingChange(AppendOnly):
    """One setting changed at one place. The newest row of a key is what holds there; `value` None: inherited again.

    `before` is what the place had of its own until then. A provider's row may lock the key for its units.
    """

    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="setting_changes")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="setting_changes")
    key = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    before = models.JSONField(null=True)
    locked = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    classified = Classified(
        personal="by", plain="id provider unit key value before locked at", retention=Retention.STAFF
    )

    class Meta:
        indexes = [models.Index(fields=["provider", "unit", "key", "id"], name="access_setting_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(locked=False), name="access_setting_lock_by_provider"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.at:%Y-%m-%d %H:%M}"
