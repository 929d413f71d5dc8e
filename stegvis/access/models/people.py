"""Persons, the patients that providers know them as, and the local person registry."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import NOTHING, GuardedManager
from stegvis.access.identity import IdentityNumber
from stegvis.access.kinds import HatKind, NumberType
from stegvis.access.models.organisation import CareProvider
from stegvis.audit.entry import PatientRef
from stegvis.lib.fields import EncryptedJSONField, EncryptedTextField, key_ring
from stegvis.lib.personal import Classified, Retention

NUMBER_HASH_PURPOSE = "access.identity"


def number_hash(number: IdentityNumber) -> str:
    """The keyed hash under which a number is found again; type and value together."""
    return key_ring().keyed_hash(f"{number.type.value}:{number.value}", NUMBER_HASH_PURPOSE)


class Numbered(models.Model):
    """An identity number as (type, ciphertext, keyed hash)."""

    number_type = models.CharField(max_length=20, choices=NumberType.choices)
    number_cipher = EncryptedTextField()
    number_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        abstract = True

    @property
    def number(self) -> IdentityNumber:
        """The number in plain."""
        return IdentityNumber(NumberType(self.number_type), self.number_cipher)

    def set_number(self, number: IdentityNumber) -> None:
        """Set type, ciphertext and hash together."""
        self.number_type = number.type
        self.number_cipher = number.value
        self.number_hash = number_hash(number)


class Person(Numbered):
    """A human being, once per installation, invisible as such: staff see a Patient."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    # Does not exist: made to practise on. Never starts anything on a real unit, and nobody real on one for practice.
    made_up = models.BooleanField(default=False)
    # What the person registry has said: an identity that the state protects, and when we were told of a death.
    protected = models.BooleanField(default=False)
    deceased_at = models.DateTimeField(null=True, blank=True)
    # When the registry was last asked. Those who have waited longest are asked first.
    registry_asked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = GuardedManager()

    classified = Classified(
        personal="number_type number_cipher number_hash given_name family_name protected deceased_at",
        plain="id made_up registry_asked_at created_at",
        retention=Retention.RECORD,
    )

    def __str__(self) -> str:
        return f"person {self.pk}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """Only oneself."""
        return Q(pk=actor.person_id) if actor.is_resident else NOTHING

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"

    def patient_ref(self) -> PatientRef:
        """How the log names the person."""
        return PatientRef(self.number_type, self.number_cipher)


class Patient(models.Model):
    """A person as one provider knows them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    # What staff have noted themselves, where the registry does not say it, and why.
    protected = models.BooleanField(default=False)
    protected_why = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    objects = GuardedManager()

    classified = Classified(
        personal="person given_name family_name protected protected_why",
        plain="id provider created_at",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "person"], name="access_patient_once")]

    def __str__(self) -> str:
        return f"patient {self.pk}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """Staff with a care commission at the provider; narrower doors stand at the enrolments."""
        if actor.hat.kind is HatKind.COMMISSION and actor.can("caseload:read"):
            return Q(provider_id=actor.hat.provider_id)
        return NOTHING

    @classmethod
    def to_keep(cls, actor: Actor, number: IdentityNumber) -> "Patient | None":
        """The provider's patient with a number, or with one that was theirs before, for the records officer."""
        hashed = number_hash(number)
        either = Q(person__number_hash=hashed) | Q(person__earlier_numbers__number_hash=hashed)
        return cls._of_officer(actor).filter(either).first()

    @classmethod
    def kept(cls, actor: Actor, pk: uuid.UUID) -> "Patient | None":
        """One of the provider's patients, for the records officer."""
        return cls._of_officer(actor).filter(pk=pk).first()

    @classmethod
    def _of_officer(cls, actor: Actor) -> "models.QuerySet[Patient]":
        rows = cls._base_manager.select_related("person", "provider")
        if actor.hat.kind is not HatKind.POST or not actor.can("records:keep"):
            return rows.none()
        return rows.filter(provider_id=uuid.UUID(actor.hat.provider_id))

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"


class RegisteredPerson(Numbered):
    """The local person registry: who a number belongs to, where no outer registry is connected.

    `municipality` is a four-digit code, empty where it is not told: of somebody whose identity is protected it never is.
    """

    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    municipality = models.CharField(max_length=4, blank=True)
    protected = models.BooleanField(default=False)
    deceased = models.BooleanField(default=False)
    # Of a child: the numbers of those who have custody, each as type and value.
    guardians = EncryptedJSONField(null=True)

    objects = GuardedManager()

    classified = Classified(
        personal="number_type number_cipher number_hash given_name family_name municipality protected deceased guardians",
        plain="id",
        retention=Retention.REGISTRY,
    )

    def __str__(self) -> str:
        return f"registered person {self.pk}"
