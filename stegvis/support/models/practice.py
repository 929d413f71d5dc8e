"""The unit for practice, and the made-up residents on it."""

from django.db import models

from stegvis.access.models import CareProvider, CareUnit, Person
from stegvis.audit.entry import Subject
from stegvis.course.models import World
from stegvis.lib.personal import Classified


class PracticeUnit(models.Model):
    """A provider's unit for practice and its world. A reset gives it a new world and new made-up residents."""

    provider = models.OneToOneField(CareProvider, on_delete=models.PROTECT, related_name="+")
    unit = models.OneToOneField(CareUnit, on_delete=models.PROTECT, related_name="+")
    world = models.ForeignKey(World, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    round = models.PositiveIntegerField(default=1)
    reset_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(plain="id provider unit world opened_at round reset_at")

    def __str__(self) -> str:
        return f"practice unit {self.unit_id}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.unit.audit_subject()


class MadeUpResident(models.Model):
    """A person who does not exist, to practise on, with what one should know about them."""

    practice = models.ForeignKey(PracticeUnit, on_delete=models.PROTECT, related_name="residents")
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    slug = models.CharField(max_length=40)
    round = models.PositiveIntegerField(default=1)
    story = models.CharField(max_length=300, blank=True)

    classified = Classified(plain="id practice person slug round story")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "slug", "round"], name="support_made_up_resident_once")
        ]

    def __str__(self) -> str:
        return self.slug
