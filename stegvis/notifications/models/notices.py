"""What a resident is told: rows written in the transaction of what they tell about."""

import uuid
from collections.abc import Collection

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import NOTHING, GuardedManager
from stegvis.access.models import Person
from stegvis.lib.personal import Classified, Retention
from stegvis.notifications.kinds import NoticeState, WhyKept

# How the key of a notice begins that tells a guardian of a child (`notifications.for_others`).
FOR_ANOTHER = "for."


class Notice(models.Model):
    """One thing to tell one person, once: (person, key) is unique.

    `batch` is shared with the deliveries that it was gathered into. `course_id` is no foreign key, since the walk
    stands above this room; it is there so that the page above can say what the notice is about.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=300)
    about = models.CharField(max_length=20)
    course_id = models.UUIDField(null=True, blank=True)
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING)
    why_kept = models.CharField(max_length=10, choices=WhyKept.choices, blank=True)
    batch = models.UUIDField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    # The reason is gone: what was asked for is answered, what was new is read.
    gone_at = models.DateTimeField(null=True, blank=True)

    objects = GuardedManager()

    classified = Classified(
        personal="person key about course_id due_at state why_kept seen_at gone_at",
        plain="id made_at batch",
        retention=Retention.NOTICE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notifications_notice_once")]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state=NoticeState.WAITING), name="notifications_notice_waiting"
            ),
            models.Index(fields=["person", "-due_at"], name="notifications_of_person"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="notifications_of_batch"),
            models.Index(fields=["course_id"], condition=Q(why_kept=WhyKept.STOPPED), name="notifications_held"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """The resident's own."""
        return Q(person_id=actor.person_id) if actor.is_oneself else NOTHING

    @classmethod
    def of_courses(cls, course_ids: Collection[uuid.UUID]) -> models.QuerySet["Notice"]:
        """What was told about walks that were read for an extract that somebody has asked for: the person's own, and not
        the copies that guardians have."""
        rows = cls._base_manager.filter(course_id__in=course_ids).exclude(key__startswith=FOR_ANOTHER)
        return rows.order_by("due_at", "pk")
