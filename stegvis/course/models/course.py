"""The walk, its facts and its effects."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import NOTHING, GuardedManager, of_oneself
from stegvis.access.models import CareProvider, Person
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import FrozenDocument, OpenProgram, ProgramVersion
from stegvis.course.kinds import Phase
from stegvis.course.models.world import World
from stegvis.lib.personal import Classified, Retention


class Course(models.Model):
    """One person's walk through one frozen document.

    `standing` is folded from the facts; `phase`, progress and `next_due_at` are indexes over it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    world = models.ForeignKey(World, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Started by the resident alone: no enrolment stands around it, and nothing of it ever reaches staff.
    open_program = models.ForeignKey(
        OpenProgram, on_delete=models.PROTECT, null=True, blank=True, related_name="courses"
    )
    title = models.CharField(max_length=200)
    standing = models.JSONField(default=dict)
    fact_count = models.PositiveIntegerField(default=0)
    phase = models.CharField(max_length=20, choices=Phase.choices, default=Phase.UPCOMING)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    last_active_at = models.DateTimeField(null=True, blank=True)
    next_due_at = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    # How many times a worker has claimed it since it was last settled: vain tries make the next lease longer.
    attempts = models.PositiveIntegerField(default=0)

    objects = GuardedManager()

    classified = Classified(
        personal="person standing phase steps_done last_active_at",
        plain="id provider world document version open_program title fact_count steps_total started_at next_due_at "
        "claimed_until claimed_by attempts",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            # A double press starts an open program once; left or ended, it can be started again.
            models.UniqueConstraint(
                fields=["person", "open_program"],
                condition=Q(open_program__isnull=False)
                & Q(phase__in=(Phase.UPCOMING, Phase.ACTIVE, Phase.PAUSED, Phase.MAINTENANCE)),
                name="course_open_once",
            )
        ]
        indexes = [
            # Only what the clock has anything to do with: a million that have ended weigh nothing here.
            models.Index(
                fields=["world", "next_due_at"], condition=Q(next_due_at__isnull=False), name="course_waiting"
            ),
            models.Index(fields=["person", "started_at"], name="course_of_person"),
        ]

    def __str__(self) -> str:
        return f"course {self.pk}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """A resident's own, except wrong starts (safety rule 8). Staff come through their enrolments."""
        if not actor.is_resident:
            return NOTHING
        return of_oneself(actor) & ~Q(phase=Phase.WRONG_START)

    @classmethod
    def undone_of(cls, actor: Actor) -> models.QuerySet["Course"]:
        """The resident's own wrong starts: no page shows them; see docs/adr/0007."""
        rows = cls._base_manager.filter(phase=Phase.WRONG_START)
        return rows.filter(of_oneself(actor))

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Course"]:
        """What an action locks and re-reads: the row with what its log entry and its clock need."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related("person", "world", "provider")

    @classmethod
    def claimed_rows(cls, pks: Collection[uuid.UUID], worker: str) -> models.QuerySet["Course"]:
        """What a worker locks of the courses that it has claimed: those that nobody has taken over since."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.filter(pk__in=pks, claimed_by=worker).order_by("pk")

    @classmethod
    def moving_rows(cls, pks: Collection[uuid.UUID]) -> models.QuerySet["Course"]:
        """What is locked of courses that are to go on by another version, in the order of their keys."""
        rows = cls._base_manager.select_for_update(of=("self",)).select_related("world")
        return rows.filter(pk__in=pks).order_by("pk")

    @classmethod
    def save_moved(cls, rows: Collection["Course"], columns: Collection[str]) -> None:
        """Write courses that have moved, in one statement."""
        cls._base_manager.bulk_update(rows, columns)

    def now(self) -> datetime:
        """The time in this walk's world."""
        return self.world.now()

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject(
            "Course",
            str(self.pk),
            str(self.provider_id),
            self.provider.name,
            patient=self.person.patient_ref(),
        )


class Fact(AppendOnly):
    """Something that happened, in order. Corrections are facts of their own.

    `payload` holds ids, codes, numbers and dates, never what somebody wrote.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="facts")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=120, blank=True)
    payload = models.JSONField(default=dict, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=64)
    acting_for = models.CharField(max_length=64, blank=True)

    classified = Classified(
        personal="course kind ref payload occurred_at by acting_for",
        plain="id seq recorded_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "seq"], name="course_fact_in_order")]
        indexes = [
            # When a course ended, for counting by month: the few facts of those that can say so.
            models.Index(
                fields=["course", "occurred_at"],
                condition=Q(kind__in=("left", "phase_set")),
                name="course_fact_of_phase",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.ref}"


class Effect(models.Model):
    """Something that became due, exactly once: (course, key) is unique.

    Written in the transaction that made it due; taken up by the room whose business it is.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="effects")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=120, blank=True)
    payload = models.JSONField(default=dict, blank=True)
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="course kind ref payload", plain="id key due_at made_at taken_at", retention=Retention.RECORD
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="course_effect_once")]
        indexes = [
            models.Index(fields=["kind", "id"], condition=Q(taken_at__isnull=True), name="course_effect_waiting"),
            # What has been asked for, for counting by month.
            models.Index(fields=["course", "due_at"], condition=Q(kind="occasion_open"), name="course_effect_asked"),
        ]

    def __str__(self) -> str:
        return self.key
