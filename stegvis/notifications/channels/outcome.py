"""What a channel is asked and what it answers. Every channel has the same one door."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from stegvis.notifications.texts import Words


@dataclass(frozen=True, slots=True)
class Sent:
    """Taken by the other side. `reference` is theirs, for questions afterwards."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Retry:
    """Not now. `after` is how long the other side wants us to wait, where it said so."""

    code: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Never to this address. `code` is a word of ours: what the other side wrote may hold the address itself.

    `gone`: the other side has said that the address is no more, so that it is erased.
    """

    code: str
    gone: bool = False


Outcome = Sent | Retry | Failed


class Channel(Protocol):
    """A way out. `send` is called outside any transaction and may be called again with the same id after a crash.

    `waits`: whether it waits for another machine, and needs nothing of the database; then it is called in a thread.
    """

    waits: bool

    def send(self, delivery_id: UUID, address: str, words: Words) -> Outcome:
        """Hand over one text. Never raises for what the other side does or does not do."""
