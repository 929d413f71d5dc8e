"""Blocks, emergency openings and checks of the log, at both providers."""

from datetime import timedelta
from typing import Any

from stegvis.access.log_review import actions as review
from stegvis.access.log_review import queries
from stegvis.care.blocks import actions
from stegvis.care.blocks.policies import Across, Wish
from stegvis.care.kinds import AcrossKind
from stegvis.lib.clock import local_day, utc_now


def lay_log(world: Any) -> None:
    """A block by each of two residents; an emergency on two units; a check of a unit's log and of a provider's."""
    now, cast = utc_now(), world.cast
    for who, therapist, unit in (("rita", "tina", "norra"), ("ragnar", "ove", "o")):
        row = world.runs[who].enrolment
        wish = Wish(row.course.person, row.unit.provider, row.unit)
        world.kept["block", who] = actions.set_block(wish, "", now=now, by=cast.actor(who))
        across = Across(row, AcrossKind.EMERGENCY)
        reason = "Medvetslös på akuten."
        world.kept["emergency", unit] = actions.open_in_emergency(across, reason, now=now, by=cast.actor(therapist))
    for place, reviewer in (("norra", "berit"), ("ett", "lova")):
        by = cast.actor(reviewer)
        day = local_day(now + timedelta(hours=2))
        made = review.draw_check(queries.reviewed_by(by), day - timedelta(days=3), day, 3, now=now, by=by)
        world.kept["check", place], world.kept["drawn", place] = made, made.items.first()
    asked = world.kept["drawn", "ett"]
    asked.outcome, asked.question, asked.asked_unit = "asked", "Varför?", cast.norra
    asked.decided_at, asked.decided_by = now, cast.accounts["lova"]
    asked.save()
