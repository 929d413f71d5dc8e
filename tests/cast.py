"""The small cast that everybody knows. Two providers, three units, two publisher units, and people.

Norra and Södra are units of Region Ett; Ö is a unit of Region Två. Names say what they are.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.identity import IdentityNumber, read_number
from stegvis.access.kinds import HatKind, Purpose, Role
from stegvis.access.models import (
    Account,
    Administration,
    CareProvider,
    CareUnit,
    Commission,
    Employment,
    NeedsAndRisk,
    PublisherUnit,
    RegisteredPerson,
    RoleGrant,
    StaffProfile,
)
from stegvis.access.registry import RegistryPerson
from stegvis.access.sessions import BACKEND, HAT_KEY, IDENTIFIED_KEY
from stegvis.care.models import Shift, UnitHours
from stegvis.governance.models import ContactPerson, CouncilSeat
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.kinds import ChannelKind, StaffRole
from stegvis.notifications.models import StaffChannel

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
WEEK = [0, 1, 2, 3, 4, 5, 6]

RITA = "192707169203"
RUNE = "195508012647"
REBECKA = "198604012388"


@dataclass
class Cast:
    """Places by name, accounts by name, and the Actor of each."""

    places: dict[str, Any] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self.places:
            return self.places[name]
        return self.actor(name)

    def actor(self, name: str, kind: HatKind | None = None) -> Actor:
        """The first hat of a person, or the first of one kind."""
        hats = hats_of(self.accounts[name], local_day(datetime.now(UTC)))
        return next(hat for hat in hats if kind is None or hat.hat.kind is kind)

    def client(self, name: str, kind: HatKind | None = None) -> Client:
        """A browser that is signed in as somebody; `nobody` is not signed in."""
        client = Client()
        if name != "nobody":
            client.force_login(self.accounts[name], backend=BACKEND)
            session = client.session
            session[HAT_KEY] = self.actor(name, kind).hat.key
            session[IDENTIFIED_KEY] = utc_now().isoformat()
            session.save()
        return client

    def number(self, digits: str) -> IdentityNumber:
        """A number as typed."""
        return read_number(digits)

    def registered(self, digits: str) -> RegistryPerson:
        """What the registry says of one of the residents."""
        row = RegisteredPerson.objects.without_asking_who_because("the cast knows itself")
        found = next(person for person in row if person.number_cipher == digits)
        return RegistryPerson(read_number(digits), found.given_name, found.family_name)


# Everyone in the cast and what they are: the matrix crosses every route with every one of them.
EVERYONE = (
    "nobody",
    "rita",  # resident with a program at Norra
    "rune",  # resident with a program at Södra
    "rebecka",  # resident without a program
    "tina",  # therapist at Norra
    "tor",  # therapist at Norra
    "irma",  # resident administrator at Norra
    "berit",  # access administrator at Norra
    "data",  # data administrator at Norra
    "sven",  # therapist at Södra, same provider
    "ove",  # therapist at Ö, another provider
    "disa",  # designer at Verkstaden
    "dan",  # designer at another publisher unit of the same provider
    "dora",  # designer at another provider
    "kaj",  # coordinator of Region Ett
    "klas",  # coordinator of Region Två
    "lova",  # log reviewer and records officer of Region Ett
    "emil",  # employed by Region Ett, without commission
    "kia",  # employed by Region Ett: contact person of its Psykiatrin
    "rut",  # employed by Region Ett: on its council
    "utan",  # neither commission nor employment
    "expired",  # therapist whose commission has ended
    "stat",  # commission at Norra for statistics, with a therapist's role
)


@pytest.fixture
def cast(db: None) -> Cast:
    """A fresh cast in the test's database."""
    return make_cast()


def make_cast() -> Cast:
    """Lay out places, people and rosters. About sixty rows."""
    made = Cast()
    _places(made)
    _staff(made)
    _notes(made)
    _residents(made)
    _rosters(made)
    return made


def _places(made: Cast) -> None:
    places = made.places
    for key, name in (("ett", "Region Ett"), ("tva", "Region Två")):
        places[key] = CareProvider.objects.create(hsa_id=f"SE-{key}", name=name, created_at=NOW)
        places[f"psykiatrin_{key}"] = Administration.objects.create(provider=places[key], name="Psykiatrin")
    for key, name, region in (("norra", "Norra", "ett"), ("sodra", "Södra", "ett"), ("o", "Ö", "tva")):
        places[key] = CareUnit.objects.create(
            provider=places[region],
            administration=places[f"psykiatrin_{region}"],
            hsa_id=f"SE-{key}",
            name=name,
            code=key,
            phone="08-465 004 12",
            phone_hours="vardagar 8–12",
            reading_promise="Vi läser inom två vardagar.",
        )
    for key, name, region, training in (
        ("verkstaden", "Verkstaden", "ett", False),
        ("andra", "Andra verkstaden", "ett", False),
        ("ovning", "Övningsverkstaden", "ett", True),
        ("bortom", "Verkstaden bortom", "tva", False),
    ):
        places[key] = PublisherUnit.objects.create(provider=places[region], name=name, training=training)


