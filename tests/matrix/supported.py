"""What support keeps, with something of each provider's own."""

from typing import Any

from stegvis.lib.clock import utc_now
from stegvis.support.actions.sending import Sent, send
from stegvis.support.kinds import CaseKind


def lay_support(world: Any) -> None:
    """A case from a resident of each provider."""
    cast, now = world.cast, utc_now()
    for provider, who in (("ett", "rita"), ("tva", "ragnar")):
        sent = Sent(CaseKind.WISH, f"Ärende från {who}", "Större text.", once=f"matrix-{who}")
        world.kept["case", who] = send(cast.places[provider], sent, now=now, by=cast.actor(who))
