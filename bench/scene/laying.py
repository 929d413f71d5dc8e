"""One provider with a unit, three kinds of staff, and a published program."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bench.scene.long import KEY, long_definition
from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.kinds import Purpose, Role
from stegvis.access.models import (
    Account,
    Administration,
    CareProvider,
    CareUnit,
    Commission,
    PublisherUnit,
    RoleGrant,
    StaffProfile,
)
from stegvis.authoring.actions import freeze
from stegvis.authoring.building import build_program
from stegvis.authoring.projection import project_all
from stegvis.care.models import Shift, UnitHours
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models import ProgramVersion, StartChecklist
from stegvis.catalogue.policies import Placing
from stegvis.demo.content import sov_battre
from stegvis.demo.laying.programs import MEDIA
from stegvis.lib.clock import local_day
from stegvis.questionnaires.load import load_shipped, store

LONG_AGO = date(2020, 1, 1)
# Asked for again before every round, so that each submission is a new one.
AGAIN = {"questionnaire": "phq-9", "when": "by_staff", "gate": False, "window_days": 7}
LONG_AGAIN = {**AGAIN, "questionnaire": KEY}


@dataclass(frozen=True)
class Unit:
    """The unit, its program, and those who work there."""

    unit: CareUnit
    version: ProgramVersion
    therapists: tuple[Actor, ...]
    accounts: dict[str, Account]


def lay_unit(now: datetime) -> Unit:
    """Everything that stands still."""
    provider = CareProvider.objects.create(hsa_id="SE-bench", name="Region Mätning", created_at=now)
    branch = Administration.objects.create(provider=provider, name="Psykiatrin")
    unit = CareUnit.objects.create(
        provider=provider,
        administration=branch,
        hsa_id="SE-bench-1",
        name="Mottagningen",
        code="mottagningen",
        phone="08-465 004 12",
        phone_hours="vardagar 8–12",
        reading_promise="Vi läser på vardagar och svarar inom två arbetsdagar.",
    )
    publisher = PublisherUnit.objects.create(provider=provider, name="Verkstaden", training=False)
    accounts: dict[str, Account] = {}
    therapists = tuple(_therapist(accounts, name, unit, now) for name in ("Tina", "Tor", "Siv"))
    _roster(unit, accounts)
    designer = _staff(accounts, "Disa", Role.DESIGNER, now, publisher_unit=publisher)
    coordinator = _staff(accounts, "Kaj", Role.COORDINATOR, now, provider=provider)
    version = _publish(unit, publisher, designer, coordinator, now)
    return Unit(unit, version, therapists, accounts)


def _roster(unit: CareUnit, accounts: dict[str, Account]) -> None:
    """Always open and covered: what is measured must not depend on when."""
    everyday = list(range(7))
    UnitHours.objects.create(unit=unit, week=[[[0, 24 * 60]]] * 7)
    first, second, *_rest = accounts.values()
    Shift.objects.create(unit=unit, person=first, deputy=second, from_day=LONG_AGO, weekdays=everyday)


def _publish(unit: CareUnit, publisher: PublisherUnit, designer: Actor, coordinator: Actor, now: datetime) -> Any:
    load_shipped(now=now)
    store(long_definition(), now=now)
    project_all(local_day(now))
    content: Any = {**sov_battre.PROGRAM, "measurements": [*sov_battre.PROGRAM["measurements"], AGAIN, LONG_AGAIN]}
    page = build_program(publisher, content, designer, media=MEDIA)
    candidate = freeze(page, "Första versionen.", now=now, by=designer)
    clearance = catalogue.clear(candidate, ClearanceKind.BROUGHT_IN, now=now, by=coordinator)
    catalogue.name_publisher(candidate.program, designer.account, now=now, by=coordinator)
    version = catalogue.publish(clearance, now=now, by=designer)
    catalogue.distribute(Placing(version, unit), now=now, by=coordinator)
    StartChecklist.objects.create(unit=unit, program_id=version.program_id, made_at=now, before=True)
    return version


def _therapist(accounts: dict[str, Account], name: str, unit: CareUnit, now: datetime) -> Actor:
    account = _account(accounts, name, now)
    Commission.objects.create(
        account=account,
        unit=unit,
        hsa_id=f"C-{name}",
        name=f"Uppdrag {unit.name}",
        purpose=Purpose.CARE,
        starts_on=LONG_AGO,
    )
    return _granted(account, Role.THERAPIST, now, unit=unit)


def _staff(accounts: dict[str, Account], name: str, role: Role, now: datetime, **place: Any) -> Actor:
    return _granted(_account(accounts, name, now), role, now, **place)


def _account(accounts: dict[str, Account], name: str, now: datetime) -> Account:
    account = Account.objects.create(
        first_name=name, last_name="Ek", created_at=now, email=f"{name.lower()}@example.se"
    )
    StaffProfile.objects.create(account=account, hsa_id=f"S-{name}", given_name=name, family_name="Ek")
    accounts[str(account.pk)] = account
    return account


def _granted(account: Account, role: Role, now: datetime, **place: Any) -> Actor:
    RoleGrant.objects.create(
        account=account, role=role, starts_on=LONG_AGO, granted_at=now, granted_by="bench", **place
    )
    return hats_of(account, local_day(now))[0]
