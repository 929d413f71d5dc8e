"""A guardian and a helper of one resident at each provider: rows of their own, so that addresses have what to name."""

from datetime import date, timedelta
from typing import Any

from stegvis.access.acting import actions, queries
from stegvis.access.identity import read_number
from stegvis.access.kinds import GuardianSource
from stegvis.access.models import Guardian
from stegvis.lib.clock import local_day, utc_now

HELPS = "196408073416"


def lay_acting(world: Any) -> None:
    """Whoever acts is Rebecka, and a number that nobody has signed in with."""
    now, cast = utc_now(), world.cast
    for who, therapist in (("rita", "tina"), ("ragnar", "ove")):
        row, by = world.runs[who].enrolment, cast.actor(who)
        until = local_day(now) + timedelta(days=30)
        chosen = actions.Chosen(works=False, converses=False, until=until, courses=(row.course_id,))
        world.kept["helper", who] = actions.invite(
            queries.oneself(by), read_number(HELPS), "Helge", chosen, now=now, today=local_day(now), by=by
        )
        world.kept["guardian", who] = Guardian.objects.create(
            provider_id=row.provider_id,
            unit_id=row.unit_id,
            child_id=row.course.person_id,
            person_id=cast.accounts["rebecka"].person_id,
            born=date(2020, 1, 1),
            source=GuardianSource.STAFF,
            verified="Känd familj.",
            noted_at=now,
            noted_by=cast.accounts[therapist],
        )
