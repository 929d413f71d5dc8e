"""What an idea says before it is nominated, and the first assessment of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.governance.ideas.kinds import Outcome
from stegvis.governance.models.initiatives import Initiative
from stegvis.lib.personal import Classified, Retention


class Idea(models.Model):
    """The words of an idea, saved as they are written. Title, unit, administration and manager stand on the initiative.

    `revision` grows with each save: a form from an old one is refused and both are shown. `manager_typed` is a name
    that has not been matched with a colleague yet.
    """

    initiative = models.OneToOneField(Initiative, on_delete=models.PROTECT, primary_key=True, related_name="idea")
    what = models.TextField(_("vad"), blank=True)
    whom = models.TextField(_("för vem"), blank=True)
    why = models.TextField(_("varför"), blank=True)
    # Whether all that is wanted is answers from a form; None until it is said.
    answers_only = models.BooleanField(null=True)
    manager_typed = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    # The form it was opened with: a second press of the button gives the same idea.
    once = models.CharField(max_length=64, unique=True)

    classified = Classified(
        personal="what whom why manager_typed",
        plain="initiative answers_only revision saved_at once",
        retention=Retention.STAFF,
    )

    def __str__(self) -> str:
        return str(self.initiative)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()


class FirstAssessment(AppendOnly):
    """What the administration's contact person found: the questions with their answers, where it led, and why."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="first_assessments")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    # Question key → "yes", "no" or "unsure" (ideas.kinds.FIT_QUESTIONS).
    answers = models.JSONField(default=dict, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    classified = Classified(personal="reason by", plain="id initiative outcome answers at", retention=Retention.STAFF)

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.at:%Y-%m-%d}"
