"""A wish to change a program that is in the catalogue."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.audit.entry import Subject
from stegvis.catalogue.models import ProgramVersion
from stegvis.governance.changes.kinds import Origin
from stegvis.governance.models.initiatives import Initiative
from stegvis.lib.personal import Classified, Retention


class ChangeRequest(models.Model):
    """What somebody wants changed, and why. Urgent only with a reason of safety, written in `safety`."""

    initiative = models.OneToOneField(Initiative, on_delete=models.PROTECT, primary_key=True, related_name="change")
    about = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.TextField(_("vad"))
    why = models.TextField(_("varför"))
    safety = models.TextField(_("vad som är farligt"), blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.STAFF)
    # The number of the support case that it began as.
    case = models.CharField(max_length=40, blank=True)
    # The form it was opened with: a second press of the button gives the same request.
    once = models.CharField(max_length=64, unique=True)

    classified = Classified(
        personal="what why safety", plain="initiative about origin case once", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=~Q(case=""), name="governance_change_of_case_once")
        ]

    def __str__(self) -> str:
        return str(self.initiative)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()
