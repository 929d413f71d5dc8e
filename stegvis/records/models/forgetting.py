"""What goes with a patient whose last run at a provider has gone, and with a person whom nobody knows any more.

Only `records.schedule` takes anything away, in a destruction that somebody has decided.
"""

import logging
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, RestrictedError

from stegvis.access.models import Account, AccountLock, Guardian, Helper, Patient, Person
from stegvis.care.models import AcrossOpening, Block, Disclosure, Enrolment, Objection
from stegvis.course.models import Course
from stegvis.lib.personal import Retention
from stegvis.records.models.destroying import Disposal
from stegvis.records.models.hanging import Model, pointing
from stegvis.records.models.rules import Hold

logger = logging.getLogger(__name__)
# What goes with a person whom nobody keeps a record of any more.
GOES_WITH_PERSON = frozenset({Retention.CHOSEN, Retention.NOTICE, Retention.REGISTRY, Retention.SESSION})
Rows = tuple[models.QuerySet[Any], ...]
# Who stayed, by whichever holds the name and the number. An account that stayed has its person beside it.
NAMED: Mapping[str, type[Patient | Person]] = {Patient._meta.label: Patient, Person._meta.label: Person}


class _LockStays(Exception):
    """The account could not go, so the lock that shuts it may not."""


class _Stays(Exception):
    """Something points at part of a person, so nothing of them goes."""


class Forgotten:
    """What became of a patient. `found`: how many rows went. `stayed`: what should have gone and did not, because
    something else points at it: its key. Both by the model's name."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.stayed: dict[str, str] = {}

    def remove(self, thing: models.Model, along: Rows) -> bool:
        """Remove it with what goes along; nothing at all where something else points at it."""
        went: Counter[str] = Counter()
        try:
            with transaction.atomic():
                for rows in along:
                    went.update(rows.delete()[1])
                went.update(type(thing)._base_manager.filter(pk=thing.pk).delete()[1])
        except (ProtectedError, RestrictedError) as held:
            things = held.protected_objects if isinstance(held, ProtectedError) else held.restricted_objects
            labels = sorted({each._meta.label for each in things})
            # No warning: the record of the destruction tells it, and what stays is tried again each day.
            logger.info("%s could not be removed: %s points at it", thing._meta.label, ", ".join(labels))
            self.stayed[thing._meta.label] = str(thing.pk)
            return False
        self.found.update({label: number for label, number in went.items() if number})
        return True


def forget_patient(patient_id: UUID) -> Forgotten:
    """Remove a patient of whom the provider has no run left, and the person where no provider has any.

    A patient stays while openings across units name them, until those have had their own time, and while the provider's
    lock shuts an account that is known elsewhere too, until it is lifted. All else of theirs at the provider goes, and
    their guardians and helpers with it where these act for nobody else and have nothing of their own.
    """
    done = Forgotten()
    patient = Patient._base_manager.filter(pk=patient_id).first()
    if patient is None or Enrolment._base_manager.filter(patient=patient).exists():
        return done
    along, others = _of_patient(patient), _acting_for(patient)
    locks = AccountLock._base_manager.filter(patient=patient, lifted_at__isnull=True)
    Disposal._base_manager.filter(patient=patient).update(patient=None)
    try:
        with transaction.atomic():
            locked = locks.exists()
            # Where the account goes, its lock goes with it. Where it stays, the lock is the provider's still: without
            # its patient nobody could lift it.
            if done.remove(patient, along if _known_elsewhere(patient) else (*along, locks)):
                _forget_person(done, patient.person_id)
            if locked and done.stayed and Patient._meta.label not in done.stayed:
                raise _LockStays
    except _LockStays:
        done = Forgotten()
        done.stayed[Patient._meta.label] = str(patient.pk)
    if Patient._meta.label in done.stayed:
        # The name and the number stay, and nothing that was kept of them.
        for rows in along:
            done.found.update({label: number for label, number in rows.delete()[1].items() if number})
    for person_id in others:
        done.found.update(forget_person(person_id))
    return done


def _acting_for(patient: Patient) -> set[UUID]:
    """Who acts for a patient at the provider or has, as guardian or as helper."""
    rows = Guardian._base_manager.filter(child_id=patient.person_id, provider_id=patient.provider_id)
    hashes = list(Helper._base_manager.filter(resident_id=patient.person_id).values_list("number_hash", flat=True))
    known = Q(number_hash__in=hashes) | Q(earlier_numbers__number_hash__in=hashes)
    helpers = Person._base_manager.filter(known).values_list("pk", flat=True) if hashes else ()
    return {*rows.values_list("person_id", flat=True), *helpers}


def forget_person(person_id: UUID) -> Counter[str]:
    """Remove somebody of whom no provider has a record, who acts for nobody now and does not work here. How many rows went.

    All of them goes, or nothing where something points at them: who stays keeps what opens their account.
    """
    person = Person._base_manager.filter(pk=person_id).first()
    if person is None:
        return Counter()
    acts = Guardian._base_manager.filter(Q(person=person) | Q(child=person)).exists()
    numbers = [person.number_hash, *person.earlier_numbers.values_list("number_hash", flat=True)]
    helps = Helper._base_manager.filter(number_hash__in=numbers, ended_at__isnull=True).exists()
    done = Forgotten()
    if acts or helps or works_here(person_id):
        return done.found
    try:
        with transaction.atomic():
            _forget_person(done, person_id)
            if done.stayed:
                raise _Stays
    except _Stays:
        return Counter()
    return done.found


def works_here(person_id: UUID) -> bool:
    """Whether somebody has an account as staff: their name and number are kept for that."""
    return Account._base_manager.filter(person_id=person_id, resident=False).exists()


def _of_patient(patient: Patient) -> Rows:
    """What a provider has of somebody beside their runs, what points before what is pointed at."""
    here: dict[str, Any] = {"provider_id": patient.provider_id}
    told = Disclosure._base_manager.filter(person_id=patient.person_id, **here)
    return (
        Block._base_manager.filter(person_id=patient.person_id, **here),
        Objection._base_manager.filter(person_id=patient.person_id, **here),
        # What corrects another goes before it.
        told.filter(corrects__isnull=False),
        told.filter(corrects__isnull=True),
        Guardian._base_manager.filter(child_id=patient.person_id, **here),
        Hold._base_manager.filter(patient=patient),
        AccountLock._base_manager.filter(patient=patient, lifted_at__isnull=False),
    )


def _known_elsewhere(patient: Patient) -> bool:
    """Whether another provider knows the person, or they walk an open program of their own."""
    others = Patient._base_manager.filter(person_id=patient.person_id).exclude(pk=patient.pk)
    return others.exists() or Course._base_manager.filter(person_id=patient.person_id).exists()


def _forget_person(done: Forgotten, person_id: UUID) -> None:
    if (
        Patient._base_manager.filter(person_id=person_id).exists()
        or Course._base_manager.filter(person_id=person_id).exists()
    ):
        return
    person = Person._base_manager.get(pk=person_id)
    for account in Account._base_manager.filter(person_id=person_id, resident=True):
        locks = AccountLock._base_manager.filter(account=account)
        if not done.remove(account, (locks, *_along(account))):
            # Who stays keeps what opens the account.
            done.stayed[Person._meta.label] = str(person_id)
            return
    done.remove(person, _along(person))


def _along(thing: models.Model) -> Rows:
    ours = [(m, field) for m, field in pointing(type(thing)) if hasattr(m, "classified")]
    going = [
        (m, field) for m, field in ours if m.classified.retention in GOES_WITH_PERSON or _of_nobodys_record(m, field)
    ]
    return tuple(m._base_manager.filter(**{field.name: thing}) for m, field in going)


def _of_nobodys_record(model: Model, field: Any) -> bool:
    """Whether it is about a person as such and in no provider's record: an earlier number, whom they have let in."""
    names = {each.name for each in model._meta.concrete_fields}
    about = field.related_model is Person or "person" in names
    return model.classified.retention is Retention.RECORD and about and "provider" not in names  # type: ignore[attr-defined]


