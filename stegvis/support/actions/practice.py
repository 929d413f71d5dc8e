"""Opening the unit for practice, going there, moving its clock, and beginning anew.

It is a care unit like any other, but for three things: it is marked as training, its world is its own, and only
people who do not exist are started there. Nothing in such a world reaches channels, statistics or exports.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.identity import read_number
from stegvis.access.kinds import Purpose, Role
from stegvis.access.models import (
    Administration,
    CareProvider,
    CareUnit,
    Commission,
    Person,
    RegisteredPerson,
    RoleGrant,
)
from stegvis.access.models.people import number_hash
from stegvis.care.models import UnitHours
from stegvis.care.schedule import raise_flags
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.actions import distribute
from stegvis.catalogue.models import Distribution, ProgramVersion
from stegvis.catalogue.policies import Placing, may_distribute
from stegvis.course import walk
from stegvis.course.kinds import Phase, WorldKind
from stegvis.course.models import Course, World
from stegvis.course.schedule import settle_due
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind
from stegvis.support.made_up import NUMBERS, PEOPLE
from stegvis.support.models import MadeUpResident, PracticeUnit
from stegvis.support.policies.practice import may_begin_anew, may_enter, may_move, may_open, may_stock

LASTS = timedelta(days=365)
FARTHEST = timedelta(days=31)
WORKER = "practice"
REASON = "the unit for practice, where nobody exists"


class CannotPractise(Cannot):
    """Nothing was changed; the sentence says what to do."""


@action("practice:open", may=may_open, about_result=True)
def open_unit(provider: CareProvider, *, now: datetime, by: Actor) -> PracticeUnit:
    """Make the provider's unit for practice, with its world and its residents. Opened twice is opened once.

    Raises CannotPractise.
    """
    known = PracticeUnit.objects.filter(provider=provider).first()
    if known:
        return known
    unit = _new_unit(provider, 1)
    practice = PracticeUnit.objects.create(provider=provider, unit=unit, world=_new_world(unit), opened_at=now)
    _people(practice)
    return practice


@action("practice:stock", may=may_stock)
def stock(practice: PracticeUnit, *, now: datetime, by: Actor) -> int:
    """Give the unit the newest version of every program of the provider. Returns how many it has."""
    newest = [Placing(row.newest.version, practice.unit) for row in catalogue.programs(by) if row.newest]
    # A program that is retired is not given to anybody, to practise on either.
    placings = [placing for placing in newest if may_distribute(by, placing)]
    for placing in placings:
        distribute(placing, now=now, by=by)
    return len(placings)


@action("practice:enter", may=may_enter)
def enter(practice: PracticeUnit, *, now: datetime, by: Actor) -> None:
    """Let a member of staff work there for a year, as therapist and administrator. Entered twice is entered once."""
    _let_in(practice.unit, by.account_id, now, by)


@action("practice:move", may=may_move)
def move_clock(practice: PracticeUnit, by_time: timedelta, *, by: Actor) -> None:
    """Let time pass in the world of the unit: what falls due happens, for everybody who practises there.

    Raises CannotPractise.
    """
    if not timedelta(0) < by_time <= FARTHEST:
        raise CannotPractise(_("Klockan går bara framåt, och högst en månad i taget."))
    world = World.objects.select_for_update().get(pk=practice.world_id)
    # Day by day, as it would have been: a reminder that falls on Tuesday is not skipped by a week's jump.
    steps = max(1, by_time.days)
    for _day in range(steps):
        world.offset_s += int(by_time.total_seconds()) // steps
        world.save(update_fields=["offset_s"])
        while settle_due(world, worker=WORKER):
            pass
    _flags(world)


@action("practice:begin_anew", may=may_begin_anew)
def begin_anew(practice: PracticeUnit, *, now: datetime, by: Actor) -> None:
    """A new unit with a new world and nothing started. What was practised is taken back and seen by nobody."""
    old, today = practice.unit, timezone.localdate(now)
    walks = Course.objects.without_asking_who_because(REASON).filter(world=practice.world)
    for pk in walks.exclude(phase=Phase.WRONG_START).values_list("pk", flat=True):
        course = Course.lock_rows().get(pk=pk)
        walk.record(course, FactKind.WRONG_START, occurred_at=course.now(), by=by)
        walk.settle(course, course.now())
    was_there = list(Commission.objects.filter(unit=old).values_list("account_id", flat=True))
    versions = catalogue.startable(old.pk)
    old.archived_on = today
    old.save(update_fields=["archived_on"])
    practice.round += 1
    practice.unit = _new_unit(practice.provider, practice.round)
    practice.world, practice.reset_at = _new_world(practice.unit), now
    practice.save()
    practice.residents.update(round=practice.round)
    for account_id in was_there:
        _let_in(practice.unit, str(account_id), now, by)
    _same_programs(practice.unit, versions, now, by)


def _same_programs(unit: CareUnit, versions: list[ProgramVersion], now: datetime, by: Actor) -> None:
    """What the unit could start before. Not a new distribution by anybody: the same unit, begun anew."""
    Distribution.objects.bulk_create(
        Distribution(version=version, unit=unit, distributed_by_id=by.account, distributed_at=now)
        for version in versions
    )


def _flags(world: World) -> None:
    walks = Course.objects.without_asking_who_because(REASON).filter(world=world)
    for pk in walks.values_list("pk", flat=True):
        raise_flags(now=world.now(), course_id=pk)


def _new_unit(provider: CareProvider, round_number: int) -> CareUnit:
    branch = Administration.objects.filter(provider=provider).order_by("name").first()
    if branch is None:
        raise CannotPractise(_("Lägg in minst en förvaltning först."))
    mark = uuid4().hex[:8]
    unit = CareUnit.objects.create(
        provider=provider,
        administration=branch,
        hsa_id=f"OVNING-{mark}",
        name=str(_("Övningsenheten")),
        code=f"ovning-{mark}",
        phone="08-465 004 00",
        phone_hours=str(_("öppet när du övar")),
        reading_promise=str(_("Det här är övning. Ingen läser på riktigt.")),
        training=True,
    )
    UnitHours.objects.create(unit=unit, week=[[[8 * 60, 17 * 60]]] * 5 + [[], []])
    return unit


def _new_world(unit: CareUnit) -> World:
    return World.objects.create(kind=WorldKind.TRAINING, name="practice", unit=unit)


def _people(practice: PracticeUnit) -> None:
    free = iter(_free_numbers())
    for each in PEOPLE:
        number = next(free, None)
        if number is None:
            raise CannotPractise(_("Testnumren räcker inte till fler övningsenheter."))
        person = Person(
            given_name=each.given_name, family_name=each.family_name, made_up=True, created_at=practice.opened_at
        )
        person.set_number(read_number(number))
        person.save()
        signin.resident_account(person)
        MadeUpResident.objects.create(practice=practice, person=person, slug=each.slug, story=each.story)


def _free_numbers() -> list[str]:
    hashes = {number_hash(read_number(each)): each for each in NUMBERS}
    known = set(
        Person.objects.without_asking_who_because(REASON)
        .filter(number_hash__in=list(hashes))
        .values_list("number_hash", flat=True)
    )
    known |= set(
        RegisteredPerson.objects.without_asking_who_because(REASON)
        .filter(number_hash__in=list(hashes))
        .values_list("number_hash", flat=True)
    )
    return [number for key, number in hashes.items() if key not in known]


def _let_in(unit: CareUnit, account_id: str, now: datetime, by: Actor) -> None:
    day = timezone.localdate(now)
    Commission.objects.get_or_create(
        account_id=account_id,
        unit=unit,
        defaults={
            "hsa_id": f"OVNING-{uuid4().hex[:20]}",
            "name": unit.name,
            "purpose": Purpose.CARE,
            "starts_on": day,
            "ends_on": day + LASTS,
        },
    )
    for role in (Role.THERAPIST, Role.RESIDENT_ADMINISTRATOR):
        RoleGrant.objects.get_or_create(
            account_id=account_id,
            unit=unit,
            role=role,
            withdrawn_at=None,
            defaults={
                "starts_on": day,
                "ends_on": day + LASTS,
                "granted_at": now,
                "granted_by": by.account_id,
                "reason": str(_("Övning")),
            },
        )
