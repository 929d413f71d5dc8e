"""One resident's run of one program version on one unit, and who has opened it."""

import uuid
from collections.abc import Collection

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import NOTHING, GuardedManager, of_oneself
from stegvis.access.kinds import HatKind
from stegvis.access.models import Account, CareProvider, CareUnit, Patient
from stegvis.audit.entry import Subject
from stegvis.care.kinds import OpeningReason
from stegvis.course.kinds import Phase
from stegvis.course.models import Course
from stegvis.lib.personal import Classified, Retention


class Enrolment(models.Model):
    """Unit, patient and therapist around one course."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    course = models.OneToOneField(Course, on_delete=models.PROTECT, related_name="enrolment")
    therapist = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    # Safety rule 8: when and by whom a wrong start was undone, and what went wrong.
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.TextField(blank=True)

    objects = GuardedManager()

    classified = Classified(
        personal="patient therapist started_by undone_by undone_reason",
        plain="id provider unit course started_at undone_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="care_undone_pair",
            )
        ]
        indexes = [models.Index(fields=["unit", "therapist"], name="care_caseload")]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """The unit's list for staff with the care commission there; a resident's own.

        Being listed is not being opened: `policies.may_open` decides that (PDL 4:1).
        """
        if actor.is_resident:
            return of_oneself(actor, "course__") & ~Q(course__phase=Phase.WRONG_START)
        if actor.hat.kind is HatKind.COMMISSION and actor.can("caseload:read"):
            return Q(unit_id=actor.hat.unit_id)
        return NOTHING

    @classmethod
    def elsewhere_of(cls, actor: Actor, patient_id: uuid.UUID) -> models.QuerySet["Enrolment"]:
        """The same patient's runs on the provider's other units. `blocks.queries` says which of them may be shown."""
        if actor.hat.kind is not HatKind.COMMISSION or not actor.can("across:open"):
            return cls._base_manager.none()
        rows = cls._base_manager.filter(patient_id=patient_id, provider_id=uuid.UUID(actor.hat.provider_id))
        return rows.exclude(unit_id=actor.unit).exclude(course__phase=Phase.WRONG_START)

    @classmethod
    def to_extract(cls, actor: Actor, patient_id: uuid.UUID) -> models.QuerySet["Enrolment"]:
        """Every run of one patient at the provider, for a whole extract that somebody has asked for and that is logged."""
        if actor.hat.kind is not HatKind.POST or not actor.can("records:extract"):
            return cls._base_manager.none()
        return cls._base_manager.filter(patient_id=patient_id, provider_id=uuid.UUID(actor.hat.provider_id))

    @classmethod
    def to_review(cls, pks: Collection[uuid.UUID]) -> models.QuerySet["Enrolment"]:
        """For the review of the log: who treats whom, to be compared and never shown."""
        return cls._base_manager.filter(pk__in=pks).select_related("patient")

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Enrolment"]:
        """What an action locks and re-reads."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related("course__world", "course__person", "course__provider", "patient", "unit__provider")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject(
            "Enrolment",
            str(self.pk),
            str(self.provider_id),
            self.unit.provider.name,
            str(self.unit_id),
            self.unit.name,
            self.course.person.patient_ref(),
        )


class CareOpening(models.Model):
    """A colleague's patient opened by an active choice, for a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="openings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=OpeningReason.choices)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    classified = Classified(
        personal="account enrolment reason", plain="id opened_at until", retention=Retention.ACCESS_LOG
    )

    def __str__(self) -> str:
        return f"opening {self.pk}"
