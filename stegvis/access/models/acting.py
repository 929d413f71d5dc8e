"""Those who act for somebody else: a child's guardians, and helpers whom an adult has let in themselves."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.kinds import GuardianSource, NumberType
from stegvis.access.models.accounts import Account
from stegvis.access.models.organisation import CareProvider, CareUnit
from stegvis.access.models.people import Patient, Person
from stegvis.audit.entry import Subject
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class Guardian(models.Model):
    """One person acts for one child at one care provider, until the child's birthday or until somebody ends it.

    `born` is the child's day of birth as it was known when it was noted: the last day is worked out of it each time
    (`access/acting/until.py`), so that a changed age limit holds at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    born = models.DateField()
    source = models.CharField(max_length=10, choices=GuardianSource.choices)
    # How staff made sure: a document, a known family.
    verified = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_why = models.CharField(max_length=300, blank=True)

    classified = Classified(
        personal="child person born source verified noted_by ended_by ended_why",
        plain="id provider unit noted_at ended_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "child", "person"], condition=Q(ended_at__isnull=True), name="access_guardian_once"
            ),
            models.CheckConstraint(condition=~Q(child=models.F("person")), name="access_guardian_is_another"),
        ]

    def __str__(self) -> str:
        return f"guardian {self.pk}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Guardian"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("child", "unit__provider")

    def audit_subject(self) -> Subject:
        """How the log names it: as something of the child's, whose log shows it."""
        unit = self.unit
        return Subject(
            "Guardian", str(self.pk), str(self.provider_id), unit.provider.name, str(unit.pk), unit.name,
            self.child.patient_ref(),
        )  # fmt: skip


class Helper(models.Model):
    """Somebody whom an adult resident has let in, with an identity number as the key. Only that number opens it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # What the resident calls them: nobody is asked who has the number.
    called = models.CharField(max_length=100)
    number_type = models.CharField(max_length=20, choices=NumberType.choices)
    number_cipher = EncryptedTextField()
    number_hash = models.CharField(max_length=64)
    # The walks that they are let in to, by id; None: all of them, as it was before one could choose.
    courses = models.JSONField(null=True, blank=True)
    may_work = models.BooleanField(default=False)
    may_converse = models.BooleanField(default=False)
    until = models.DateField()
    invited_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="resident called number_type number_cipher number_hash courses may_work may_converse until",
        plain="id invited_at ended_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "number_hash"], condition=Q(ended_at__isnull=True), name="access_helper_once"
            )
        ]
        indexes = [
            models.Index(fields=["number_hash"], condition=Q(ended_at__isnull=True), name="access_helper_found"),
        ]

    def __str__(self) -> str:
        return f"helper {self.pk}"

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Helper"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("resident")

    def audit_subject(self) -> Subject:
        """How the log names it: as something of the resident's own."""
        return Subject("Helper", str(self.pk), patient=self.resident.patient_ref())


class AccountLock(models.Model):
    """A resident's account that a care provider has locked, or that the registry's word of a death has.

    Each provider has one standing lock at most and lifts only its own, with a reason; the system's is lifted by nobody
    at a unit. The account is shut while any stands.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    # The patient whose page it was done from: the lock is lifted from there. None where the system did it.
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300)
    # Whom the one who is shut out is told to ring.
    contact = models.CharField(max_length=200, blank=True)
    locked_at = models.DateTimeField()
    locked_by = models.CharField(max_length=64)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=64, blank=True)
    lifted_why = models.CharField(max_length=300, blank=True)

    classified = Classified(
        personal="account patient reason locked_by lifted_by lifted_why",
        plain="id contact locked_at lifted_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            # A patient is one person at one care provider: each provider has a lock of its own.
            models.UniqueConstraint(
                fields=["account", "patient"],
                condition=Q(lifted_at__isnull=True, patient__isnull=False),
                name="access_account_locked_by_provider",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(lifted_at__isnull=True, patient__isnull=True),
                name="access_account_locked_by_system",
            ),
        ]

    def __str__(self) -> str:
        return f"lock {self.pk}"

    @classmethod
    def contacts_of(cls, account_id: uuid.UUID | None) -> list[str]:
        """Whom to ring, of every lock that stands, the oldest first; none where the system alone has shut it."""
        rows = cls.objects.filter(account_id=account_id, lifted_at__isnull=True).exclude(contact="")
        return list(dict.fromkeys(rows.order_by("locked_at", "pk").values_list("contact", flat=True)))
