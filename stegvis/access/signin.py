"""Sign-in look-up: the named door for the moment before any Actor exists."""

from uuid import UUID

from django.db import IntegrityError, transaction

from stegvis.access.identity import IdentityNumber
from stegvis.access.models import Account, Person
from stegvis.access.models.people import number_hash
from stegvis.lib.clock import utc_now

REASON = "sign-in: no actor exists yet"


def person_with(number: IdentityNumber) -> Person | None:
    """The person known by this verified number, or who had it before the present one."""
    rows, wanted = Person.objects.without_asking_who_because(REASON), number_hash(number)
    found: Person | None = rows.filter(number_hash=wanted).first()
    return found or rows.filter(earlier_numbers__number_hash=wanted).first()


def numbers_of(number: IdentityNumber) -> tuple[str, ...]:
    """Every number that its person has or had, in plain; the number alone where nobody is known by it. Three queries."""
    person = person_with(number)
    if person is None:
        return (number.value,)
    return (person.number.value, *(row.number.value for row in person.earlier_numbers.all()))


def person_to_renumber(number: IdentityNumber) -> Person | None:
    """The person whose present number this is, locked until the transaction ends."""
    rows = Person.objects.without_asking_who_because(REASON).select_for_update(of=("self",))
    found: Person | None = rows.filter(number_hash=number_hash(number)).first()
    return found


def person_for(number: IdentityNumber, given_name: str, family_name: str) -> Person:
    """Find or make the person; names are refreshed from the verified source."""
    known = person_with(number) or _new_person(number, given_name, family_name)
    if (known.given_name, known.family_name) != (given_name, family_name):
        known.given_name, known.family_name = given_name, family_name
        known.save(update_fields=["given_name", "family_name"])
    return known


def _new_person(number: IdentityNumber, given_name: str, family_name: str) -> Person:
    person = Person(created_at=utc_now(), given_name=given_name, family_name=family_name)
    person.set_number(number)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        # Somebody else made the same person in this very moment.
        return person_with(number) or person
    return person


def resident_account(person: Person) -> Account:
    """The person's resident account, made at the first sign-in."""
    account, _made = Account.objects.get_or_create(person=person, resident=True, defaults={"created_at": utc_now()})
    return account


def resident_account_of(person_id: UUID) -> Account:
    """The same, of somebody who is named by their key: to be written to before they have ever signed in."""
    account, _made = Account.objects.get_or_create(
        person_id=person_id, resident=True, defaults={"created_at": utc_now()}
    )
    return account


def staff_account(hsa_id: str) -> Account | None:
    """The account of a member of staff by verified HSA-id."""
    return Account.objects.filter(staff__hsa_id=hsa_id, is_active=True).first()
