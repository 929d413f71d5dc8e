"""What the matrix needs of newer versions: one decided move of residents for each provider."""

from typing import Any

from stegvis.care.models import Upgrade
from stegvis.lib.clock import utc_now
from tests.matrix.catalogued import COORDINATOR


def lay_upgrades(world: Any) -> None:
    """From a version to itself: the page is the same, and nobody is moved."""
    now = utc_now()
    for provider, name in (("ett", "alfa"), ("tva", "gamma")):
        version = world.programs[name].version
        world.kept["upgrade", provider] = Upgrade.objects.create(
            provider=world.cast.places[provider],
            version_from=version,
            version_to=version,
            severity="major",
            decided_by_id=world.cast.actor(COORDINATOR[provider]).account,
            decided_at=now,
            due_at=now,
        )