def _staff(made: Cast) -> None:
    places = made.places
    therapists = (("tina", "norra"), ("tor", "norra"), ("sven", "sodra"), ("siv", "sodra"), ("ove", "o"))
    for name, unit in therapists:
        _on_unit(made, name, places[unit], [Role.THERAPIST])
    _on_unit(made, "irma", places["norra"], [Role.RESIDENT_ADMINISTRATOR])
    _on_unit(made, "berit", places["norra"], [Role.ACCESS_ADMINISTRATOR])
    _on_unit(made, "data", places["norra"], [Role.DATA_ADMINISTRATOR])
    _on_unit(made, "stat", places["norra"], [Role.THERAPIST], purpose=Purpose.STATISTICS)
    _on_unit(made, "expired", places["norra"], [Role.THERAPIST], ends_on=date(2021, 1, 1))
    for name, unit in (("disa", "verkstaden"), ("dan", "andra"), ("dora", "bortom"), ("dagny", "ovning")):
        grant(_account(made, name), Role.DESIGNER, publisher_unit=places[unit])
    for name, region in (("kaj", "ett"), ("klas", "tva")):
        grant(_account(made, name), Role.COORDINATOR, provider=places[region])
    grant(_account(made, "lova"), Role.LOG_REVIEWER, provider=places["ett"])
    grant(made.accounts["lova"], Role.RECORDS_OFFICER, provider=places["ett"])
    for name in ("emil", "kia", "rut"):
        employ(_account(made, name), places["ett"])
    _account(made, "utan")
    ContactPerson.objects.create(administration=places["psykiatrin_ett"], account=made.accounts["kia"], since=LONG_AGO)
    CouncilSeat.objects.create(provider=places["ett"], account=made.accounts["rut"], since=LONG_AGO)


def _notes(made: Cast) -> None:
    """Every role may be given: why is written down."""
    NeedsAndRisk.objects.bulk_create(
        NeedsAndRisk(
            provider=made.places[region],
            role=role,
            need="Behövs",
            risk="Risk",
            made_at=NOW,
            made_by=made.accounts[who],
        )
        for region, who in (("ett", "kaj"), ("tva", "klas"))
        for role in Role
    )


def _rosters(made: Cast) -> None:
    """Units that are always open and always covered, by people who can be told: tests of time say otherwise."""
    places, accounts = made.places, made.accounts
    day = [[0, 24 * 60]]
    UnitHours.objects.bulk_create(UnitHours(unit=places[unit], week=[day] * 7) for unit in ("norra", "sodra", "o"))
    Shift.objects.bulk_create(
        Shift(unit=places[unit], person=accounts[who], deputy=accounts[deputy], from_day=LONG_AGO, weekdays=WEEK)
        for unit, who, deputy in (("norra", "tina", "tor"), ("sodra", "sven", "siv"))
    )
    StaffChannel.objects.bulk_create(
        _channel(made, unit, role) for unit in ("norra", "sodra", "o") for role in (StaffRole.UNIT, StaffRole.MANAGER)
    )
    StaffChannel.objects.bulk_create(_channel(made, region, StaffRole.PROVIDER) for region in ("ett", "tva"))


def _channel(made: Cast, place: str, role: StaffRole) -> StaffChannel:
    where = made.places[place]
    unit, provider = (None, where) if role is StaffRole.PROVIDER else (where, where.provider)
    return StaffChannel(
        provider=provider,
        unit=unit,
        role=role,
        name=f"{role.value} {place}",
        kind=ChannelKind.EMAIL,
        address=f"{role.value}-{place}@example.se",
        made_at=NOW,
        verified_at=NOW,
    )


def _on_unit(
    made: Cast,
    name: str,
    unit: CareUnit,
    roles: list[Role],
    *,
    purpose: Purpose = Purpose.CARE,
    ends_on: date | None = None,
) -> None:
    account = _account(made, name)
    Commission.objects.create(
        account=account,
        unit=unit,
        hsa_id=f"C-{name}-{unit.code}",
        name=f"Uppdrag {unit.name}",
        purpose=purpose,
        starts_on=LONG_AGO,
        ends_on=ends_on,
    )
    for role in roles:
        grant(account, role, unit=unit)


def grant(account: Account, role: Role, **place: Any) -> RoleGrant:
    """A role at a place, since long ago."""
    return RoleGrant.objects.create(
        account=account, role=role, starts_on=LONG_AGO, granted_at=NOW - timedelta(days=900), granted_by="x", **place
    )


def employ(account: Account, provider: CareProvider) -> Employment:
    """Works for a provider since long ago, wherever that is."""
    return Employment.objects.create(account=account, provider=provider, starts_on=LONG_AGO)


def _account(made: Cast, name: str) -> Account:
    account = Account.objects.create(
        first_name=name.capitalize(), last_name="Ek", created_at=NOW, email=f"{name}@example.se"
    )
    StaffProfile.objects.create(account=account, hsa_id=f"S-{name}", given_name=name.capitalize(), family_name="Ek")
    made.accounts[name] = account
    return account


def _residents(made: Cast) -> None:
    for name, digits in (("rita", RITA), ("rune", RUNE), ("rebecka", REBECKA)):
        number = read_number(digits)
        row = RegisteredPerson(given_name=name.capitalize(), family_name="Lund")
        row.set_number(number)
        row.save()
        person = signin.person_for(number, row.given_name, row.family_name)
        made.places[f"{name}_person"] = person
        made.accounts[name] = signin.resident_account(person)
