"""Walks in throw-away worlds: somebody who does not exist walks a document that is perhaps not even published.

Each walk has a world of its own, whose clock can be moved forward. Nothing of it reaches channels or statistics, and
no worker settles it: it is settled when the one who tries it does something. Expects the caller's action.
"""

import secrets
from datetime import timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor, Hat
from stegvis.access.identity import IdentityNumber
from stegvis.access.kinds import HatKind, NumberType
from stegvis.access.models import Person
from stegvis.access.roles import RESIDENT_PERMISSIONS
from stegvis.catalogue.freezing import plan_of
from stegvis.course import walk
from stegvis.course.kinds import WorldKind
from stegvis.course.models import Course, World
from stegvis.course.worlds import real_world
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind

ZONE = ZoneInfo("Europe/Stockholm")
# Further than any program goes.
FARTHEST = timedelta(days=3 * 366)


class CannotRehearse(Cannot):
    """The walk is not one that can be steered so."""


def begin(document: str, title: str, provider_id: UUID, name: str, *, by: Actor) -> Course:
    """A new person in a new world begins to walk the document today. Raises CannotOpenDocument."""
    plan_of(document)
    world = World.objects.create(kind=WorldKind.REHEARSAL, name=_label(name), offset_s=real_world().offset_s)
    now = world.now()
    course = Course(
        provider_id=provider_id,
        person=_nobody(name),
        world=world,
        document_id=document,
        title=title,
        started_at=now,
    )
    course.save(force_insert=True)
    start_on = now.astimezone(ZONE).date().isoformat()
    payload = {"start_on": start_on, "tz": ZONE.key, "epoch": 1, "seed": course.pk.hex}
    walk.record(course, FactKind.STARTED, payload=payload, occurred_at=now, by=by)
    walk.settle(course, now)
    return course


def pass_time(course_id: UUID, days: int, *, by: Actor) -> Course:
    """Let days pass in the walk's own world, day by day, as they would have. Raises CannotRehearse."""
    course = _locked(course_id)
    world = course.world
    ahead = timedelta(seconds=world.offset_s - real_world().offset_s) + timedelta(days=days)
    if not 0 < days <= 92 or ahead > FARTHEST:
        raise CannotRehearse(_("Så långt fram går det inte att flytta tiden. Börja om i stället."))
    world.offset_s += days * 86_400
    world.save(update_fields=["offset_s"])
    course.world = world
    walk.settle(course, world.now())
    return course


def open_module(course_id: UUID, module: str, *, by: Actor) -> Course:
    """Open a module as staff would. One that is open already stays so. Raises CannotRehearse."""
    course = _locked(course_id)
    now = course.now()
    state = walk.unfolded(course, now).modules.get(module)
    if state is None:
        raise CannotRehearse(_("Modulen finns inte i prototypen."))
    if not state.is_open:
        walk.record(course, FactKind.MODULE_OPENED, module, occurred_at=now, by=by)
    walk.settle(course, now)
    return course


def walker(course: Course, account_id: str, name: str) -> Actor:
    """The one who tries, as the made-up resident of their own walk: what the walk's own doors ask for."""
    hat = Hat(HatKind.RESIDENT, label=str(_("Provning")))
    return Actor(
        account_id=account_id, name=name, hat=hat, permissions=RESIDENT_PERMISSIONS, person_id=str(course.person_id)
    )


def _locked(pk: UUID) -> Course:
    course = Course.lock_rows().filter(pk=pk, world__kind=WorldKind.REHEARSAL).first()
    if course is None:
        raise CannotRehearse(_("Provningen finns inte längre. Börja om."))
    return course


def _nobody(name: str) -> Person:
    """A person who does not exist, under a number that nobody can have: no year is called 0000."""
    for _try in range(20):
        person = Person(id=uuid4(), given_name=_label(name), family_name="", made_up=True, created_at=utc_now())
        person.set_number(IdentityNumber(NumberType.RESERVNUMMER, f"0000{secrets.randbelow(10**8):08d}"))
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError:
            continue
        return person
    raise CannotRehearse(_("Provningen gick inte att börja. Försök igen."))


def _label(name: str) -> str:
    return name[:80]
