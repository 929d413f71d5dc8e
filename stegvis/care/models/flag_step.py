"""What has happened with a flag: raised, told, taken, handed on, escalated, noted, handled. Never changed."""

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account
from stegvis.care.kinds import ONCE, StepKind, StepWhy
from stegvis.care.models.flag import Flag
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class FlagStep(models.Model):
    """One step in a flag's history. Nobody by whom: the system did it.

    `key` names what staff channels were told, `channels` how many there were; how it went is asked of the outbox.
    """

    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=20, choices=StepWhy.choices, blank=True)
    key = models.CharField(max_length=200, blank=True)
    channels = models.PositiveSmallIntegerField(default=0)
    words = EncryptedTextField(null=True, blank=True)

    classified = Classified(
        personal="flag by to words kind at why", plain="id key channels", retention=Retention.RECORD
    )

    class Meta:
        constraints = [
            # Each is told once, whoever tells and however often (safety rule 3).
            models.UniqueConstraint(fields=["flag", "kind"], condition=Q(kind__in=ONCE), name="care_step_once"),
        ]
        indexes = [models.Index(fields=["flag", "at"], name="care_steps_of_flag")]
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"step {self.pk}"
