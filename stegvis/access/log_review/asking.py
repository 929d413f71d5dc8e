"""A question to the head of a unit about an opening: who is told that it waits, as rooms above have said.

Access imports nothing above it: the room that can reach people registers its way when Django starts.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

# Unit, a key that is the same for the same question, and now.
Tell = Callable[[UUID, str, datetime], object]
_tell: dict[str, Tell] = {}


def register(name: str, tell: Tell) -> None:
    """Tell the head of a unit this way. The same name again takes the place of the first."""
    _tell[name] = tell


def told(unit_id: UUID, key: str, now: datetime) -> None:
    """A question waits for the head of this unit: every way is used, in the caller's transaction."""
    for tell in _tell.values():
        tell(unit_id, key, now)
