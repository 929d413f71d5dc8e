"""The demo's catalogue: what is said of each program, checklists, a neighbour's program, two releases and a stop."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.kinds import HatKind, Role
from stegvis.access.models import Account, CareProvider, Employment, PublisherUnit, RoleGrant, StaffProfile
from stegvis.authoring.actions import freeze
from stegvis.authoring.building import build_program
from stegvis.authoring.projection import project_all
from stegvis.catalogue import actions
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import ClearanceKind, Regulatory, StopKind
from stegvis.catalogue.models import CatalogueEntry, Distribution, Program, ProgramVersion
from stegvis.catalogue.policies import Placing
from stegvis.catalogue.schedule import release_due
from stegvis.demo.content import catalogue as content
from stegvis.demo.content import people
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.demo.laying.programs import DESIGNER, MEDIA, NEWCOMER
from stegvis.lib.clock import local_day

LONG_AGO = timedelta(days=420)


def lay_catalogue(places: Places, versions: Mapping[str, ProgramVersion], now: datetime) -> None:
    """Everything but the stop, which is laid when somebody walks what it stops."""
    for slug, said in content.ENTRIES.items():
        _describe(versions[slug].program, said, places.actor(DESIGNER, "utgivare"), now)
    _checklists(places)
    _retired(places, now)
    _neighbour(places, now)
    _releases(places, versions["rorelse-vid-artros"], now)


def _coordinator(places: Places) -> Actor:
    return places.actor(COORDINATOR, str(people.PROVIDER["slug"]))


def _describe(program: Program, said: Mapping[str, object], by: Actor, now: datetime) -> CatalogueEntry:
    values: dict[str, Any] = {name: value for name, value in said.items() if name != "review_in_days"}
    values["regulatory"] = Regulatory(values["regulatory"])
    if isinstance(days := said.get("review_in_days"), int):
        values["review_by_on"] = local_day(now) + timedelta(days=days)
    entry: CatalogueEntry = actions.describe(program, values, 0, now=now - timedelta(days=40), by=by)
    return entry


def _checklists(places: Places) -> None:
    """Every unit has ticked its own; the newcomer has come half the way."""
    for row in Distribution.objects.select_related("unit", "version"):
        slug = row.unit.code
        half = (row.version.title, slug) == ("Sov bättre", NEWCOMER[1])
        by = _administrator(places, slug)
        for item, note in (content.BEGUN if half else content.DONE).items():
            at = row.distributed_at + timedelta(hours=4)
            actions.tick(row.unit, row.version.program_id, item, note, now=at, by=by)


def _administrator(places: Places, unit: str) -> Actor:
    """Somebody who ticks on a unit: its resident administrator, else its access administrator."""
    for role in (Role.RESIDENT_ADMINISTRATOR.value, Role.ACCESS_ADMINISTRATOR.value):
        for person in people.STAFF:
            if any(hat["place"] == unit and role in hat["roles"] for hat in person["hats"]):
                return places.actor(person["slug"], unit)
    raise LookupError(unit)


def _retired(places: Places, now: datetime) -> None:
    """A program that has had its day."""
    coordinator, designer = _coordinator(places), places.actor(DESIGNER, "utgivare")
    at = now - LONG_AGO
    version = _published(places.publishers["utgivare"], content.RETIRED, designer, coordinator, at)
    actions.distribute(Placing(version, places.units["rehab"]), now=at, by=coordinator)
    for item, note in content.DONE.items():
        unit = places.units["rehab"]
        actions.tick(unit, version.program_id, item, note, now=at, by=_administrator(places, "rehab"))
    entry = _describe(version.program, content.RETIRED_ENTRY, designer, now)
    actions.retire(entry, content.RETIRED_REASON, now=now - timedelta(days=35), by=coordinator)


def _published(place: PublisherUnit, raw: Any, designer: Actor, coordinator: Actor, at: datetime) -> ProgramVersion:
    page = build_program(place, raw, designer, media=MEDIA)
    candidate = freeze(page, "Första versionen.", now=at, by=designer)
    reason = "Granskat och riskanalyserat före införandet."
    clearance = actions.clear(candidate, ClearanceKind.BROUGHT_IN, reason, now=at, by=coordinator)
    actions.name_publisher(candidate.program, designer.account, now=at, by=coordinator)
    version: ProgramVersion = actions.publish(clearance, now=at, by=designer)
    return version


def _neighbour(places: Places, now: datetime) -> None:
    """Another region, with a program that it lets everybody use."""
    at = now - timedelta(days=90)
    raw = content.NEIGHBOUR
    provider = CareProvider.objects.create(hsa_id=raw["hsa_id"], name=raw["name"], created_at=at)
    place = PublisherUnit.objects.create(provider=provider, name=raw["publisher"])
    designer = _account(provider, "Sigrid", "Holm", at, Role.DESIGNER, publisher_unit=place)
    coordinator = _account(provider, "Arne", "Lindh", at, Role.COORDINATOR, provider=provider)
    project_all(local_day(now))
    version = _published(place, content.OFFERED, designer, coordinator, at)
    _describe(version.program, content.OFFERED_ENTRY, designer, now)
    actions.offer(version.program, places.provider, now=now - timedelta(days=6), by=coordinator)


def _account(employer: CareProvider, given: str, family: str, at: datetime, role: Role, **where: Any) -> Actor:
    account = Account.objects.create(first_name=given, last_name=family, created_at=at)
    StaffProfile.objects.create(
        account=account, hsa_id=f"{employer.hsa_id}-{family}", given_name=given, family_name=family
    )
    day = local_day(at) - timedelta(days=30)
    Employment.objects.create(account=account, provider=employer, starts_on=day)
    RoleGrant.objects.create(account=account, role=role, starts_on=day, granted_at=at, granted_by="demo", **where)
    wanted = HatKind.PUBLISHER if role is Role.DESIGNER else HatKind.POST
    return next(actor for actor in hats_of(account, local_day(at)) if actor.hat.kind is wanted)


def _releases(places: Places, artros: ProgramVersion, now: datetime) -> None:
    """One that has gone out, and the next, announced, with what is under review."""
    by, provider = _coordinator(places), places.provider
    done, coming = content.RELEASE_DONE, content.RELEASE_NEXT
    planned = now - timedelta(days=120)
    day = _weekday(local_day(now) - timedelta(days=48))
    release = actions.plan_release(provider, done["name"], day - timedelta(days=28), day, now=planned, by=by)
    actions.add_to_release(release, artros, done["item"], now=planned, by=by)
    actions.announce(release, done["text"], now=planned, by=by)
    release_due(now=now - timedelta(days=40))
    day = _weekday(local_day(now) + timedelta(days=62))
    at = now - timedelta(days=1)
    release = actions.plan_release(provider, coming["name"], day - timedelta(days=35), day, now=at, by=by)
    candidate = artros.program.candidates.order_by("-frozen_at").first()
    if candidate is not None:
        actions.add_to_release(release, candidate, coming["item"], tell_residents=True, now=at, by=by)
    actions.announce(release, coming["text"], now=at, by=by)
    later = _weekday(day + timedelta(days=91))
    actions.plan_release(provider, "Våren 2027", later - timedelta(days=35), later, now=at, by=by)


def _weekday(day: date) -> date:
    """The Tuesday of that week: releases never go out before a weekend."""
    return day + timedelta(days=1 - day.weekday())


def lay_stop(places: Places, version: ProgramVersion, now: datetime) -> None:
    """One step that the residents meet a text in the place of."""
    raw = content.STOP
    document = open_document(version.document_id)
    steps = [step for module in document.modules for step in module.steps]
    step = next(step for step in steps if document.text(step.key("title")) == raw["step"])
    actions.stop(
        version,
        StopKind.STEP,
        step.id,
        raw["text_sv"],
        raw["text_en"],
        raw["reason"],
        now=now - timedelta(hours=20),
        by=_coordinator(places),
    )
