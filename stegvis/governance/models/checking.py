"""What somebody has decided to let pass in a candidate, with name and reason."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.catalogue.models import Candidate, Program
from stegvis.lib.personal import Classified, Retention


class CheckWaiver(models.Model):
    """One thing that a check found and that may stay as it is.

    It holds for one place as that place was: `node_hash` is the hash of the node when it was given, so a change there
    makes it void by itself. The code, the place and the field say what it is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="check_waivers")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="check_waivers")
    code = models.CharField(max_length=60)
    node_id = models.CharField(max_length=100)
    field = models.CharField(max_length=60, blank=True)
    node_hash = models.CharField(max_length=64)
    reason = models.TextField(_("skäl"))
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="by ended_by",
        plain="id program candidate code node_id field node_hash reason at ended_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "code", "node_id", "field", "node_hash"],
                condition=Q(ended_at__isnull=True),
                name="governance_waiver_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.node_id[:8]}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.program.audit_subject()
