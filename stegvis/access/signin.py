"""Sign-in look-up: the named door for the moment before any Actor exists."""

from stegvis.access.identity import IdentityNumber
from stegvis.access.models import Account, Person
from stegvis.access.models.people import number_hash
from stegvis.lib.clock import utc_now

REASON = "sign-in: no actor exists yet"


def person_with(number: IdentityNumber) -> Person | None:
    """The person known by this verified number."""
    rows = Person.objects.without_asking_who_because(REASON)
    found: Person | None = rows.filter(number_hash=number_hash(number)).first()
    return found


def person_for(number: IdentityNumber, given_name: str, family_name: str) -> Person:
    """Find or make the person; names are refreshed from the verified source."""
    person = person_with(number) or Person(created_at=utc_now())
    person.set_number(number)
    person.given_name, person.family_name = given_name, family_name
    person.save()
    return person


def resident_account(person: Person) -> Account:
    """The person's resident account, made at the first sign-in."""
    account, _made = Account.objects.get_or_create(person=person, resident=True, defaults={"created_at": utc_now()})
    return account


def staff_account(hsa_id: str) -> Account | None:
    """The account of a member of staff by verified HSA-id."""
    return Account.objects.filter(staff__hsa_id=hsa_id, is_active=True).first()
