"""A resident's own browser as a way out: whether it can be chosen here, and what is kept of it."""

import hashlib
import json
from dataclasses import dataclass

from stegvis.access.actor import Actor
from stegvis.notifications import channels
from stegvis.notifications.channels.push import Push
from stegvis.notifications.kinds import ChannelKind
from stegvis.notifications.models import Address


@dataclass(frozen=True, slots=True)
class Browser:
    """The one that is connected. `known`: a hash of its address, by which it knows itself.

    Empty when its push service has said that it is gone: then there is nothing left to call.
    """

    row: Address
    known: str

    @property
    def gone(self) -> bool:
        """Whether it takes no notices any more."""
        return not self.known


def public_key() -> str | None:
    """What a browser subscribes with; None where the installation has not turned web push on."""
    way = channels.channel(ChannelKind.PUSH)
    return way.public_key if isinstance(way, Push) else None


def browser_of(actor: Actor) -> Browser | None:
    """The resident's own connected browser, or None. One query."""
    row = Address.objects.visible_to(actor).filter(kind=ChannelKind.PUSH).first()
    return Browser(row, _known(row.value)) if row else None


def _known(value: str) -> str:
    return hashlib.sha256(json.loads(value)["endpoint"].encode()).hexdigest() if value else ""
