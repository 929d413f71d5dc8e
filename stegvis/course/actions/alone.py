"""Open programs: begun, left and removed by the resident alone (safety rule 6)."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.eligibility import Eligible
from stegvis.access.models import Person
from stegvis.catalogue.models import OpenProgram
from stegvis.catalogue.queries import takes_starts
from stegvis.course import walk
from stegvis.course.kinds import ENDED
from stegvis.course.models import Course
from stegvis.course.models.erasing import erase
from stegvis.course.policies import may_begin_alone, may_erase, may_leave
from stegvis.course.rehearsing import ZONE
from stegvis.course.worlds import real_world
from stegvis.lib.errors import Cannot
from stegvis.notifications import outbox
from stegvis.program.facts import FactKind


class CannotBegin(Cannot):
    """Nothing was started."""


@action("open:begin", may=may_begin_alone, about_result=True)
def begin_alone(row: OpenProgram, eligible: Eligible, revision: int, *, by: Actor) -> Course:
    """Start an open program today. Pressed twice it gives the one that runs. Raises CannotBegin.

    `eligible` is the judgement of somebody's age and place, made just now; nothing else of it is kept. `revision`: which
    information on controller and legal basis was read.
    """
    world = real_world()
    now = world.now()
    today = now.astimezone(ZONE).date()
    if eligible is not Eligible.YES:
        raise CannotBegin(_("Programmet är inte öppet för dig."))
    if row.revision != revision:
        raise CannotBegin(_("Villkoren har ändrats. Läs dem en gång till innan du börjar."))
    if not takes_starts(row, today):
        raise CannotBegin(_("Programmet går inte att börja med just nu."))
    person = Person.objects.visible_to(by).get(pk=by.person_id)
    if person.made_up:
        raise CannotBegin(_("Den som bara finns på en övningsenhet kan inte börja på ett öppet program."))
    running = Course.objects.visible_to(by).filter(open_program=row).exclude(phase__in=ENDED)
    if known := running.select_related("world", "provider", "person").first():
        return known
    course = Course(
        provider_id=row.provider_id,
        person=person,
        world=world,
        document_id=row.version.document_id,
        version=row.version,
        open_program=row,
        title=row.version.title,
        started_at=now,
    )
    try:
        with transaction.atomic():
            course.save(force_insert=True)
    except IntegrityError:
        # The other press of the same button came first.
        return running.select_related("world", "provider", "person").get()
    payload = {"start_on": today.isoformat(), "tz": ZONE.key, "epoch": 1, "seed": course.pk.hex, "read": revision}
    walk.record(course, FactKind.STARTED, payload=payload, occurred_at=now, by=by)
    walk.settle(course, now)
    return course


@action("open:leave", may=may_leave)
def leave(course: Course, *, by: Actor) -> None:
    """The resident does not want to go on. What was entered stays readable to them; it can be started again."""
    now = course.now()
    if course.phase not in ENDED:
        walk.record(course, FactKind.LEFT, occurred_at=now, by=by)
        walk.settle(course, now)


@action("open:erase", may=may_erase)
def erase_own(course: Course, *, by: Actor) -> None:
    """Remove everything that the resident has entered, and that they ever began. It cannot be undone."""
    outbox.forget([course.pk])
    erase([course.pk])
