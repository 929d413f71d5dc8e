"""The region, its units, its staff with commissions and roles. Straight into the tables: no directory is connected."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.kinds import PUBLISHER_ROLES, Purpose, Role
from stegvis.access.models import (
    Account,
    Administration,
    CareProvider,
    CareUnit,
    Commission,
    Employment,
    NeedsAndRisk,
    PublisherUnit,
    RoleGrant,
    StaffProfile,
)
from stegvis.demo.content import people
from stegvis.demo.content.shapes import Hat, Staff
from stegvis.demo.content.shapes import Unit as RawUnit
from stegvis.lib.clock import local_day

COORDINATOR = "ingrid-palm"
NAMESPACE = UUID("0f6f1c55-6d0b-4b53-9f4e-6a0c5a1c7d10")
ROLE_NAMES = {"regional_coordinator": Role.COORDINATOR}
_HOURS = re.compile(r"vardagar .*(?=\.$)")
READING_PROMISE = "Vi läser på vardagar och svarar inom två arbetsdagar."


@dataclass
class Places:
    """Everything that stands still, by the content's own names."""

    provider: CareProvider
    now: datetime
    units: dict[str, CareUnit] = field(default_factory=dict)
    publishers: dict[str, PublisherUnit] = field(default_factory=dict)
    administrations: dict[str, Administration] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    _actors: dict[tuple[str, str], Actor] = field(default_factory=dict)

    def actor(self, slug: str, place: str) -> Actor:
        """A member of staff at one place, as they would be signed in today."""
        key = (slug, place)
        if key not in self._actors:
            wanted = self._id_of(place)
            hats = hats_of(self.accounts[slug], local_day(self.now))
            self._actors[key] = next(
                hat for hat in hats if wanted in (hat.hat.unit_id, hat.hat.publisher_unit_id, hat.hat.id)
            )
        return self._actors[key]

    def somebody(self, slug: str) -> Actor:
        """A member of staff under their first hat, wherever that is: for what any employee may do."""
        return hats_of(self.accounts[slug], local_day(self.now))[0]

    def _id_of(self, place: str) -> str:
        row: Any = self.units.get(place) or self.publishers.get(place) or self.provider
        return str(row.pk)


def lay_places(now: datetime) -> Places:
    """Provider, administrations, units, publisher units and staff."""
    raw = people.PROVIDER
    provider = CareProvider.objects.create(hsa_id=raw["hsa_id"], name=raw["name"], created_at=now - timedelta(days=900))
    places = Places(provider, now)
    branches = places.administrations
    for row in people.ADMINISTRATIONS:
        branches[row["slug"]] = Administration.objects.create(provider=provider, name=row["name"])
    for number, unit in enumerate(people.UNITS, start=1):
        places.units[unit["slug"]] = _unit(provider, branches[unit["administration"]], unit, number)
    for publisher in people.PUBLISHER_UNITS:
        places.publishers[publisher["slug"]] = PublisherUnit.objects.create(
            # The ids of programs are counted from the unit's: the same after every reset.
            id=uuid5(NAMESPACE, publisher["slug"]),
            provider=provider,
            name=publisher["name"],
            training=publisher["training"],
        )
    for person in people.STAFF:
        _staff(places, person)
    for person in people.STAFF:
        for hat in person["hats"]:
            _grants(places, person["slug"], hat)
    _needs(places)
    return places


def _needs(places: Places) -> None:
    """Why each role is given; of the first there is an earlier, shorter note."""
    rows = [("therapist", ("Behandlare behöver se sina invånare.", "Läser om fler än man behöver."), 880)]
    rows += [(role, texts, 300) for role, texts in people.NEEDS.items()]
    NeedsAndRisk.objects.bulk_create(
        NeedsAndRisk(
            provider=places.provider,
            role=Role(role),
            need=need,
            risk=risk,
            made_at=places.now - timedelta(days=days),
            made_by=places.accounts[COORDINATOR],
        )
        for role, (need, risk), days in rows
    )


def _unit(provider: CareProvider, branch: Administration, raw: RawUnit, number: int) -> CareUnit:
    hours = _HOURS.search(raw["about"])
    return CareUnit.objects.create(
        provider=provider,
        administration=branch,
        hsa_id=f"{provider.hsa_id.split('-')[0]}-E{number:03d}",
        name=raw["name"],
        code=raw["slug"],
        town=raw["town"],
        phone=raw["phone"],
        phone_hours=hours.group(0) if hours else "",
        reading_promise=READING_PROMISE,
    )


def _staff(places: Places, raw: Staff) -> None:
    account = Account.objects.create(
        first_name=raw["given"],
        last_name=raw["family"],
        email=f"{raw['slug']}@vanersund.example",
        created_at=places.now - timedelta(days=900),
    )
    StaffProfile.objects.create(
        account=account, hsa_id=raw["hsa_id"], given_name=raw["given"], family_name=raw["family"], title=raw["title"]
    )
    places.accounts[raw["slug"]] = account
    for number, hat in enumerate(raw["hats"], start=1):
        _hat(places, account, hat, f"{raw['hsa_id']}-U{number}")


def _hat(places: Places, account: Account, hat: Hat, hsa_id: str) -> None:
    today = local_day(places.now)
    starts_on = today - timedelta(days=hat["started_days_ago"])
    ends_on = None if hat["ends_in_days"] is None else today + timedelta(days=hat["ends_in_days"])
    if hat["kind"] == "commission":
        unit = places.units[hat["place"]]
        purpose = Purpose(hat["purpose"])
        Commission.objects.create(
            account=account,
            unit=unit,
            hsa_id=hsa_id,
            name=f"{purpose.value}, {unit.name}",
            purpose=purpose,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    elif hat["kind"] == "employee":
        branch = places.administrations[hat["place"]]
        Employment.objects.create(
            account=account, provider=places.provider, administration=branch, starts_on=starts_on, ends_on=ends_on
        )


def _grants(places: Places, slug: str, hat: Hat) -> None:
    starts_on = local_day(places.now) - timedelta(days=hat["started_days_ago"])
    for name in hat["roles"]:
        _grant(places, slug, ROLE_NAMES.get(name) or Role(name), hat, starts_on)


def _granted_by(places: Places, slug: str, hat: Hat) -> str:
    """The unit's access administrator; for themselves, and everywhere else, the coordinator, who was made first."""
    if slug == COORDINATOR:
        return "system:bootstrap"
    for person in people.STAFF:
        for other in person["hats"]:
            if other["place"] == hat["place"] and "access_administrator" in other["roles"] and person["slug"] != slug:
                return str(places.accounts[person["slug"]].pk)
    return str(places.accounts[COORDINATOR].pk)


def _grant(places: Places, slug: str, role: Role, hat: Hat, starts_on: date) -> None:
    where: dict[str, Any] = {}
    if hat["kind"] == "commission":
        where["unit"] = places.units[hat["place"]]
    elif hat["kind"] == "publisher":
        if role not in PUBLISHER_ROLES:
            # Roles are granted on publisher units by nobody yet: the coordinator's command makes them.
            return
        where["publisher_unit"] = places.publishers[hat["place"]]
    else:
        where["provider"] = places.provider
    granted_at = places.now - timedelta(days=hat["started_days_ago"])
    RoleGrant.objects.create(
        account=places.accounts[slug],
        role=role,
        starts_on=starts_on,
        granted_at=granted_at,
        granted_by=_granted_by(places, slug, hat),
        reason=people.REASONS.get(role.value, ""),
        **where,
    )
