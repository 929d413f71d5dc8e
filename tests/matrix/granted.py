"""A round of the review at each provider, and a role there, for the matrix."""

from typing import Any

from stegvis.access.granting import actions
from stegvis.access.kinds import Role
from stegvis.access.models import RoleGrant
from stegvis.lib.clock import utc_now


def lay_access(world: Any) -> None:
    """A round of the review at each provider, and somebody's role to take back."""
    for place, who in (("ett", "kaj"), ("tva", "klas")):
        provider = world.cast.places[place]
        world.kept["access review", place] = actions.begin_review(provider, now=utc_now(), by=world.cast.actor(who))
        world.kept["post", place] = RoleGrant.objects.get(provider=provider, role=Role.COORDINATOR)
