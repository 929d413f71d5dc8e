"""Somebody with a coordination number has got another number: what is theirs follows to the new one.

The log gets an entry under each number, so that what was done under the old one is found from both. Where the new number
already has a person with a life of its own here, nothing is put together by a machine: that is a matter for people.
"""

from datetime import datetime

from django.db.models import ProtectedError, QuerySet, RestrictedError
from django.db.models.deletion import Collector

from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.identity import IdentityNumber
from stegvis.access.models import Account, EarlierNumber, KnownSubject, Person, SignIn
from stegvis.access.models.people import number_hash
from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.audit import log
from stegvis.audit.entry import PatientRef, Subject

# What may go with a person who never did anything here.
NOTHING_OF_THEIR_OWN = (Person, Account, KnownSubject, SignIn)


def renumber(earlier: IdentityNumber, number: IdentityNumber, now: datetime) -> None:
    """Move the person with the earlier number to the present one; nothing when nobody has it, or it is done.

    Call it inside a transaction. Raises Stopped when two persons stand against each other.
    """
    if earlier == number:
        return
    old = signin.person_to_renumber(earlier)
    if old is None:
        return
    new = signin.person_with(number)
    if new is not None and new.pk != old.pk:
        if not _has_nothing(new):
            raise Stopped(Refusal.EARLIER_CONFLICT)
        _remove(new)
    _log(old, earlier, now)
    EarlierNumber.objects.update_or_create(
        number_hash=number_hash(earlier),
        defaults={
            "person": old,
            "number_type": earlier.type,
            "number_cipher": earlier.value,
            "replaced_at": now,
        },
    )
    old.set_number(number)
    old.save(update_fields=["number_type", "number_cipher", "number_hash"])
    _log(old, number, now)


def _accounts(person: Person) -> QuerySet[Account]:
    return Account.objects.filter(person=person)


def _has_nothing(person: Person) -> bool:
    """Whether the person only ever signed in: no row of any room hangs on them, nor on their account."""
    collector = Collector(using=person._state.db or "default")
    try:
        collector.collect(_accounts(person))
        collector.collect([person])
    except (ProtectedError, RestrictedError) as error:
        protecting = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        if not all(isinstance(each, NOTHING_OF_THEIR_OWN) for each in protecting):
            return False
    models = {*collector.data, *(rows.model for rows in collector.fast_deletes)}
    present = {model for model in models if model not in NOTHING_OF_THEIR_OWN}
    return not any(_any_of(collector, model) for model in present)


def _any_of(collector: Collector, model: type) -> bool:
    fast = any(rows.model is model and rows.exists() for rows in collector.fast_deletes)
    return fast or bool(collector.data.get(model))


def _remove(person: Person) -> None:
    _accounts(person).delete()
    person.delete()


def _log(person: Person, number: IdentityNumber, now: datetime) -> None:
    subject = Subject("Person", str(person.pk), patient=PatientRef(number.type.value, number.value))
    log.enter(Actor.system("sign-in").who(), "person:renumber", subject, now=now)
