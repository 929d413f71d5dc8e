"""Worlds: where a walk takes place, each with a clock of its own."""

import uuid
from datetime import datetime, timedelta

from django.db import models

from stegvis.access.models import CareUnit
from stegvis.course.kinds import WorldKind
from stegvis.lib.clock import utc_now
from stegvis.lib.personal import Classified


class World(models.Model):
    """A clock offset and a name. The real world of an installation has offset zero; a demo's may lag."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=WorldKind.choices)
    name = models.CharField(max_length=80, blank=True)
    offset_s = models.BigIntegerField(default=0)
    # The training unit whose residents walk here; a reset gives the unit a new world.
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What was due before then is nobody's news: notices came to an installation where walks had long been going on.
    tells_from = models.DateTimeField(null=True, blank=True)
    # The world's own time when the worker last ran: a demo continues from here after a rest.
    seen_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(plain="id kind name offset_s unit tells_from seen_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=models.Q(kind="real"), name="course_one_real_world")
        ]

    def __str__(self) -> str:
        return self.name or self.kind

    def now(self) -> datetime:
        """What time it is in this world (UTC)."""
        return utc_now() + timedelta(seconds=self.offset_s)
