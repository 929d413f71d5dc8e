"""The real world of this installation, and how a rested demo picks its clock up again."""

from datetime import datetime

from stegvis.access.actor import Actor
from stegvis.access.doors import Kept
from stegvis.access.models import CareUnit
from stegvis.course.kinds import WorldKind
from stegvis.course.models import World
from stegvis.lib.clock import utc_now

_REAL = Kept(lambda: World.objects.filter(kind=WorldKind.REAL))


def real_world() -> World:
    """The one real world, made the first time it is asked for."""
    world = World.objects.filter(kind=WorldKind.REAL).first()
    return world or World.objects.get_or_create(kind=WorldKind.REAL)[0]


def real_now() -> datetime:
    """What time it is for real courses. One query, and right in a demo that has rested."""
    world = _REAL.first()
    return world.now() if world else utc_now()


def world_of(unit: CareUnit) -> World:
    """Where walks on a unit take place: the real world, or the newest of a unit for practice."""
    if not unit.training:
        return real_world()
    return World.objects.filter(unit=unit, kind=WorldKind.TRAINING).get()


def now_for(actor: Actor) -> datetime:
    """What time it is where the actor works: a unit for practice has a clock of its own. One query."""
    if not actor.hat.training:
        return real_now()
    world = World.objects.filter(unit_id=actor.unit, kind=WorldKind.TRAINING).first()
    return world.now() if world else real_now()


def mark_seen(world: World) -> None:
    """Remember how far a world has come."""
    World.objects.filter(pk=world.pk).update(seen_at=world.now())


def continue_from_last_seen(world: World) -> None:
    """Set the clock back to where the world was last seen, so that a month of rest fires nothing.

    For the demo only: a real installation's clock is the real one and its worker catches up.
    """
    if world.seen_at and world.seen_at < world.now():
        world.offset_s -= int((world.now() - world.seen_at).total_seconds())
        world.save(update_fields=["offset_s"])
