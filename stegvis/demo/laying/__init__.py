"""Laying out the demo region: places, programs, people and four months of history, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import CareProvider
from stegvis.audit.schedule import seal_settled
from stegvis.care.schedule import raise_flags
from stegvis.course import worlds
from stegvis.course.schedule import settle_due
from stegvis.demo.content import people
from stegvis.demo.laying.access import lay_access
from stegvis.demo.laying.acting import lay_acting
from stegvis.demo.laying.catalogue import lay_catalogue, lay_stop
from stegvis.demo.laying.correcting import lay_corrections
from stegvis.demo.laying.ideas import lay_beginnings
from stegvis.demo.laying.keeping import lay_keeping
from stegvis.demo.laying.lawful import lay_law
from stegvis.demo.laying.lives import lay_lives
from stegvis.demo.laying.logging import lay_log
from stegvis.demo.laying.making import lay_groups, lay_routines
from stegvis.demo.laying.opened import lay_open
from stegvis.demo.laying.parties import lay_parties
from stegvis.demo.laying.persons import lay_people
from stegvis.demo.laying.places import lay_places
from stegvis.demo.laying.process import lay_process
from stegvis.demo.laying.programs import lay_programs
from stegvis.demo.laying.reworked import lay_rework
from stegvis.demo.laying.rosters import lay_rosters
from stegvis.demo.laying.settled import lay_settings
from stegvis.demo.laying.support import lay_support
from stegvis.demo.laying.upgrading import lay_upgrades
from stegvis.demo.laying.watching import watch_over
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot

WORKER = "demo"


class CannotLay(Cannot):
    """This is not a demo, or the database holds something else."""


@dataclass(frozen=True)
class Laid:
    """What was made."""

    residents: int
    courses: int


def lay_out(*, now: datetime | None = None) -> Laid | None:
    """Make the demo region. None when it is there already.

    Raises CannotLay outside demo mode, and beside providers that are not the demo's.
    """
    if not settings.STEGVIS_DEMO:
        raise CannotLay(_("Demoregionen finns bara i demoläge: sätt STEGVIS_DEMO=1."))
    if is_laid():
        return None
    if CareProvider.objects.exists():
        raise CannotLay(_("Databasen har redan en annan vårdgivare. Demoregionen läggs inte bredvid den."))
    now = now or utc_now()
    with transaction.atomic():
        places = lay_places(now)
        lay_parties(places, now)
        versions = lay_programs(places, now)
        lay_catalogue(places, versions, now)
        lay_routines(places, {slug: version.program_id for slug, version in versions.items()}, now)
        rework = lay_rework(places, versions["rorelse-vid-artros"], now)
        lay_settings(places, now)
        lay_rosters(places, now)
        known = lay_people(places, now, people.residents())
        lay_open(places, known, now)
        courses = lay_lives(places, versions, known, now)
        lay_stop(places, versions["rorelse-vid-artros"], now)
        lay_beginnings(places, versions, now)
        lay_support(places, versions, now)
        lay_process(places, versions, rework, now)
        # After everything that is being made has been laid: groups, meetings and plans for what has none.
        lay_groups(places, now)
        lay_log(places, now)
        lay_keeping(places, now)
        lay_law(places, now)
        lay_corrections(places, now)
        lay_access(places)
        lay_acting(places, known, now)
    watch_over(places, now)
    with transaction.atomic():
        lay_upgrades(places, versions, now)
    _let_the_worker_look()
    return Laid(len(known), courses)


def is_laid() -> bool:
    """Whether the demo region is in this database."""
    return CareProvider.objects.filter(hsa_id=people.PROVIDER["hsa_id"]).exists()


def continue_clock() -> None:
    """Pick the demo's time up where it was last seen, so that a month of rest fires nothing."""
    worlds.continue_from_last_seen(worlds.real_world())


def _let_the_worker_look() -> None:
    """One worker's round, until nothing more is due: flags are in place from the first page on."""
    world = worlds.real_world()
    while settle_due(world, worker=WORKER):
        pass
    while raise_flags(now=world.now()):
        pass
    while seal_settled(now=utc_now()):
        pass
    worlds.mark_seen(world)
