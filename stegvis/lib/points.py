"""Named points in the service's own work, where a test may look in, or pull the plug.

Nothing happens at a point unless an observer was added by code in the same process; no setting and no
environment variable adds one. `make crashtest` kills workers here (docs/crashtest.md).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum


class Point(StrEnum):
    """Where one can stand. A claim is held from `claim:held` through `settle:after_commit`."""

    CLAIM_HELD = "claim:held"
    SETTLE_BEFORE_COMMIT = "settle:before_commit"
    SETTLE_AFTER_COMMIT = "settle:after_commit"
    FLAGS_BEFORE_COMMIT = "flags:before_commit"
    FLAGS_AFTER_COMMIT = "flags:after_commit"
    MOVE_CLAIMED = "move:claimed"
    MOVE_BEFORE_COMMIT = "move:before_commit"
    MOVE_AFTER_COMMIT = "move:after_commit"
    DELIVER_CLAIMED = "deliver:claimed"
    # The gateway has been called; that it was is not written yet.
    DELIVER_MID_SEND = "deliver:mid_send"
    DELIVER_AFTER_COMMIT = "deliver:after_commit"


Observer = Callable[[Point], None]
_observers: list[Observer] = []


def passed(name: str) -> None:
    """Say that the work has come to a point. Raises ValueError for a name that is not on the list."""
    point = Point(name)
    for observer in _observers:
        observer(point)


@contextmanager
def observed(observer: Observer) -> Iterator[None]:
    """Tests only: call `observer` at every point passed in this process, until the block ends."""
    _observers.append(observer)
    try:
        yield
    finally:
        _observers.remove(observer)