def keys_of(stayed: Mapping[str, Any]) -> list[tuple[str, UUID]]:
    """Who stayed, by the model's name and key. Closed records from before keys were kept hold numbers: those are no keys."""
    return [
        (label, UUID(key)) for label, key in stayed.items() if label in NAMED and isinstance(key, str) and _is_key(key)
    ]


def unkeyed(stayed: Mapping[str, Any]) -> int:
    """How many stayed of whom a closed record only holds the number."""
    return sum(each for label, each in stayed.items() if label in NAMED and isinstance(each, int))


def _is_key(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def patients_there(keys: Collection[UUID]) -> list[Patient]:
    """Those of these patients that have not gone yet. One query."""
    return list(Patient._base_manager.filter(pk__in=list(keys)).select_related("person", "provider").order_by("pk"))


def persons_there(keys: Collection[UUID]) -> list[Person]:
    """Those of these persons that have not gone yet and of whom no provider has anything. One query."""
    known = Patient._base_manager.filter(person_id=OuterRef("pk"))
    return list(Person._base_manager.filter(~Exists(known), pk__in=list(keys)).order_by("pk"))


def there(label: str, keys: Collection[UUID]) -> int:
    """How many of those that stayed have not gone yet, of one model. One query."""
    return NAMED[label]._base_manager.filter(pk__in=list(keys)).count()


def is_held(patient_id: UUID) -> bool:
    """Whether what held a patient when the record went still does."""
    return any(
        rows.exists()
        for rows in (
            Enrolment._base_manager.filter(patient=patient_id),
            AcrossOpening._base_manager.filter(patient=patient_id),
            AccountLock._base_manager.filter(patient=patient_id, lifted_at__isnull=True),
        )
    )
