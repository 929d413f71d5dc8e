"""Residents as persons, accounts and patients, and the registry that knows their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.identity import read_number
from stegvis.access.models import Account, Patient, Person, RegisteredPerson
from stegvis.demo.content import people
from stegvis.demo.content.people.names import full_name
from stegvis.demo.content.people.residents import is_woman
from stegvis.demo.content.shapes import Resident
from stegvis.demo.laying.places import Places
from stegvis.lib.clock import local_day

FREE = 30
SAMORDNING = 4


@dataclass(frozen=True)
class Known:
    """One resident's rows."""

    raw: Resident
    person: Person
    account: Account
    patient: Patient
    actor: Actor


def lay_people(places: Places, now: datetime, residents: Sequence[Resident]) -> list[Known]:
    """Everybody with a program, and in the registry those who may get one."""
    known = [_known(places, raw, now - timedelta(days=200)) for raw in residents]
    Person.objects.bulk_create(each.person for each in known)
    Account.objects.bulk_create(each.account for each in known)
    Patient.objects.bulk_create(each.patient for each in known)
    rows = [(raw["identity_number"], raw["given"], raw["family"]) for raw in residents]
    RegisteredPerson.objects.bulk_create(_registered(*row) for row in [*rows, *free_people(), *on_their_own()])
    return known


def _known(places: Places, raw: Resident, at: datetime) -> Known:
    names = {"given_name": raw["given"], "family_name": raw["family"], "created_at": at}
    person = Person(**names)
    person.set_number(read_number(raw["identity_number"]))
    account = Account(person=person, resident=True, created_at=at)
    patient = Patient(provider=places.provider, person=person, **names)
    return Known(raw, person, account, patient, hats_of(account, local_day(places.now))[0])


def _registered(number: str, given: str, family: str) -> RegisteredPerson:
    row = RegisteredPerson(given_name=given, family_name=family)
    row.set_number(read_number(number))
    return row


def free_people() -> list[tuple[str, str, str]]:
    """Number, given name, family name of people whom nobody treats: to start a program for somebody new."""
    taken = {raw["identity_number"] for raw in people.residents()}
    left = [number for number in people.allowed_numbers() if number not in taken]
    adults = [number for number in left if "1950" < number < "2005"]
    plain = [number for number in adults if int(number[6:8]) <= 31]
    # Some coordination numbers have no known month of birth; those with a date are easier to type and believe.
    coordination = [number for number in adults if int(number[6:8]) > 60 and number[4:6] != "00"]
    chosen = _spread(plain, FREE - SAMORDNING) + _spread(coordination, SAMORDNING)
    return [(number, *full_name(300 + n, int(number[:4]), is_woman(number))) for n, number in enumerate(chosen)]


def on_their_own() -> list[tuple[str, str, str]]:
    """Number, given name, family name of two with an account and no unit: for open programs."""
    taken = {raw["identity_number"] for raw in people.residents()} | {number for number, _g, _f in free_people()}
    left = [n for n in people.allowed_numbers() if n not in taken and "1960" < n < "2000" and int(n[6:8]) <= 31]
    return [(number, *full_name(400 + n, int(number[:4]), is_woman(number))) for n, number in enumerate(left[:2])]


def _spread(numbers: list[str], count: int) -> list[str]:
    return [numbers[place * len(numbers) // count] for place in range(min(count, len(numbers)))]
